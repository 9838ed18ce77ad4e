"""Attributions as they stand after quoted words, told by their words alone, before any parser sees the text."""

from __future__ import annotations

import re
from functools import cache

from flows.reference.reporting_verbs import load_reporting_verbs

# What follows an attribution like `"Why now?" Ms Okafor asked`: an end, a circumstance or the person addressed.
_AFTER = (
    r"(?=\s*[,.;:]|\s+(?:in|on|at|to|of|with|from|during|after|before|as|when|while|about|via|him|her|them"
    r"|me|us|reporters|journalists|back|again)\b)"
)
_NAME = r"(?:(?:[^\W\d_a-z][\w.’'-]*|the|a|an|of|and|former|his|her|its|their|he|she|they|it|we|one),?\s+){0,8}?"
_ROLE = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne)\s+(?:[\w’'-]+\s+){1,2}?"


@cache
def speech_tail() -> re.Pattern[str]:
    """Return a pattern that matches where an attribution such as `Ms Okafor asked` or `the minister said` begins."""
    forms = "|".join(
        sorted({form for form, verbs in load_reporting_verbs().items() if any("quote" in v.takes for v in verbs)})
    )
    return re.compile(rf"(?:{_NAME}|{_ROLE})(?:{forms}){_AFTER}")

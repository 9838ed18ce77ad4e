"""Lines above an article's first sentence that are no sentence: date lines, bylines, the publisher's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.reference.datelines import publishers
from flows.reference.written_dates import WEEKDAY_PATTERN, WrittenDate, find_written_dates

MAX_LINE_CHARS = 160

_TIME = r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?(?:\s*[ap]\.?m\.?(?![a-z]))?|\d{1,2}\s*[ap]\.?m\.?(?![a-z])"
_ZONE = r"(?<![A-Za-z])(?:UTC|GMT|Z|[ECMP]?[SD]?T|BST|CES?T|EES?T|MSK|IST|PKT|JST|AES?T)\b|[+-]\d\d:?\d\d"
_AGE = r"\b(?:\d+|an?)\s+(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\b"
_LABEL = (
    r"\b(?:source|first|last|originally|published|updated|posted|modified|revised|issued|released|created|dated?|on|at|"
    r"in|the|time|print|online|edition|of)\b"
)
_AMBIGUOUS = r"\b\d\d?[./-]\d\d?[./-]\d{2,4}\b"  # 02/03/2025: a date line, but no date
# Atomic: a line is taken apart in one way only, or a hostile one takes for ever.
_FILLER = rf"(?>{_AGE}|{_AMBIGUOUS}|\bT(?=\d)|{_TIME}|{_ZONE}|{_LABEL}|\b(?:{WEEKDAY_PATTERN})\b|[\s,;:./()\[\]–—-])"
_ALL_FILLER = re.compile(rf"{_FILLER}*+", re.IGNORECASE)
_OUTER_FILLER = re.compile(rf"^{_FILLER}++|{_FILLER}++$", re.IGNORECASE)
_IS_DATED = re.compile(rf"{_AGE}|{_AMBIGUOUS}", re.IGNORECASE)
_PART = re.compile(r"[|•·]|\s[–—-]\s")
_LATER = re.compile(r"(?:updated|modified|revised)[^|•·]{0,25}$", re.IGNORECASE)

_PERSON = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_JOINER = r"(?:and|in|of|for|at|with|the|de|la|van|von|der|bin|al|el|&)"
_BYLINE = re.compile(
    rf"(?:By|BY|Written by)[:\s]\s*{_PERSON}(?:(?:,?\s+|\s*[|/]\s*|\s+[–-]\s+)(?:{_PERSON}|{_JOINER})){{1,14}}$"
)
_SIGNATURE = re.compile(rf"(?:{_PERSON}(?:,?\s+(?:{_PERSON}|and|&)){{1,8}}),\s+(?P<publisher>[^,]+)$")
_CREDITS = re.compile(
    r"\(?(?:additional\s+)?(?:reporting|writing|editing|compiled|translated)\b[^.]{0,40}?\bby\s+[A-Z]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What a line that is no sentence tells; `date` is None for names and where no calendar date can be read."""

    kind: Literal["date", "names"]
    date: WrittenDate | None = None
    publisher: str | None = None


def read_head_line(line: str) -> HeadLine | None:
    """Tell what a line above the text is; None for a title or a sentence.

    A date line holds dates, times, weekdays, "published", "updated" and a byline or publisher, and nothing else. Of
    several dates the first that is not an update counts. "02/03/2025" makes a date line without a date.
    """
    if len(line) > MAX_LINE_CHARS:
        return None
    dates = list(find_written_dates(line))
    undated = _cut_out(line, dates)
    parts = [part for part in _PART.split(undated) if not _ALL_FILLER.fullmatch(part)]
    names = [_read_names(_OUTER_FILLER.sub("", part)) for part in parts]
    if None in names:
        return None
    publisher = next((name.publisher for name in names if name and name.publisher), None)
    if not dates and not _IS_DATED.search(line):
        return HeadLine("names", publisher=publisher) if names else None
    full = [day for day in dates if day.year]
    issued = [day for day in full if not _LATER.search(line[: day.span.start])]
    return HeadLine("date", next(iter(issued or full), None), publisher)


def is_credits(line: str) -> bool:
    """Tell whether a line below the text names who reported, wrote or edited it."""
    return bool(_CREDITS.match(line))


def _read_names(words: str) -> HeadLine | None:
    """Read a byline, a publisher's name, or a signature such as "Jane Roe, BBC News"; None for anything else."""
    if words in publishers():
        return HeadLine("names", publisher=publishers()[words])
    if _BYLINE.match(words):
        return HeadLine("names")
    signature = _SIGNATURE.match(words)
    if signature and signature["publisher"] in publishers():
        return HeadLine("names", publisher=publishers()[signature["publisher"]])
    return None


def _cut_out(line: str, dates: list[WrittenDate]) -> str:
    """Return the line with a part separator in the place of each date."""
    for day in reversed(dates):
        line = f"{line[: day.span.start]} | {line[day.span.end :]}"
    return line

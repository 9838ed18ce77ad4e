"""Read the time that belongs to a figure: a rate's unit (a year, per month) and a sum's horizon (over five years)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from flows.extract.lexing import Token
from flows.reference.written_dates import MONTHS
from flows.schema.columns import Period

_UNIT_OF_ADVERB: dict[str, Period] = {
    "annually": "year",
    "yearly": "year",
    "annual": "year",
    "annum": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_DETERMINERS = frozenset(("a", "an", "per", "each", "every", "/", "-"))
_ABBREVIATED = {"yr": "year", "mo": "month"}
_UNITS = frozenset(get_args(Period))
_HORIZON = re.compile(
    r"\b(?:over|for|during|within|across|in|spread over|through)\s+(?:(?:the|a|an)\s+)?"
    r"(?:(?:next|coming|following|past|last|same|entire)\s+)?(?:period of\s+)?"
    r"(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several|few)?"
    r"(?:[- ](?:to|or)[- ](?:[0-9]{1,2}|\w+))?[ -]?(?:years?|months?|weeks?|decades?|fiscal years?)(?:\s+period)?\b"
    rf"|\b(?:by|until|till|through|up to|before)\s+(?:the\s+end\s+of\s+)?(?:(?:{'|'.join(MONTHS)})"
    r"\s+)?(?:19|20)[0-9]{2}\b(?![%,.][0-9])"
    r"|\b(?:for|between|from|in|over|during)\s+(?:19|20)[0-9]{2}\s?(?:-|–|to|and|through|until)\s?"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2})\b"
)
_REACH = 90  # code points behind a figure in which its horizon may stand
_STOP = re.compile(r"[.;:?!](?:\s|$)|\n")


def period_of(tokens: Sequence[Token], first: int, last: int) -> Period | None:
    """Return the unit of time for which the sum at tokens[first:last] is paid; None for a sum once for all."""
    if last < len(tokens) and tokens[last].lower == ")":
        last += 1
    at, saw_determiner = last, False
    while at < len(tokens) and at < last + 4 and tokens[at].lower in _DETERMINERS:
        saw_determiner = True
        at += 1
    if at < len(tokens):
        word = _ABBREVIATED.get(tokens[at].lower, tokens[at].lower)
        if word in _UNITS and saw_determiner:
            return _unit(word)
        if word in _UNIT_OF_ADVERB:
            return _UNIT_OF_ADVERB[word]
        if word in ("p.a.", "p.a"):
            return "year"
    for back in range(first - 1, max(first - 4, -1), -1):
        if tokens[back].lower in _UNIT_OF_ADVERB and tokens[back].lower != "annum":
            return _UNIT_OF_ADVERB[tokens[back].lower]
    return None


def horizon_of(text: str, end: int, limit: int) -> str | None:
    """Return the words behind a figure that bound the time of its sum, up to text[limit] or the sentence's end."""
    stop = min(limit, end + _REACH)
    if (cut := _STOP.search(text, end, stop)) is not None:
        stop = cut.start()
    found = _HORIZON.search(text, end, stop)
    return found.group() if found is not None else None


def _unit(word: str) -> Period | None:
    return next((unit for unit in get_args(Period) if unit == word), None)

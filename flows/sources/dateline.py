"""The words before the first sentence that say where a report was written: LONDON (Reuters) -, HANOI –, PARIS:."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.reference.datelines import labels, publishers
from flows.reference.written_dates import MONTH_PATTERN, WEEKDAY_PATTERN, WrittenDate, find_written_dates
from flows.schema.span import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as read.

    `place` leaves out agency, date and separator, and is None where only the agency is named ("CNN —").
    `lead_start` is where the first words after it begin. `date` is the day it names, its year often missing.
    """

    place: Span | None
    lead_start: int
    publisher: str | None
    date: WrittenDate | None


_CAPS = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]+|(?:ST|MT|FT)\.|(?:[A-Z]\.){2,})"
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*\w\.?)"
_DAY = (
    rf"(?:(?:{WEEKDAY_PATTERN})\.?,?\s)?(?:(?:{MONTH_PATTERN})\.?\s\d\d?|\d\d?\s(?:{MONTH_PATTERN})\.?)(?:,?\s\d{{4}})?"
)
_REGION = rf"(?:,\s(?!(?:{MONTH_PATTERN}|{WEEKDAY_PATTERN})\b){_NAME}(?:\s{_NAME}){{0,2}})?"
_DATE = rf"(?:[,.]?\s(?P<date>{_DAY}))?"
_LABELLED = re.compile(rf"^{_CAPS}(?: {_CAPS}){{0,3}}:\s", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
NEAR_CHARS = 4_000
_DASH = r"(?:\s*(?:[—–]|--)\s*|\s+-\s+|(?<=\))\s*-\s*)"

# In capitals a place needs no more than a colon or dash after it. An acronym of three letters is no place by itself.
_IN_CAPITALS = rf"(?P<place>(?=[A-Z.\s'’-]{{4}}){_CAPS}(?:[\s/]{_CAPS}){{0,3}}{_REGION})"


def find_dateline(text: str, line: Span, *, is_first: bool = True) -> Dateline | None:
    """Read the dateline at the start of a line, or return None; `is_first` says that no other sentence stands before.

    A place in capitals counts with a colon or dash, unless the whole line is in capitals; one in mixed case ("Paris")
    only with a known agency or a date as well. A colon after a place alone counts in the first line, if that is a
    sentence and no other line begins so: "JANE ROE:" is a speaker, "RELATED:" a link.
    """
    for pattern in _patterns():
        match = pattern.match(text, line.start, line.end)
        if match is None or not any(map(str.islower, text[match.end() : line.end])):
            continue
        found = match.groupdict()
        place = found.get("place")
        if place and match.group() == f"{place}: " and not (is_first and _opens_report(text, line)):
            return None
        publisher = _publisher(found.get("agency") or found.get("known") or found.get("slashed"))
        if place in publishers():
            return Dateline(None, match.end(), publishers()[place], None)
        if place and any(" ".join(place.split()[:n]) in labels() for n in (1, 2, 3)):
            return None
        day = None
        if found.get("date"):
            day = next(find_written_dates(text, *match.span("date")), None)
        return Dateline(Span(*match.span("place")) if place else None, match.end(), publisher, day)
    return None


def _opens_report(text: str, line: Span) -> bool:
    """Tell whether a line is a sentence, and the only one near that begins with words in capitals and a colon."""
    others = _LABELLED.finditer(text, line.end, line.end + NEAR_CHARS)
    return bool(_SENTENCE_END.search(text, line.start, line.end)) and next(others, None) is None


def _publisher(name: str | None) -> str | None:
    """Return the usual name of an agency; one that publishers.csv does not list keeps the name it is given."""
    return publishers().get(name, name) if name else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    known = "|".join(sorted(map(re.escape, publishers()), key=len, reverse=True))
    agency = r"\s*\((?P<agency>[A-Z][^()\n]{1,40})\)"
    known_agency = rf"\s*(?:\((?P<agency>{known})\)|[|,]?\s(?P<known>{known})\b)"
    mixed = rf"(?P<place>{_NAME}(?:\s(?:{_NAME}|of|the|de|al|el)){{0,3}}?{_REGION})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_IN_CAPITALS}{_DATE}\.?\s*/(?P<slashed>{known})/\.?(?:{_DASH}|\s)",
            rf"{_IN_CAPITALS}{_DATE}(?:{agency}|\s(?P<known>{known})\b)?(?:{_DASH}|\s?:\s)",
            rf"{mixed}{_DATE}{known_agency}\s*(?:{_DASH}|:\s)",
            rf"{mixed}[,.]\s(?P<date>{_DAY}){_DASH}",
            rf"(?:\((?P<agency>{known})\)|(?P<known>{known}))(?:{_DASH}|\s?:\s)",
        )
    )

"""When a sentence says that its promise was made: "the package agreed last month", "in June promised"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flows.reference.time_units import COUNT_PATTERN, add_units, calendar_unit, count_of
from flows.reference.written_dates import MONTH_PATTERN, find_written_dates, month_number
from flows.schema.span import Span

Days = tuple[date, date]

# News of so few days ago is news, and no recollection.
FRESH_DAYS = 2
_TOLD = r"(?:announce(?:d|ment)|unveiled|promised?|pledged?|agreed|made|committed|approved|decided|allocated|earmarked)"
_MONTH = rf"(?P<month>{MONTH_PATTERN})\b(?:\s+(?P<year>(?:19|20)\d\d))?"
_WHEN = rf"""(?:
    (?:[Ll]ast|[Pp]revious)\s+(?P<unit>week|month|year)\b
  | [Ee]arlier\s+(?:this|in\s+the)\s+(?P<same>week|month|year)\b
  | (?P<count>{COUNT_PATTERN})\s+(?P<counted>day|week|month|year)s?\s+ago\b
  | (?:[Ii]n|[Ll]ast)\s+(?:early\s+|late\s+)?{_MONTH}
  | (?:[Oo]n\s+)?(?P<day>(?:the\s+)?\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH_PATTERN})\b(?:,?\s+20\d\d)?
      |(?:{MONTH_PATTERN})\b\.?\s\d\d?\b(?:,\s+20\d\d)?)
)"""
_AFTER = re.compile(rf"\b{_TOLD}\s+(?:[^\s\d,;.:()“”\"]+\s+){{0,6}}?{_WHEN}", re.VERBOSE)
_BEFORE = re.compile(rf"\b{_WHEN},?\s+(?:[^\s\d,;:()“”\"]+\s+){{0,4}}?{_TOLD}\b", re.VERBOSE)


class Recollection(NamedTuple):
    """Words that say when something was promised, and the first and last day that they may mean."""

    span: Span
    days: Days


def find_recollections(text: str, published: date | None) -> Iterator[Recollection]:
    """Find the words of a sentence that date a promise to days before its article; none without its date."""
    if published is None:
        return
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            days = _days(match, published)
            if days is not None:
                yield Recollection(Span(*match.span()), days)


def _days(match: re.Match[str], published: date) -> Days | None:
    if match["unit"]:
        return calendar_unit(published, match["unit"], -1)
    if match["same"]:
        return calendar_unit(published, match["same"])[0], published
    if match["count"]:
        return _ago(published, count_of(match["count"]), match["counted"])
    if match["month"]:
        return _month(month_number(match["month"]), int(match["year"]) if match["year"] else None, published)
    written = next(find_written_dates(match["day"]), None)
    if written is None:
        return None
    years = (written.year,) if written.year else (published.year, published.year - 1)
    day = next((day for year in years if (day := written.in_year(year)) and day <= published), None)
    return (day, day) if day is not None and (published - day).days > FRESH_DAYS else None


def _ago(published: date, count: int, unit: str) -> Days | None:
    """Return the days that "two weeks ago" may mean: half a unit on either side."""
    day = add_units(published, -count, unit)
    half = timedelta(days={"day": 0, "week": 3, "month": 15, "year": 182}[unit])
    return (day - half, day + half) if (published - day).days > FRESH_DAYS else None


def _month(month: int, year: int | None, published: date) -> Days | None:
    """Return a month that has begun: without a year, the last one of its name."""
    if year is None:
        year = published.year if month <= published.month else published.year - 1
    first, last = calendar_unit(date(year, month, 1), "month")
    return (first, min(last, published)) if first <= published else None

"""Dates as people write them: 2 March 2025, March 2, 2025-03-02, 02/03/2025 where only one reading is possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from flows.schema.span import Span

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class WrittenDate(NamedTuple):
    """One date in a text; `year` or `day` is None where the text leaves it out."""

    span: Span
    year: int | None
    month: int
    day: int | None

    @property
    def precision(self) -> Literal["day", "month"]:
        """Tell whether the words name a day or only a month."""
        return "month" if self.day is None else "day"

    def in_year(self, year: int) -> date | None:
        """Return the date, in the given year where the text names none; None for 29 February of a common year."""
        return _date(self.year or year, self.month, self.day or 1)


def _either_case(words: tuple[str, ...], shortest: int) -> str:
    """Return a pattern for names and their abbreviations, capitalised or in capitals ("may 10" is no date)."""
    forms = {word[:length] for word in words for length in (len(word), shortest)} | {"Sept", "Tues", "Thurs"}
    wanted = {form for form in forms if any(word.startswith(form) for word in words)}
    return "|".join(sorted(wanted | {form.upper() for form in wanted}, key=lambda form: (-len(form), form)))


WEEKDAY_PATTERN = _either_case(WEEKDAYS, 3)
MONTH_PATTERN = _either_case(MONTHS, 3)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20|21)\d\d"

_WRITTEN = re.compile(
    rf"""(?<![\w/.,-])
    (?:(?P<weekday>{WEEKDAY_PATTERN})\b\.?,?\s+(?:the\s+)?)?
    (?: (?P<iso_year>{_YEAR})(?P<iso_mark>[-/.])(?P<iso_month>\d\d?)(?P=iso_mark)(?P<iso_day>\d\d?)(?=T\d|\b)
      | (?P<day_first>{_DAY})(?:\s+of)?[\s-]+(?P<month_second>{MONTH_PATTERN})\b\.?
        (?:,?[\s-]+(?P<year_third>{_YEAR})\b)?
      | (?P<month_first>{MONTH_PATTERN})\b\.?\s+(?P<day_second>{_DAY})\b(?![.,:]?\d)(?:,?\s+(?P<year_last>{_YEAR})\b)?
      | (?P<month_only>{MONTH_PATTERN})\b\.?,?\s+(?P<year_only>{_YEAR})\b
      | (?P<number_a>\d\d?)(?P<mark>[-/.])(?P<number_b>\d\d?)(?P=mark)(?P<year_numbers>{_YEAR})\b
    )(?![/\w-]*\d[/-])""",
    re.VERBOSE,
)


def find_written_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Find the calendar dates between two offsets, in reading order.

    02/03/2025 is left out, since it may be February or March, unless its weekday stands before it; 02.03.2025 is the
    second of March, as wherever dates are written with stops. Dates that no calendar has are left out.
    """
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        found = _read(match)
        if found is not None and _date(found.year or 2000, found.month, found.day or 1):
            yield found


def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month or its abbreviation."""
    return 1 + next(n for n, month in enumerate(MONTHS) if month.lower().startswith(name.lower()[:3]))


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for the name of a weekday or its abbreviation."""
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday.lower().startswith(name.lower()[:3]))


def _read(match: re.Match[str]) -> WrittenDate | None:
    span = Span(*match.span())
    if match["iso_year"]:
        return WrittenDate(span, int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["month_only"]:
        return WrittenDate(span, int(match["year_only"]), month_number(match["month_only"]), None)
    if match["number_a"]:
        return _read_numbers(match, span)
    name = match["month_second"] or match["month_first"]
    day = match["day_first"] or match["day_second"]
    year = match["year_third"] or match["year_last"]
    return WrittenDate(span, int(year) if year else None, month_number(name), int(day.rstrip("stndrh")))


def _read_numbers(match: re.Match[str], span: Span) -> WrittenDate | None:
    first, second, year = int(match["number_a"]), int(match["number_b"]), int(match["year_numbers"])
    readings = {(second, first)} if match["mark"] == "." else {(second, first), (first, second)}
    days = {day for month, number in readings if (day := _date(year, month, number))}
    if match["weekday"] and len(days) > 1:
        days = {day for day in days if day.weekday() == weekday_number(match["weekday"])}
    if len(days) != 1:
        return None
    (day,) = days
    return WrittenDate(span, year, day.month, day.day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

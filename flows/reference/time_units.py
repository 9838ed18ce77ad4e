"""Counts and units of time: "three" -> 3, three months from a day, the calendar week that holds it."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

_WORDS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}

COUNT_PATTERN = rf"\d{{1,3}}|(?i:{'|'.join(sorted((*_WORDS, 'an'), key=len, reverse=True))})"


def count_of(words: str) -> int:
    """Return the number that digits or a word matched by `COUNT_PATTERN` write; "a" is one."""
    if words.isdigit():
        return int(words)
    return 1 if words.lower() == "an" else max(1, _WORDS.index(words.lower()))


def add_units(day: date, count: int, unit: str) -> date:
    """Return the day that many units away, from days to decades; the last day of a month is not passed."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    years, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    year = min(max(years, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_unit(day: date, unit: str, steps: int = 0) -> tuple[date, date]:
    """Return first and last day of the calendar week, month, quarter, year or decade `steps` units from a day's own."""
    if unit == "week":
        first = day - timedelta(days=day.weekday() - 7 * steps)
        return first, first + timedelta(days=6)
    elapsed = (day.year * 12 + day.month - 1) % _MONTHS[unit]
    first = add_units(day.replace(day=1), steps * _MONTHS[unit] - elapsed, "month")
    return first, add_units(first, 1, unit) - timedelta(days=1)

"""When: Sunday, yesterday, two weeks ago, last month, March 3, read against the date of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from flows.reference.time_units import COUNT_PATTERN, calendar_unit, count_of
from flows.reference.vocabulary import read_rows
from flows.reference.written_dates import WEEKDAYS, WrittenDate, find_written_dates, weekday_number
from flows.schema.span import Span

# A holiday or a newspaper is no day of this week: Good Friday, Bloody Sunday, the Sunday Times.
_HOLIDAY = re.compile(r"\b(?:Good|Black|Bloody|Super|Cyber|Ash|Palm|Easter|Shrove|Maundy|Fat)\s$")
_LONGEST_HOLIDAY = len("Shrove ")
_NEWSPAPER = r"\s(?:Times|Telegraph|Mirror|Mail|Express)\b"


class _Expression(NamedTuple):
    """A time expression as resolved; `exact` is False where the words name a week, month or year."""

    span: Span
    day: date
    exact: bool


def resolve_date(words: str, article_date: date | None, *, future: bool = False) -> date | None:
    """Return the day that a time expression names, or None where the words name none.

    A week, month or year stands for its first day ("last month" -> the first of it). A bare weekday is the last one up
    to the article's date, as in news; with `future` the next one. A day without a year is the nearest such day.
    Without an article date only a full calendar date resolves.
    """
    first = next(_expressions(words, 0, len(words), article_date, future=future), None)
    return first.day if first else None


def find_dates(
    text: str, start: int, end: int, article_date: date | None, *, future: bool = False
) -> list[tuple[Span, date]]:
    """Find the expressions between two offsets that name a day, in reading order, resolved as by `resolve_date`.

    Spans leave out prepositions ("on"). Weeks, months and years are left out: they name no day.
    """
    found = _expressions(text, start, end, article_date, future=future)
    return [(expression.span, expression.day) for expression in found if expression.exact]


def _expressions(text: str, start: int, end: int, article_date: date | None, *, future: bool) -> Iterator[_Expression]:
    found = [
        _Expression(written.span, day, written.day is not None)
        for written in find_written_dates(text, start, end)
        if (day := _nearest(written, article_date))
    ]
    if article_date is not None:
        taken = [expression.span for expression in found]
        for match in _relative_pattern().finditer(text, start, end):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken) or _HOLIDAY.search(
                text, max(start, span.start - _LONGEST_HOLIDAY), span.start
            ):
                continue
            exact = match["unit"] is None and match["counted"] in (None, "day")
            found.append(_Expression(span, _resolve_relative(match, article_date, future=future), exact))
    yield from sorted(found)


def _nearest(written: WrittenDate, article_date: date | None) -> date | None:
    """Return the date; where it names no year, the one nearest to the article's date."""
    if written.year is not None:
        return written.in_year(written.year)
    if article_date is None:
        return None
    years = (article_date.year - 1, article_date.year, article_date.year + 1)
    days = [day for year in years if (day := written.in_year(year))]
    return min(days, key=lambda day: abs(day - article_date), default=None)


def _resolve_relative(match: re.Match[str], today: date, *, future: bool) -> date:
    if match["word"]:
        return today + timedelta(days=_day_words()[match["word"].lower()])
    if match["weekday"]:
        return _resolve_weekday(weekday_number(match["weekday"]), match["which"] or "", today, future=future)
    if match["unit"]:
        steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which_unit"].lower(), 0)
        return calendar_unit(today, match["unit"], steps)[0]
    count = count_of(match["count"])
    if match["counted"] == "day":
        return today - timedelta(days=count)
    return calendar_unit(today, match["counted"], -count)[0]


def _resolve_weekday(weekday: int, which: str, today: date, *, future: bool) -> date:
    back = timedelta(days=(today.weekday() - weekday) % 7)
    ahead = timedelta(days=(weekday - today.weekday()) % 7)
    week = timedelta(days=7)
    match which.lower():
        case "last" | "past":
            return today - (back or week)
        case "next" | "following":
            return today + (ahead or week)
        case "this" | "coming":
            return today + ahead
    return today + ahead if future else today - back


@cache
def _day_words() -> dict[str, int]:
    """Read time_words.csv: words in lower case -> days from the article's date."""
    rows = read_rows("time_words.csv", ("words", "days", "note"))
    return {row.text("words").lower(): int(row.decimal("days")) for row in rows}


@cache
def _relative_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _day_words()), key=len, reverse=True))
    weekdays = "|".join(WEEKDAYS)
    which = "[Ll]ast|[Pp]ast|[Tt]his|[Nn]ext|[Cc]oming|[Ff]ollowing"
    return re.compile(
        rf"""(?<![\d,.-])\b(?:
            (?P<word>(?i:{words}))
          | (?:(?P<which>{which})\s+)?(?P<weekday>{weekdays})\b(?!{_NEWSPAPER})
          | (?P<which_unit>(?i:last|past|previous|this|next|coming))\s+(?P<unit>week|month|year)
          | (?P<count>{COUNT_PATTERN})\s+(?P<counted>day|week|month|year)s?\s+ago
        )\b""",
        re.VERBOSE,
    )

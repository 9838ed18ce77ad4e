"""How long: over three years, in 2026, next year, by the end of 2027, since 2022, read against an article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flows.reference.time_units import COUNT_PATTERN, add_units, calendar_unit, count_of
from flows.reference.written_dates import MONTH_PATTERN, month_number
from flows.schema.span import Span


class Period(NamedTuple):
    """A stretch of time as words name it; `first` or `last` is None where they leave that end open."""

    span: Span
    first: date | None
    last: date | None


_YEAR = r"(?:19[5-9]|20[0-9])\d"
_UNIT = r"(?P<unit>week|month|quarter|year|decade)"
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
_PAST = {"last", "past", "previous", "preceding"}
_ONE_DAY = timedelta(days=1)

_PERIOD = re.compile(
    rf"""(?<![\w$£€-])(?:
        (?:(?:between|from)\s+)?(?P<from_year>{_YEAR})\s*(?:-|–|/|to|until|through|and)\s*(?P<to_year>{_YEAR}|\d\d)\b
      | (?:the\s+)?(?P<part>first|second|third|fourth|last|final)\s+(?P<part_unit>half|quarter)
        \s+of\s+(?P<part_year>{_YEAR})
      | (?:[Oo]ver|[Ff]or|[Ii]n|[Ww]ithin|[Dd]uring|[Aa]cross|[Ss]pread\ over)\s+(?:the\s+|a\s+period\s+of\s+)?
        (?:(?P<side>next|coming|following|last|past|previous|preceding)\s+)?
        (?P<count>{COUNT_PATTERN})\s+(?P<counted>week|month|year|decade)s?
      | (?:[Oo]ver|[Dd]uring|[Ii]n|[Ff]or)\s+the\s+(?P<rolling>next|coming|past|last)
        \s+(?P<rolled>week|month|year|decade)
      | (?P<compound>{COUNT_PATTERN})-(?P<compounded>week|month|year)(?=[\s-])
      | (?P<which>[Ll]ast|[Pp]ast|[Tt]his|[Cc]urrent|[Nn]ext|[Cc]oming)\s+{_UNIT}
      | (?:[Bb]y|[Uu]ntil|[Tt]ill|[Tt]hrough|[Bb]efore|[Uu]p\s+to)\s+(?:the\s+)?(?:end\s+of\s+|late\s+)?
        (?:(?P<limit_which>this|the|next)\s+(?P<limit_unit>week|month|year|decade)
          |(?:(?:(?P<limit_day>\d\d?)\s+)?(?P<limit_month>{MONTH_PATTERN})\.?\s+)?(?P<limit_year>{_YEAR}))
      | [Ss]ince\s+(?:(?P<since_month>{MONTH_PATTERN})\.?\s+)?(?P<since_year>{_YEAR})
      | (?:[Ii]n|[Ff]or|[Dd]uring|[Tt]hroughout)\s+(?:(?P<month>{MONTH_PATTERN})\.?\s+)?(?P<year>{_YEAR})
    )\b(?!-\w|,\d|\s+(?:dollars|prices|people|troops|tons|tonnes))""",
    re.VERBOSE,
)


def find_periods(text: str, start: int, end: int, article_date: date | None) -> Iterator[Period]:
    """Find the expressions between two offsets that name a stretch of time, in reading order.

    Counts run from the article's date ("over three years"), "next year" is the calendar's. What needs the article's
    date is left out when it has none. Fiscal years are left out: they begin elsewhere in every country.
    """
    for match in _PERIOD.finditer(text, start, end):
        before = text[max(start, match.start() - 12) : match.start()].lower()
        if before.rstrip().endswith(("fiscal", "financial")):
            continue
        bounds = _calendar(match) or (_relative(match, article_date) if article_date else None)
        if bounds and not (bounds[0] and bounds[1] and bounds[1] < bounds[0]):
            yield Period(Span(*match.span()), *bounds)


def _calendar(match: re.Match[str]) -> tuple[date | None, date | None] | None:
    """Return the bounds of an expression that names its years; None for the others."""
    if match["from_year"]:
        last = int(match["to_year"])
        return date(int(match["from_year"]), 1, 1), date(last if last > 99 else _century(match) + last, 12, 31)
    if match["part"]:
        months = 6 if match["part_unit"] == "half" else 3
        index = min(_ORDINALS[match["part"]], 12 // months - 1)
        first = date(int(match["part_year"]), 1 + index * months, 1)
        return first, add_units(first, months, "month") - _ONE_DAY
    if match["since_year"]:
        month = month_number(match["since_month"]) if match["since_month"] else 1
        return date(int(match["since_year"]), month, 1), None
    if match["limit_year"]:
        return None, _limit(match)
    if match["year"]:
        first = date(int(match["year"]), month_number(match["month"]) if match["month"] else 1, 1)
        return first, add_units(first, 1 if match["month"] else 12, "month") - _ONE_DAY
    return None


def _limit(match: re.Match[str]) -> date | None:
    """Return the last day of "by 2027", "until the end of March 2026"; "before" ends the day before it begins."""
    year, month = int(match["limit_year"]), match["limit_month"]
    first = date(year, month_number(month) if month else 1, 1)
    after = add_units(first, 1 if month else 12, "month")
    if match["limit_day"]:
        first += timedelta(days=int(match["limit_day"]) - 1)
        after = min(after, first + _ONE_DAY)
    return first - _ONE_DAY if match.group().lower().startswith("before") else after - _ONE_DAY


def _relative(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    """Return the bounds of an expression that counts from the article's date."""
    if match["count"] or match["compound"]:
        count, unit = count_of(match["count"] or match["compound"]), match["counted"] or match["compounded"]
        return _rolling(today, count, unit, is_past=match["side"] in _PAST)
    if match["rolling"]:
        return _rolling(today, 1, match["rolled"], is_past=match["rolling"] in _PAST)
    if match["limit_unit"]:
        first, last = calendar_unit(today, match["limit_unit"], 1 if match["limit_which"] == "next" else 0)
        return None, first - _ONE_DAY if match.group().lower().startswith("before") else last
    if match["which"]:
        word = match["which"].lower()
        return calendar_unit(today, match["unit"], -1 if word in _PAST else 1 if word in ("next", "coming") else 0)
    return None


def _rolling(today: date, count: int, unit: str, *, is_past: bool) -> tuple[date, date]:
    return (add_units(today, -count, unit), today) if is_past else (today, add_units(today, count, unit))


def _century(match: re.Match[str]) -> int:
    return int(match["from_year"]) // 100 * 100

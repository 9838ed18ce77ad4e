"""Written dates and time words, one case a line."""

from __future__ import annotations

from datetime import date

import pytest

from flows.reference.dates import find_dates, resolve_date
from flows.reference.written_dates import find_written_dates

SUNDAY = date(2025, 3, 2)

WRITTEN = [
    ("2 March 2025", date(2025, 3, 2)),
    ("March 02, 2025", date(2025, 3, 2)),
    ("Sunday, March 2nd, 2025", date(2025, 3, 2)),
    ("Sun 2 Mar. 2025", date(2025, 3, 2)),
    ("the 2nd of March 2025", date(2025, 3, 2)),
    ("2-MAR-1987 13:57:02.54", date(1987, 3, 2)),
    ("2025-03-02T23:59:59+11:00", date(2025, 3, 2)),
    ("2025/03/02", date(2025, 3, 2)),
    ("02.03.2025", date(2025, 3, 2)),
    ("13/03/2025", date(2025, 3, 13)),
    ("03/13/2025", date(2025, 3, 13)),
    ("03/03/2025", date(2025, 3, 3)),
    ("Sunday 02/03/2025", date(2025, 3, 2)),
    ("Monday 02/03/2025", date(2025, 2, 3)),
]

NO_DATE = [
    "02/03/2025",
    "30 February 2025",
    "the march of 10 men",
    "it may 10 years on",
    "March 3,000 troops",
    "an F-16 and a Leopard 2A6",
    "13.5.2",
    "ratio 3/4",
    "line 1-2-2025-7",
]

RELATIVE = [
    ("Sunday", date(2025, 3, 2)),
    ("on Monday", date(2025, 2, 24)),
    ("Saturday's talks", date(2025, 3, 1)),
    ("last Sunday", date(2025, 2, 23)),
    ("last Friday", date(2025, 2, 28)),
    ("this Friday", date(2025, 3, 7)),
    ("next Friday", date(2025, 3, 7)),
    ("next Sunday", date(2025, 3, 9)),
    ("today", date(2025, 3, 2)),
    ("Earlier today", date(2025, 3, 2)),
    ("tonight", date(2025, 3, 2)),
    ("Yesterday", date(2025, 3, 1)),
    ("the day before yesterday", date(2025, 2, 28)),
    ("tomorrow", date(2025, 3, 3)),
    ("two days ago", date(2025, 2, 28)),
    ("10 days ago", date(2025, 2, 20)),
    ("March 3", date(2025, 3, 3)),
    ("3 March", date(2025, 3, 3)),
    ("December 28", date(2024, 12, 28)),
    ("29 February", date(2024, 2, 29)),
    ("last week", date(2025, 2, 17)),
    ("next month", date(2025, 4, 1)),
    ("last month", date(2025, 2, 1)),
    ("next year", date(2026, 1, 1)),
    ("three months ago", date(2024, 12, 1)),
    ("in May 2024", date(2024, 5, 1)),
    ("Bloody Sunday", None),
    ("told the Sunday Times", None),
    ("Sundays", None),
    ("1,000 days ago", None),
    ("soon", None),
]


@pytest.mark.parametrize(("words", "day"), WRITTEN)
def test_written_date(words: str, day: date) -> None:
    (found,) = find_written_dates(words)
    assert found.year is not None
    assert (found.in_year(found.year), found.precision) == (day, "day")


@pytest.mark.parametrize("words", NO_DATE)
def test_no_written_date(words: str) -> None:
    assert list(find_written_dates(words)) == []


@pytest.mark.parametrize(("words", "day"), RELATIVE)
def test_relative_date(words: str, day: date | None) -> None:
    assert resolve_date(words, SUNDAY) == day


def test_weekday_ahead() -> None:
    assert resolve_date("on Thursday", SUNDAY, future=True) == date(2025, 3, 6)


def test_undated_article_resolves_full_dates_only() -> None:
    assert resolve_date("yesterday", None) is None
    assert resolve_date("March 3", None) is None
    assert resolve_date("March 3, 2024", None) == date(2024, 3, 3)


def test_month_without_day_is_month_precise() -> None:
    (found,) = find_written_dates("in March 2025")
    assert found.precision == "month"


def test_find_dates_names_places_in_order_and_leaves_out_longer_times() -> None:
    text = "He said on Friday that the deal of 14 January, made last year, starts tomorrow."
    found = find_dates(text, 0, len(text), SUNDAY)
    assert [(span.of(text), day) for span, day in found] == [
        ("Friday", date(2025, 2, 28)),
        ("14 January", date(2025, 1, 14)),
        ("tomorrow", date(2025, 3, 3)),
    ]


def test_find_dates_stays_between_its_offsets() -> None:
    text = "Monday. Tuesday. Wednesday."
    assert [span.of(text) for span, _ in find_dates(text, 8, 15, SUNDAY)] == ["Tuesday"]

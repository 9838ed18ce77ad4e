"""Stretches of time, one case a line, read on 2 March 2025."""

from __future__ import annotations

from datetime import date

import pytest

from flows.reference.periods import find_periods
from flows.reference.time_units import add_units, calendar_unit, count_of

TODAY = date(2025, 3, 2)

PERIODS = [
    ("over three years", "2025-03-02", "2028-03-02"),
    ("over the next five years", "2025-03-02", "2030-03-02"),
    ("over a period of four years", "2025-03-02", "2029-03-02"),
    ("for the past two years", "2023-03-02", "2025-03-02"),
    ("within a decade", "2025-03-02", "2035-03-02"),
    ("over the past year", "2024-03-02", "2025-03-02"),
    ("a five-year programme", "2025-03-02", "2030-03-02"),
    ("for 12 months", "2025-03-02", "2026-03-02"),
    ("next year", "2026-01-01", "2026-12-31"),
    ("this month", "2025-03-01", "2025-03-31"),
    ("last week", "2025-02-17", "2025-02-23"),
    ("in 2026", "2026-01-01", "2026-12-31"),
    ("in March 2026", "2026-03-01", "2026-03-31"),
    ("from 2024 to 2027", "2024-01-01", "2027-12-31"),
    ("between 2024 and 2027", "2024-01-01", "2027-12-31"),
    ("the period 2024-27", "2024-01-01", "2027-12-31"),
    ("the period 2021–2027", "2021-01-01", "2027-12-31"),
    ("the first half of 2025", "2025-01-01", "2025-06-30"),
    ("the last quarter of 2026", "2026-10-01", "2026-12-31"),
    ("by 2030", None, "2030-12-31"),
    ("by the end of 2027", None, "2027-12-31"),
    ("until March 2026", None, "2026-03-31"),
    ("by 15 March 2026", None, "2026-03-15"),
    ("before 2027", None, "2026-12-31"),
    ("by the end of the year", None, "2025-12-31"),
    ("by the end of next year", None, "2026-12-31"),
    ("since 2022", "2022-01-01", None),
    ("since February 2022", "2022-02-01", None),
]

NO_PERIOD = [
    "in fiscal year 2026",
    "in 2,000 villages",
    "in 2025 dollars",
    "$2025",
    "from 2027 to 2024",
    "in the coming weeks",
    "in 30 days",
    "an F-16",
    "5,000 troops",
]


@pytest.mark.parametrize(("words", "first", "last"), PERIODS)
def test_period(words: str, first: str | None, last: str | None) -> None:
    text = f"It will give $5 million {words}, it said."
    (found,) = find_periods(text, 0, len(text), TODAY)
    assert (found.first, found.last) == tuple(date.fromisoformat(day) if day else None for day in (first, last))
    assert words.endswith(found.span.of(text)) or found.span.of(text) == "five-year"


@pytest.mark.parametrize("words", NO_PERIOD)
def test_no_period(words: str) -> None:
    assert list(find_periods(words, 0, len(words), TODAY)) == []


def test_without_an_article_date_only_the_calendar_counts() -> None:
    text = "over three years, next year, in 2026"
    assert [found.span.of(text) for found in find_periods(text, 0, len(text), None)] == ["in 2026"]


@pytest.mark.parametrize(
    ("unit", "steps", "first", "last"),
    [
        ("week", 0, "2025-02-24", "2025-03-02"),
        ("month", -1, "2025-02-01", "2025-02-28"),
        ("quarter", 0, "2025-01-01", "2025-03-31"),
        ("year", 1, "2026-01-01", "2026-12-31"),
        ("decade", 0, "2020-01-01", "2029-12-31"),
    ],
)
def test_calendar_unit(unit: str, steps: int, first: str, last: str) -> None:
    assert calendar_unit(TODAY, unit, steps) == (date.fromisoformat(first), date.fromisoformat(last))


def test_adding_months_keeps_inside_the_month() -> None:
    assert add_units(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert add_units(date(2024, 2, 29), -1, "year") == date(2023, 2, 28)


@pytest.mark.parametrize(("words", "count"), [("a", 1), ("an", 1), ("Three", 3), ("12", 12), ("twelve", 12)])
def test_count(words: str, count: int) -> None:
    assert count_of(words) == count

"""The stretch of time that a promise covers."""

from __future__ import annotations

import pytest

from flows.extract.article import extract_article
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.language import parse_articles

CASES = [
    ("Japan will give Kenya $5 million over three years, it said.", "2025-03-02", "2028-03-02"),
    ("Japan will give Kenya $5 million in 2026, it said.", "2026-01-01", "2026-12-31"),
    ("Japan pledged Kenya $5 million by the end of 2027.", None, "2027-12-31"),
    ("Sweden will send Kenya 40 doctors next year.", "2026-01-01", "2026-12-31"),
    ("Sweden will send Kenya 40 doctors.", None, None),
    ("Sweden, which left in 2020, will send Kenya 40 doctors.", None, None),
    ("Sweden will send 40 doctors to help people who fled Kenya in 2023.", None, None),
]


def commitments(sentence: str) -> tuple[Commitment, ...]:
    (document,) = parse_articles([make_article(f"2 March 2025\n{sentence}", url="a.txt")])
    return extract_article(document).commitments


@pytest.mark.parametrize(("sentence", "first", "last"), CASES)
def test_period(sentence: str, first: str | None, last: str | None) -> None:
    found = [(row.period_start, row.period_end) for row in commitments(sentence)]
    assert [tuple(str(day) if day else None for day in period) for period in found] == [(first, last)]

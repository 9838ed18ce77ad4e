"""Amounts of money and shares of GDP, one sentence a line in tests/cases/figures.jsonl."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows.extract.figures import find_figures, find_stated
from flows.schema.articles import Article, article_id_of
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.language import parse_articles

CASES = [
    json.loads(line)
    for line in Path(__file__).parents[1].joinpath("cases", "figures.jsonl").read_text("utf-8").splitlines()
]


def _told(text: str, *, published: date | None) -> list[dict[str, Any]]:
    """Return what is found in a text, in the words of the case file."""
    return [
        {
            "text": text[figure.start : figure.end],
            "kind": figure.kind,
            "amount": None if figure.is_range else float(figure.low),
            "low": float(figure.low) if figure.is_range else None,
            "high": float(figure.high) if figure.is_range else None,
            "currency": figure.currency.code if figure.currency else None,
            "alternatives": [currency.code for currency in figure.meant[1:]],
            "qualifier": figure.qualifier,
            "role": figure.role,
            "period": figure.period,
            "horizon": figure.horizon,
            "converts": text[figure.converts.start : figure.converts.end] if figure.converts else None,
        }
        for figure in find_stated(text, [Span(0, len(text))], published=published)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["date"]) if "date" in case else None
    found = _told(case["text"], published=published)
    compared = [{key: figure[key] for key in want} for figure, want in zip(found, case["expect"], strict=False)]
    assert [figure["text"] for figure in found] == [want["text"] for want in case["expect"]]
    assert compared == case["expect"]


def test_a_third_of_the_cases_hold_no_money() -> None:
    free = [case for case in CASES if not case["expect"]]
    assert len(free) * 3 >= len(CASES)


def _rows(text: str, *, published: date | None = None) -> tuple[FinancialFigure, ...]:
    article = Article(article_id_of(text, None), text, "test", published_date=published)
    return find_figures(next(parse_articles([article])))


def test_the_seed_gives_one_sum_and_its_conversion(seed_text: str) -> None:
    sterling, dollars = _rows(seed_text, published=date(2025, 3, 2))
    assert (sterling.figure_text, sterling.amount, sterling.currency) == ("£1.6 billion", Decimal(1_600_000_000), "GBP")
    assert (sterling.char_start, sterling.char_end) == (2182, 2194)
    assert (sterling.rounded_low, sterling.rounded_high) == (Decimal(1_550_000_000), Decimal(1_650_000_000))
    assert (dollars.amount, dollars.currency, dollars.role) == (Decimal(2_000_000_000), "USD", "conversion")
    assert (dollars.rounded_low, dollars.rounded_high) == (Decimal(1_500_000_000), Decimal(2_500_000_000))
    assert dollars.conversion_of == sterling.figure_id
    assert sterling.sentence_id == f"{sterling.article_id}.s2128"


def test_bounds_stand_only_where_the_words_bound() -> None:
    text = "Up to €5m, more than €6m, €7m, and between €8m and €9m."
    bounds = [(row.amount, row.amount_low, row.amount_high) for row in _rows(text)]
    million = Decimal(1_000_000)
    assert bounds == [
        (5 * million, None, 5 * million),
        (6 * million, 6 * million, None),
        (7 * million, None, None),
        (None, 8 * million, 9 * million),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("€94,000", 93_500, 94_500),
        ("€1,500", "1499.50", "1500.50"),
        ("€2bn", 1_500_000_000, 2_500_000_000),
        ("€3.125bn", 3_124_500_000, 3_125_500_000),
    ],
)
def test_rounding_follows_the_last_written_digit(text: str, low: int | str, high: int | str) -> None:
    (row,) = _rows(f"They paid {text}.")
    assert (row.rounded_low, row.rounded_high) == (Decimal(low), Decimal(high))


def test_a_figure_ends_with_its_paragraph() -> None:
    rows = _rows("The ministry put aside $5\nMillion people live here.")
    assert [row.figure_text for row in rows] == ["$5"]


def test_a_table_of_sums_is_no_list_that_shares_a_scale() -> None:
    text = "$1.5, " * 2000 + "and $2 billion"
    figures = find_stated(text, [Span(0, len(text))])
    assert (figures[0].low, figures[-1].low) == (Decimal("1.5"), Decimal(2_000_000_000))

"""Counted things, one sentence a line in tests/cases/quantities.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.schema.articles import Article, article_id_of
from flows.schema.figures import Quantity
from flows.text.document import Document
from flows.text.language import parse_articles

CASES = [
    json.loads(line)
    for line in Path(__file__).parents[1].joinpath("cases", "quantities.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Return the parsed sentence of every case."""
    articles = [Article(article_id_of(case["text"], None), case["text"], "test") for case in CASES]
    return {document.text: document for document in parse_articles(articles)}


def _told(document: Document) -> Iterator[dict[str, Any]]:
    """Return what is found in a document, in the words of the case file."""
    for row in find_quantities(document, find_figures(document)):
        yield {
            "text": row.quantity_text,
            "value": _number(row.value),
            "low": _number(row.low),
            "high": _number(row.high),
            "unit_text": row.unit_text,
            "unit_of_issue": row.unit_of_issue,
            "qualifier": row.qualifier,
            "item_class": row.item_class,
            "designator": row.designator,
            "is_increment": row.is_increment,
        }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_quantities_of_a_sentence(case: dict[str, Any], documents: dict[str, Document]) -> None:
    found = list(_told(documents[case["text"]]))
    compared = [{key: quantity[key] for key in want} for quantity, want in zip(found, case["expect"], strict=False)]
    assert [quantity["text"] for quantity in found] == [want["text"] for want in case["expect"]]
    assert compared == case["expect"]


def test_a_third_of_the_cases_count_nothing() -> None:
    assert sum(not case["expect"] for case in CASES) * 3 >= len(CASES)


def _rows(text: str) -> tuple[Quantity, ...]:
    document = next(parse_articles([Article(article_id_of(text, None), text, "test")]))
    return find_quantities(document, find_figures(document))


def test_the_seed_counts_its_missiles(seed_text: str) -> None:
    missiles = next(row for row in _rows(seed_text) if row.item_class == "weapons_ammunition")
    assert (missiles.char_start, missiles.char_end) == (2236, 2272)
    assert (missiles.value, missiles.qualifier, missiles.unit_text) == (5000, "more_than", "air defence missiles")


def test_money_is_never_a_quantity() -> None:
    assert _rows("They gave 5 million euros and €30-40bn in loans.") == ()

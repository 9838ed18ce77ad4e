"""Quotation marks: each line of `tests/cases/quotes.jsonl` is a text and the words of its quotations, in order."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.quotes import find_quotes
from flows.text.sentences import split_paragraphs

CASES = Path(__file__).resolve().parent.parent / "cases" / "quotes.jsonl"
MARKS = "\"“”„«»‹›'‘’`「」 \n,.?ab😀é"


def load_cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case["id"])
def test_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [quote.inner.of(text) for quote in find_quotes(text, split_paragraphs(text))] == case["quotes"]


def test_only_what_has_its_mark_is_closed() -> None:
    text = "“We will go. It is time.\n\n“Nobody should wait.” He called it “a shame. Nobody answered."
    quotes = find_quotes(text, split_paragraphs(text))
    assert [(quote.closed, quote.continued) for quote in quotes] == [(False, True), (True, False), (False, False)]


@given(st.text(alphabet=MARKS, max_size=80))
def test_quotations_stand_in_the_text_in_order(text: str) -> None:
    paragraphs = split_paragraphs(text)
    quotes = find_quotes(text, paragraphs)
    for quote in quotes:
        assert quote.outer.contains(quote.inner)
        assert any(char.isalnum() for char in quote.inner.of(text))
        assert any(paragraph.contains(quote.outer) for paragraph in paragraphs)
    assert [quote.outer.start for quote in quotes] == sorted(quote.outer.start for quote in quotes)


@given(st.text(alphabet=MARKS, max_size=80))
def test_quotations_nest_and_never_cross(text: str) -> None:
    quotes = find_quotes(text, split_paragraphs(text))
    for index, quote in enumerate(quotes):
        for later in quotes[index + 1 :]:
            assert quote.outer.contains(later.outer) or not quote.outer.overlaps(later.outer)


@pytest.mark.parametrize("unit", ['"', "“a ", "a” ", "'s ", "«", "“Go, she said. ", "‘a "])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    short, long = unit * (20_000 // len(unit)), unit * (200_000 // len(unit))
    started = time.process_time()
    find_quotes(short, split_paragraphs(short))
    between = time.process_time()
    find_quotes(long, split_paragraphs(long))
    assert time.process_time() - between < 40 * (between - started) + 0.5

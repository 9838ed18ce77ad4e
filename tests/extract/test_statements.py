"""Statements against sentences with a known answer, the seed article, and texts made to break them.

A line of `tests/cases/statements.jsonl` is a text, its date, and every statement that must come out of it, in order.
What a row does not state of negated, repeat, addressee and date must be false, absent, or the article's date.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract.actors import Actors, find_actors
from flows.extract.statements import find_statements
from flows.schema.articles import Article, article_id_of
from flows.schema.statements import Statement
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import parse_articles

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements.jsonl"
GOLD = CASES.parent.parent / "golden" / "seed_gold.json"


def load_cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def read(article: Article) -> tuple[Document, Actors, tuple[Statement, ...]]:
    (document,) = parse_articles([article])
    actors = find_actors(document)
    return document, actors, find_statements(document, actors)


def as_expected(row: Statement, text: str, published: date) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": row.kind,
        "speaker": row.speaker_text,
        "cue": row.cue_text,
        "content": [span.of(text) for span in row.content_spans],
        "cue_class": row.cue_class,
    }
    if row.is_negated:
        shown["negated"] = True
    if row.is_repeat:
        shown["repeat"] = True
    if row.addressee_text:
        shown["addressee"] = row.addressee_text
    if row.stated_date != published:
        shown["date"] = str(row.stated_date)
    return shown


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case["id"])
def test_a_sentence_gives_its_statements(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["date"])
    article = make_article(case["text"], url=case["id"], published=(published, "day"))
    document, _, statements = read(article)
    assert [as_expected(row, document.text, published) for row in statements] == case["expect"]


@pytest.fixture(scope="module")
def seed(seed_text: str) -> tuple[Document, Actors, tuple[Statement, ...]]:
    return read(make_article(seed_text, url="seed"))


def test_the_seed_gives_every_core_statement(seed: tuple[Document, Actors, tuple[Statement, ...]]) -> None:
    _, actors, statements = seed
    gold = json.loads(GOLD.read_text("utf-8"))
    names = {actor["actor_id"]: actor["name"] for actor in gold["actors"]}
    found = {
        (row.cue_spans[0], row.content_spans[0]): (
            row.kind,
            row.cue_lemma,
            row.is_repeat,
            row.addressee_text,
            {actors.by_id[i].name for i in row.speaker_actor_ids},
        )
        for row in statements
    }
    expected = {
        ((s["cue"]["start"], s["cue"]["end"]), (s["content"]["start"], s["content"]["end"])): (
            s["kind"],
            s["cue"]["lemma"],
            s["is_repeat_cue"],
            s["addressee"]["text"] if s["addressee"] else None,
            {names[i] for i in s["speaker_actor_ids"]},
        )
        for s in gold["statements"]
        if s["core"]
    }
    assert found == expected


def test_offsets_of_the_seed(seed: tuple[Document, Actors, tuple[Statement, ...]]) -> None:
    document, _, statements = seed
    check_offsets(document, statements)


def test_a_continued_quotation_keeps_its_speaker() -> None:
    said = "“We will rebuild the bridges,” said Ada Stone."
    text = f"{said}\n\nShe crossed one on foot.\n\n“Nobody in this town should doubt it.”"
    _, actors, statements = read(make_article(text, url="x"))
    assert [row.cue_text for row in statements] == ["said", None]
    assert {actors.by_id[i].name for row in statements for i in row.speaker_actor_ids} == {"Ada Stone"}
    assert len({row.statement_id for row in statements}) == 2


def test_who_asked_and_who_was_asked_are_told_apart() -> None:
    _, actors, (row,) = read(make_article("Ada Stone told Tom Reed that the bridges were safe.", url="x"))
    assert [actors.by_id[i].name for i in row.speaker_actor_ids] == ["Ada Stone"]
    assert [actors.by_id[i].name for i in row.addressee_actor_ids] == ["Tom Reed"]


def check_offsets(document: Document, statements: tuple[Statement, ...]) -> None:
    text = document.text
    sentence_ids = {view.sentence_id for view in document.sentences}
    for row in statements:
        assert row.content == " ".join(span.of(text) for span in row.content_spans)
        assert row.content.strip()
        assert row.evidence == text[row.char_start : row.char_end]
        assert (row.char_start, row.char_end) == (row.content_spans[0].start, row.content_spans[-1].end)
        assert all(before.end <= after.start for before, after in pairwise(row.content_spans))
        assert row.cue_text is None or row.cue_text == row.cue_spans[0].of(text)
        assert (row.speaker_text is None) == (not row.speaker_spans)
        assert all(span.of(text) for span in (*row.speaker_spans, *row.quote_spans))
        assert row.addressee_text is None or row.addressee_text in text
        assert row.sentence_id in sentence_ids
        assert 0 < row.confidence <= 1
        assert row.kind != "direct" or row.quote_spans
        assert row.kind != "indirect" or not row.quote_spans
    assert len({row.statement_id for row in statements}) == len(statements)


@pytest.mark.parametrize("text", ["The bank will pay, he said", "Forty buses, he said", "Forty buses, it said that"])
def test_a_text_may_end_with_its_cue(text: str) -> None:
    document, _, statements = read(Article(article_id_of(text, None), text, "x"))
    check_offsets(document, statements)


PIECES = st.sampled_from(
    [
        *"\"“”‘’'«»„😀5$\x00\x07\ufeff \n",
        *("``", "''", "\n\n", ", ", ". ", ": ", "? ", " - ", " — ", "\u202eعربي"),
        *("Ada Stone", "she", "the ministry", "said", "told", "asked", "adding that", "according to", "that"),
        *("will pay", "bridges are safe", "announced", "a deal", "called for", "vowed to", "not"),
        "“Nobody,” she said. “Ever.”",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=60).map(" ".join) | st.lists(PIECES, min_size=1, max_size=60).map("".join))
def test_any_text_gives_rows_whose_words_stand_in_it(text: str) -> None:
    document, _, statements = read(Article(article_id_of(text, None), text, "x"))
    check_offsets(document, statements)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_characters_do(text: str) -> None:
    document, _, statements = read(Article(article_id_of(text, None), text, "x"))
    check_offsets(document, statements)

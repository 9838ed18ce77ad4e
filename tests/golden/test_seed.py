"""Every core row of the seed article's gold comes out, and nothing that contradicts it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows.extract.article import ArticleRows, extract_article
from flows.schema.commitments import Commitment
from flows.sources import read_articles
from flows.text.language import parse_articles

ROOT = Path(__file__).parents[2]
GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "seed_gold.json").read_text(encoding="utf-8"))
ACTOR_TYPES = {"region": "group", "coalition": "bloc", "unnamed_group": "group"}


@pytest.fixture(scope="module")
def rows() -> ArticleRows:
    """Return the rows of the seed article."""
    (document,) = parse_articles(read_articles([ROOT / "seeds" / GOLD["meta"]["file"]]))
    return extract_article(document)


def core(table: str) -> list[dict[str, Any]]:
    """Return the gold rows that must be found."""
    return [row for row in GOLD[table] if row["core"]]


def label(row: dict[str, Any]) -> str:
    """Name a gold row in a test's id."""
    return str(next(value for key, value in row.items() if key.endswith("_id")))


def actor_names(rows: ArticleRows, ids: tuple[str, ...]) -> set[str]:
    """Return the names of an article's actors."""
    return {actor.name for actor in rows.article_actors if actor.actor_id in ids}


def gold_names(ids: list[str]) -> set[str]:
    """Return the names of the gold's actors."""
    return {actor["name"] for actor in GOLD["actors"] if actor["actor_id"] in ids}


def test_article(rows: ArticleRows) -> None:
    article = rows.articles[0]
    assert str(article.published_date) == GOLD["article"]["published_date"]
    assert article.dateline_place == GOLD["article"]["dateline"]["text"]
    assert article.title is None


def test_sentences(rows: ArticleRows) -> None:
    assert [(s.char_start, s.char_end) for s in rows.sentences] == [(s["start"], s["end"]) for s in GOLD["sentences"]]


@pytest.mark.parametrize("gold", core("actors"), ids=label)
def test_actor(rows: ArticleRows, gold: dict[str, Any]) -> None:
    found = [actor for actor in rows.article_actors if actor.name.lower() == gold["name"].lower()]
    assert [(a.actor_type, a.country_iso3, a.role) for a in found] == [
        (ACTOR_TYPES.get(gold["actor_type"], gold["actor_type"]), gold["country_iso3"], gold["role"])
    ]


def test_every_actor_is_known_to_the_gold(rows: ArticleRows) -> None:
    countries = {actor["country_iso3"] for actor in GOLD["actors"]} - {None}
    assert {actor.country_iso3 for actor in rows.article_actors} - {None} == countries
    people = {actor["name"] for actor in GOLD["actors"] if actor["actor_type"] == "person"}
    assert {actor.name for actor in rows.article_actors if actor.actor_type == "person"} == people


@pytest.mark.parametrize("gold", core("statements"), ids=label)
def test_statement(rows: ArticleRows, gold: dict[str, Any]) -> None:
    found = [s for s in rows.statements if s.content_spans == ((gold["content"]["start"], gold["content"]["end"]),)]
    assert [(s.kind, s.cue_lemma, s.is_repeat) for s in found] == [
        (gold["kind"], gold["cue"]["lemma"], gold["is_repeat_cue"])
    ]
    assert found[0].cue_spans[0].start == gold["cue"]["start"]
    assert actor_names(rows, found[0].speaker_actor_ids) == gold_names(gold["speaker_actor_ids"])


def test_no_other_statement(rows: ArticleRows) -> None:
    known = {(row["content"]["start"], row["content"]["end"]) for row in GOLD["statements"]}
    assert {(s.content_spans[0].start, s.content_spans[-1].end) for s in rows.statements} <= known


def test_figures(rows: ArticleRows) -> None:
    found = {(f.char_start, f.char_end): f for f in rows.financial_figures}
    starts = {gold["figure_id"]: gold["start"] for gold in GOLD["financial_figures"]}
    assert len(found) == len(GOLD["financial_figures"])
    for gold in GOLD["financial_figures"]:
        figure = found[gold["start"], gold["end"]]
        for field in ("amount", "currency", "qualifier", "role", "rounded_low", "rounded_high"):
            assert getattr(figure, field) == gold[field], field
        origin = next((f for f in rows.financial_figures if f.figure_id == figure.conversion_of), None)
        assert (origin.char_start if origin else None) == starts.get(gold["conversion_of"])


@pytest.mark.parametrize("gold", core("quantities"), ids=label)
def test_quantity(rows: ArticleRows, gold: dict[str, Any]) -> None:
    found = [q for q in rows.quantities if (q.char_start, q.char_end) == (gold["start"], gold["end"])]
    assert [(q.value, q.qualifier, q.unit_text) for q in found] == [
        (gold["value"], gold["qualifier"], gold["unit_text"])
    ]
    assert found[0].commitment_id in {c.commitment_id for c in rows.commitments}


def key_of(commitment: Commitment) -> tuple[Any, ...]:
    """Return what tells one commitment of the seed from another."""
    return (commitment.sentence_id, commitment.donor_iso3, commitment.status)


def gold_key(rows: ArticleRows, gold: dict[str, Any]) -> tuple[Any, ...]:
    """Return the same of a gold row."""
    start = next(s["start"] for s in GOLD["sentences"] if s["sentence_id"] == gold["sentence_id"])
    sentence_id = next(s.sentence_id for s in rows.sentences if s.char_start == start)
    return (sentence_id, gold["donor_iso3"], gold["status"])


@pytest.mark.parametrize("gold", core("commitments"), ids=label)
def test_commitment(rows: ArticleRows, gold: dict[str, Any]) -> None:
    candidates = [c for c in rows.commitments if key_of(c) == gold_key(rows, gold)]
    item = gold["item"]
    found = next(c for c in candidates if (c.item_start or 0) < item["end"] and item["start"] < (c.item_end or 0))
    for field in [
        "recipient_iso3",
        "sector",
        "item_class",
        "instrument",
        "amount",
        "currency",
        "amount_qualifier",
        "conditional",
        "condition_kind",
        "certainty",
        "source_basis",
        "is_repeat",
        "specificity",
        "iati_transaction_type",
        "plover_event",
        "quantity_qualifier",
        "donor_named",
    ]:
        assert getattr(found, field) == gold[field], field
    if gold["recipient_iso3"] is not None:
        assert found.recipient_basis == gold["recipient_basis"]
    assert found.quantity == (None if gold["quantity"] is None else Decimal(gold["quantity"]))
    assert found.condition_text == (gold["condition"]["text"] if gold["condition"] else None)
    assert str(found.announcement_date) == gold["announcement_date"]
    assert actor_names(rows, found.announcer_actor_ids) == gold_names(gold["announcer_actor_ids"])


def test_no_commitment_contradicts_the_gold(rows: ArticleRows) -> None:
    known = {gold_key(rows, gold) for gold in GOLD["commitments"]}
    assert {key_of(commitment) for commitment in rows.commitments} <= known

"""Names of countries and their people as news write them, and words that only look like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.extract.actors import Actors, find_actors
from flows.schema.articles import Article, article_id_of
from flows.text.language import parse_articles

FOLDER = Path(__file__).parents[1] / "cases"


def read_cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


NAMES = read_cases("countries.jsonl")
DEMONYMS = read_cases("demonyms.jsonl")
TRAPS = read_cases("country_traps.jsonl")


@pytest.fixture(scope="module")
def actors() -> dict[str, Actors]:
    """Return the actors of every case, by its text."""
    texts = [case["text"] for case in (*NAMES, *DEMONYMS, *TRAPS)]
    documents = parse_articles(Article(article_id_of(text, None), text, "test") for text in texts)
    return {document.text: find_actors(document).taking_part(()) for document in documents}


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["name"])
def test_name_is_the_country(actors: dict[str, Actors], case: dict[str, Any]) -> None:
    found = actors[case["text"]]
    named = {found.by_id[m.actor_id].country_iso3 for m in found.mentions if m.text == case["name"]}
    assert named == {case["iso3"]}


@pytest.mark.parametrize("case", DEMONYMS, ids=lambda case: case["word"])
def test_demonym_is_of_the_country(actors: dict[str, Actors], case: dict[str, Any]) -> None:
    found = actors[case["text"]]
    assert case["iso3"] in {row.country_iso3 for row in found.rows}


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case["text"][:40])
def test_trap_names_no_country(actors: dict[str, Actors], case: dict[str, Any]) -> None:
    found = actors[case["text"]]
    assert not {row.country_iso3 for row in found.rows} & set(case["not"])


def test_tables_are_as_long_as_promised() -> None:
    assert (len(NAMES) >= 120, len(DEMONYMS) >= 120, len(TRAPS) >= 40) == (True, True, True)

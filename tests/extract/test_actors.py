"""Who is meant: titles, descriptions, pronouns, metonyms and groups, one text a line in tests/cases/actors.jsonl."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.extract.actors import Actors, find_actors
from flows.schema.articles import Article, article_id_of
from flows.schema.span import Span
from flows.text.language import parse_articles

CASES = [
    json.loads(line)
    for line in Path(__file__).parents[1].joinpath("cases", "actors.jsonl").read_text("utf-8").splitlines()
]
SEED_DATE = date(2025, 3, 2)


def actors_of(text: str, day: date | None = None) -> Actors:
    article = Article(article_id_of(text, None), text, "test", published_date=day)
    return find_actors(next(parse_articles([article])))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:50]}|{case['date']}")
def test_actors_and_mentions(case: dict[str, Any]) -> None:
    found = actors_of(case["text"], date.fromisoformat(case["date"]) if case["date"] else None)
    listed = found.taking_part(())
    rows = {(row.name, row.actor_type, row.country_iso3, row.role) for row in listed.rows}
    assert {tuple(actor) for actor in case["actors"]} <= rows
    assert not {row.name for row in listed.rows} & set(case.get("absent", ()))
    for text, names, mention_type in case["mentions"]:
        meant = [m for m in found.mentions if m.text == text]
        assert list(dict.fromkeys(found.by_id[m.actor_id].name for m in meant)) == names
        assert {m.mention_type for m in meant} == {mention_type}


def test_every_mention_is_in_the_text_and_has_an_actor(seed_text: str) -> None:
    found = actors_of(seed_text, SEED_DATE)
    assert all(seed_text[m.char_start : m.char_end] == m.text for m in found.mentions)
    assert {m.actor_id for m in found.mentions} == set(found.by_id)


def test_ids_do_not_depend_on_the_run(seed_text: str) -> None:
    assert actors_of(seed_text, SEED_DATE).rows == actors_of(seed_text, SEED_DATE).rows


def test_actors_that_other_rows_refer_to_are_kept() -> None:
    found = actors_of("Two million people live near the Jordanian border.")
    assert not found.taking_part(()).rows
    everyone = found.taking_part(found.by_id)
    assert everyone.rows == found.rows
    assert everyone.mentions == found.mentions


def test_joined_names_are_all_meant() -> None:
    found = actors_of("Norway and Denmark will build the hospital.")
    assert [found.by_id[i].name for i in found.best_for(Span(0, 18))] == ["Norway", "Denmark"]


def test_phrase_means_the_person_not_his_country() -> None:
    text = "Italian Prime Minister Giorgia Meloni met reporters."
    found = actors_of(text, date(2024, 5, 2))
    assert [found.by_id[i].name for i in found.best_for(Span(0, 37))] == ["Giorgia Meloni"]


def test_phrase_without_an_actor_means_nobody() -> None:
    assert actors_of("The bridge was closed on Monday.").best_for(Span(0, 10)) == ()


def test_topic_country_is_the_one_mentioned_most() -> None:
    found = actors_of("Peru asked for help. Chile sent ships to Peru. Peru thanked Chile and Peru's friends.")
    assert found.topic_country == "PER"
    assert found.countries_by_prominence == ("PER", "CHL")

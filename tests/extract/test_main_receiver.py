"""Which country an article's help is for where its sentences do not say, and whose government "the government" is."""

from __future__ import annotations

from collections import Counter

from flows.extract.actors import find_actors
from flows.extract.article import extract_article
from flows.extract.commitments.receiver import Parts, main_receiver
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import parse_articles


def read(text: str) -> Document:
    (document,) = parse_articles([make_article(text, url="a.txt")])
    return document


def receiver(text: str, parts: Parts) -> str | None:
    document = read(text)
    return main_receiver(document, find_actors(document), parts)


def nothing() -> Parts:
    return Parts(Counter(), Counter(), Counter())


def test_country_of_the_opening_receives() -> None:
    text = "The storm has left half of Tonga without water. Tonga asked for pumps. Fiji and Samoa are watching."
    assert receiver(text, nothing()) == "TON"


def test_country_that_gives_as_often_receives_nothing() -> None:
    text = "Norway opened its conference. Norway gave $5m and Norway gave tents."
    parts = Parts(Counter({"NOR": 2}), Counter({"NOR": 4}), Counter({"NOR": 2}))
    assert receiver(text, parts) is None


def test_no_country_stands_out_among_many() -> None:
    text = "Ministers met on Monday. Chad, Niger, Mali, Togo, Benin and Ghana sent delegates."
    assert receiver(text, nothing()) is None


def test_release_about_one_other_country_is_about_help() -> None:
    text = (
        "More help for Tonga\n\nOur thoughts are with Tonga. Australia will provide $15 million for schools. "
        "Australia will provide $2 million for water. We will stand with Tonga as it rebuilds."
    )
    rows = extract_article(read(text)).commitments
    assert {(row.donor_iso3, row.recipient_iso3, row.amount) for row in rows} >= {
        ("AUS", "TON", 15_000_000),
        ("AUS", "TON", 2_000_000),
    }


def test_dateline_tells_whose_government_is_meant() -> None:
    text = (
        "ISLAMABAD: The mission left without the deal that the government had promised. "
        "The envoy of France said Paris would wait."
    )
    actors = find_actors(read(text))
    government = next(m for m in actors.mentions if m.text == "the government")
    assert actors.by_id[government.actor_id].country_iso3 == "PAK"

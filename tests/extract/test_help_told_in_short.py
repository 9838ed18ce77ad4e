"""What an article about help tells in short: without the thing, with a thing in no vocabulary, by a bare count."""

from __future__ import annotations

import pytest

from flows.extract.article import extract_article
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.language import parse_articles

HELP = "Norway will send Kenya 40 tonnes of food aid. Japan has pledged $20 million to Kenya. "
NO_HELP = "Prices rose in Kenya last month. Norway won the match. "

SHORT = [
    ("Brazil declined to take part.", "BRA", "denied"),
    ("Brazil has rejected that idea.", "BRA", "denied"),
    ("Brazil will not take part, its foreign ministry has said.", "BRA", "denied"),
    ("Spain has not said whether it will contribute.", "ESP", "not_committed"),
    ("Spain has yet to decide.", "ESP", "not_committed"),
    ("Spain has made no promises.", "ESP", "not_committed"),
    ("Sweden stands ready to help.", "SWE", "signalled"),
    ("He urged China to act quickly.", "CHN", "requested"),
    ("He called for China to do more.", "CHN", "requested"),
    ("Italy flew in fridges for the clinics.", "ITA", "delivered"),
    ("Italy has offered a rescue unit.", "ITA", "signalled"),
    ("Canada will train 32 nurses in Nairobi.", "CAN", "pledged"),
    ("The Swiss foreign minister said there would be no Swiss soldiers in Kenya.", "CHE", "denied"),
]


def commitments(text: str) -> tuple[Commitment, ...]:
    (document,) = parse_articles([make_article(f"2 March 2025\n{text}", url="a.txt")])
    return extract_article(document).commitments


def of(rows: tuple[Commitment, ...], sentence: str) -> list[Commitment]:
    return [row for row in rows if row.evidence == sentence]


@pytest.mark.parametrize(("sentence", "donor", "status"), SHORT)
def test_is_read_where_the_article_tells_of_help(sentence: str, donor: str, status: str) -> None:
    found = of(commitments(HELP + sentence), sentence)
    assert [(row.donor_iso3, row.status) for row in found] == [(donor, status)]
    assert found[0].recipient_iso3 == "KEN"
    assert found[0].amount is None


@pytest.mark.parametrize("sentence", [sentence for sentence, _, _ in SHORT if "train" not in sentence])
def test_is_nothing_elsewhere(sentence: str) -> None:
    assert of(commitments(NO_HELP + sentence), sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He sent a message of thanks.",
        "Australians who wish to help can give to charities.",
        "We must act now.",
        "Italy would have taken part.",
        "He did not say what Moscow wanted.",
    ],
)
def test_talk_is_no_help(sentence: str) -> None:
    assert of(commitments(HELP + sentence), sentence) == []


def test_asked_groups_keep_their_words() -> None:
    sentence = "The UN chief called on other donors to step in."
    (row,) = of(commitments(HELP + sentence), sentence)
    assert (row.status, row.donor_iso3, row.donor_text) == ("requested", None, "other donors")


def test_a_bare_count_is_of_what_was_counted_before() -> None:
    sentence = "Chad promised 500."
    (row,) = of(commitments("Benin will send Kenya 2,000 soldiers. " + sentence), sentence)
    assert (row.donor_iso3, row.status, row.item_class) == ("TCD", "pledged", "personnel")


def test_the_same_told_in_full_is_told_once() -> None:
    sentence = "Brazil will send Kenya $5 million and will help."
    assert [row.amount for row in of(commitments(HELP + sentence), sentence)] == [5_000_000]


def test_rows_without_a_thing_say_so() -> None:
    sentence = "Brazil declined to take part."
    (row,) = of(commitments(HELP + sentence), sentence)
    assert (row.rule_id, row.item_class) == ("echo.R3.refuse", "other")


@pytest.mark.parametrize("text", ["$5m", "aid", "Contributing", "will", "No"])
def test_an_article_of_one_word_is_read(text: str) -> None:
    (document,) = parse_articles([make_article(text, url="a.txt")])
    assert extract_article(document).commitments == ()


def test_a_line_about_who_wrote_is_no_gift() -> None:
    sentence = "Contributing: The Associated Press"
    assert of(commitments(HELP + sentence), sentence) == []


@pytest.mark.parametrize(
    ("sentence", "donor", "recipient", "amount"),
    [
        ("Kenya and Britain agreed on £5 million of military support, officials said.", "GBR", "KEN", 5_000_000),
        ("Kenya will receive $5 million from Japan.", "JPN", "KEN", 5_000_000),
        ("Kenya is grateful to Japan for a grant of $5 million.", "JPN", "KEN", 5_000_000),
        ("President Emmanuel Macron met President William Ruto and announced a loan of €5m.", "FRA", "KEN", 5_000_000),
        ("Japan pledges Kenya $5 million on visit to Berlin.", "JPN", "KEN", 5_000_000),
        ("Japan's parliament passed a bill that provides Kenya with $5 million.", "JPN", "KEN", 5_000_000),
        ("Of this amount, 5 million US dollars from Japan will go to Kenya.", "JPN", "KEN", 5_000_000),
    ],
)
def test_who_gives_and_who_receives(sentence: str, donor: str, recipient: str, amount: int) -> None:
    (row,) = commitments(sentence)
    assert (row.donor_iso3, row.recipient_iso3, row.amount) == (donor, recipient, amount)


def test_the_us_is_no_us() -> None:
    sentence = "“The money pledged by the US has been paid to Kenya,” the French foreign minister said."
    assert "FRA" not in {row.donor_iso3 for row in commitments(sentence)}


@pytest.mark.parametrize(
    ("sentence", "is_conditional"),
    [
        ("Days after a strike on the port, Japan has promised Kenya $5 million.", False),
        ("Once parliament agrees, Japan will give Kenya $5 million.", True),
    ],
)
def test_what_has_happened_is_no_condition(sentence: str, is_conditional: bool) -> None:
    assert [row.conditional for row in commitments(sentence)] == [is_conditional]


def test_help_at_home_is_none() -> None:
    home = "The United States Senate met. US senators spoke. The US House voted. The US Treasury agreed. "
    sentence = "The US government will give $5 million in emergency aid to hospitals."
    assert of(commitments(home + sentence), sentence) == []

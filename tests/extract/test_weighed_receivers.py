"""The receiver of a row is the country whose clues weigh most, and no clue is a country's name."""

from __future__ import annotations

import pytest

from benchmarks.receivers import Choice, fit
from flows.extract.actors import find_actors
from flows.extract.article import extract_article
from flows.extract.commitments import finder, weighed_receivers
from flows.extract.commitments.receiver_clues import ReceiverClues
from flows.extract.commitments.weighed_receivers import likeliest, load_weights
from flows.reference.countries import countries, demonyms
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import parse_articles
from tests.extract.test_commitments_in_articles import extracted, load_cases, measured

TWO_NEIGHBOURS = (
    "Norway will give Chad $5m. The floods reached Niger on Monday. Denmark will give $3m for tents, and Sweden said "
    "it would lend Chad two aircraft."
)


def read(text: str) -> Document:
    (document,) = parse_articles([make_article(text, url="a.txt")])
    return document


def rows(text: str) -> tuple[Commitment, ...]:
    return extract_article(read(text)).commitments


def receiver_of(donor: str, text: str) -> tuple[str | None, str, str | None]:
    row = next(row for row in rows(text) if row.donor_iso3 == donor)
    return row.recipient_iso3, row.recipient_basis, row.recipient_text


@pytest.fixture
def nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh one clue alone: what the sentence before names last receives."""
    monkeypatch.setattr(weighed_receivers, "load_weights", lambda: {"last named True": 3.0, "none": 1.0})


@pytest.fixture
def named_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh one clue alone: what the own sentence names receives."""
    monkeypatch.setattr(weighed_receivers, "load_weights", lambda: {"absent": -9.0, "none": -8.0})


@pytest.mark.usefixtures("nearest")
def test_receiver_of_another_sentence_is_inferred() -> None:
    assert receiver_of("DNK", TWO_NEIGHBOURS) == ("NER", "inferred", None)


@pytest.mark.usefixtures("named_here")
def test_receiver_of_the_own_sentence_has_its_words() -> None:
    text = "Norway will give Chad $5m. In Niger, where floods came on Monday, Denmark will give $3m for tents."
    assert receiver_of("DNK", text) == ("NER", "explicit", "Niger")


def test_receiver_stays_where_nobody_weighs_most(monkeypatch: pytest.MonkeyPatch) -> None:
    before = receiver_of("SWE", TWO_NEIGHBOURS)
    monkeypatch.setattr(weighed_receivers, "load_weights", lambda: {"none": 9.0})
    assert before[0] == "TCD"
    assert receiver_of("SWE", TWO_NEIGHBOURS) == before


@pytest.mark.usefixtures("nearest")
def test_several_receivers_of_one_act_stay() -> None:
    text = "The floods reached Niger on Monday. Norway will give $5m each to Chad and Mali."
    assert {row.recipient_iso3 for row in rows(text)} == {"TCD", "MLI"}


def test_giver_is_never_its_own_receiver() -> None:
    given = [(row.donor_iso3, row.recipient_iso3) for _, rows in extracted(load_cases(of="xyz")) for row in rows]
    assert given
    assert all(donor != recipient for donor, recipient in given if donor is not None)


def test_clues_of_a_country_are_its_places() -> None:
    document = read(TWO_NEIGHBOURS)
    actors = find_actors(document)
    told = [row for row in rows(TWO_NEIGHBOURS) if row.donor_iso3 == "DNK"]
    clues = ReceiverClues(document, actors, told).of(told[0])
    assert set(clues) == {None, "NOR", "TCD", "NER", "SWE"}
    assert {"last named True", "absent", "before True"} <= clues["NER"]
    assert "last named False" in clues["NOR"]
    assert {"here type country", "here dative"} & clues["TCD"]
    assert "none sum True" in clues[None]


def test_no_weight_belongs_to_a_country() -> None:
    names = {country.name.lower() for country in countries().values()} | {word.lower() for word in demonyms()}
    spelled = {word for clue in load_weights() for word in clue.split() if word.islower()}
    assert spelled & names <= {"us"}


def test_equal_weights_are_decided_by_the_code() -> None:
    same = frozenset({"no such clue"})
    assert likeliest({None: same, "TCD": same, "NER": same}) == "TCD"


def test_fit_learns_which_clue_tells_a_receiver() -> None:
    place, giver = frozenset({"in words 5"}), frozenset({"gives 5"})
    weights = fit([Choice({None: frozenset(), "TCD": place, "NOR": giver}, frozenset({"TCD"}))] * 40)
    assert weights["in words 5"] > 0.5
    assert weights["gives 5"] < -0.1


def test_more_rows_are_right_in_full_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = load_cases(of="xyz")
    with_it = measured(cases)
    monkeypatch.setattr(finder, "weigh_receivers", lambda _document, _actors, acts: acts)
    without = measured(cases)
    assert with_it["full"] > without["full"] + 0.02
    assert with_it["f1"] == pytest.approx(without["f1"], abs=0.01)

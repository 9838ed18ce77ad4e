"""The second reading adds steps that the rules miss, never an amount, and no clue of it is a name."""

from __future__ import annotations

import pytest

from benchmarks.second_reading import Example, fit
from flows.extract.actors import find_actors
from flows.extract.article import extract_article
from flows.extract.commitments import second_reading
from flows.extract.commitments.candidates import find_candidates
from flows.extract.commitments.clues import Clues
from flows.extract.commitments.second_reading import STATUSES, likelihoods_of, load_weights
from flows.reference.countries import countries, demonyms
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import parse_articles
from tests.extract.test_commitments_in_articles import extracted, load_cases, measured

OPENING = "Norway will give Chad $5m. Denmark has donated tents to Chad. "


def read(text: str) -> Document:
    (document,) = parse_articles([make_article(text, url="a.txt")])
    return document


def rows(text: str) -> tuple[Commitment, ...]:
    return extract_article(read(text)).commitments


def learned(text: str) -> list[Commitment]:
    return [row for row in rows(text) if row.rule_id == "echo.learned"]


def clues(text: str) -> dict[str | None, frozenset[str]]:
    document = read(text)
    actors = find_actors(document)
    told = Clues(document, actors, (), (), ())
    return {one.party.iso3: told.of(one) for one in find_candidates(document, actors, ())}


@pytest.fixture
def purse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh one word alone: whoever keeps a purse closed refuses."""
    nothing = dict.fromkeys(STATUSES, -9.0)
    refusal = {**dict.fromkeys(STATUSES, 0.0), "denied": 14.0}
    weights = {"any": tuple(nothing.values()), "word purse": tuple(refusal.values())}
    monkeypatch.setattr(second_reading, "load_weights", lambda: weights)


@pytest.mark.usefixtures("purse")
def test_rows_point_at_their_sentence_and_their_party() -> None:
    text = OPENING + "Sweden has kept its purse closed to Chad. Finland is silent."
    row = next(row for row in learned(text) if row.donor_iso3 == "SWE")
    assert row.evidence == "Sweden has kept its purse closed to Chad."
    assert (row.status, row.donor_text, row.recipient_iso3) == ("denied", "Sweden", "TCD")
    assert text[row.donor_start or 0 : row.donor_end] == "Sweden"
    assert text[row.cue_start : row.cue_end] == row.cue_text == "has kept"
    assert row.confidence == 0.99
    assert {row.donor_iso3 for row in learned(text)}.isdisjoint({"FIN"})


def test_no_row_has_an_amount() -> None:
    own = [row for _, rows in extracted(load_cases(of="ab")) for row in rows if row.rule_id == "echo.learned"]
    assert own
    assert all(row.amount is None and row.figure_id is None and row.quantity is None for row in own)


@pytest.mark.usefixtures("purse")
def test_article_that_tells_of_one_step_is_not_read_again() -> None:
    assert learned("Norway will give Chad $5m. Sweden has kept its purse closed to Chad.") == []


@pytest.mark.usefixtures("purse")
def test_party_that_the_rules_have_read_is_not_read_again() -> None:
    text = OPENING + "Sweden will send Chad 50 lorries and keeps its purse closed."
    assert [row for row in learned(text) if row.donor_iso3 == "SWE"] == []


def test_names_and_numbers_are_no_clues() -> None:
    found = clues("On Friday Norway's minister Kari Holm told Reuters that 40 Danish lorries were bound for Chad.")
    spelled = {word for own in found.values() for clue in own for word in clue.lower().split()}
    assert not spelled & {"friday", "norway", "kari", "holm", "reuters", "40", "danish", "chad"}
    assert "minister" in spelled


def test_no_weight_belongs_to_a_country() -> None:
    names = {country.name.lower() for country in countries().values()} | {word.lower() for word in demonyms()}
    spelled = {word for clue in load_weights() for word in clue.split() if word.islower()}
    assert spelled & names <= {"us"}


def test_likelihoods_leave_room_for_nothing_told() -> None:
    likelihoods = likelihoods_of(frozenset({"any", "no such clue"}), load_weights())
    assert set(likelihoods) == set(STATUSES)
    assert all(likelihood > 0 for likelihood in likelihoods.values())
    assert sum(likelihoods.values()) < 1


@pytest.mark.parametrize(("status", "clue"), [("pledged", "word vow"), ("denied", "word never")])
def test_fit_learns_which_clue_speaks_for_which_status(status: str, clue: str) -> None:
    examples = [
        *(Example(frozenset({"any", "word vow"}), "pledged") for _ in range(40)),
        *(Example(frozenset({"any", "word never"}), "denied") for _ in range(40)),
        *(Example(frozenset({"any", "word table"}), None) for _ in range(80)),
    ]
    weights = dict(zip(STATUSES, fit(examples)[clue], strict=True))
    assert max(weights, key=lambda one: weights[one]) == status
    assert weights[status] > 0.5


def test_it_finds_what_the_rules_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = load_cases(of="xyz")
    with_it = measured(cases)
    monkeypatch.setattr(second_reading, "_LIKELY", 2.0)
    assert with_it["f1"] > measured(cases)["f1"] + 0.02

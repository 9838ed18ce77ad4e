"""Confidence rises with the likelihood of what a row tells, stays within its bounds, and decides what is dropped."""

from __future__ import annotations

import pytest

from benchmarks.calibration import Judged, fitted
from flows.extract.actors import find_actors
from flows.extract.article import extract_article
from flows.extract.commitments import finder, second_reading
from flows.extract.commitments.confidence import confidence_of, features_of
from flows.extract.commitments.finder import judge_acts
from flows.extract.commitments.second_reading import STATUSES, Likelihoods
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import parse_articles
from tests.extract.test_commitments_in_articles import extracted, load_cases

TEXT = "Norway will give Chad $5m. Denmark has donated tents to Chad."


def read(text: str) -> Document:
    (document,) = parse_articles([make_article(text, url="a.txt")])
    return document


def row_of(text: str) -> Commitment:
    return extract_article(read(text)).commitments[0]


def likelihoods(pledged: float, denied: float = 0.0) -> Likelihoods:
    return {**dict.fromkeys(STATUSES, 0.0), "pledged": pledged, "denied": denied}


def test_likelier_status_makes_a_row_surer() -> None:
    row = row_of(TEXT)
    assert row.status == "pledged"
    sure, unsure, contradicted = (
        confidence_of(row, likelihoods(0.9)),
        confidence_of(row, likelihoods(0.3)),
        confidence_of(row, likelihoods(0.01, denied=0.9)),
    )
    assert sure > unsure > contradicted


@pytest.mark.parametrize("likelihood", [0.0, 1.0])
def test_confidence_keeps_its_bounds(likelihood: float) -> None:
    assert 0.05 <= confidence_of(row_of(TEXT), likelihoods(likelihood)) <= 0.98


def test_giver_that_no_name_stands_for_is_not_weighed() -> None:
    names = dict(features_of(row_of(TEXT), None))
    assert names["giver not weighed"] == 1
    assert "likelihood of the status" not in names


def test_rows_that_all_clues_speak_against_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {row.donor_iso3 for row in extract_article(read(TEXT)).commitments} == {"NOR", "DNK"}
    against = {"any": (-9.0,) * len(STATUSES)}
    monkeypatch.setattr(second_reading, "load_weights", lambda: against)
    monkeypatch.setattr(finder, "_DOUBTFUL", 0.9)
    document = read(TEXT)
    actors = find_actors(document)
    figures = find_figures(document)
    judged = judge_acts(
        document, actors, find_statements(document, actors), figures, find_quantities(document, figures)
    )
    assert [verdict.rows for verdict in judged] == [(), ()]
    assert {verdict.objection for verdict in judged} == {"all clues around it speak against it"}


def test_rows_that_come_out_are_not_doubtful() -> None:
    rows = [row for _, rows in extracted(load_cases(of="xyz")) for row in rows if row.rule_id != "echo.learned"]
    assert rows
    assert min(row.confidence for row in rows) >= 0.25


def test_fit_gives_weight_to_what_tells_right_from_wrong() -> None:
    right = [Judged({"any row": 1.0, "likelihood of the status": 2.0}, is_right=True)] * 30
    wrong = [Judged({"any row": 1.0, "likelihood of the status": -2.0}, is_right=False)] * 30
    weights = fitted([*right, *wrong])
    assert weights["likelihood of the status"] > 0.5
    assert abs(weights["any row"]) < 0.1

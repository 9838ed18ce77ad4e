"""Commitments in whole articles, as a gate: no measure may fall below its floor.

A line of `tests/cases/articles.jsonl` is an article written for this project and what a careful reader of DATA_MODEL.md
finds in it: rows with the span of the words that tell them. A row with "core": false may come out and need not.
Each set of them was measured before the rules were tuned on it (docs/accuracy.md). Floors stand in
`tests/cases/articles_floor.json`, for the earlier sets and for the later ones, which read more like real news:

    f1     F1 of rows, where donor and status agree in the same words
    full   the same where recipient, amount, currency and condition agree too
    quiet  at most so many rows an article in those without a commitment

`python tests/extract/test_commitments_in_articles.py` prints the measures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.extract.article import extract_article
from flows.schema.commitments import Commitment
from flows.sources.article import make_article
from flows.text.language import parse_articles

CASES = Path(__file__).resolve().parent.parent / "cases" / "articles.jsonl"
FLOORS = CASES.with_name("articles_floor.json")

Wanted = dict[str, Any]
Agrees = Callable[[Commitment, Wanted], bool]


@dataclass
class Measure:
    """Counts: rows that agree, rows that came out, rows that were wanted."""

    right: int = 0
    out: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.out + self.wanted)

    def add(self, rows: list[Commitment], wanted: list[Wanted], agrees: Agrees) -> None:
        core = [row for row in wanted if row["core"]]
        free = list(rows)
        for row in sorted(wanted, key=lambda row: not row["core"]):
            match = next((found for found in free if is_near(found, row) and agrees(found, row)), None)
            if match is not None:
                free.remove(match)
                self.right += row["core"]
                self.out += row["core"]
        optional = [row for row in wanted if not row["core"]]
        self.out += sum(not any(is_near(found, row) for row in optional) for found in free)
        self.wanted += len(core)


def is_near(found: Commitment, wanted: Wanted) -> bool:
    return bool(found.char_start < wanted["end"] and wanted["start"] < found.char_end)


def has_donor_and_status(found: Commitment, wanted: Wanted) -> bool:
    return bool(found.donor_iso3 == wanted["donor"] and found.status == wanted["status"])


def is_same(found: Commitment, wanted: Wanted) -> bool:
    amounts = {
        None if amount is None else float(amount) for amount in (found.amount, found.amount_low, found.amount_high)
    }
    return (
        has_donor_and_status(found, wanted)
        and found.recipient_iso3 == wanted["recipient"]
        and found.conditional == wanted["conditional"]
        and wanted["amount"] in amounts
        and (wanted["amount"] is None or found.currency == wanted["currency"])
    )


def measured(cases: list[dict[str, Any]]) -> dict[str, float]:
    """Return what the gate compares with its floors."""
    donor_and_status, full, n_quiet, n_rows = Measure(), Measure(), 0, 0
    for case, rows in extracted(cases):
        donor_and_status.add(rows, case["commitments"], has_donor_and_status)
        full.add(rows, case["commitments"], is_same)
        if not case["commitments"]:
            n_quiet += 1
            n_rows += len(rows)
    return {"f1": donor_and_status.f1, "full": full.f1, "quiet": n_rows / max(1, n_quiet)}


def extracted(cases: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[Commitment]]]:
    documents = parse_articles([make_article(case["text"], url=f"{case['id']}.txt") for case in cases])
    for case, document in zip(cases, documents, strict=True):
        yield case, list(extract_article(document).commitments)


def load_cases(of: str = "") -> list[dict[str, Any]]:
    """Return the articles of the sets whose letters are given, of all sets without any."""
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [case for case in cases if not of or case["id"][0] in of]


@pytest.mark.parametrize("sets", json.loads(FLOORS.read_text("utf-8")))
def test_no_measure_falls_below_its_floor(sets: str) -> None:
    cases, floor = load_cases(of=sets), json.loads(FLOORS.read_text("utf-8"))[sets]
    assert len(cases) == floor["articles"]
    got = measured(cases)
    assert got["f1"] >= floor["f1"]
    assert got["full"] >= floor["full"]
    assert got["quiet"] <= floor["quiet"]


def test_wanted_rows_stand_in_their_texts() -> None:
    for case in load_cases():
        assert all(0 <= row["start"] < row["end"] <= len(case["text"]) for row in case["commitments"]), case["id"]


def test_a_missing_row_and_a_spurious_one_lower_the_measure() -> None:
    measure, row = Measure(), {"start": 0, "end": 9, "donor": "NOR", "status": "pledged", "core": True}
    measure.add([], [row], has_donor_and_status)
    assert (measure.right, measure.out, measure.wanted) == (0, 0, 1)
    assert measure.f1 == 0


if __name__ == "__main__":
    for letters in json.loads(FLOORS.read_text("utf-8")):
        figures = " ".join(f"{key} {value:.3f}" for key, value in measured(load_cases(of=letters)).items())
        sys.stdout.write(f"{letters}: {figures}\n")

"""Commitments against sentences with a known answer, as a gate: no group of cases may fall below its floor.

A line of `tests/cases/commitments.jsonl` is an article as `read_lines` takes it, with "topic", "note" and "expect":
the rows that a careful reader of DATA_MODEL.md lists. What a row does not state of recipient, donor_text, quantity,
condition_kind, item_class and is_repeat is not compared; without "amount" no amount may come out, without
"conditional" the row is unconditional, without "amount_scope" an amount is single. A row with "core": false may come
out and need not. Floors stand in `tests/cases/commitments_floor.json`:

    f1      F1 of rows, where donor and status agree
    fields  share of the rows so found whose stated fields all agree
    quiet   share of the cases without a row from which none comes out

`python tests/extract/test_commitments.py` prints the measures of every group and each case that is not wholly right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from flows.extract.article import extract_article
from flows.reference.countries import countries
from flows.schema.articles import Article
from flows.schema.columns import AmountScope, ConditionKind, ItemClass, Status
from flows.schema.commitments import Commitment
from flows.sources import read_lines
from flows.text.language import parse_articles

CASES = Path(__file__).resolve().parent.parent / "cases" / "commitments.jsonl"
FLOORS = CASES.with_name("commitments_floor.json")

CASE_KEYS = {"id", "text", "date", "title", "topic", "note", "expect"}
ENUMS = {
    "status": get_args(Status),
    "amount_scope": get_args(AmountScope),
    "condition_kind": get_args(ConditionKind),
    "item_class": get_args(ItemClass),
}
COMPARED_WHERE_STATED = ("condition_kind", "item_class", "is_repeat", "quantity")
ROW_KEYS = {"donor", "donor_text", "recipient", "amount", "currency", "conditional", "core"}.union(
    ENUMS, COMPARED_WHERE_STATED
)

Case = dict[str, Any]
Expected = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What came out of one case; `found` pairs an expected core row with its row, `wrong` names fields that differ."""

    case: Case
    found: list[tuple[Expected, Commitment]]
    missed: list[Expected]
    spurious: list[Commitment]

    @property
    def wrong(self) -> list[str]:
        return [difference for expected, row in self.found for difference in differences(expected, row)]

    @property
    def is_right(self) -> bool:
        return not (self.missed or self.spurious or self.wrong)

    def __str__(self) -> str:
        parts = [self.case["id"]]
        parts += [f"missed {row['donor'] or row.get('donor_text')} {row['status']}" for row in self.missed]
        parts += [f"spurious {row.donor_iso3 or row.donor_text} {row.status} ({row.cue_text})" for row in self.spurious]
        return "; ".join([*parts, *self.wrong])


def load_cases() -> list[Case]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def load_floors() -> dict[str, dict[str, Any]]:
    """Return, by group: "topics", the number of "cases" and the floor of each measure."""
    floors: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def run_cases() -> Iterator[Outcome]:
    """Extract every case the way `--lines` reads it."""
    articles = [read for read in read_lines(CASES) if isinstance(read, Article)]
    for case, document in zip(load_cases(), parse_articles(articles), strict=True):
        assert document.article.url == case["id"]
        yield compare(case, extract_article(document).commitments)


def compare(case: Case, rows: tuple[Commitment, ...]) -> Outcome:
    """Pair rows with expected rows: core ones first, then those that agree in most fields."""
    expected = case["expect"]
    pairs = sorted(
        (not want.get("core", True), len(differences(want, row)), at, place)
        for at, want in enumerate(expected)
        for place, row in enumerate(rows)
        if is_same_act(want, row)
    )
    taken: dict[int, int] = {}
    for _, _, at, place in pairs:
        if at not in taken and place not in taken.values():
            taken[at] = place
    core = {at for at, want in enumerate(expected) if want.get("core", True)}
    return Outcome(
        case,
        found=[(expected[at], rows[place]) for at, place in sorted(taken.items()) if at in core],
        missed=[expected[at] for at in sorted(core - taken.keys())],
        spurious=[row for place, row in enumerate(rows) if place not in taken.values()],
    )


def is_same_act(expected: Expected, row: Commitment) -> bool:
    """Say whether donor and status agree; of a donor without a code the words must overlap where they are stated."""
    if (expected["donor"], expected["status"]) != (row.donor_iso3, row.status):
        return False
    if expected["donor"] or "donor_text" not in expected:
        return True
    wanted, got = (words.lower().removeprefix("the ") for words in (expected["donor_text"], row.donor_text or ""))
    return bool(got) and (wanted in got or got in wanted)


def differences(expected: Expected, row: Commitment) -> list[str]:
    """Name the stated fields in which a row differs from what is expected."""
    amount = expected.get("amount")
    wanted: dict[str, Any] = {
        "conditional": expected.get("conditional", False),
        "amount": None if amount is None else Decimal(str(amount)),
    }
    if amount is not None:
        wanted |= {"currency": expected["currency"], "amount_scope": "single"}
    if "amount_scope" in expected:
        wanted["amount_scope"] = expected["amount_scope"]
    if "recipient" in expected:
        wanted["recipient_iso3"] = expected["recipient"]
    wanted |= {field: expected[field] for field in COMPARED_WHERE_STATED if field in expected}
    return [
        f"{field} {getattr(row, field)} for {value}" for field, value in wanted.items() if getattr(row, field) != value
    ]


def measure(outcomes: list[Outcome]) -> dict[str, float]:
    """Return f1, fields and quiet; 1 where a group has nothing to measure."""
    found = sum(len(outcome.found) for outcome in outcomes)
    wanted = found + sum(len(outcome.missed) for outcome in outcomes)
    told = found + sum(len(outcome.spurious) for outcome in outcomes)
    exact = sum(not differences(*pair) for outcome in outcomes for pair in outcome.found)
    silent = [not outcome.spurious for outcome in outcomes if not outcome.case["expect"]]
    return {
        "f1": 2 * found / (wanted + told) if wanted + told else 1.0,
        "fields": exact / found if found else 1.0,
        "quiet": sum(silent) / len(silent) if silent else 1.0,
    }


def in_group(group: dict[str, Any], outcomes: list[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.case["topic"] in group["topics"]]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return list(run_cases())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("group", "name"),
    [(group, name) for group, floor in load_floors().items() for name in ("f1", "fields", "quiet") if name in floor],
)
def test_no_group_falls_below_its_floor(group: str, name: str, outcomes: list[Outcome]) -> None:
    floor = load_floors()[group]
    members = in_group(floor, outcomes)
    measured = measure(members)[name]
    failing = "\n".join(f"  {outcome}" for outcome in members if not outcome.is_right)
    assert measured >= floor[name], f"{group} {name} {measured:.4f} is below {floor[name]}; not right:\n{failing}"


def test_no_case_is_dropped() -> None:
    topics = [case["topic"] for case in load_cases()]
    floors = load_floors()
    assert {group: sum(map(topics.count, floor["topics"])) for group, floor in floors.items()} == {
        group: floor["cases"] for group, floor in floors.items()
    }
    assert set(topics) == {topic for floor in floors.values() for topic in floor["topics"]}


def test_ids_and_texts_are_unique() -> None:
    cases = load_cases()
    assert len({case["id"] for case in cases}) == len(cases)
    assert len({(case.get("title"), case["text"]) for case in cases}) == len(cases)


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case["id"])
def test_case_is_well_formed(case: Case) -> None:
    assert case.keys() <= CASE_KEYS
    assert case["text"].strip()
    assert case["note"].strip()
    for row in case["expect"]:
        assert {"donor", "status"} <= row.keys() <= ROW_KEYS
        assert ("amount" in row) == ("currency" in row)
        assert all(row[field] in allowed for field, allowed in ENUMS.items() if field in row)
        assert {row["donor"], row.get("recipient")} <= {None, *countries()}
        assert row["donor"] is None or "donor_text" not in row
        assert row.get("donor_text", "") in f"{case.get('title', '')} {case['text']}"


def main() -> None:
    """Print the measures of each group and every case that is not wholly right."""
    results = list(run_cases())
    for group, floor in load_floors().items():
        members = in_group(floor, results)
        values = ", ".join(f"{name} {value:.3f}" for name, value in measure(members).items() if name in floor)
        sys.stdout.write(f"{group}: {values}; {sum(o.is_right for o in members)} of {len(members)} cases right\n")
        sys.stdout.writelines(f"  {outcome}\n" for outcome in members if not outcome.is_right)


if __name__ == "__main__":
    main()

"""Filled lines become decisions, or each wrong line is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.review.decisions import Known, decide
from flows.review.fields import mention_fields
from flows.review.sheet import SheetLine

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PLAIN = dict.fromkeys(mention_fields())
C1 = PLAIN | {
    "status": "pledged", "conditional": "false", "donor_iso3": "GBR", "donor_named": "true", "amount": "5",
    "currency": "GBP", "amount_qualifier": "exact", "amount_scope": "single",
}  # fmt: skip
C2 = PLAIN | {
    "status": "signalled", "conditional": "true", "condition_text": "if asked", "condition_kind": "other",
    "donor_named": "false", "amount_low": "1", "amount_high": "2", "currency": "EUR", "amount_qualifier": "range",
    "amount_scope": "single",
}  # fmt: skip
L1 = {"status": "pledged", "amount": "5"}


def line(object_id, number=2, **cells):
    return SheetLine(number, object_id, object_id.startswith("l"), cells)


def decided(lines, **earlier):
    known = Known({"c1": C1, "c2": C2, "l1": L1}, earlier, pins={"c2", "l2"}, parents={"l2"})
    decisions, problems = decide(lines, known, analyst="Ann", decided_at=NOON)
    return {(one.object_id, one.field): one.value for one in decisions}, problems


def values(*lines, **earlier):
    found, problems = decided(lines, **earlier)
    assert problems == []
    return found


def problem(*lines, **earlier):
    found, problems = decided(lines, **earlier)
    assert len(problems) == 1, (found, problems)
    return problems[0]


def test_lines_that_nobody_filled_decide_nothing():
    assert values(line("c1", status="pledged"), line("gone")) == {}


def test_a_new_value_is_one_decision():
    assert values(line("c1", new_status="committed")) == {("c1", "status"): "committed"}


def test_ok_keeps_the_status_as_it_is():
    assert values(line("c1", verdict="OK")) == {("c1", "status"): "pledged"}
    assert values(line("c1", verdict="ok", new_donor_iso3="FRA"), c1={"status": "delivered"}) == {
        ("c1", "donor_iso3"): "FRA"
    }


def test_ok_beside_corrections_confirms_the_rest():
    assert values(line("c1", verdict="ok", new_donor_iso3="FRA")) == {
        ("c1", "donor_iso3"): "FRA",
        ("c1", "status"): "pledged",
    }


@pytest.mark.parametrize("verdict", ["no commitment", "No_Commitment"])
def test_no_commitment_takes_the_status_away(verdict):
    assert values(line("c1", verdict=verdict)) == {("c1", "status"): None}


def test_ok_brings_back_what_was_taken_out():
    assert values(line("c1", verdict="ok"), c1={"status": None}) == {("c1", "status"): "pledged"}


def test_what_holds_already_is_not_decided_again():
    assert values(line("c1", new_status="committed"), c1={"status": "committed"}) == {}
    assert values(line("c1", new_amount="none"), c1=dict.fromkeys(
        ("amount", "currency", "amount_qualifier", "amount_scope")
    )) == {}  # fmt: skip


def test_the_note_and_the_analyst_stand_with_every_decision():
    known = Known({"c1": C1}, {}, pins=(), parents=())
    (one,), _ = decide([line("c1", new_status="denied", note="see page 2")], known, analyst="Ann", decided_at=NOON)
    assert (one.analyst, one.decided_at, one.note) == ("Ann", NOON, "see page 2")


def test_a_new_amount_is_exact_unless_bounds_come_with_it():
    assert values(line("c2", new_amount="3")) == {
        ("c2", "amount"): "3", ("c2", "amount_low"): None, ("c2", "amount_high"): None,
        ("c2", "amount_qualifier"): "exact",
    }  # fmt: skip
    assert values(line("c2", new_amount_high="4")) == {("c2", "amount_high"): "4"}


def test_an_amount_that_is_none_takes_its_currency_along():
    assert values(line("c1", new_amount="none")) == {
        ("c1", "amount"): None,
        ("c1", "amount_qualifier"): None,
        ("c1", "amount_scope"): None,
        ("c1", "currency"): None,
    }


def test_a_first_amount_gets_a_scope_and_needs_a_currency():
    bare = {"amount": None, "currency": None, "amount_qualifier": None, "amount_scope": None}
    assert "new_currency" in problem(line("c1", new_amount="7"), c1=bare)
    assert values(line("c1", new_amount="7", new_currency="USD"), c1=bare) == {
        ("c1", "amount"): "7", ("c1", "currency"): "USD", ("c1", "amount_qualifier"): "exact",
        ("c1", "amount_scope"): "single",
    }  # fmt: skip


def test_a_condition_goes_and_comes_with_its_words():
    assert values(line("c2", new_conditional="no")) == {
        ("c2", "conditional"): "false", ("c2", "condition_text"): None, ("c2", "condition_kind"): None,
    }  # fmt: skip
    assert "new_condition_text" in problem(line("c1", new_conditional="yes"))
    assert len(values(line("c1", new_conditional="yes", new_condition_text="if asked"))) == 2


def test_a_country_as_donor_is_a_named_one():
    assert values(line("c2", new_donor_iso3="FRA")) == {("c2", "donor_iso3"): "FRA", ("c2", "donor_named"): "true"}
    assert values(line("c1", new_donor_iso3="FRA")) == {("c1", "donor_iso3"): "FRA"}


def test_a_range_is_ordered():
    assert "not above" in problem(line("c2", new_amount_low="9"))


def test_a_mention_is_pinned_to_what_exists():
    assert values(line("c1", new_ledger_id="l2")) == {("c1", "ledger_id"): "l2"}
    assert values(line("c1", new_ledger_id="none")) == {("c1", "ledger_id"): None}
    assert "no entry" in problem(line("c1", new_ledger_id="l9"))
    assert values(line("c1", new_parent_ledger_id="l2", new_parent_relation="part of"))
    assert "no entry" in problem(line("c1", new_parent_ledger_id="c2"))


def test_an_entry_is_decided_about_as_a_whole():
    assert values(line("l1", new_counts_toward_total="no")) == {("l1", "counts_toward_total"): "false"}
    assert "about a ledger entry" in problem(line("l1", new_certainty="possible"))
    assert "about a mention" in problem(line("c1", new_counts_toward_total="no"))


@pytest.mark.parametrize(
    ("filled", "cure"),
    [
        (line("gone", number=7, verdict="ok"), "line 7: there is no commitment gone in the warehouse"),
        (line("l9", new_amount="5"), "there is no ledger entry l9"),
        (line("c1", number=3, new_status="promised"), "line 3: new_status is 'promised', which is none of"),
        (line("c1", new_amount="5m"), "new_amount is '5m'; write plain digits"),
        (line("c1", verdict="yes"), "write ok, no commitment or nothing"),
        (line("c1", verdict="no commitment", new_amount="5"), "new_amount is filled; leave one"),
        (line("c1", note="hm"), "there is a note and nothing else"),
        (line("c1", status="delivered"), "write a correction in new_status"),
        (line("c1", donor_iso3="FRA"), "write a correction in new_donor_iso3"),
    ],
)
def test_a_wrong_line_is_named_with_the_cure(filled, cure):
    assert cure in problem(filled)


def test_a_shown_value_may_be_the_decided_or_the_extracted_one():
    for shown in ("pledged", "denied"):
        assert values(line("c1", status=shown), c1={"status": "denied"}) == {}


def test_lines_that_contradict_each_other_are_both_named():
    found = problem(line("c1", number=4, new_status="denied"), line("c1", number=6, new_status="none"))
    assert found == "line 6: status of c1 is none here and 'denied' in line 4; leave one"


def test_the_same_line_twice_is_one_decision():
    assert values(line("c1", new_status="denied"), line("c1", number=3, new_status="denied")) == {
        ("c1", "status"): "denied"
    }


def test_every_wrong_line_is_named_at_once():
    _, problems = decided([line("c1", number=2, new_status="x"), line("c2", number=3, new_amount="y")])
    assert [one.partition(":")[0] for one in problems] == ["line 2", "line 3"]

"""What analysts decide holds, whatever the scores say."""

from __future__ import annotations

from datetime import UTC, datetime

ARMS = {"donor": "NLD", "recipient": "UKR", "item_class": "weapons_ammunition", "status": "pledged"}
FIRST = {**ARMS, "id": "1", "published": "2024-05-02", "item": "drones", "amount": "20m EUR"}
SECOND = {**ARMS, "id": "2", "published": "2024-09-02", "item": "artillery shells", "amount": "90m EUR"}
THIRD = {**ARMS, "id": "3", "published": "2024-05-03", "item": "drones", "amount": "20m EUR"}


def decision(identity, column, value, hour=1):
    return {
        "object_id": identity,
        "field": column,
        "value": value,
        "decided_at": datetime(2025, 1, 1, hour, tzinfo=UTC),
    }


def test_a_pin_joins_what_scores_keep_apart(link):
    links = link([FIRST, SECOND], [decision("2", "ledger_id", "1")])
    assert links["2"].ledger_id == links["1"].ledger_id
    assert links["2"].match_rule == "decision"


def test_a_pin_may_name_the_entry(link):
    entry = link([FIRST])["1"].ledger_id
    assert link([FIRST, SECOND], [decision("2", "ledger_id", entry)])["2"].ledger_id == entry


def test_a_pin_keeps_its_meaning_when_a_late_article_renames_the_entry(link):
    entry = link([FIRST])["1"].ledger_id
    late = {**FIRST, "id": "0", "published": "2024-05-01"}
    links = link([late, FIRST, SECOND], [decision("2", "ledger_id", entry)])
    assert links["1"].ledger_id != entry
    assert links["2"].ledger_id == links["1"].ledger_id == links["0"].ledger_id


def test_a_pin_to_nothing_parts_what_scores_join(link):
    assert link([FIRST, THIRD])["1"].ledger_id == link([FIRST, THIRD])["3"].ledger_id
    links = link([FIRST, THIRD], [decision("3", "ledger_id", None)])
    assert links["3"].ledger_id != links["1"].ledger_id
    assert links["3"].relation == "new"


def test_pins_that_lead_to_each_other_stand_together(link):
    links = link([FIRST, SECOND], [decision("1", "ledger_id", "2"), decision("2", "ledger_id", "1")])
    assert links["1"].ledger_id == links["2"].ledger_id


def test_the_last_decision_holds(link):
    first, last = decision("2", "ledger_id", "1", hour=1), decision("2", "ledger_id", None, hour=2)
    links = link([FIRST, SECOND], [last, first])
    assert links["2"].ledger_id != links["1"].ledger_id


def test_a_corrected_value_is_the_one_that_is_matched(link):
    links = link([FIRST, {**THIRD, "amount": "70m EUR"}], [decision("3", "amount", "20000000")])
    assert links["3"].ledger_id == links["1"].ledger_id


def test_a_corrected_donor_moves_the_mention(link):
    links = link([FIRST, {**THIRD, "donor": "BEL"}], [decision("3", "donor_iso3", "NLD")])
    assert links["3"].ledger_id == links["1"].ledger_id


def test_a_mention_that_is_no_commitment_has_no_entry(link):
    assert link([FIRST], [decision("1", "status", None)])["1"].ledger_id is None


def test_parent_and_relation_may_be_decided(link):
    links = link(
        [FIRST, SECOND], [decision("1", "parent_ledger_id", "lx"), decision("1", "parent_relation", "part_of")]
    )
    assert (links["1"].parent_ledger_id, links["1"].parent_relation) == ("lx", "part_of")

"""Envelopes, packages and partial deliveries: no sum counts twice."""

from __future__ import annotations

import pytest

LOAN = {"donor": "EUE", "recipient": "UKR", "item_class": "financing", "status": "committed"}
DRAWING = {"parent": "the 35bn loan", "parent_amount": "35bn EUR", "parent_relation": "draws_on"}


def told(identity, published="2024-10-22", **fields):
    return {**LOAN, "id": identity, "published": published, **fields}


def test_a_drawing_finds_the_announced_envelope(ledger):
    result = ledger(
        [
            told("1", amount="35bn EUR", item="loan"),
            told("2", "2025-01-10", amount="3bn EUR", item="first tranche", status="delivered", **DRAWING),
        ]
    )
    envelope, drawing = result.links
    assert drawing.parent_ledger_id == envelope.ledger_id
    assert (drawing.parent_relation, drawing.relation) == ("draws_on", "draws_on")
    assert envelope.parent_ledger_id is None
    assert result.envelopes == ()


def test_an_envelope_that_no_article_announces_is_made_once(ledger):
    result = ledger(
        [
            told("1", "2025-01-10", amount="3bn EUR", item="first tranche", **DRAWING),
            told("2", "2025-03-20", amount="1bn EUR", item="second tranche", **DRAWING),
        ]
    )
    (envelope,) = result.envelopes
    assert {link.parent_ledger_id for link in result.links} == {envelope.ledger_id}
    assert (envelope.commitment_id, envelope.status, envelope.currency) == ("1", "committed", "EUR")


def test_a_late_announcement_takes_the_place_of_the_made_envelope(ledger):
    drawing = told("2", "2025-01-10", amount="3bn EUR", item="first tranche", **DRAWING)
    assert len(ledger([drawing]).envelopes) == 1
    assert ledger([drawing, told("1", amount="35bn EUR", item="loan")]).envelopes == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"parent": "the regional programme", "parent_relation": "part_of"},
        {**DRAWING, "status": "signalled"},
        {**DRAWING, "status": "denied"},
        {**DRAWING, "status": "withdrawn"},
        {**DRAWING, "status": "requested"},
        {**DRAWING, "status": "expected"},
        {**DRAWING, "status": "not_committed"},
    ],
)
def test_no_envelope_is_made_without_an_amount_or_without_a_promise(ledger, fields):
    result = ledger([told("1", amount="3bn EUR", item="tranche", **fields)])
    assert result.envelopes == ()
    assert result.links[0].parent_ledger_id is None


def test_no_envelope_is_made_that_nothing_is_part_of(ledger):
    """Another article puts the same tranche into another envelope; the first one found is its parent."""
    result = ledger(
        [
            told("1", amount="35bn EUR", item="loan"),
            told("2", "2025-01-10", amount="3bn EUR", item="first tranche", **DRAWING),
            told(
                "3",
                "2025-01-11",
                amount="3bn EUR",
                item="first tranche",
                parent="a 50bn facility",
                parent_amount="50bn EUR",
                parent_relation="part_of",
            ),
        ]
    )
    assert result.links[1].ledger_id == result.links[2].ledger_id
    assert {link.parent_ledger_id for link in result.links[1:]} == {result.links[0].ledger_id}
    assert result.envelopes == ()


def test_an_envelope_without_an_amount_is_found_by_its_name(ledger):
    facility = told("1", "2024-03-12", amount="50bn EUR", item="Ukraine Facility")
    part = told("2", amount="4.1bn EUR", item="payment", parent="the Ukraine Facility", parent_relation="part_of")
    links = {link.commitment_id: link for link in ledger([facility, part]).links}
    assert links["2"].parent_ledger_id == links["1"].ledger_id
    assert links["2"].relation == "part_of"


def test_parts_that_add_up_are_inside_their_sum(link):
    links = link(
        [
            told("1", article="a", amount="2.3bn EUR", item="package"),
            told("2", article="a", amount="1.5bn EUR", item="grants for hospitals"),
            told("3", article="a", amount="0.8bn EUR", item="repair of the power grid"),
            told("4", article="a", amount="0.1bn EUR", item="school buses"),
        ]
    )
    assert [links[one].parent_relation for one in "1234"] == [None, "part_of", "part_of", None]
    assert links["2"].parent_ledger_id == links["3"].parent_ledger_id == links["1"].ledger_id


def test_sums_for_another_recipient_are_no_parts(link):
    links = link(
        [
            told("1", article="a", amount="2bn EUR", item="package"),
            told("2", article="a", amount="1.5bn EUR", item="grants for hospitals"),
            told("3", article="a", amount="0.5bn EUR", item="border posts", recipient="MDA"),
        ]
    )
    assert links["2"].parent_ledger_id is None


def test_a_share_is_part_of_the_sum_beside_it(link):
    links = link(
        [
            told("1", article="a", sentence="a.s1", amount="1.9bn EUR", item="growth plan"),
            told("2", article="a", sentence="a.s1", amount="385m EUR", item="grants", scope="share"),
        ]
    )
    assert links["2"].parent_ledger_id == links["1"].ledger_id


def test_some_of_a_promise_that_arrive_are_part_of_it(link):
    tanks = {"donor": "DEU", "item_class": "weapons_ammunition", "item": "Leopard 1 tanks"}
    links = link(
        [
            told("1", "2023-02-07", quantity="100", **tanks),
            told("2", "2023-07-20", quantity="10", status="delivered", **tanks),
            told("3", "2023-09-20", quantity="20", status="delivered", is_increment=True, **tanks),
        ]
    )
    assert links["2"].relation == links["2"].parent_relation == "part_of"
    assert links["2"].parent_ledger_id == links["1"].ledger_id
    assert links["3"].parent_ledger_id is None


def test_all_links_of_an_entry_name_its_parent(link):
    links = link(
        [
            told("1", amount="35bn EUR", item="loan"),
            told("2", "2025-01-10", amount="3bn EUR", item="first tranche", **DRAWING),
            told("3", "2025-01-11", amount="3bn EUR", item="first tranche"),
        ]
    )
    assert links["3"].ledger_id == links["2"].ledger_id
    assert links["3"].parent_ledger_id == links["1"].ledger_id
    assert links["3"].relation == "repeat"

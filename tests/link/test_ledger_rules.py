"""One case for each rule of the ledger (DATA_MODEL.md, sections 0, 2.4 and 4)."""

from __future__ import annotations

from decimal import Decimal

import pytest

UKRAINE = {"recipient": "UKR", "item_class": "weapons_ammunition", "status": "pledged", "published": "2024-05-02"}


def told(identity, donor="DNK", **fields):
    return {**UKRAINE, "id": identity, "donor": donor, **fields}


def is_one(links, *ids):
    return len({links[one].ledger_id for one in ids}) == 1


@pytest.mark.parametrize("status", ["requested", "expected", "not_committed"])
def test_what_no_donor_has_promised_has_a_link_but_no_entry(link, status):
    row = link([told("1", status=status)])["1"]
    assert (row.ledger_id, row.relation, row.parent_ledger_id) == (None, None, None)


def test_first_mention_is_new_and_gives_the_id(link):
    earlier, later = (
        told("1", item="howitzers", quantity="8"),
        told("2", item="howitzers", quantity="8", published="2024-05-03"),
    )
    both, alone = link([later, earlier]), link([earlier])
    assert both["1"].relation == "new"
    assert both["2"].relation == "repeat"
    assert both["2"].ledger_id == alone["1"].ledger_id


def test_a_further_stage_fulfils(link):
    links = link(
        [
            told("1", item="Gepard tanks", quantity="8"),
            told("2", item="Gepard tanks", quantity="8", status="committed", published="2024-05-20"),
            told("3", item="Gepard tanks", quantity="8", status="delivered", published="2024-07-20"),
        ]
    )
    assert is_one(links, "1", "2", "3")
    assert [links[one].relation for one in "123"] == ["new", "fulfils", "fulfils"]


def test_stages_told_side_by_side_in_one_article_are_one_state(link):
    links = link(
        [
            told("1", article="a", item="mine clearers", amount="40m EUR"),
            told("2", article="a", item="mine clearers", amount="40m EUR", status="committed"),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].relation == "repeat"


def test_a_raised_amount_revises_the_entry_that_it_names(link):
    links = link(
        [
            told("1", item_class="financing", item="aid", amount="1bn EUR"),
            told(
                "2",
                item_class="financing",
                item="aid",
                amount="1.5bn EUR",
                previous_amount="1bn EUR",
                published="2024-09-02",
            ),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].relation == "revises"


def test_another_amount_for_the_same_things_goes_to_an_analyst(link):
    links = link(
        [
            told("1", item="Caesar howitzers", quantity="12", amount="100m EUR"),
            told("2", item="Caesar howitzers", quantity="12", amount="150m EUR", published="2024-05-05"),
        ]
    )
    assert not is_one(links, "1", "2")
    assert links["2"].match_rule == "review"
    assert links["2"].review_ledger_id == links["1"].ledger_id


def test_a_halt_withdraws_and_a_resumption_takes_it_up(link):
    links = link(
        [
            told("1", item="air defence missiles", amount="125m EUR", status="committed"),
            told("2", item="air defence missiles", amount="125m EUR", status="withdrawn", published="2024-06-02"),
            told("3", item="the missiles", status="delivered", cue="resumed", published="2024-07-02"),
        ]
    )
    assert is_one(links, "1", "2", "3")
    assert [links[one].relation for one in "123"] == ["new", "withdraws", "fulfils"]


def test_a_general_halt_does_not_take_one_promise_back(link):
    links = link(
        [
            told("1", item="air defence missiles", amount="125m EUR", status="committed"),
            told("2", item="all military aid", status="withdrawn", published="2024-05-20"),
        ]
    )
    assert not is_one(links, "1", "2")


def test_promise_and_denial_of_one_thing_are_one_history(link):
    links = link(
        [
            told("1", item_class="personnel", item="soldiers", status="denied"),
            told("2", item_class="personnel", item="soldiers", status="denied", published="2024-05-04"),
        ]
    )
    assert is_one(links, "1", "2")


def test_increment_words_make_a_new_entry(link):
    links = link(
        [
            told("1", item="ammunition", amount="50m EUR"),
            told("2", item="ammunition", amount="50m EUR", is_increment=True, published="2024-05-12"),
            told("3", item="ammunition", amount="50m EUR", is_increment=True, published="2024-05-13"),
        ]
    )
    assert not is_one(links, "1", "2")
    assert is_one(links, "2", "3")


def test_repeat_words_reach_back_months(link):
    first, later = (
        told("1", item="drones", amount="500m EUR"),
        told("2", item="drones", amount="500m EUR", published="2024-10-02"),
    )
    assert not is_one(link([first, later]), "1", "2")
    assert is_one(link([first, later | {"is_repeat": True}]), "1", "2")


def test_different_named_donors_never_join(link):
    links = link([told("1", "DNK", item="F-16s", quantity="19"), told("2", "NLD", item="F-16s", quantity="19")])
    assert not is_one(links, "1", "2")


def test_the_union_and_its_members_are_different_donors(link):
    links = link([told("1", "EUE", amount="500m EUR"), told("2", "DEU", amount="500m EUR")])
    assert not is_one(links, "1", "2")


def test_unnamed_donors_join_inside_one_article_or_one_occasion_only(link):
    vague = {"item_class": "peace_support", "status": "signalled"}
    links = link(
        [
            told("1", "?several countries", article="a", item="help keep the peace", announcers=["x"], **vague),
            told("2", "?a number of states", article="a", item="be part of it", announcers=["x"], **vague),
            told("3", "?some nations", item="take part", announcers=["x"], **vague),
            told("4", "?some nations", item="take part", announcers=["y"], **vague),
            told("5", "?some nations", item="take part", announcers=["x"], **vague, published="2024-05-09"),
        ]
    )
    assert is_one(links, "1", "2", "3")
    assert len({links[one].ledger_id for one in "1345"}) == 3


def test_a_stated_conversion_is_the_same_amount(link):
    links = link(
        [
            told("1", amount="1.6bn GBP", conversions=["2bn USD"], item_class="financing"),
            told("2", amount="2bn USD", published="2024-05-03", item_class="financing"),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].match_rule == "amount same"


def test_currencies_compare_at_the_rate_of_the_day(link):
    links = link(
        [
            told("1", amount="1.7bn DKK"),
            told("2", amount="228m EUR", published="2024-05-03"),
            told("3", amount="300m EUR", published="2024-05-03"),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].match_rule == "amount cross"
    assert not is_one(links, "1", "3")


def test_amounts_that_one_article_tells_apart_stay_apart(link):
    links = link([told("1", article="a", amount="2.3bn EUR"), told("2", article="a", amount="2.2bn EUR")])
    assert not is_one(links, "1", "2")


def test_running_totals_are_no_promise(link):
    links = link(
        [
            told("1", amount="500m EUR", item_class="financing"),
            told(
                "2",
                amount="500m EUR",
                scope="cumulative",
                status="delivered",
                item_class="financing",
                published="2024-05-04",
            ),
        ]
    )
    assert not is_one(links, "1", "2")


def test_a_mention_without_recipient_joins_the_entry_that_it_fits(link):
    links = link(
        [
            told("1", article="a", recipient=None, item="Patriot battery"),
            told("2", article="a", item="a Patriot battery", quantity="1"),
            told("3", recipient="ISR", item="Iron Dome interceptors"),
        ]
    )
    assert is_one(links, "1", "2")
    assert not is_one(links, "1", "3")


def test_a_syndicated_sentence_tells_one_act(link):
    words = {
        "text": "Oslo will send a further 200 generators, the minister said.",
        "item": "generators",
        "quantity": "200",
    }
    links = link(
        [
            told("1", "NOR", is_increment=True, **words),
            told("2", "NOR", is_increment=True, published="2024-05-20", **words),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].match_rule == "same words"


def test_a_copy_of_an_article_brings_no_new_entry(link):
    further = {"item": "ammunition", "amount": "50m EUR", "is_increment": True}
    links = link([told("1", **further), told("2", published="2024-05-12", duplicate_of="1", **further)])
    assert is_one(links, "1", "2")


def test_order_is_by_date_of_the_act_then_of_the_article(link):
    late_report_of_early_act = told("1", item="NASAMS", quantity="2", published="2024-06-02", announced="2024-05-01")
    links = link([late_report_of_early_act, told("2", item="NASAMS", quantity="2")])
    assert links["1"].relation == "new"
    assert links["2"].relation == "repeat"


def test_undated_mentions_come_last(link):
    links = link([told("1", item="NASAMS", quantity="2", published=None), told("2", item="NASAMS", quantity="2")])
    assert links["2"].relation == "new"


def test_amount_of_the_envelope_is_a_decimal(ledger):
    drawn = told("1", amount="500m EUR", parent="the 35bn loan", parent_amount="35bn EUR", parent_relation="draws_on")
    (envelope,) = ledger([drawn]).envelopes
    assert envelope.amount == Decimal("35000000000")


def test_one_type_name_is_one_thing_and_two_are_two(link):
    links = link(
        [
            told("1", "DEU", item="Leopard 2A6 tanks", status="committed"),
            told("2", "DEU", item="Leopard 2 tanks", status="committed", published="2024-05-30"),
            told("3", "DEU", item="Leopard 1 tanks", status="committed", published="2024-05-30"),
        ]
    )
    assert not is_one(links, "2", "3")
    assert not is_one(links, "1", "3")


def test_a_sentence_that_states_a_sum_in_two_currencies_tells_it_once(link):
    links = link(
        [
            told("1", "AUS", article="a", sentence="a.s1", amount="10m AUD", item_class="financing"),
            told("2", "AUS", article="a", sentence="a.s1", amount="6.6m USD", item_class="financing"),
            told("3", "AUS", article="a", sentence="a.s1", amount="3m AUD", item_class="financing"),
        ]
    )
    assert is_one(links, "1", "2")
    assert not is_one(links, "1", "3")

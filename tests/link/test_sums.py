"""When two sums are one: rounding, exactness and conversions decide."""

from __future__ import annotations

import pytest

PROMISE = {"donor": "DNK", "recipient": "UKR", "item_class": "weapons_ammunition", "status": "pledged",
           "published": "2024-05-02"}  # fmt: skip


def told(identity, **fields):
    return {**PROMISE, "id": identity, **fields}


def is_one(links, *ids):
    return len({links[one].ledger_id for one in ids}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"amount": "6.2bn USD"}, {"amount": "6.279bn USD"}),
        (
            {"amount": "6.2bn USD", "conversions": ["5.8bn EUR"]},
            {"amount": "6.279bn USD", "conversions": ["5.8bn EUR"]},
        ),
        ({"amount": "3.5m GBP"}, {"amount": "4m GBP"}),
    ],
)
def test_two_sums_stated_exactly_that_differ_are_two_promises(link, one, other):
    links = link([told("1", item="spare parts", **one), told("2", item="spare parts", **other)])
    assert not is_one(links, "1", "2")


@pytest.mark.parametrize(
    ("one", "other"), [("6.27bn USD", "6.3bn USD"), ("3.5m GBP", "about 3.6m GBP"), ("34.7m USD", "35m USD")]
)
def test_a_rounded_sum_is_the_one_that_it_rounds(link, one, other):
    assert is_one(
        link([told("1", item="spare parts", amount=one), told("2", item="spare parts", amount=other)]), "1", "2"
    )


def test_a_headline_that_only_gives_the_sum_is_told_by_the_article_below_it(link):
    headline = told("1", article="a", sentence="a.s0", amount="3m GBP", item="3m GBP", item_class="financing")
    body = told("2", article="a", sentence="a.s1", amount="3m GBP", item="rehabilitation", item_class="reconstruction")
    assert is_one(link([headline, body]), "1", "2")
    assert not is_one(link([headline, body | {"sentence": "a.s0"}]), "1", "2")
    assert not is_one(link([headline | {"item": "schools"}, body]), "1", "2")


def test_a_sum_is_no_name_for_what_it_pays(link):
    told_twice = [
        told("1", amount="20m GBP", item="20m GBP", item_class="financing"),
        told("2", amount="20m GBP", item="20m GBP", item_class="financing", status="committed", published="2024-11-12"),
    ]
    assert not is_one(link(told_twice), "1", "2")

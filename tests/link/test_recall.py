"""What sentences recall of earlier promises: when those were made, and which entry they are."""

from __future__ import annotations

from datetime import date

import pytest

from flows.link.recall import find_recollections

PROMISE = {"donor": "NLD", "recipient": "MDA", "item_class": "financing", "status": "pledged"}


def told(identity, published, **fields):
    return {**PROMISE, "id": identity, "published": published, **fields}


def is_one(links, *ids):
    return len({links[one].ledger_id for one in ids}) == 1


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the loan agreed last month", (2025, 2, 1), (2025, 2, 28)),
        ("which in October pledged 5 tanks", (2024, 10, 1), (2024, 10, 31)),
        ("As announced on March 3, it", (2025, 3, 3), (2025, 3, 3)),
        ("that on 1 December promised", (2024, 12, 1), (2024, 12, 1)),
        ("promised Moldova earlier this month", (2025, 3, 1), (2025, 3, 18)),
        ("its announcement two weeks ago", (2025, 3, 1), (2025, 3, 7)),
        ("promised by the Dutch last week", (2025, 3, 10), (2025, 3, 16)),
        ("a pledge made last December", (2024, 12, 1), (2024, 12, 31)),
        ("agreed in May 2023", (2023, 5, 1), (2023, 5, 31)),
    ],
)
def test_a_sentence_dates_an_earlier_promise(words, first, last):
    (found,) = find_recollections(words, date(2025, 3, 18))
    assert found.days == (date(*first), date(*last))


@pytest.mark.parametrize(
    "words", ["announced on March 17", "announced today (18 March 2025)", "will be agreed in May 2027", "last month"]
)
def test_news_and_plans_recall_nothing(words):
    assert list(find_recollections(words, date(2025, 3, 18))) == []
    assert list(find_recollections("agreed last month", None)) == []


def test_a_dated_recollection_joins_the_entry_of_those_days(link):
    links = link(
        [
            told("1", "2024-09-03", item="wells", amount="20m EUR"),
            told("2", "2025-02-11", item="grid repair", amount="20m EUR"),
            told("3", "2025-03-18", item="money", amount="20m EUR", text="the 20m EUR in aid promised last month"),
            told("4", "2025-03-18", item="money", amount="20m EUR", text="the 20m EUR agreed in September"),
        ]
    )
    assert is_one(links, "2", "3")
    assert is_one(links, "1", "4")
    assert not is_one(links, "1", "2")


def test_a_recollection_of_other_days_is_another_promise(link):
    first = told("1", "2024-09-03", item="wells", amount="20m EUR")
    later = told("2", "2025-03-18", item="wells", amount="20m EUR", text="the 20m EUR promised last month")
    assert not is_one(link([first, later]), "1", "2")


def test_a_recollection_is_found_in_the_other_currency_though_it_says_new(link):
    links = link(
        [
            told("1", "2024-04-22", item="package", amount="4.5bn GBP", donor="GBR"),
            told("2", "2024-05-22", amount="about 5.5bn USD", donor="GBR", is_increment=True, item="loan guarantees",
                 text="a new package of about 5.5bn USD announced last month"),
        ]
    )  # fmt: skip
    assert is_one(links, "1", "2")


def test_the_words_mean_the_nearest_sum(link):
    """The new sum stands beside the one that was promised before, and is the same as that of an older entry."""
    text = "It gives 3m EUR, on top of the 8m EUR pledged last month"
    links = link(
        [
            told("1", "2025-02-11", item="wells", amount="8m EUR"),
            told("2", "2025-02-12", item="vaccines", amount="3m EUR"),
            told("3", "2025-03-18", item="schools", amount="3m EUR", text=text, article="a", sentence="a.s1"),
            told("4", "2025-03-18", item="wells", amount="8m EUR", text=text, article="a", sentence="a.s1"),
        ]
    )
    assert is_one(links, "1", "4")
    assert not is_one(links, "2", "3")


def test_what_is_paid_of_a_recalled_sum_is_part_of_it_and_its_own_sum_is_no_part(link):
    text = "It has paid 3m EUR under the 8m EUR package agreed last month"
    drawn = {"parent": "8m EUR package agreed last month", "parent_relation": "part_of", "text": text,
             "article": "a", "sentence": "a.s1"}  # fmt: skip
    links = link(
        [
            told("1", "2025-02-11", item="aid", amount="8m EUR"),
            told("2", "2025-03-18", item="package", amount="8m EUR", **drawn),
            told("3", "2025-03-18", amount="3m EUR", status="delivered", **drawn),
        ]
    )
    assert is_one(links, "1", "2")
    assert links["2"].parent_ledger_id is None
    assert links["3"].parent_ledger_id == links["1"].ledger_id


def test_a_sum_right_before_the_words_for_a_whole_is_the_whole(link):
    part = {"parent": "package of wells promised last month", "parent_amount": "8m EUR", "parent_figure": "8m EUR",
            "parent_relation": "part_of",
            "text": "the first 3m EUR of the 8m EUR package of wells promised last month"}  # fmt: skip
    links = link(
        [
            told("1", "2025-02-11", item="aid", amount="8m EUR"),
            told("2", "2025-03-18", amount="3m EUR", status="delivered", **part),
        ]
    )
    assert links["2"].parent_ledger_id == links["1"].ledger_id

"""A paragraph that stands in several articles brings them sources, not entries."""

from __future__ import annotations

import pytest

SENTENCE = "Oslo will send Moldova a further 200 generators and 150 million kroner, the minister said."
PARAGRAPH = [
    {"donor": "NOR", "recipient": "MDA", "status": "pledged", "item_class": "relief_goods", "item": "generators",
     "quantity": "200", "is_increment": True, "text": SENTENCE},
    {"donor": "NOR", "recipient": "MDA", "status": "pledged", "item_class": "financing", "item": "150 million kroner",
     "amount": "150m NOK", "text": SENTENCE},
    {"donor": "?several allies", "status": "pledged", "item_class": "relief_goods", "item": "transformers",
     "recipient": "MDA", "text": "Several allies will add transformers."},
]  # fmt: skip


def in_article(article, published, acts):
    return [
        {**act, "id": f"{article}{number}", "article": article, "published": published, "offset": 10 * number,
         "sentence": f"{article}.{act['text']}"}
        for number, act in enumerate(acts)
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["2024-11-12", "2024-11-14", "2024-12-20", "2025-06-01"])
def test_each_act_of_a_paragraph_is_one_entry_whatever_the_day(link, published):
    links = link(in_article("a", "2024-11-12", PARAGRAPH) + in_article("b", published, PARAGRAPH))
    assert len({link.ledger_id for link in links.values()}) == len(PARAGRAPH)
    for number in range(len(PARAGRAPH)):
        first, again = links[f"a{number}"], links[f"b{number}"]
        assert again.ledger_id == first.ledger_id
        assert (first.relation, again.relation, again.match_rule) == ("new", "repeat", "same words")


def test_other_acts_beside_the_paragraph_stay_apart(link):
    other = {**PARAGRAPH[0], "quantity": "60", "text": "Another 60 generators are for Odesa."}
    links = link(in_article("a", "2024-11-12", PARAGRAPH[:1]) + in_article("b", "2024-11-13", [*PARAGRAPH[:1], other]))
    assert links["a0"].ledger_id == links["b0"].ledger_id != links["b1"].ledger_id

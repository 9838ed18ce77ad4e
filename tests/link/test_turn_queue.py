"""Mentions are taken in the order of matching, whenever they were put."""

from __future__ import annotations

import pytest

from flows.link.decisions import Decisions
from flows.link.matching import place_of
from flows.link.mention_source import MentionSource
from flows.link.stored_keys import turn_at
from flows.link.turn_queue import TurnQueue

TOLD = {"donor": "GBR", "status": "pledged", "item_class": "financing", "item": "loan", "published": "2024-01-01"}
MENTIONS = [
    {**TOLD, "id": "early", "recipient": "UKR", "offset": 5},
    {**TOLD, "id": "later that day", "recipient": "UKR", "offset": 900},
    {**TOLD, "id": "in between", "recipient": "UKR", "offset": 40},
    {**TOLD, "id": "next day", "recipient": "UKR", "published": "2024-01-02"},
    {**TOLD, "id": "to nobody"},
    {**TOLD, "id": "undated", "recipient": "UKR", "published": None},
]


@pytest.fixture
def source(tables_of):
    tables = tables_of(MENTIONS)
    return MentionSource(**tables | {"decided": Decisions.from_table(tables.pop("decisions"))})


def test_those_put_while_others_are_taken_come_in_their_turn(source):
    queue = TurnQueue(source)

    def put(*ids):
        for mention in source.get(ids):
            queue.put(mention.commitment_id, turn_at(place_of(mention)))

    put("to nobody", "next day", "later that day", "undated", "early")
    taken = []
    while (waiting := queue.take()) is not None:
        mention, place = waiting
        assert place == place_of(mention)
        taken.append(mention.commitment_id)
        if taken == ["early"]:
            put("in between")
    assert taken == ["early", "in between", "later that day", "next day", "undated", "to nobody"]

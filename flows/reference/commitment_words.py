"""Word lists of the commitment rules: commitment_words.csv, whose comments say what each list means."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from flows.reference.vocabulary import read_rows

WordList = Literal[
    "acts_for_owner",
    "aid_word",
    "appeal",
    "at_home",
    "can_give",
    "carrier",
    "cause",
    "common_effort",
    "container",
    "court",
    "economy",
    "charge",
    "tells_to",
    "paid_back",
    "at_work",
    "takes_in",
    "paid_with",
    "dwindles",
    "tells",
    "asks_somebody",
    "makes",
    "leads_to",
    "bill",
    "pays_bill",
    "office",
    "works_abroad",
    "foreigners",
    "acts_to",
    "estimate",
    "gift_word",
    "gives_to_owner",
    "gratitude",
    "legislature",
    "lends",
    "loss",
    "no_gift",
    "no_receiver",
    "not_given",
    "object_control",
    "occasion",
    "opposes",
    "origin_only",
    "own_state",
    "own_war",
    "passes_on",
    "people_in_need",
    "private_giver",
    "public_name",
    "purchase",
    "same_thing",
    "single_act",
    "vague_thing",
    "echo",
    "echo_promised",
    "echoed",
    "called_upon",
    "proposal",
    "leaves_open",
    "given_word",
    "gives_anything",
    "immaterial",
    "preliminary",
    "counted_before",
    "deal",
    "foreign_region",
    "talk",
    "carries",
    "echo_of_object",
    "meets",
    "takes_two_objects",
    "gathering",
    "aid_abroad",
    "people_at_home",
    "seals",
]


@cache
def words(name: WordList) -> frozenset[str]:
    """Return one list of base forms in lower case."""
    return words_by_list()[name]


@cache
def words_by_list() -> dict[str, frozenset[str]]:
    """Return all lists by name."""
    lists: dict[str, set[str]] = {name: set() for name in get_args(WordList)}
    for row in read_rows("commitment_words.csv", ("word", "list")):
        name = row.one_of("list", WordList)
        word = row.text("word")
        if word in lists[name]:
            raise row.error(f"{word!r} stands twice in {name}")
        lists[name].add(word)
    return {name: frozenset(members) for name, members in lists.items()}

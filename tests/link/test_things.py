"""How promised things are named, and which names mean one thing."""

from __future__ import annotations

import pytest

from flows.link.things import family, words_of_thing
from flows.reference.item_words import singular, words_of_item


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Leopard 2A6", "leopard2"),
        ("Leopard 2", "leopard2"),
        ("F-16s", "f16"),
        ("F16", "f16"),
        ("MiG-29", "mig29"),
        ("155 mm", "155mm"),
        ("155mm", "155mm"),
        ("Patriot", "patriot"),
    ],
)
def test_variants_are_one_family(name, expected):
    assert family(name) == expected


def thing(evidence, item):
    start = evidence.index(item)
    return words_of_thing({"item_text": item, "item_start": 400 + start, "char_start": 400, "evidence": evidence})


def test_a_type_name_before_the_thing_belongs_to_it():
    assert thing("Canada will send four Leopard 2 main battle tanks to Kyiv.", "tanks").types == {"leopard2"}
    assert thing("Denmark promised F-16 fighter jets.", "fighter jets").types == {"f16"}


def test_the_type_name_of_another_thing_does_not():
    assert thing("The F-16s will come with missiles.", "missiles").types == frozenset()
    assert thing("It sent F-16 jets, drones and shells.", "drones").types == frozenset()


def test_whose_thing_it_is_makes_no_difference():
    assert words_of_item("British troops").specific == words_of_item("French soldiers").specific


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("missiles", "missile"),
        ("batteries", "battery"),
        ("torches", "torch"),
        ("aid", "aid"),
        ("gas", "gas"),
        ("radius", "radius"),
    ],
)
def test_plurals(plural, expected):
    assert singular(plural) == expected


def test_words_that_fit_any_promise_are_told_apart_from_names():
    words = words_of_item("a new military aid package")
    assert words.specific == frozenset()
    assert words.general == {"military", "aid"}
    assert words_of_item("the aid").is_definite

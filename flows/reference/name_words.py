"""Words that tell what a name names: inside it, beside it, and surnames too common to name anybody."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

NameWordKind = Literal["thing", "state_body"]


@cache
def name_words() -> dict[str, NameWordKind]:
    """Return the words in lower case; raises ReferenceDataError naming the row that does not fit."""
    found: dict[str, NameWordKind] = {}
    for row in read_rows("name_words.csv", ("word", "kind")):
        if row.text("word") in found:
            raise row.error("the word stands twice")
        found[row.text("word")] = row.one_of("kind", NameWordKind)
    return found


@cache
def ship_prefixes() -> dict[str, str]:
    """Return what stands before the names of a state's ships, with the state's ISO3 code."""
    columns = ("prefix", "iso3", "note")
    return {row.text("prefix"): row.text("iso3") for row in read_rows("ship_prefixes.csv", columns)}


@cache
def inert_nouns() -> frozenset[str]:
    """Return nouns that a country only locates ("the Jordanian border")."""
    return frozenset(row.text("noun") for row in read_rows("inert_nouns.csv", ("noun",)))


@cache
def common_surnames() -> frozenset[str]:
    """Return surnames so common that alone they name no office holder."""
    return frozenset(row.text("surname") for row in read_rows("common_surnames.csv", ("surname",)))

"""Words inside a capitalised name that tell what it names: name_words.csv."""

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

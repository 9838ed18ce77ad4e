"""Words beside which "pounds" means money, and words beside which it means weight, from pound_words.csv."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

PoundMeaning = Literal["money", "weight"]
PoundPlace = Literal["after", "of", "near"]


@cache
def load_pound_words() -> dict[tuple[PoundPlace, str], PoundMeaning]:
    """Return the meaning of "pounds" by place and lower-case word; raise ReferenceDataError where a row is wrong."""
    words: dict[tuple[PoundPlace, str], PoundMeaning] = {}
    for row in read_rows("pound_words.csv", ("word", "meaning", "place")):
        place: PoundPlace = row.one_of("place", PoundPlace)
        key = (place, row.text("word"))
        if key in words:
            raise row.error(f"{key!r} stands twice")
        words[key] = row.one_of("meaning", PoundMeaning)
    return words

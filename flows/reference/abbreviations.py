"""Abbreviations that end in a full stop: abbreviations.csv."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

EndsSentence = Literal["never", "unless_number", "sometimes"]


@cache
def load_abbreviations() -> dict[str, EndsSentence]:
    """Return for each abbreviation, its full stop included, whether a sentence may end after it.

    `unless_number`: not before a figure ("No. 10"); `sometimes`: only where the next word opens a sentence
    ("in the U.S. The president"). Raises ReferenceDataError naming the row that does not fit.
    """
    table: dict[str, EndsSentence] = {}
    for row in read_rows("abbreviations.csv", ("abbreviation", "ends_sentence")):
        table[row.text("abbreviation")] = row.one_of("ends_sentence", EndsSentence)
    return table

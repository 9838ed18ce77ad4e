"""Words that tell that a number changes, from change_words.csv."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def load_change_words() -> frozenset[str]:
    """Return the words of change in lower case, every form of each."""
    return frozenset(row.text("word") for row in read_rows("change_words.csv", ("word",)))

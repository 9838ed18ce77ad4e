"""Words behind which a number is a name (Article 5, 3 March), from numbered_names.csv."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def load_numbered_names() -> frozenset[str]:
    """Return the words in lower case, the months with their abbreviations among them."""
    return frozenset(row.text("word") for row in read_rows("numbered_names.csv", ("word",)))

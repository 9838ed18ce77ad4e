"""Words that tell that a number changes, from change_words.csv."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def load_change_words() -> dict[str, bool]:
    """Return the words of change in lower case, each with whether the change may follow at once (rose 5 to 90)."""
    rows = read_rows("change_words.csv", ("word", "moves"))
    return {row.text("word"): row.optional("moves") == "yes" for row in rows}

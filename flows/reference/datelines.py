"""What stands around a dateline: names of publishers, and words in capitals that are no place."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def publishers() -> dict[str, str]:
    """Read publishers.csv: a name as printed ("AP", "CNN") -> the publisher's usual name."""
    rows = read_rows("publishers.csv", ("name", "publisher", "note"))
    return {row.text("name"): row.text("publisher") for row in rows}


@cache
def labels() -> frozenset[str]:
    """Read dateline_labels.csv: words in capitals before a colon or dash that name no place (EXCLUSIVE, NATO)."""
    return frozenset(row.text("label") for row in read_rows("dateline_labels.csv", ("label", "note")))

"""Countries whose people are named surname first, from name_order.csv."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def surname_first() -> frozenset[str]:
    """Return the ISO3 codes of the countries whose people are named surname first in English news."""
    return frozenset(row.text("iso3") for row in read_rows("name_order.csv", ("iso3",)))

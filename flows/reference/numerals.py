"""Words and letters that stand for numbers, from numerals.csv."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

NumeralKind = Literal["digit", "teen", "ten", "hundred", "scale", "dozen", "fraction", "letter", "plural", "vague"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number word: how much it is, and how it joins with others."""

    value: Decimal
    kind: NumeralKind


@cache
def load_numerals() -> dict[str, Numeral]:
    """Return the number words by their lower-case form; raise ReferenceDataError where a row is wrong."""
    numerals: dict[str, Numeral] = {}
    for row in read_rows("numerals.csv", ("form", "value", "kind")):
        form = row.text("form")
        if form in numerals:
            raise row.error(f"{form!r} stands twice")
        numerals[form] = Numeral(row.decimal("value"), row.one_of("kind", NumeralKind))
    return numerals

"""Nouns that measure or package things, and nouns whose number counts no thing; from units.csv."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

UnitKind = Literal["issue", "none"]


@cache
def load_units() -> dict[str, UnitKind]:
    """Return the kind of each noun, singular and plural in lower case; raise ReferenceDataError on a bad row."""
    units: dict[str, UnitKind] = {}
    for row in read_rows("units.csv", ("noun", "kind")):
        noun: str = row.text("noun")
        kind: UnitKind = row.one_of("kind", UnitKind)
        for form in (noun, _plural(noun)):
            if units.setdefault(form, kind) != kind:
                raise row.error(f"{form!r} stands twice")
    return units


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("x") else f"{noun}s"

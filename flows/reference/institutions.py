"""Nouns of institutions: a state's government, ministries and army, and organisations of any kind."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

InstitutionKind = Literal["government", "organisation", "state", "body"]


@cache
def institution_nouns() -> dict[str, InstitutionKind]:
    """Return the nouns in lower case.

    "government" words mean the state itself, "organisation" a body of a state, "state" the country, "body" any
    organisation ("the agency").
    """
    found: dict[str, InstitutionKind] = {}
    for row in read_rows("institution_nouns.csv", ("noun", "kind")):
        if row.text("noun") in found:
            raise row.error("the noun stands twice")
        found[row.text("noun")] = row.one_of("kind", InstitutionKind)
    return found

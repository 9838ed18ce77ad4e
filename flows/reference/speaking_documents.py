"""Nouns for texts that are said to speak, for those who issued them: speaking_documents.csv."""

from __future__ import annotations

from functools import cache

from flows.reference.vocabulary import read_rows


@cache
def load_speaking_documents() -> frozenset[str]:
    """Return the nouns in lower case ("statement", "report")."""
    return frozenset(row.text("noun").lower() for row in read_rows("speaking_documents.csv", ("noun",)))

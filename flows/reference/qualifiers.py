"""Words that tell how exact a number is meant: about, more than, up to; from qualifiers.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows
from flows.schema.columns import Qualifier


@dataclass(frozen=True, slots=True)
class QualifierPhrase:
    """What one phrase means; `before_article` tells that "a" or "an" may stand between it and the number."""

    qualifier: Qualifier
    before_article: bool


@dataclass(frozen=True, slots=True)
class QualifierPhrases:
    """The phrases before and behind a number, by their words in lower case; `longest` is the most words of one."""

    before: dict[tuple[str, ...], QualifierPhrase]
    behind: dict[tuple[str, ...], QualifierPhrase]
    longest: int


@cache
def load_qualifiers() -> QualifierPhrases:
    """Load qualifiers.csv; raise ReferenceDataError where a row is wrong or a phrase stands twice in one place."""
    before: dict[tuple[str, ...], QualifierPhrase] = {}
    behind: dict[tuple[str, ...], QualifierPhrase] = {}
    for row in read_rows("qualifiers.csv", ("phrase", "qualifier", "place", "before_article")):
        index = before if row.one_of("place", Literal["before", "behind"]) == "before" else behind
        words = tuple(row.text("phrase").split())
        if words in index:
            raise row.error(f"the phrase {' '.join(words)!r} stands twice")
        index[words] = QualifierPhrase(row.one_of("qualifier", Qualifier), row.optional("before_article") == "yes")
    return QualifierPhrases(before, behind, max(map(len, (*before, *behind))))

"""Read how exact a number is called, from the words before and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.extract.lexing import Token
from flows.reference.qualifiers import load_qualifiers
from flows.schema.columns import Qualifier

INCREMENTS = frozenset(("another", "additional", "further", "extra", "more"))
_ARTICLES = frozenset(("a", "an"))
_FILLERS = INCREMENTS | {
    "new",
    "total",
    "of",
    "record",
    "whopping",
    "combined",
    "initial",
    "staggering",
    "massive",
    "estimated",
}


class Qualification(NamedTuple):
    """How exact a number is called, with the tokens[first:last] of number, qualifier and what stands between.

    `is_increment` tells that "another", "additional" or the like stands between.
    """

    qualifier: Qualifier
    first: int
    last: int
    is_increment: bool


def qualification(tokens: Sequence[Token], first: int, last: int) -> Qualification:
    """Return how exact the number at tokens[first:last] is called; `exact` where no word tells."""
    qualifier, begin, is_increment = _before(tokens, first)
    if qualifier is not None:
        return Qualification(qualifier, begin, last, is_increment)
    phrases = load_qualifiers()
    for length in range(phrases.longest, 0, -1):
        phrase = phrases.behind.get(tuple(token.lower for token in tokens[last : last + length]))
        if phrase is not None:
            return Qualification(phrase.qualifier, first, last + length, is_increment)
    return Qualification("exact", first, last, is_increment)


def _before(tokens: Sequence[Token], first: int) -> tuple[Qualifier | None, int, bool]:
    """Return the qualifier before a number or None, where it begins, and whether an increment stands there."""
    phrases = load_qualifiers()
    at, passed_article, is_increment = first, False, False
    while True:
        for length in range(min(phrases.longest, at), 0, -1):
            phrase = phrases.before.get(tuple(token.lower for token in tokens[at - length : at]))
            if phrase is not None and phrase.qualifier == "exact":
                return "exact", first, is_increment
            if phrase is not None and (phrase.before_article or not passed_article):
                return phrase.qualifier, at - length, is_increment
        if at == 0 or tokens[at - 1].lower not in _FILLERS | _ARTICLES:
            return None, first, is_increment
        passed_article |= tokens[at - 1].lower in _ARTICLES and (at == first or tokens[at].lower not in INCREMENTS)
        at -= 1
        is_increment |= tokens[at].lower in INCREMENTS

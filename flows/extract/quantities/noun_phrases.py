"""The thing that a number counts: the nouns behind it, with the modifiers between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.qualification import INCREMENTS
from flows.reference.units import load_units
from flows.schema.span import Span
from flows.text.document import Document, Token

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "CD"))
_QUALIFIED = frozenset(("HYPH", "JJ", "VBN"))  # what an adverb before the noun belongs to: newly-refurbished
_PARTICIPLES = frozenset(("VBN", "VBG"))
_PLURALS = frozenset(("NNS", "NNPS"))
_DETERMINERS = frozenset(("DT", "PRP$"))
_LISTING = frozenset((",", "and", "or", "&"))  # British and French troops
_LISTED = frozenset(("JJ", "VBN"))


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A counted noun phrase: its place, its last word, and the unit of issue (tonnes, rounds), None without one.

    `is_plural` is the tagger's reading of the word counted; `is_increment` tells that "more" or the like leads.
    """

    span: Span
    head: str
    measure: str | None
    is_plural: bool
    is_increment: bool


def counted_noun(document: Document, at: int, limit: int, *, designators: Sequence[Span]) -> CountedNoun | None:
    """Read the noun phrase that begins at the code point `at`, up to `limit`; None where no noun follows.

    The words of a type name (`designators`) stand for one noun, whatever the tagger takes them for.
    """
    tokens = [token for token in document.tokens_in(Span(at, limit)) if not token.is_space]
    named = [any(span.start <= token.idx < span.end for span in designators) for token in tokens]
    begin = 1 if tokens and tokens[0].lower_ in INCREMENTS else 0
    last = _last_noun(tokens, named, begin)
    if last is None:
        return None
    counted = tokens[last]
    unit = _unit(tokens, begin, last)
    measure = unit if load_units().get(unit) == "issue" else None
    if measure is not None and last + 1 < len(tokens) and tokens[last + 1].lower_ == "of":
        inner = last + 2
        while inner < len(tokens) and tokens[inner].tag_ in _DETERMINERS:
            inner += 1
        thing = _last_noun(tokens, named, inner)
        last = thing if thing is not None else last
    head = tokens[last]
    return CountedNoun(
        span=Span(tokens[begin].idx, head.idx + len(head)),
        head=head.lower_,
        measure=measure,
        is_plural=counted.tag_ in _PLURALS or (named[last] and head.lower_.endswith("s")),
        is_increment=begin > 0,
    )


def _last_noun(tokens: Sequence[Token], named: Sequence[bool], begin: int) -> int | None:
    """Return the index of the noun that closes the run of modifiers and nouns from tokens[begin] on."""
    last = None
    after_plural = False
    for index in range(begin, len(tokens)):
        token = tokens[index]
        if named[index]:
            last, after_plural = index, False
        elif token.tag_ in _NOUNS and not (after_plural and token.tag_ != "NNS"):
            last, after_plural = index, token.tag_ in _PLURALS
        elif not _modifies(tokens, index) or (after_plural and token.tag_ in _PARTICIPLES):
            break
    return last


def _modifies(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word can stand before the noun: an adjective, a participle, what joins them or is hyphened."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].lower_ in _LISTING:
        return before is not None and after is not None and before.tag_ in _LISTED and after.tag_ in _LISTED
    if (before is not None and before.tag_ == "HYPH") or (after is not None and after.tag_ == "HYPH"):
        return True  # all-terrain, surface-to-air
    if tokens[at].tag_ == "RB":
        return after is not None and after.tag_ in _QUALIFIED
    return tokens[at].tag_ in _MODIFIERS


def _unit(tokens: Sequence[Token], begin: int, last: int) -> str:
    """Return the words that may be a unit: "metric tons" or the last noun alone."""
    pair = " ".join(token.lower_ for token in tokens[max(begin, last - 1) : last + 1])
    return pair if pair in load_units() else tokens[last].lower_

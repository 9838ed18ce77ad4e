"""The noun phrase around a head noun: where it begins and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.schema.span import Span
from flows.text.document import Document, Token

_LEFT_TAGS = frozenset({
    "DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "VBN", "VBG", "HYPH", "RB",
    "RBR", "RBS",
})  # fmt: skip
_LEFT_DEPS = frozenset({
    "compound", "amod", "det", "poss", "nummod", "nmod", "predet", "quantmod", "case", "advmod", "punct", "neg",
    "npadvmod", "prep", "pobj", "conj", "cc", "dep", "pcomp",
})  # fmt: skip
_QUANTITY_NOUNS = frozenset({
    "number", "group", "dozens", "hundreds", "thousands", "scores", "some", "many", "most", "several", "majority",
    "handful", "host", "series", "range", "couple", "coalition", "alliance", "team", "one", "each", "any", "all",
    "half", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
})  # fmt: skip
QUANTIFIERS = frozenset({
    "the", "these", "those", "this", "that", "other", "some", "any", "many", "several", "few", "most", "all", "more",
    "both", "various", "certain", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen",
    "hundreds", "thousands", "millions", "number", "of", "its", "his", "her", "their", "our", "and", "a", "an",
    "such", "same", "different", "only", "least", "than", "about", "around", "nearly", "almost", "over", "up", "to",
    "additional", "further", "new",
})  # fmt: skip
_DEFINITE = frozenset({
    "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "both",
})  # fmt: skip
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "several", "many", "few", "most"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase up to its head noun: tokens `first`..`head`, without what follows the head."""

    first: Token
    head: Token
    span: Span
    determiner: str | None

    @property
    def is_definite(self) -> bool:
        """Tell whether it begins with "the", a possessive or the like."""
        return self.determiner in _DEFINITE

    @property
    def is_indefinite(self) -> bool:
        """Tell whether it begins with "a", "some" or the like."""
        return self.determiner in _INDEFINITE


def phrase_of(document: Document, head: Token) -> Phrase:
    """Return the noun phrase that ends with a head noun, found by walking left over its modifiers."""
    doc = document.doc
    first = head
    sentence = document.sentence_at(head.idx)
    floor = max(sentence.token_start if sentence else 0, head.i - 12)
    i = head.i - 1
    while i >= floor:
        token = doc[i]
        if token.lower_ == "of" and i > floor and doc[i - 1].lower_ in _QUANTITY_NOUNS:
            first = doc[i - 1]
            i -= 2
            continue
        if token.lower_ == "than" and i > floor and doc[i - 1].lower_ in ("more", "fewer", "less"):
            first = doc[i - 1]
            i -= 2
            continue
        if not _belongs(token, head):
            break
        first = token
        i -= 1
    while first.i < head.i and first.text in (",", "-", "–", "and", "'s", "’s", '"', "“"):
        first = doc[first.i + 1]
    determiner = first.lower_ if first.tag_ in ("DT", "PRP$", "PDT", "CD", "JJ") else None
    return Phrase(first, head, Span(first.idx, head.idx + len(head)), determiner)


def _belongs(token: Token, head: Token) -> bool:
    if token.text in ("-", "–") or token.text in ("'s", "’s", "'", "’"):
        return True
    if token.tag_ not in _LEFT_TAGS:
        return False
    if token.tag_ in ("VBN", "VBG"):
        return token.dep_ in ("amod", "compound")
    if token.tag_ in ("RB", "RBR", "RBS"):
        return token.dep_ in ("advmod", "amod") and token.head.i > token.i and token.head.i <= head.i
    return token.dep_ in _LEFT_DEPS and head.i >= token.head.i > token.i

"""Things that no item word names: the defence of somebody, and a country's people who are taken in."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extract.commitments.acts import HOSTED, Thing
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.schema.span import Span
from flows.text.document import Document, SentenceView
from flows.text.language import lemma_of


def find_unnamed_things(document: Document, sentence: SentenceView) -> Iterator[Thing]:
    """Yield what is given in a sentence in other words than those of items.csv."""
    yield from _people_taken_in(document, sentence)
    yield from _defences(document, sentence)


def _people_taken_in(document: Document, sentence: SentenceView) -> Iterator[Thing]:
    """Yield a number of a country's people that somebody takes in: "would admit 4,000 Chadians"."""
    for token in document.tokens_of(sentence):
        if token.tag_ != "NNPS" or token.dep_ != "dobj" or lemma_of(token.head) not in words("takes_in"):
            continue
        if any(child.dep_ == "nummod" for child in token.children):
            span = Span(token.idx, token.idx + len(token))
            yield Thing(token, span, ItemMatch(span, "other", "humanitarian", None, HOSTED))


def _defences(document: Document, sentence: SentenceView) -> Iterator[Thing]:
    """Yield the defence of somebody to which a word is given: "a commitment to the defence of the islands"."""
    if document.text.find("defen", sentence.span.start, sentence.span.end) < 0:
        return
    for token in document.tokens_of(sentence):
        if token.lower_ not in ("defence", "defense") or token.head.lower_ != "to":
            continue
        is_promised = lemma_of(token.head.head) in words("given_word")
        if is_promised and any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children):
            span = Span(token.idx, token.idx + len(token))
            yield Thing(token, span, ItemMatch(span, "security_guarantee", "political", None, "security guarantee"))

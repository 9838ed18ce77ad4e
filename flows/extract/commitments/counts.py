"""Things that are only counted because the article has named them before: "Italy promised 5,000", "offered more"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.commitments.acts import Thing
from flows.extract.commitments.cue_finding import find_cue
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.schema.columns import ItemClass
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of

# What is promised by the piece or by the head.
_COUNTED: frozenset[ItemClass] = frozenset({"weapons_ammunition", "personnel", "relief_goods"})
_GIVES = ("transfer", "provide", "promise", "offer", "allocate", "join")


def find_counts(
    document: Document, sentence: SentenceView, things: Sequence[Thing], figures: Sequence[FinancialFigure]
) -> Iterator[Thing]:
    """Find the objects of promises and gifts that are only counted; `called` gives them the item that they count."""
    cues = load_commitment_cues()
    taken = {thing.token.i for thing in things}
    sums = [Span(figure.char_start, figure.char_end) for figure in figures]
    for token in document.tokens_of(sentence):
        if token.dep_ not in ("dobj", "pobj", "nsubjpass") or token.i in taken:
            continue
        if token.tag_ != "CD" and lemma_of(token) not in words("counted_before") and not are_people(token):
            continue
        if token.dep_ == "nsubjpass" and not are_people(token):
            continue
        verb = token.head.head.head if token.dep_ == "pobj" and token.head.head.lower_ == "total" else token.head
        cue = find_cue(verb, cues.things)
        span = Span(token.idx, token.idx + len(token))
        if cue is None or cue.pos != "verb" or cue.cue_class not in _GIVES or any(span.overlaps(s) for s in sums):
            continue
        is_object = token.dep_ in ("dobj", "nsubjpass") or (token.dep_ == "pobj" and token.head.head.dep_ == "dobj")
        if is_object and not any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children):
            yield Thing(token, span)


def are_people(token: Token) -> bool:
    """Tell whether a noun counts people whom only the context calls soldiers or medics: "promised 750 men"."""
    return lemma_of(token) in ("man", "people") and any(child.tag_ == "CD" for child in token.children)


def called(thing: Thing, before: ItemMatch) -> Thing:
    """Return a count with the item that it counts, which an earlier sentence names."""
    return replace(thing, item=replace(before, span=thing.span))


def is_counted(item: ItemMatch | None) -> bool:
    """Tell whether an item is one of those that a bare count may stand for."""
    return item is not None and item.item_class in _COUNTED

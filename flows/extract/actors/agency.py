"""Does a place in a sentence act, or is it only where something happens? By syntax."""

from __future__ import annotations

from flows.text.document import Token
from flows.text.language import lemma_of

_PLACE_WORDS = frozenset({
    "in", "at", "near", "outside", "around", "across", "inside", "through", "into", "off", "along", "throughout",
    "above", "below", "over",
})  # fmt: skip
_MOTION = frozenset({
    "travel", "go", "come", "visit", "fly", "arrive", "return", "head", "move", "drive", "trip", "flight", "journey",
    "visitor", "embassy", "leave", "reach", "enter", "tour", "meet", "gather", "host", "hold", "stage", "live",
    "bear", "base", "station",
})  # fmt: skip


def governor(token: Token) -> Token:
    """Return the token that governs a noun phrase, through coordination ("Paris and London") and apposition."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return token


def is_agent(token: Token) -> bool:
    """Tell whether a place's name stands where a government does: it says, decides, gives, owns or is addressed."""
    token = governor(token)
    if token.dep_ in ("nsubj", "nsubjpass", "csubj", "agent", "dative"):
        return True
    head = token.head
    if token.dep_ == "poss":
        return True
    if token.dep_ == "pobj":
        word = head.lower_
        if word in _PLACE_WORDS:
            return False
        if word in ("to", "from", "toward", "towards", "on", "of", "for"):
            return word in ("from", "for", "to") and lemma_of(governor(head.head)) not in _MOTION
        return word in ("by", "with", "between", "against", "via", "than")
    if token.dep_ == "dobj":
        return lemma_of(head) not in _MOTION
    return False


def is_place(token: Token) -> bool:
    """Tell whether a noun phrase is only where something happens: after in, at, near or a verb of motion."""
    token = governor(token)
    if token.dep_ == "pobj":
        word = token.head.lower_
        return word in _PLACE_WORDS or (word == "to" and lemma_of(governor(token.head.head)) in _MOTION)
    return token.dep_ == "dobj" and lemma_of(token.head) in _MOTION


def is_subject(token: Token) -> bool:
    """Tell whether a noun phrase is a subject or the agent of a passive."""
    token = governor(token)
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ == "by")


def takes_part(token: Token) -> bool:
    """Tell whether a noun phrase acts or is acted with: subject, agent, addressee, source or recipient."""
    if is_subject(token):
        return True
    token = governor(token)
    if token.dep_ in ("dative", "dobj", "poss"):
        return True
    if token.dep_ == "pobj":
        return token.head.lower_ in ("to", "for", "with", "from", "between", "among", "against", "of", "than")
    return False

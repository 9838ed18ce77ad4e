"""Noun phrases as the tree has them: where one begins and ends, and which nouns hang on it or stand before it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extract.commitments import syntax
from flows.reference.commitment_words import words
from flows.schema.span import Span
from flows.text.document import Token, span_of
from flows.text.language import lemma_of

# "U.S.", "UK", "EU", "U.A.E.": a name of so few capitals stands for its country as an adjective does.
_INITIALS = 6


def phrase_of(head: Token) -> Span:
    """Return a noun with the words before it, cut off from what is joined to it or hangs behind it."""
    first, last = syntax.noun_phrase(head)
    if lemma_of(head) in words("container"):  # "a number of countries"
        last = next((token for token in prepositional(head, "of") if token.i > head.i), last)
    tokens = [t for t in head.doc[first.i : last.i + 1] if t.tag_ != "CC"]
    return span_of(tokens)


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Return the nouns that the prepositions attach to a token, with those joined to them."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend(syntax.coordinated(grandchild))
    return found


def modifiers_of(noun: Token) -> list[Token]:
    """Return the words before a noun that may name its owner: adjectives, names, possessors; not "US-made"."""
    found = []
    for child in noun.children:
        if (
            child.dep_ in ("amod", "compound", "nmod")
            and child.i < noun.i
            and child.tag_ in ("JJ", "NNP", "NNPS", "NN")
        ):
            follower = noun.doc[child.i + 1]
            if follower.text == "-" and noun.doc[child.i + 2].lower_ in words("origin_only"):
                continue
            if child.i + 1 < noun.i and child.nbor().lower_ in words("origin_only"):
                continue
            if is_second_object(child):
                continue
            found.extend([child, *(c for c in child.conjuncts if c.i < noun.i)])
        if child.dep_ == "poss":
            found.extend(syntax.coordinated(child))
    return found


def sayers(word: Token) -> Iterator[list[Token]]:
    """Yield the subjects of the verbs whose clause holds a word, from the inside out: "she said it would pay"."""
    below = word
    for above in word.ancestors:
        if below.dep_ == "ccomp" and syntax.coarse_pos(above) == "verb":
            yield syntax.subjects(above)
        below = above


def is_second_object(word: Token) -> bool:
    """Tell whether a name before a noun is who gets it: "promised [Chad] aid", read as "Chad aid" by the parser."""
    if not word.tag_.startswith("NNP") or word.dep_ not in ("compound", "nmod", "nsubj") or word.i == 0:
        return False
    if is_initials(word):
        return False
    first = word.left_edge
    before = first.nbor(-1) if first.i else first
    return syntax.coarse_pos(before) == "verb" and lemma_of(before) in words("takes_two_objects")


def is_initials(word: Token) -> bool:
    """Tell whether a name is an adjective by its form: "U.S. support"; as whoever gets it, it would be "the U.S."."""
    is_short = word.text.isupper() and len(word.text) <= _INITIALS
    return is_short and all(child.dep_ != "det" for child in word.children)


def is_group_that_gives(head: Token) -> bool:
    """Tell whether a noun is a group that can give without being named: donors, partners, Member States."""
    return lemma_of(head) in words("can_give") or head.lower_.removesuffix("s") in words("can_give")

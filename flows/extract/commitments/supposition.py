"""Clauses that only suppose what they tell, and so promise nothing."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.cue_finding import find_cue
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of


def is_supposed(token: Token) -> bool:
    """Tell whether a clause only supposes what it tells: "if it sends", "had it sent", "was to have sent"."""
    if syntax.coarse_pos(token) != "verb":
        return False
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
    if marks & {"unless", "lest"}:
        return True
    if marks & {"if", "whether"} and not _is_left_open(token):
        return True
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    words = {aux.lower_ for aux in auxiliaries}
    if words & {"would", "could", "should", "might"} and "have" in words:
        return True
    if "have" in words and syntax.is_infinitive(token) and token.head.lower_ in ("was", "were"):
        return True  # "was to have sent"
    subject = next((child for child in token.children if child.dep_ in syntax.SUBJECTS), None)
    return (
        token.dep_ == "advcl"
        and subject is not None
        and any(aux.lower_ == "had" and aux.i < subject.i for aux in auxiliaries)
    )


def is_not_told(verb: Token) -> bool:
    """Tell whether a verb keeps an answer back: "would not say whether", "did not confirm if"."""
    return lemma_of(verb) in words("tells") and syntax.is_negated(verb)


def _is_left_open(verb: Token) -> bool:
    """Tell whether a "whether" clause hangs on a decision, which is not taken then, or on a thought."""
    above = verb.head
    if is_not_told(above):
        return True
    if all(child.lower_ != "whether" for child in verb.children):
        return False
    cue = find_cue(above, load_commitment_cues().acts)
    return cue is not None and cue.cue_class in ("consider", "undecided", "decide")

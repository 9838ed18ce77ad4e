"""How binding a deal is: signed, agreed in principle only, or left to a parliament."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.cue_finding import find_cue
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of


def is_signed(verb: Token) -> bool:
    """Tell whether a clause says what a signed deal brings: "signed an agreement that will channel $5m"."""
    if verb.dep_ != "relcl" or lemma_of(verb.head) not in words("deal"):
        return False
    above = syntax.governing_verb(verb.head)
    return above is not None and verb.head.dep_ in ("dobj", "nsubjpass") and lemma_of(above) in words("seals")


def is_in_principle(verb: Token) -> bool:
    """Tell whether an agreement is not yet final: "agreed in principle", "agreed a draft proposal"."""
    agreed = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "nsubjpass"))]
    if any(child.lower_ in words("preliminary") for noun in agreed for child in noun.children):
        return True
    return any(c.lower_ == "in" and any(g.lower_ == "principle" for g in c.children) for c in verb.children)


def asks_legislature(request: Token) -> bool:
    """Tell whether a request goes to a parliament."""
    return any(lemma_of(head) in words("legislature") for head in syntax.objects(request))


def promise_on(verb: Token) -> Token | None:
    """Return the promise that stands on what is not yet paid: "the money pledged by Oslo has not yet arrived"."""
    cues = load_commitment_cues()
    for subject in syntax.subjects(verb):
        for noun in (subject, *(child for prep in subject.children for child in prep.children)):
            for clause in noun.children:
                cue = find_cue(clause, cues.things) if clause.dep_ in ("acl", "relcl") else None
                if cue is not None and cue.cue_class == "promise":
                    return clause
    return None

"""What governs an act: the promises, plans, requests and refusals above its core, each with modal and negation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.extract.commitments import syntax
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.supposition import is_not_told
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues, CueClass
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

_MAX_CLIMB = 14
_NOT_ON = re.compile(
    r"\b(?:out of the question|off the table"
    r"|(?:no|not|n't|n’t|never) (?:an option|option|on the (?:table|agenda|cards)))\b"
)
_CLAUSES = ("xcomp", "ccomp", "acl", "acomp", "oprd", "attr", "csubj", "csubjpass")
# What stands behind "is": its verb carries the negation.
_COMPLEMENTS = ("acomp", "attr", "oprd")


@dataclass(frozen=True, slots=True)
class Level:
    """One word on the way from an act's core to the top of its clause."""

    token: Token
    cue_class: CueClass | None  # None: a bare noun, or "be", "have" that only carry a modal
    modal: str | None
    is_negated: bool
    is_yet: bool
    is_no_longer: bool


def levels_above(core: Token, cue_class: CueClass | None, cues: CommitmentCues) -> Iterator[Level]:
    """Yield the core's own level, then those of the cues that govern it, up to the top of its clause."""
    yield _level_of(core, cue_class)
    below = told = core
    for _ in range(_MAX_CLIMB):
        step = _governor(below)
        if step is None:
            return
        above, is_joined = step
        if is_joined:
            below = above
            continue
        cue = find_cue(above, cues.acts) or (
            find_cue(above, cues.things) if syntax.coarse_pos(below) in ("noun", "other") else None
        )
        if cue is not None and not _is_beside(cue, below):
            is_asked = cue.lemma in _WANTS and _has_own_subject(below)
            # "needs to send" is as "must send", "needs Berlin to send" a request.
            is_modal = cue.lemma == "need" and below.dep_ == "xcomp" and not _has_own_subject(below)
            if cue.cue_class == "decide" and _is_open_question(below):
                yield replace(_level_of(above, "undecided", below), is_negated=False, is_yet=False, modal=None)
            else:
                yield _level_of(above, "request" if is_asked else None if is_modal else cue.cue_class, below)
            told = above
        elif below.dep_ == "csubj" and _is_excluded(above):
            yield replace(_level_of(above, "refuse", below), is_negated=False)
            told = above
        elif below.dep_ == "ccomp" and is_not_told(above):
            yield replace(_level_of(above, "undecided", below), is_negated=False, modal=None)
            told = above
        elif lemma_of(above) in ("be", "have", "go", "become", "remain", "stay"):
            level = _level_of(above, None, below)
            yield replace(level, is_negated=False) if _carries(above, told) else level
            told = above
        elif syntax.coarse_pos(above) == "verb":
            return
        below = above


def _is_beside(cue: CommitmentCue, below: Token) -> bool:
    """Tell whether a cue does not govern what stands below it: "the plan failed", "builds on a package"."""
    if cue.lemma in words("tells_to"):
        return not syntax.is_infinitive(below)  # "told reporters that it would pay"
    return (cue.cue_class == "intend" and below.dep_ == "nsubj") or (
        cue.lemma in words("makes") and below.dep_ == "pobj"
    )


def _is_excluded(verb: Token) -> bool:
    """Tell whether a clause says of its subject that it will not be: "is out of the question", "is no option"."""
    if lemma_of(verb) != "be":
        return False
    said = verb.doc[verb.i : verb.right_edge.i + 1].text.lower()
    return _NOT_ON.search(said) is not None


def _is_open_question(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "whether" for child in verb.children)


def _carries(verb: Token, told: Token) -> bool:
    """Tell whether a verb's negation was read with its complement: "is not [prepared] to send"."""
    return told.head == verb and told.dep_ in _COMPLEMENTS


# "wants to send" is a plan, "wants Berlin to send" a request.
_WANTS = {"want", "wish", "like"}


def _has_own_subject(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "xcomp") and any(child.dep_ in syntax.SUBJECTS for child in verb.children)


def _governor(token: Token) -> tuple[Token, bool] | None:
    """Return the word that governs a verb or noun, and whether the two are only joined by "and"."""
    head = token.head
    if token.dep_ == "advcl" and token.tag_ == "VBG" and 0 < token.i - head.i <= 2:
        return head, False  # "ruled out sending": the parser takes the object clause for an adverbial one
    if is_asked_for(token) or _is_worked_for(token) or _is_way_to(token):
        return head, False
    if head is token or token.dep_ in ("relcl", "advcl", "parataxis", "ROOT") or _is_time(token):
        return None
    if token.dep_ == "conj":
        return head, True
    if (
        token.dep_ == "pobj"
        and head.lower_ == "in"
        and lemma_of(token) in ("effort", "bid", "attempt", "order", "hope")
    ):
        return None  # "in an effort to": what for, and no act of its own
    if token.dep_ in ("pcomp", "pobj") or (token.dep_ == "prep"):
        while head.dep_ == "prep" and head.head is not head:
            head = head.head
        if head.tag_ in ("IN", "TO", "RP"):
            head = head.head
        return _decided(head) or head, False
    if syntax.coarse_pos(token) == "verb":
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return None
        return (head, False) if token.dep_ in _CLAUSES else None
    if token.dep_ == "nsubj":
        complement = next((c for c in head.children if c.dep_ in ("acomp", "oprd", "attr")), None)
        return (complement, False) if complement is not None and complement is not token else (head, False)
    return head, False


def _decided(verb: Token) -> Token | None:
    """Return the decision that is taken "on sending" something: the parser hangs the matter on the verb."""
    taken = [s for s in syntax.subjects(verb) if syntax.is_passive(verb)] if lemma_of(verb) in ("take", "make") else []
    return next((noun for noun in taken if lemma_of(noun) in ("decision", "choice", "commitment")), None)


def _is_worked_for(verb: Token) -> bool:
    """Tell whether an infinitive is what somebody works for: "is working with Congress to provide $5m"."""
    is_purpose = verb.dep_ == "advcl" and syntax.is_infinitive(verb)
    return is_purpose and syntax.coarse_pos(verb.head) == "verb" and lemma_of(verb.head) in words("acts_to")


def _is_way_to(verb: Token) -> bool:
    """Tell whether an infinitive is what a plan or a way leads to, which the parser reads as a relative clause."""
    is_relative = verb.dep_ == "relcl" and syntax.is_infinitive(verb)
    return is_relative and lemma_of(verb.head) in words("leads_to")


def is_asked_for(verb: Token) -> bool:
    """Tell whether an infinitive is what is asked: "called for allies to send tanks", parsed as a purpose."""
    if verb.dep_ != "advcl" or not syntax.is_infinitive(verb):
        return False
    if lemma_of(verb.head) in ("call", "appeal", "push", "plead"):
        before = [child for child in (*verb.head.children, *verb.children) if child.i < verb.i]
        if any(child.lower_ in ("for", "on", "upon", "to", "with") and child.dep_ != "aux" for child in before):
            return True
    asked = [o for o in syntax.objects(verb.head) if o.i < verb.i and o.tag_.startswith("NNP")]
    return bool(asked) and lemma_of(verb.head) in words("asks_somebody")


def _is_time(token: Token) -> bool:
    """Tell whether a noun only says when: "every time the army sends ..."."""
    return token.dep_ == "npadvmod" and any(child.dep_ in ("relcl", "acl", "ccomp") for child in token.children)


def _level_of(token: Token, cue_class: CueClass | None, below: Token | None = None) -> Level:
    """Read the modal and the negation that stand on one word of the chain; a "no" on the word below is that word's."""
    carrier = token
    if syntax.coarse_pos(token) != "verb" and token.dep_ in _COMPLEMENTS:
        carrier = token.head
    governor = token.head
    is_yet = syntax.has_adverb(token, "yet") or (
        token.dep_ in ("xcomp", "ccomp") and lemma_of(governor) in ("have", "be") and syntax.has_adverb(governor, "yet")
    )
    return Level(
        token=token,
        cue_class=cue_class,
        modal=_modal(token, carrier),
        is_negated=syntax.is_negated(carrier, besides=below)
        or (carrier is not token and syntax.is_negated(token, besides=below)),
        is_yet=is_yet,
        is_no_longer=syntax.is_no_longer(carrier),
    )


def _modal(token: Token, carrier: Token) -> str | None:
    modal = syntax.modal_of(carrier) if syntax.coarse_pos(carrier) == "verb" else None
    if modal is None and syntax.coarse_pos(token) == "verb" and syntax.is_infinitive(token):
        governor = token.head
        if governor.tag_ == "MD":  # "ought to send"
            return lemma_of(governor)
        if token.dep_ == "ROOT" or syntax.is_headline_promise(token):
            return "will"
        if lemma_of(governor) == "be" and governor is not token and token.dep_ in ("xcomp", "ccomp", "attr"):
            return "will"
        if lemma_of(governor) == "go" and governor.tag_ == "VBG":
            return "will"
        if lemma_of(governor) in ("have", "need") and token.dep_ == "xcomp" and not syntax.has_adverb(governor, "yet"):
            return "must"
    return modal

"""Promises, refusals and requests that name no thing, because the article has named it before.

"Brazil declined to take part", "she called on other donors to step in", "Berlin has yet to decide": each is about the
help that the article tells of. What they are about is only known from the article, so `beneficiaries` lets them count
only where other sentences tell of help, and no echo ever has an amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, tokens_of_acts
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.levels import Level, is_asked_for, levels_above
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues, CueClass
from flows.reference.commitment_words import words
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of

# What must stand above "help" or "take part" before it is somebody's promise, refusal or request.
_GOVERNS: frozenset[CueClass | None] = frozenset(
    {"request", "refuse", "undecided", "offer", "intend", "promise", "consider", "decide"}
)
_DEMANDS = {"must", "should", "ought"}
_OURSELVES = {"we", "i", "you"}
_QUESTIONS = {"whether", "if", "when", "how"}


def find_echoes(document: Document, sentence: SentenceView, acts: Sequence[Act], cues: CommitmentCues) -> list[Act]:
    """Find what a sentence says of help that it does not name; never a word that is part of an act told in full."""
    known = tokens_of_acts(acts)
    taken = {act.core.i for act in acts}
    found: list[Act] = []
    for token in document.tokens_of(sentence):
        if token.i in known:
            continue
        act = _read(sentence, token, cues)
        if act is None or any(level.token.i in taken for level in act.levels):
            continue
        taken |= {level.token.i for level in act.levels}
        found.append(act)
    return found


def _read(sentence: SentenceView, token: Token, cues: CommitmentCues) -> Act | None:
    if syntax.coarse_pos(token) not in ("verb", "adjective") or token.dep_ == "prep":
        return None
    cue_class = _says_alone(token, cues)
    if cue_class is not None:
        levels = list(levels_above(token, cue_class, cues))
        if cue_class == "undecided":
            levels = [replace(levels[0], is_negated=False, is_yet=False)]
        return Act(sentence, token, CommitmentCue(lemma_of(token), "verb", "", cue_class), levels=levels, is_echo=True)
    if lemma_of(token) not in words("echo") or syntax.coarse_pos(token) != "verb" or not _names_no_thing(token):
        return None
    levels = list(levels_above(token, "echo", cues))
    is_told = any(level.cue_class in _GOVERNS for level in levels[1:]) or _is_own_word(levels[0])
    if not is_told or any(level.token.dep_ == "relcl" for level in levels):
        return None
    return Act(sentence, token, CommitmentCue(lemma_of(token), "verb", "", "echo"), levels=levels, is_echo=True)


def _names_no_thing(verb: Token) -> bool:
    """Tell whether a verb has no object, or one that stands for what was told before: part, more, its word."""
    if is_asked_for(verb):
        return True
    if syntax.is_passive(verb) or verb.dep_ in ("advcl", "relcl", "acl", "csubj", "amod"):
        return verb.dep_ == "acl" and syntax.is_infinitive(verb)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd", "ccomp")]
    is_whole = bool(objects) or lemma_of(verb) not in words("echo_of_object")
    return is_whole and all(lemma_of(head) in words("echoed") or head.tag_ == "PRP" for head in objects)


def _is_own_word(level: Level) -> bool:
    """Tell whether a verb promises or demands by its modal alone: "will help", "must act", "will not take part"."""
    if level.modal in _DEMANDS:
        return not any(subject.lower_ in _OURSELVES for subject in syntax.subjects(level.token))
    is_future = level.modal == "will" or (level.modal == "would" and level.token.dep_ == "ccomp")
    return is_future and (level.is_negated or lemma_of(level.token) in words("echo_promised"))


def _says_alone(verb: Token, cues: CommitmentCues) -> CueClass | None:
    """Return what a word says by itself of a thing that it does not name."""
    lemma = lemma_of(verb)
    if (lemma in words("leaves_open") and _is_left_open(verb)) or _promises_nothing(verb):
        return "undecided"
    cue = find_cue(verb, cues.acts)
    if cue is None or verb.dep_ in ("advcl", "relcl", "acl", "amod") or lemma in words("tells_to"):
        return None
    if cue.cue_class == "refuse" and lemma != "deny" and not syntax.is_passive(verb):
        objects = [child for child in verb.children if child.dep_ in ("dobj", "xcomp", "ccomp", "prep")]
        told = [head for head in objects if head.dep_ == "dobj"]
        return "refuse" if told == objects and all(lemma_of(head) in words("proposal") for head in told) else None
    if cue.cue_class == "withdraw" and cue.particle in ("back", "out") and not syntax.is_passive(verb):
        return None if syntax.objects(verb) or syntax.is_infinitive(verb) else "withdraw"
    if cue.cue_class == "request" and syntax.coarse_pos(verb) == "verb" and not syntax.is_passive(verb):
        return "request" if any(lemma_of(head) in words("called_upon") for head in _addressed(verb)) else None
    return None


def _promises_nothing(verb: Token) -> bool:
    """Tell whether somebody "made no promises", "gave no commitment", "took no decision"."""
    if lemma_of(verb) not in ("make", "give", "take"):
        return False
    told = [head for head in syntax.objects(verb) if lemma_of(head) in words("given_word")]
    return any(child.lower_ == "no" for head in told for child in head.children)


def _addressed(verb: Token) -> Iterator[Token]:
    """Yield whom a request addresses, where it asks them for something."""
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp")]
    called = syntax.objects(verb, "on", "upon", "to")
    if clauses or called:
        yield from (head for head in syntax.objects(verb) if head.tag_.startswith("NN"))
        yield from (s for clause in clauses if not syntax.is_passive(clause) for s in syntax.subjects(clause))
        yield from called


def _is_ahead(clause: Token) -> bool:
    """Tell whether a question is about what somebody will do: "whether it would pay", not "how large it was"."""
    return any(word.tag_ == "MD" or (word.tag_ == "VB" and syntax.is_infinitive(word)) for word in clause.subtree)


def _is_left_open(verb: Token) -> bool:
    """Tell whether somebody has not decided, or will not say: "has yet to decide", "declined to say whether"."""
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "advcl", "xcomp")]
    asks = any(any(t.lower_ in _QUESTIONS for t in clause.subtree) and _is_ahead(clause) for clause in clauses)
    governor = verb.head
    is_open = syntax.is_negated(verb) or syntax.has_adverb(verb, "yet")
    is_open = is_open or (lemma_of(governor) in ("have", "be") and syntax.has_adverb(governor, "yet"))
    is_open = is_open or (lemma_of(governor) in ("decline", "refuse") and syntax.is_infinitive(verb))
    is_settled = syntax.modal_of(verb) is not None
    return is_open and not is_settled and (asks or lemma_of(verb) in ("decide", "commit"))

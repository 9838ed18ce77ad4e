"""Who speaks: the noun phrases that are the subject of a reporting verb."""

from __future__ import annotations

from flows.extract.statements.reading import Reading
from flows.schema.span import Span
from flows.text.syntax import Syntax

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOUN_TAGS = ("NN", "PRP", "WP", "CD", "DT", "JJ")
_INSIDE_NAME = frozenset(
    {"prep", "poss", "case", "compound", "nummod", "amod", "nmod", "pobj", "det", "advmod", "pcomp", "quantmod", "flat"}
)
_MAX_STEPS = 12


def subject_of(syntax: Syntax, verb: int) -> int | None:
    """Return the head of the noun phrase that does what the verb says; None where the parse shows none.

    A verb without a subject takes it from the verb it is coordinated with, serves as complement or modifies; in a
    relative or participial clause from the noun it modifies; in a passive from the by-phrase.
    """
    dep, head = syntax.dep, syntax.head
    object_allowed = False
    for _ in range(_MAX_STEPS):
        subject = _own_subject(syntax, verb)
        if subject is not None:
            return _antecedent(syntax, verb, subject)
        label, above = dep[verb], head[verb]
        if above == verb:
            return None
        if label in ("relcl", "acl"):
            return above
        if label in ("xcomp", "ccomp", "pcomp") and object_allowed:
            dobj = syntax.child(above, "dobj", "dative")
            if dobj is not None and dobj < verb:
                return dobj
        if label == "prep" or syntax.tag[above][:1] in "VIM" or label in ("conj", "advcl", "pcomp", "xcomp", "dep"):
            verb = above
            continue
        return above if syntax.tag[above].startswith(_NOUN_TAGS) else None
    return None


def _own_subject(syntax: Syntax, verb: int) -> int | None:
    dep, children = syntax.dep, syntax.children[verb]
    passive = any(dep[c] in ("auxpass", "nsubjpass") for c in children)
    if passive:
        agent = syntax.child(verb, "agent")
        return None if agent is None else syntax.child(agent, "pobj")
    subject: int | None = None
    for child in children:
        if dep[child] in ("nsubj", "csubj", "expl"):
            subject = child
    return subject


def _antecedent(syntax: Syntax, verb: int, subject: int) -> int:
    if syntax.lower[subject] in _RELATIVE and syntax.dep[verb] in ("relcl", "acl", "conj", "ccomp"):
        clause = verb
        while syntax.dep[clause] == "conj":
            clause = syntax.head[clause]
        if syntax.dep[clause] in ("relcl", "acl"):
            return syntax.head[clause]
    return subject


def speaker_spans(reading: Reading, head: int) -> tuple[Span, ...]:
    """Return one span for each name or noun phrase coordinated under the head."""
    syntax = reading.syntax
    heads = [head]
    at = head
    while (conj := syntax.child(at, "conj")) is not None and syntax.tag[conj].startswith(_NOUN_TAGS):
        heads.append(conj)
        at = conj
    return tuple(_phrase(syntax, each) for each in heads)


def _phrase(syntax: Syntax, head: int) -> Span:
    first = last = head
    for child in reversed(syntax.children[head]):
        if child < head:
            if syntax.dep[child] in ("punct", "cc") or syntax.dep[child] == "appos":
                break
            first = syntax.left_edge(child)
    for child in syntax.children[head]:
        if child > head:
            if syntax.dep[child] not in _INSIDE_NAME:
                break
            last = syntax.right_edge(child)
    return syntax.span(first, max(first, last))

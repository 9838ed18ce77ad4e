"""Who speaks: the noun phrases that are the subject of a reporting verb."""

from __future__ import annotations

from flows.extract.statements.reading import Reading
from flows.reference.speaking_documents import load_speaking_documents
from flows.schema.span import Span
from flows.text.syntax import Syntax

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOUN_TAGS = ("NN", "PRP", "WP", "CD", "DT", "JJ")
_INSIDE_NAME = frozenset(
    {
        "prep",
        "poss",
        "case",
        "compound",
        "nummod",
        "amod",
        "nmod",
        "pobj",
        "det",
        "advmod",
        "pcomp",
        "quantmod",
        "appos",
    }
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUOTING = frozenset({"quote", "quotes", "quoted", "quoting"})
_MAX_STEPS = 12
_MAX_APPOSITION = 12
_MAX_SPEAKERS = 6


def subject_of(syntax: Syntax, verb: int) -> int | None:
    """Return the head of the noun phrase that does what the verb says; None where the parse shows none.

    A verb without a subject takes it from the verb it is coordinated with, serves as complement or modifies; in a
    relative or participial clause from the noun it modifies; in a passive from the by-phrase.
    """
    dep, head = syntax.dep, syntax.head
    start = verb
    for _ in range(_MAX_STEPS):
        subject = _own_subject(syntax, verb, is_start=verb == start)
        if subject is not None:
            return _antecedent(syntax, verb, subject)
        label, above = dep[verb], head[verb]
        if above == verb:
            return None
        if label in ("relcl", "acl"):
            if label == "relcl" or syntax.tag[verb] != "VBG" or not _is_issued(syntax, above):
                return above
            verb = head[above]
            continue
        quotes = label == "advcl" and syntax.lower[above] in _QUOTING
        if label == "xcomp" or quotes or (label == "prep" and syntax.lower[verb] == "as"):
            controller = syntax.child(above, "dobj")
            if controller is not None and controller < verb:
                return controller
        if label == "conj" and syntax.tag[verb] in _FINITE:
            while syntax.tag[above].startswith("VB") and syntax.tag[above] not in _FINITE and head[above] != above:
                above = head[above]  # "welcomed efforts to free them and called for": no infinitive takes a finite verb
        if label == "prep" or syntax.tag[above][:1] in "VIM" or label in ("conj", "advcl", "pcomp", "xcomp", "dep"):
            verb = above
            continue
        return above if syntax.tag[above].startswith(_NOUN_TAGS) else None
    return None


def _is_issued(syntax: Syntax, noun: int) -> bool:
    """Tell whether the noun is a text that somebody issues: `issued a statement saying` speaks for the issuer."""
    return syntax.dep[noun] == "dobj" and syntax.lower[noun] in load_speaking_documents()


def _own_subject(syntax: Syntax, verb: int, *, is_start: bool) -> int | None:
    """Return the verb's own subject; of a passive the agent, or what it is said of where another verb hangs on it."""
    dep, children = syntax.dep, syntax.children[verb]
    if any(dep[c] in ("auxpass", "nsubjpass") for c in children):
        if not is_start:
            return syntax.child(verb, "nsubjpass")
        agent = syntax.child(verb, "agent")
        return None if agent is None else syntax.child(agent, "pobj")
    return next((c for c in reversed(children) if dep[c] == "nsubj" and not syntax.tag[c].startswith("VB")), None)


def _antecedent(syntax: Syntax, verb: int, subject: int) -> int:
    if syntax.lower[subject] in _RELATIVE and syntax.dep[verb] in ("relcl", "acl", "conj", "ccomp"):
        clause = verb
        while syntax.dep[clause] == "conj":
            clause = syntax.head[clause]
        if syntax.dep[clause] in ("relcl", "acl"):
            return syntax.head[clause]
    return subject


def speaker_spans(reading: Reading, head: int, cue: int | None) -> tuple[Span, ...]:
    """Return one span for each name or noun phrase coordinated under the head.

    Where a relative pronoun stands for the speaker beside the verb ("Rubio, who said"), the span reaches to it.
    """
    syntax = reading.syntax
    if cue is not None and (pronoun := _relative_pronoun(syntax, cue, head)) is not None:
        phrase = _phrase(syntax, head, pronoun)
        return (Span(phrase.start, syntax.end[pronoun]),)
    limit = cue if cue is not None and head < cue else len(syntax.head)
    return tuple(_phrase(syntax, each, limit) for each in _coordinated(syntax, head) if each < limit)


def _coordinated(syntax: Syntax, head: int) -> list[int]:
    """Return the head and those joined to it or to its apposition by "and"."""
    heads = [head]
    for at in heads:
        for child in syntax.children[at]:
            is_joined = syntax.dep[child] == "conj" and syntax.tag[child].startswith(_NOUN_TAGS)
            if is_joined and child > at and len(heads) < _MAX_SPEAKERS:
                heads.append(child)
            elif syntax.dep[child] == "appos" and child > at:
                heads += [c for c in syntax.children[child] if c > child and _is_other_person(syntax, c)]
    return heads


def _is_other_person(syntax: Syntax, joined: int) -> bool:
    """Tell whether what is joined to an apposition names somebody else, not a second description of the same."""
    determiners = {syntax.lower[c] for c in syntax.children[joined]}
    named = syntax.tag[joined].startswith("NNP") or "the" in determiners
    return syntax.dep[joined] == "conj" and named and determiners.isdisjoint({"a", "an"})


def _relative_pronoun(syntax: Syntax, cue: int, head: int) -> int | None:
    verb = cue
    while syntax.dep[verb] in ("conj", "xcomp") and syntax.head[verb] < verb:
        verb = syntax.head[verb]
    if syntax.dep[verb] not in ("relcl", "acl") or syntax.head[verb] != head:
        return None
    pronoun = next((c for c in syntax.children[verb] if syntax.lower[c] in _RELATIVE and head < c < verb), None)
    return pronoun if pronoun is not None and pronoun - head <= _MAX_APPOSITION else None


def _phrase(syntax: Syntax, head: int, limit: int) -> Span:
    """Return the noun phrase of a head with its apposition, without relative clauses and coordinated names.

    It ends before the token `limit`.
    """
    first = head
    for child in reversed(syntax.children[head]):
        if child < head:
            if syntax.dep[child] in ("punct", "cc") or syntax.dep[child] == "appos":
                break
            first = syntax.left_edge(child)
    return syntax.span(first, max(first, min(_phrase_last(syntax, head), limit - 1)))


def _phrase_last(syntax: Syntax, head: int) -> int:
    last = head
    for child in syntax.children[head]:
        if child < head or syntax.dep[child] == "punct":
            continue
        label = syntax.dep[child]
        is_apart = syntax.lower[syntax.left_edge(child) - 1] == ","
        if ":" in syntax.lower[head:child]:
            break
        if label == "appos" and child - head <= _MAX_APPOSITION:
            last = _phrase_last(syntax, child)
        elif label in _INSIDE_NAME and not (is_apart and label == "prep"):
            last = syntax.right_edge(child)
        else:
            break
    return last

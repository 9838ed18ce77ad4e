"""Speakers that one report takes from another: `..., adding that`, `... and denied that`, `Citing X, he said`."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import Reading
from flows.text.syntax import Syntax

_CONTINUING = frozenset({"VBD", "VBZ", "VBP", "VBG"})


def with_inherited_speakers(reading: Reading, cues: list[Cue]) -> list[Cue]:
    """Give reports without a subject of their own the speaker of the report they belong to.

    The parser often hangs them on what was said instead.
    """
    syntax = reading.syntax
    by_token = {cue.token: cue for cue in cues}
    resolved: list[Cue] = []
    for index, cue in enumerate(cues):
        is_participle = syntax.tag[cue.token] == "VBG"
        reporter: Cue | None = None
        if is_coordinated(syntax, cue) or (is_participle and syntax.lower[cue.token - 1] in (",", "-", "–", "—")):
            reporter = _reporter_above(syntax, by_token, cue)
        if reporter is None and is_participle and cue.speaker is None:
            reporter = _neighbour(reading, cue, resolved[-1] if resolved else None, cues[index + 1 : index + 2])
        if reporter is not None:
            cue = replace(cue, speaker=reporter.speaker)
            by_token[cue.token] = cue
        resolved.append(cue)
    return resolved


def is_coordinated(syntax: Syntax, cue: Cue) -> bool:
    """Tell whether a reporting verb goes on with the subject of the verb before: `and denied that`."""
    return (
        syntax.dep[cue.token] == "conj"
        and syntax.tag[cue.token] in _CONTINUING
        and syntax.child(cue.token, "nsubj", "nsubjpass") is None
    )


def _reporter_above(syntax: Syntax, by_token: dict[int, Cue], cue: Cue) -> Cue | None:
    """Return the report whose content the parser hung the cue on."""
    clause = syntax.head[cue.token]
    while syntax.dep[clause] in ("conj", "xcomp"):
        clause = syntax.head[clause]
    reporter = by_token.get(syntax.head[clause]) if syntax.dep[clause] == "ccomp" else None
    if reporter is None or reporter.token > cue.token:
        return None
    same_tense = syntax.tag[reporter.token] == syntax.tag[cue.token]
    return reporter if same_tense or syntax.tag[cue.token] == "VBG" else None


def _neighbour(reading: Reading, cue: Cue, before: Cue | None, after: list[Cue]) -> Cue | None:
    """Return the report of the same sentence before the cue, else the one after it."""
    sentence = reading.sentence_of(cue.token)
    for other in (before, *after):
        if other is not None and other.quote == cue.quote and reading.sentence_of(other.token) is sentence:
            return other
    return None

"""What was said: the run of tokens that a reporting verb governs."""

from __future__ import annotations

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import COMMAS, Reading

Run = tuple[int, int]  # first and last token

_CLAUSES = frozenset({"ccomp", "xcomp"})
_BREAKS = frozenset({"cc", "conj", "nsubj", "nsubjpass", "npadvmod", "parataxis"})


def content_after(reading: Reading, cue: Cue, end: int) -> Run | None:
    """Return the content that follows the cue inside its sentence, whose last token is `end`; None when none does."""
    syntax = reading.syntax
    takes = cue.verb.takes
    dep, tag, lower = syntax.dep, syntax.tag, syntax.lower
    parts = [c for c in syntax.children[cue.token] if cue.last < c <= end]
    if cue.verb.particles:
        for particle in range(cue.token + 1, cue.last + 1):
            parts += [c for c in syntax.children[particle] if cue.last < c <= end]
        parts.sort()
    start: int | None = None
    for part in parts:
        label = dep[part]
        if label == "ccomp" and takes & {"clause", "quote"}:
            start = syntax.left_edge(part)
            while start <= cue.last or lower[start] in COMMAS:
                start += 1
            break
        if label in ("xcomp", "advcl") and "infinitive" in takes and _is_infinitive(reading, part):
            start = syntax.left_edge(part)
            break
        if label in ("dobj", "pobj", "pcomp", "nsubj", "dative", "attr", "oprd", "ccomp", "xcomp", "advcl") and takes & {
            "object",
            "order",
            "naming",
        }:
            if takes & {"object"} or _has_more(reading, parts, part):
                start = syntax.left_edge(part)
                break
    if start is None or start <= cue.last:
        return None
    if lower[start] == "that" and tag[start] == "IN":
        start += 1
    return start, clause_end(reading, cue, start, end)


def _is_infinitive(reading: Reading, verb: int) -> bool:
    return any(reading.syntax.lower[c] == "to" for c in reading.syntax.children[verb] if c < verb)


def _has_more(reading: Reading, parts: list[int], first: int) -> bool:
    """Tell whether an object is followed by what it is to do or be called."""
    return any(reading.syntax.dep[p] in ("xcomp", "oprd", "ccomp", "advcl", "acl") for p in parts if p >= first)


def clause_end(reading: Reading, cue: Cue, start: int, end: int) -> int:
    """Return the last token of the content that begins at `start`."""
    syntax = reading.syntax
    dep, lower = syntax.dep, syntax.lower
    last = end
    limit = syntax.right_edge(cue.token)
    if limit >= start:
        last = min(end, limit)
    for child in sorted(c for t in range(cue.token, cue.last + 1) for c in syntax.children[t]):
        if child <= start or reading.quote_of[child] >= 0:
            continue
        left = syntax.left_edge(child)
        if left <= start:
            continue
        after_comma = lower[left - 1] in COMMAS
        if dep[child] in _BREAKS or (after_comma and dep[child] in ("advcl", "prep", "acl", "advmod")):
            last = min(last, left - 1)
            break
    return last

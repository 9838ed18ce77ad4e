"""Sources named by a preposition: `according to X`."""

from __future__ import annotations

from flows.extract.statements.attributions import head_between, phrase_end
from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import Reading, Run
from flows.reference.reporting_verbs import ReportingVerb

_ACCORDING = ReportingVerb("according to", ("to",), "say", frozenset({"quote", "clause"}), 0.85)


def find_sources(reading: Reading) -> list[Cue]:
    """Find `according to X`, in reading order; the speaker is the head of X."""
    syntax = reading.syntax
    cues: list[Cue] = []
    for token, word in enumerate(syntax.lower):
        if word != "according" or token + 2 >= len(syntax.lower) or syntax.lower[token + 1] != "to":
            continue
        sentence = reading.sentence_of(token)
        if sentence is None:
            continue
        pobj = syntax.child(token + 1, "pobj")
        speaker = pobj if pobj is not None else head_between(reading, token + 2, sentence.token_end)
        if speaker is not None:
            cues.append(Cue(token, token + 1, _ACCORDING, speaker, negated=False, quote=reading.quote_of[token]))
    return cues


def content_of_source(reading: Reading, cue: Cue, first: int, end: int) -> list[Run]:
    """Return what the source says: the rest of its sentence, whose first and last token are given."""
    speaker = cue.speaker if cue.speaker is not None else cue.last
    last = phrase_end(reading, max(speaker, cue.last + 1), end + 1)
    if last < end and reading.quote_of[last + 1] != cue.quote:
        return []
    before = (first, cue.token - 1)
    after = (last + 2, end)
    if cue.token == first or reading.trimmed(*before) is None:
        return [after] if after[0] <= end else []
    if last + 1 < end and reading.is_stop[last + 1] and not _has_verb(reading, *before):
        return [before, after]
    return [before]


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(reading.syntax.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(first, last + 1))

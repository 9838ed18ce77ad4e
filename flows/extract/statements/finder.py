"""Find the statements of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from flows.extract.statements.contents import content_after
from flows.extract.statements.cues import Cue, find_cues
from flows.extract.statements.quoted import Run, Speech, find_speeches
from flows.extract.statements.reading import COMMAS, Reading
from flows.extract.statements.rows import Draft, statement_of
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.text.document import Document
from flows.text.syntax import syntax_of


class SpeakerResolver(Protocol):
    """What the statement rules ask of the actors."""

    def best_for(self, span: Span) -> tuple[str, ...]:
        """Return the ids of the actors that a noun phrase denotes."""


def find_statements(document: Document, actors: SpeakerResolver) -> tuple[Statement, ...]:
    """Find what people and documents are reported to say, in order of the content."""
    reading = Reading(document, syntax_of(document.doc))
    cues = find_cues(reading)
    speeches = find_speeches(reading, cues)
    taken = {speech.cue.token for speech in speeches if speech.cue is not None}
    drafts = [_of_speech(reading, speech) for speech in speeches]
    for cue in cues:
        if cue.token not in taken and (draft := _of_cue(reading, cue, cues)) is not None:
            drafts.append(draft)
    drafts.sort(key=lambda draft: draft.runs[0])
    statements: list[Statement] = []
    for draft in drafts:
        row = statement_of(reading, draft, actors, statements)
        if row is not None:
            statements.append(row)
    return tuple(statements)


def _of_speech(reading: Reading, speech: Speech) -> Draft:
    runs = [reading.quote_tokens[number] for number in speech.quotes]
    if speech.lead is not None:
        runs[0] = (speech.lead[0], runs[0][1])
    elif speech.cue is not None and speech.rule_id == "quote_after_cue":
        first, last = runs[0]
        sentence = reading.sentence_of(first)
        if len(runs) == 1 and first == speech.cue.last + 1 and sentence is not None and last < sentence.token_end - 1:
            content = content_after(reading, speech.cue, sentence.token_end - 1)
            if content is not None and content[0] <= first and content[1] > last:
                runs[0] = (first, content[1])
    return Draft(runs, speech.cue, speech.speaker, speech.rule_id)


def _of_cue(reading: Reading, cue: Cue, cues: Sequence[Cue]) -> Draft | None:
    sentence = reading.sentence_of(cue.token)
    if sentence is None:
        return None
    first, end = sentence.token_start, sentence.token_end - 1
    if cue.quote >= 0:
        quote_first, quote_last = reading.quote_tokens[cue.quote]
        first, end = max(first, quote_first + 1), min(end, quote_last - 1)
    content = content_after(reading, cue, end)
    if content is not None:
        return Draft([content], cue, cue.speaker, "clause_after_cue")
    if cue.verb.takes & {"clause"} and (runs := _content_around(reading, cue, first, end)):
        return Draft(runs, cue, cue.speaker, "clause_before_cue")
    return None


def _content_around(reading: Reading, cue: Cue, first: int, end: int) -> list[Run]:
    """Return the content of a cue that follows it: `The deal is off, X said` or `The deal, X said, is off`."""
    syntax = reading.syntax
    begin = cue.token
    if cue.speaker is not None and cue.speaker < cue.token:
        begin = min(begin, syntax.left_edge(cue.speaker))
    for child in syntax.children[cue.token]:
        if child < cue.token and syntax.dep[child] in ("aux", "advmod", "neg"):
            begin = min(begin, child)
    if begin <= first or syntax.lower[begin - 1] not in COMMAS or cue.speaker is None:
        return []
    if not any(syntax.dep[c] == "ccomp" and c < begin for c in syntax.children[cue.token]) and syntax.dep[cue.token] not in (
        "parataxis",
        "ccomp",
    ):
        return []
    runs = [(first, begin - 1)]
    return [run for run in (reading.trimmed(*r) for r in runs) if run is not None]

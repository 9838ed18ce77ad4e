"""Find the statements of a document."""

from __future__ import annotations

from itertools import accumulate

from flows.extract.statements.around import content_around
from flows.extract.statements.contents import content_after
from flows.extract.statements.cues import Cue, find_cues, is_report
from flows.extract.statements.drafts import Draft
from flows.extract.statements.inherited import with_inherited_speakers
from flows.extract.statements.layouts import find_labelled
from flows.extract.statements.quoted import Speech, by_sentence, find_speeches
from flows.extract.statements.reading import Reading
from flows.extract.statements.resolution import Resolver
from flows.extract.statements.rows import statement_of
from flows.extract.statements.sources import content_of_source, find_sources
from flows.schema.statements import Statement
from flows.text.document import Document
from flows.text.syntax import syntax_of

# A bare name or noun ("praised the deal") tells no act; it takes a phrase that describes one.
_NOUN_RULES = frozenset({"object_after_cue", "naming_after_cue"})
_MIN_NOUN_TOKENS = 3


def find_statements(document: Document, actors: Resolver) -> tuple[Statement, ...]:
    """Find what people and documents are reported to say, in order of the content."""
    reading = Reading(document, syntax_of(document.doc))
    cues = with_inherited_speakers(reading, find_cues(reading))
    sources = find_sources(reading)
    reading.cues.extend(sorted([*cues, *sources], key=lambda cue: cue.token))
    groups = by_sentence(reading)
    speeches = find_speeches(reading, groups)
    taken = {speech.cue.token for speech in speeches if speech.cue is not None}
    drafts = [_of_speech(reading, speech) for speech in speeches]
    drafts += [draft for cue in cues if cue.token not in taken and (draft := _of_cue(reading, cue)) is not None]
    drafts += [draft for cue in sources if cue.token not in taken and (draft := _of_source(reading, cue)) is not None]
    drafts += find_labelled(reading, actors)
    statements: list[Statement] = []
    for draft in sorted(_outermost(reading, drafts), key=lambda draft: draft.runs[0]):
        row = statement_of(reading, draft, actors, statements)
        if row is not None:
            statements.append(row)
    return tuple(statements)


def _outermost(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drop what is reported inside a report: `X said that Y promised` tells what X says."""
    changes = [0] * (len(reading.syntax.start) + 1)
    for draft in drafts:
        for first, last in draft.runs:
            changes[first] += 1
            changes[last + 1] -= 1
    covering = list(accumulate(changes))
    return [
        draft
        for draft in drafts
        if draft.cue is None or draft.rule_id.startswith("quote") or covering[draft.cue.token] == 0
    ]


def _of_speech(reading: Reading, speech: Speech) -> Draft:
    runs = [reading.quote_tokens[number] for number in speech.quotes]
    if speech.lead is not None:
        runs[0] = (speech.lead[0], runs[0][1])
    return Draft(runs, speech.cue, speech.speaker, speech.rule_id)


def _of_cue(reading: Reading, cue: Cue) -> Draft | None:
    bounds = reading.bounds_of(cue.token, cue.quote)
    if bounds is None or cue.quote >= 0 or not is_report(reading.syntax, cue):
        return None
    first, end = bounds
    if "clause" in cue.verb.takes and (around := content_around(reading, cue, first, end)) is not None:
        runs, speaker = around
        return Draft(runs, cue, speaker, "clause_before_cue")
    if (found := content_after(reading, cue, end)) is not None:
        content, rule_id = found
        is_short = content[1] - content[0] + 1 < _MIN_NOUN_TOKENS
        if rule_id in _NOUN_RULES and is_short and reading.syntax.tag[content[0]] != "VBG":
            return None
        return Draft([content], cue, cue.speaker, rule_id)
    return None


def _of_source(reading: Reading, cue: Cue) -> Draft | None:
    bounds = reading.bounds_of(cue.token, cue.quote)
    if bounds is None or cue.quote >= 0:
        return None
    runs = content_of_source(reading, cue, *bounds)
    return Draft(runs, cue, cue.speaker, "according_to") if runs else None

"""Why a sentence gave no statement or no commitment: what the rules looked at, and what spoke against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.extract.actors import find_actors
from flows.extract.commitments.acts import Act
from flows.extract.commitments.finder import judge_acts
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.text.document import Document, SentenceView, span_of

NOTHING_GIVEN = "no commitment: it names nothing that is given, promised, refused or asked for"
NOTHING_SAID = "no statement: no reporting verb, and no quotation that belongs to one"


def reasons_against(document: Document) -> dict[str, tuple[str, ...]]:
    """Return for each sentence_id, in words for analysts, why there is no (other) statement or commitment in it."""
    actors = find_actors(document)
    statements = find_statements(document, actors)
    figures = find_figures(document)
    verdicts = judge_acts(document, actors, statements, figures, find_quantities(document, figures))
    found: dict[str, list[str]] = defaultdict(list)
    considered = {verdict.act.sentence.sentence_id for verdict in verdicts}
    for verdict in verdicts:
        if not verdict.rows:
            where = _place(_span_of(verdict.act), document.text)
            found[verdict.act.sentence.sentence_id].append(f"no commitment in {where}: {verdict.objection}")
    for sentence in document.sentences:
        if sentence.sentence_id not in considered:
            found[sentence.sentence_id].append(NOTHING_GIVEN)
        found[sentence.sentence_id] += _reasons_against_statement(document, sentence, statements)
    return {sentence_id: tuple(reasons) for sentence_id, reasons in found.items()}


def _reasons_against_statement(
    document: Document, sentence: SentenceView, statements: tuple[Statement, ...]
) -> Iterator[str]:
    for statement in statements:
        if statement.sentence_id == sentence.sentence_id:
            return
        if any(sentence.span.overlaps(span) for span in statement.content_spans):
            yield f"belongs to the statement of {statement.speaker_text or 'an unknown speaker'} in another sentence"
            return
    verbs = load_reporting_verbs()
    cues = [token for token in document.tokens_of(sentence) if token.tag_.startswith("VB") and token.lower_ in verbs]
    if not cues:
        yield NOTHING_SAID
    for cue in cues:
        yield f"no statement at {_place(span_of([cue]), document.text)}: the verb reports no words of anybody here"


def _span_of(act: Act) -> Span:
    spans = [span_of([act.core]), *(thing.span for thing in act.things)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _place(span: Span, text: str) -> str:
    return f"[{span.start}:{span.end}] {' '.join(span.of(text).split())!r}"

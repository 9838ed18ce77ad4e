"""Turn what a rule found into a row of the statements table."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.statements.cues import Cue
from flows.extract.statements.drafts import Draft
from flows.extract.statements.reading import Reading
from flows.extract.statements.resolution import Resolver, addressee_of, speakers_of, stated_date_of
from flows.schema.columns import StatementKind
from flows.schema.span import Span
from flows.schema.statements import Statement

_REPEATS = frozenset({"again", "reiterate", "reaffirm", "repeat", "restate"})


def statement_of(reading: Reading, draft: Draft, actors: Resolver, before: Sequence[Statement]) -> Statement | None:
    """Build the row; None when no word of content is left."""
    spans, quotes, kind = _contents(reading, draft)
    if not spans:
        return None
    text = reading.text
    article_id = reading.document.article.article_id
    cue = draft.cue
    speakers, speaker_ids = speakers_of(reading, cue, draft.speaker, actors, before)
    addressee, addressee_ids = addressee_of(reading, cue, actors)
    cue_span = reading.syntax.span(cue.start, cue.last) if cue else None
    anchor = reading.sentence_of(cue.token) if cue else reading.document.sentence_at(spans[0].start)
    if anchor is None:
        return None
    evidence = Span(spans[0].start, spans[-1].end)
    return Statement(
        article_id=article_id,
        statement_id=f"{article_id}.q{cue_span.start if cue_span else ''}.{spans[0].start}",
        sentence_id=anchor.sentence_id,
        kind=kind,
        speaker_actor_ids=speaker_ids,
        speaker_text=" and ".join(span.of(text) for span in speakers) or None,
        speaker_spans=speakers,
        cue_text=cue_span.of(text) if cue_span else None,
        cue_lemma=cue.verb.lemma if cue else None,
        cue_class=cue.verb.cue_class if cue else None,
        cue_spans=(cue_span,) if cue_span else (),
        is_negated=cue.negated if cue else False,
        content=" ".join(span.of(text) for span in spans),
        content_spans=tuple(spans),
        quote_spans=tuple(quotes),
        addressee_actor_ids=addressee_ids,
        addressee_text=addressee.of(text) if addressee else None,
        stated_date=stated_date_of(reading, cue, spans),
        is_repeat=_is_repeat(reading, cue),
        char_start=evidence.start,
        char_end=evidence.end,
        evidence=evidence.of(text),
        confidence=_confidence(draft, speaker_ids),
        rule_id=draft.rule_id,
    )


# How often what a rule finds is right: measured on annotated news (docs/accuracy.md), rounded down.
_RULE_CONFIDENCE = {
    "quote_before_cue": 0.95,
    "quote_after_cue": 0.85,
    "clause_after_cue": 0.85,
    "according_to": 0.85,
    "clause_before_cue": 0.8,
    "interview": 0.8,
    "signature": 0.8,
    "object_after_cue": 0.75,
    "infinitive_after_cue": 0.7,
    "order_after_cue": 0.7,
    "naming_after_cue": 0.7,
    "label": 0.7,
    "headline": 0.7,
    "quote_alone": 0.6,
}


def _confidence(draft: Draft, speaker_ids: tuple[str, ...]) -> float:
    """Average what the rule and the verb are worth; less where nobody is known to speak."""
    rule = _RULE_CONFIDENCE[draft.rule_id]
    value = rule if draft.cue is None else (rule + draft.cue.verb.strength) / 2
    return round(value if speaker_ids else value - 0.1, 2)


def _is_repeat(reading: Reading, cue: Cue | None) -> bool:
    if cue is None:
        return False
    words = {reading.syntax.lower[c] for c in reading.syntax.children[cue.token]}
    return bool(words & _REPEATS) or cue.verb.lemma in _REPEATS


def _contents(reading: Reading, draft: Draft) -> tuple[list[Span], list[Span], StatementKind]:
    """Return the content spans, the quoted words in them, and what that makes the statement."""
    spans: list[Span] = []
    quoted: list[Span] = []
    all_quoted = True
    for run in draft.runs:
        trimmed = reading.trimmed(*run)
        if trimmed is None:
            continue
        span = _behind_dateline(reading, reading.syntax.span(*trimmed))
        inside = reading.quotes_in(span)
        whole = next((q for q in inside if q.outer.start <= span.start and span.end <= q.outer.end), None)
        if whole is not None and _covers(reading, whole.inner, span):
            span = whole.inner
        else:
            all_quoted = False
        overlaps = (Span(max(q.inner.start, span.start), min(q.inner.end, span.end)) for q in inside)
        quoted += [overlap for overlap in overlaps if overlap.start < overlap.end]
        if span.end > span.start:
            spans.append(span)
    kind: StatementKind = "direct" if spans and all_quoted else "mixed" if quoted else "indirect"
    return spans, quoted, kind


def _behind_dateline(reading: Reading, span: Span) -> Span:
    """Return the span without the dateline at its head: "LONDON: Ministers agree, he said" reports no place."""
    lead = reading.document.article.lead_start
    return Span(lead, span.end) if lead is not None and span.start < lead < span.end else span


def _covers(reading: Reading, inner: Span, span: Span) -> bool:
    """Tell whether the run is the whole quotation but for marks and punctuation at its ends."""
    left = reading.text[inner.start : max(inner.start, span.start)]
    right = reading.text[min(span.end, inner.end) : inner.end]
    return not any(c.isalnum() for c in left + right)

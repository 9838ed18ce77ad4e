"""What somebody is reported to say, write or announce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pyarrow as pa

from flows.schema.columns import (
    SPAN,
    ArticleId,
    CharEnd,
    CharStart,
    Column,
    Confidence,
    RuleId,
    SentenceId,
    StatementId,
    StatementKind,
)
from flows.schema.span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One said, written or announced content; a quote split by its cue is one statement."""

    article_id: ArticleId
    statement_id: StatementId
    sentence_id: SentenceId
    kind: Annotated[
        StatementKind,
        Column("direct: wholly inside quotation marks; mixed: a clause with quoted words; indirect: no marks."),
    ]
    speaker_actor_ids: Annotated[tuple[str, ...], Column("actor_id of each speaker; empty when unresolved.")]
    speaker_text: Annotated[str | None, Column("Words that name the speakers; null when only the context does.")]
    speaker_spans: Annotated[tuple[Span, ...], Column("Where the speakers are named.", arrow=pa.list_(SPAN))]
    cue_text: Annotated[str | None, Column("Words that report the speech; null for a continued quote.")]
    cue_lemma: Annotated[str | None, Column("Base form of the cue.")]
    cue_class: Annotated[str | None, Column("What sort of speech act: say, ask, deny, promise, announce, warn, ...")]
    cue_spans: Annotated[tuple[Span, ...], Column("Where the cue stands.", arrow=pa.list_(SPAN))]
    is_negated: Annotated[bool, Column("True when the cue is negated (did not say).")]
    content: Annotated[str, Column("What was said, its pieces joined by a space, without the outer quotation marks.")]
    content_spans: Annotated[tuple[Span, ...], Column("Where the content stands.", arrow=pa.list_(SPAN))]
    quote_spans: Annotated[
        tuple[Span, ...], Column("Words inside quotation marks, without the marks.", arrow=pa.list_(SPAN))
    ]
    addressee_actor_ids: Annotated[tuple[str, ...], Column("actor_id of each addressee.")]
    addressee_text: Annotated[str | None, Column("Words that name the addressee.")]
    stated_date: Annotated[date | None, Column("When it was said; the article's date when the text does not tell.")]
    is_repeat: Annotated[bool, Column("True when the cue says again, reiterated, repeated, ...")]
    char_start: CharStart
    char_end: CharEnd
    evidence: Annotated[str, Column("articles.text from char_start to char_end: the content with what splits it.")]
    confidence: Confidence
    rule_id: RuleId

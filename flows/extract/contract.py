"""The JSON object that `pledgebook extract --jsonl` prints for one article (DESIGN.md, the contract)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flows.extract.article import ArticleRows
from flows.schema.actors import ActorMention, ArticleActor
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.span import Span
from flows.schema.statements import Statement


def as_contract(rows: ArticleRows, *, file: str) -> dict[str, Any]:
    """Return an article's rows in the contract's shape; `file` is the input's name as given."""
    article = rows.articles[0]
    return {
        "article": {
            "article_id": article.article_id,
            "file": file,
            "title": article.title,
            "published_date": _plain(article.published_date),
            "dateline_place": article.dateline_place,
            "source": article.source,
            "language": article.language,
            "n_chars": article.n_chars,
        },
        "sentences": [
            {"sentence_id": row.sentence_id, "start": row.char_start, "end": row.char_end} for row in rows.sentences
        ],
        "actors": [_actor(row) for row in rows.article_actors],
        "mentions": [_mention(row) for row in rows.actor_mentions],
        "statements": [_statement(row) for row in rows.statements],
        "financial_figures": [_figure(row) for row in rows.financial_figures],
        "quantities": [_quantity(row) for row in rows.quantities],
        "commitments": [_commitment(row) for row in rows.commitments],
        "error": None,
    }


def failed_contract(*, file: str, error: str) -> dict[str, Any]:
    """Return the object of an input that could not be read or parsed: empty lists and a sentence that says why."""
    lists = ("sentences", "actors", "mentions", "statements", "financial_figures", "quantities", "commitments")
    article = dict.fromkeys(
        ("article_id", "file", "title", "published_date", "dateline_place", "source", "language", "n_chars")
    )
    return {"article": {**article, "file": file}, **{name: [] for name in lists}, "error": error}


def _actor(row: ArticleActor) -> dict[str, Any]:
    return {
        "actor_id": row.actor_id,
        "name": row.name,
        "actor_type": row.actor_type,
        "country_iso3": row.country_iso3,
        "role": row.role,
    }


def _mention(row: ActorMention) -> dict[str, Any]:
    return {
        "actor_id": row.actor_id,
        "start": row.char_start,
        "end": row.char_end,
        "mention_type": row.mention_type,
    }


def _statement(row: Statement) -> dict[str, Any]:
    return {
        "statement_id": row.statement_id,
        "kind": row.kind,
        "speaker_actor_ids": list(row.speaker_actor_ids),
        "speaker": _spans(row.speaker_spans),
        "cue": _spans(row.cue_spans),
        "cue_lemma": row.cue_lemma,
        "content": _spans(row.content_spans),
        "sentence_id": row.sentence_id,
        "confidence": row.confidence,
        "rule_id": row.rule_id,
    }


def _figure(row: FinancialFigure) -> dict[str, Any]:
    return {
        "figure_id": row.figure_id,
        "kind": row.kind,
        "start": row.char_start,
        "end": row.char_end,
        "amount": _plain(row.amount),
        "low": _plain(row.amount_low),
        "high": _plain(row.amount_high),
        "currency": row.currency,
        "currency_basis": row.currency_basis,
        "qualifier": row.qualifier,
        "period": row.period,
        "conversion_of": row.conversion_of,
        "role": row.role,
    }


def _quantity(row: Quantity) -> dict[str, Any]:
    return {
        "quantity_id": row.quantity_id,
        "start": row.char_start,
        "end": row.char_end,
        "value": _plain(row.value),
        "low": _plain(row.low),
        "high": _plain(row.high),
        "qualifier": row.qualifier,
        "unit_text": row.unit_text,
        "item_class": row.item_class,
    }


def _commitment(row: Commitment) -> dict[str, Any]:
    same = (
        "commitment_id status donor_actor_id donor_iso3 donor_text recipient_iso3 sector item_class item_text "
        "instrument currency amount_scope quantity_qualifier conditional condition_text condition_kind certainty "
        "source_basis is_repeat statement_id figure_id rule_id confidence"
    )
    return {
        **{name: getattr(row, name) for name in same.split()},
        "start": row.char_start,
        "end": row.char_end,
        "amount": _plain(row.amount),
        "low": _plain(row.amount_low),
        "high": _plain(row.amount_high),
        "quantity": _plain(row.quantity),
        "announcer_actor_ids": list(row.announcer_actor_ids),
        "cue": [row.cue_start, row.cue_end],
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _plain(value: Decimal | date | None) -> int | float | str | None:
    """Return a JSON value: whole numbers without a point, dates as ISO text."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if value == value.to_integral_value() else float(value)

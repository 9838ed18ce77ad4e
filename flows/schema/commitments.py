"""Commitment mentions, the ledger that joins them, and analysts' decisions about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from flows.schema.columns import (
    MONEY,
    Amount,
    AmountHigh,
    AmountLow,
    AmountScope,
    ArticleId,
    Certainty,
    CharEnd,
    CharStart,
    Column,
    CommitmentId,
    ConditionKind,
    Confidence,
    CurrencyOrNull,
    Instrument,
    ItemClass,
    LedgerId,
    LinkRelation,
    OptionalEnd,
    OptionalStart,
    ParentRelation,
    Qualifier,
    RecipientBasis,
    RuleId,
    Sector,
    SentenceId,
    SourceBasis,
    Specificity,
    Status,
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment mention: donor x act x item in one sentence, as one article reports it."""

    commitment_id: CommitmentId
    article_id: ArticleId
    sentence_id: SentenceId
    statement_id: Annotated[str | None, Column("Statement that tells it; null in the narrator's words.")]
    status: Annotated[Status, Column("How far the promise has come, or what else the sentence says of it.")]
    conditional: Annotated[bool, Column("True only with an overt marker of a condition.")]
    condition_text: Annotated[str | None, Column("The clause that states the condition.")]
    condition_start: OptionalStart
    condition_end: OptionalEnd
    condition_kind: Annotated[ConditionKind | None, Column("What the condition is about.")]
    certainty: Annotated[Certainty, Column("How sure the source presents it (FactBank CT/PR/PS/U).")]
    hedge_text: Annotated[str | None, Column("Words that lower the certainty.")]
    source_basis: Annotated[
        SourceBasis, Column("Who tells it: the donor, his own camp, the narrator or a third party.")
    ]
    is_repeat: Annotated[bool, Column("True when the text says that it was told before.")]
    is_increment: Annotated[bool, Column("True when the text says that it comes on top (further, additional, new).")]
    donor_actor_id: Annotated[str | None, Column("actor_id of the donor.")]
    donor_iso3: Annotated[
        str | None,
        Column("Country code of the donor; EUE for EU institutions; null for organisations and unnamed donors."),
    ]
    donor_text: Annotated[str | None, Column("Words that name the donor.")]
    donor_start: OptionalStart
    donor_end: OptionalEnd
    donor_named: Annotated[bool, Column("False for an unnamed group (several countries).")]
    recipient_actor_id: Annotated[str | None, Column("actor_id of the recipient.")]
    recipient_iso3: Annotated[str | None, Column("Country code of the recipient.")]
    recipient_text: Annotated[str | None, Column("Words that name the recipient.")]
    recipient_basis: Annotated[RecipientBasis, Column("explicit in the sentence, inferred from the topic, or none.")]
    sector: Annotated[Sector, Column("Kiel's three, political, climate finance, other. Money for weapons is military.")]
    item_class: Annotated[ItemClass, Column("What sort of thing is promised.")]
    item_text: Annotated[str | None, Column("Words that name the thing promised.")]
    item_start: OptionalStart
    item_end: OptionalEnd
    quantity: Annotated[
        Decimal | None, Column("How many; null when the text does not count.", unit="unit", arrow=MONEY)
    ]
    quantity_low: Annotated[Decimal | None, Column("Lower bound of the count.", unit="unit", arrow=MONEY)]
    quantity_high: Annotated[Decimal | None, Column("Upper bound of the count.", unit="unit", arrow=MONEY)]
    quantity_qualifier: Annotated[Qualifier | None, Column("How exact the count is.")]
    unit: Annotated[str | None, Column("The thing counted, as written.")]
    quantity_id: Annotated[str | None, Column("The quantity that counts it.")]
    instrument: Annotated[Instrument | None, Column("Form of finance; null when the text does not say.")]
    amount: Amount
    amount_low: AmountLow
    amount_high: AmountHigh
    currency: CurrencyOrNull
    amount_qualifier: Annotated[Qualifier | None, Column("How exact the amount is; null without one.")]
    amount_scope: Annotated[AmountScope | None, Column("What the amount covers; null without an amount in the row.")]
    figure_id: Annotated[str | None, Column("The figure that states the amount.")]
    specificity: Annotated[Specificity, Column("specific: amount or counted item; general: type only; vague: neither.")]
    announcement_date: Annotated[date | None, Column("Date of the act: resolved time expression, else the article's.")]
    period_start: Annotated[date | None, Column("First day of the period that the promise covers.")]
    period_end: Annotated[date | None, Column("Last day of the period that the promise covers.")]
    parent_text: Annotated[str | None, Column("Words that name the envelope of which this is a part or drawing.")]
    parent_relation: Annotated[ParentRelation | None, Column("How it relates to that envelope, by its own words.")]
    announcer_actor_ids: Annotated[tuple[str, ...], Column("actor_id of who said it; empty for the narrator.")]
    cue_text: Annotated[str, Column("Words that decided the status.")]
    cue_start: CharStart
    cue_end: CharEnd
    char_start: CharStart
    char_end: CharEnd
    evidence: Annotated[str, Column("The sentence or clause that tells it.")]
    iati_transaction_type: Annotated[
        str | None, Column("IATI TransactionType; null where none fits or the donor is unnamed.")
    ]
    plover_event: Annotated[str | None, Column("PLOVER event type; null where none fits.")]
    confidence: Confidence
    rule_id: RuleId


@dataclass(frozen=True, slots=True)
class CommitmentLink:
    """Which ledger entry a commitment mention belongs to, and how it changes it."""

    commitment_id: CommitmentId
    article_id: Annotated[str, Column("Article of the mention.")]
    ledger_id: Annotated[str | None, Column("Ledger entry; null for requested, expected and not_committed.")]
    relation: Annotated[LinkRelation | None, Column("What the mention does to the entry.")]
    parent_ledger_id: Annotated[str | None, Column("Entry of the envelope that this one is part of or draws on.")]
    parent_relation: Annotated[ParentRelation | None, Column("Relation to that envelope.")]
    match_score: Annotated[float | None, Column("Score of the match; null for a new entry.")]
    match_rule: Annotated[str | None, Column("What decided the match; review: an analyst should look.")]
    review_ledger_id: Annotated[str | None, Column("Entry that it may be part of after all; null unless in review.")]


@dataclass(frozen=True, slots=True)
class CommitmentEnvelope:
    """One envelope that texts name as the parent of a commitment, and that no article announces.

    Its donor, recipient and sector are those of the mention that names it first; its status is committed.
    """

    ledger_id: LedgerId
    commitment_id: Annotated[str, Column("First mention that names it.")]
    article_id: Annotated[str, Column("Article of that mention.")]
    status: Annotated[Literal["committed"], Column("committed: the text speaks of it as standing.")]
    item_text: Annotated[str, Column("Words that name it.")]
    amount: Amount
    amount_low: AmountLow
    amount_high: AmountHigh
    currency: CurrencyOrNull
    amount_qualifier: Annotated[Qualifier | None, Column("How exact the amount is; null without one.")]
    figure_id: Annotated[str | None, Column("The figure that states the amount.")]


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """One analyst's override; applied last, never overwritten by a run."""

    object_id: Annotated[str, Column("commitment_id or ledger_id that is decided about.")]
    field: Annotated[str, Column("Column that is overridden.")]
    value: Annotated[str | None, Column("The right value, as text; null for none.")]
    analyst: Annotated[str, Column("Who decided.")]
    decided_at: Annotated[datetime, Column("When (UTC).")]
    note: Annotated[str | None, Column("Why.")]

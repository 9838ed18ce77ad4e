"""Amounts of money, shares of GDP, and counted things."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from flows.schema.columns import (
    MONEY,
    Amount,
    AmountHigh,
    AmountLow,
    ArticleId,
    CharEnd,
    CharStart,
    Column,
    CurrencyOrNull,
    FigureKind,
    FigureRole,
    ItemClass,
    Period,
    Qualifier,
    RuleId,
    SentenceId,
)


@dataclass(frozen=True, slots=True)
class FinancialFigure:
    """One amount of money, or percentage of GDP, as a text states it."""

    article_id: ArticleId
    figure_id: Annotated[str, Column("Identifies a figure: article_id and the offset of its first character.")]
    sentence_id: SentenceId
    statement_id: Annotated[str | None, Column("Statement whose content holds it; null in the narrator's words.")]
    char_start: CharStart
    char_end: CharEnd
    figure_text: Annotated[str, Column("The figure's words, without the qualifier's.")]
    kind: Annotated[
        FigureKind, Column("money, or percent_gdp (a share of GDP or national income) with the percentage as amount.")
    ]
    amount: Amount
    amount_low: AmountLow
    amount_high: AmountHigh
    rounded_low: Annotated[
        Decimal | None, Column("Least value that rounds to the figure.", unit="currency", arrow=MONEY)
    ]
    rounded_high: Annotated[
        Decimal | None, Column("Greatest value that rounds to the figure.", unit="currency", arrow=MONEY)
    ]
    qualifier: Annotated[Qualifier, Column("How exact the text calls it.")]
    currency: CurrencyOrNull
    currency_basis: Annotated[
        str | None, Column("What decided the currency: code, symbol, name, adjective, document, ...")
    ]
    currency_alternatives: Annotated[tuple[str, ...], Column("Other currencies that the words could mean.")]
    period: Annotated[Period | None, Column("Unit of time of a rate (a year, per month); null for a sum.")]
    horizon: Annotated[str | None, Column("Words that bound the time of the whole sum (over five years, by 2027).")]
    role: Annotated[FigureRole, Column("What the figure does in its sentence.")]
    conversion_of: Annotated[str | None, Column("figure_id of the amount that this one restates in another currency.")]
    payer_actor_id: Annotated[str | None, Column("actor_id of who pays, where syntax says.")]
    payee_actor_id: Annotated[str | None, Column("actor_id of who is paid, where syntax says.")]
    rule_id: RuleId


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted thing: missiles, troops, tonnes."""

    article_id: ArticleId
    quantity_id: Annotated[str, Column("Identifies a quantity: article_id and the offset of its first character.")]
    sentence_id: SentenceId
    commitment_id: Annotated[str | None, Column("First commitment whose item it counts; null when none.")]
    char_start: CharStart
    char_end: CharEnd
    quantity_text: Annotated[str, Column("The words of qualifier, number and thing.")]
    value: Annotated[Decimal | None, Column("Number of units; null for a range.", unit="unit_text", arrow=MONEY)]
    low: Annotated[Decimal | None, Column("Lower bound; null when exact.", unit="unit_text", arrow=MONEY)]
    high: Annotated[Decimal | None, Column("Upper bound; null when exact.", unit="unit_text", arrow=MONEY)]
    qualifier: Annotated[Qualifier, Column("How exact the text calls it.")]
    unit_text: Annotated[str, Column("The thing counted, as written.")]
    unit_of_issue: Annotated[str | None, Column("Measure or packaging: rounds, tonnes, batteries, doses.")]
    item_class: Annotated[
        ItemClass | None, Column("What sort of thing it is; null when the taxonomy has no word for it.")
    ]
    designator: Annotated[str | None, Column("Type name of the thing: F-16, Leopard 2A6, 155mm.")]
    is_increment: Annotated[bool, Column("True for further, additional, another, more.")]

"""How a column is declared: a type annotation that carries its description, unit and Arrow type.

    article_id: Annotated[str, Column("Identifies an article.")]

Column aliases that several tables share stand below, so that a thing has one name and one description everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pyarrow as pa

from flows.schema.span import Span

MONEY = pa.decimal128(24, 2)
SPAN = pa.struct([pa.field("char_start", pa.int32(), nullable=False), pa.field("char_end", pa.int32(), nullable=False)])


@dataclass(frozen=True, slots=True)
class Column:
    """Describe one column; `arrow` overrides the type that the annotation implies."""

    description: str
    unit: str | None = None
    arrow: pa.DataType | None = None


# Enumerations (DATA_MODEL.md, section 0, 10)
ActorType = Literal["person", "country", "organisation", "bloc", "group"]
Role = Literal[
    "head_of_state",
    "head_of_government",
    "minister",
    "official",
    "spokesperson",
    "legislator",
    "military",
    "executive",
    "expert",
    "civilian",
]
MentionType = Literal["named", "nominal", "pronoun", "adjectival", "metonym"]
StatementKind = Literal["direct", "indirect", "mixed"]
Qualifier = Literal["exact", "about", "more_than", "at_least", "up_to", "less_than", "range"]
FigureKind = Literal["money", "percent_gdp"]
FigureRole = Literal["commitment", "total", "budget", "cost", "change", "from", "to", "conversion", "other"]
Period = Literal["day", "week", "month", "year"]
Status = Literal[
    "signalled", "pledged", "committed", "delivered", "denied", "withdrawn", "not_committed", "requested", "expected"
]
Certainty = Literal["certain", "probable", "possible", "underspecified"]
SourceBasis = Literal["self", "relayed", "narrator", "other"]
Sector = Literal["military", "financial", "humanitarian", "political", "climate", "other"]
ItemClass = Literal[
    "weapons_ammunition",
    "personnel",
    "training",
    "financing",
    "relief_goods",
    "reconstruction",
    "security_guarantee",
    "sanctions",
    "peace_support",
    "planning",
    "other",
]
Instrument = Literal[
    "grant", "loan", "guarantee", "export_credit", "budget_support", "in_kind", "procurement", "debt_relief"
]
AmountScope = Literal["single", "per_year", "cumulative", "ceiling", "share", "joint"]
Specificity = Literal["specific", "general", "vague"]
ConditionKind = Literal[
    "agreement", "ceasefire", "approval", "reciprocity", "performance", "funding", "acceptance", "other"
]
RecipientBasis = Literal["explicit", "inferred", "none"]
LinkRelation = Literal["new", "repeat", "revises", "fulfils", "withdraws", "part_of", "draws_on"]
ParentRelation = Literal["part_of", "draws_on"]

# Columns that several tables share
ArticleId = Annotated[
    str, Column("Identifies an article: first 16 hex digits of sha256(text + NUL + source or empty).")
]
SentenceId = Annotated[str, Column("Identifies a sentence: article_id and the offset of its first character.")]
StatementId = Annotated[str, Column("Identifies a statement: article_id and the offsets of its cue and content.")]
ActorId = Annotated[str, Column("Identifies an actor within one article: hash of article_id, canonical name and type.")]
EntityId = Annotated[str, Column("Identifies an actor across articles.")]
CommitmentId = Annotated[
    str,
    Column("Identifies a commitment mention: article_id, offset of the cue, offset of item or figure, donor key."),
]
LedgerId = Annotated[str, Column("Identifies a ledger entry: one distinct commitment, however often told.")]
Iso3 = Annotated[str, Column("ISO 3166-1 alpha-3 country code; EUE for the institutions of the European Union.")]
CharStart = Annotated[
    int, Column("First code point of the row's words in articles.text, counted from 0.", arrow=pa.int32())
]
CharEnd = Annotated[int, Column("Code point after the row's last one in articles.text.", arrow=pa.int32())]
OptionalStart = Annotated[int | None, Column("First code point in articles.text; null when absent.", arrow=pa.int32())]
OptionalEnd = Annotated[int | None, Column("Code point after the last one in articles.text.", arrow=pa.int32())]
Spans = Annotated[tuple[Span, ...], Column("Half-open code point spans into articles.text.", arrow=pa.list_(SPAN))]
RuleId = Annotated[str, Column("Names the rule that made the row.")]
Confidence = Annotated[float, Column("How sure the rule is that the row is right, 0 to 1.")]
Currency = Annotated[str, Column("ISO 4217 currency code.")]
CurrencyOrNull = Annotated[str | None, Column("ISO 4217 currency code; null when the text gives none.")]
Amount = Annotated[
    Decimal | None, Column("As stated; null for a range or where the text gives none.", unit="currency", arrow=MONEY)
]
AmountLow = Annotated[
    Decimal | None, Column("Lower bound of a range or one-sided bound; null otherwise.", unit="currency", arrow=MONEY)
]
AmountHigh = Annotated[
    Decimal | None, Column("Upper bound of a range or one-sided bound; null otherwise.", unit="currency", arrow=MONEY)
]
PublishedDate = Annotated[date | None, Column("Calendar date of the article in its own time zone; null when undated.")]

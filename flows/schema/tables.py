"""The tables of the warehouse and the Arrow schemas that their records imply.

`TABLES` is the one list: loading order (children before `articles`, whose rows commit a batch), keys, partitions.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from flows.schema import actors, articles, commitments, figures, reference, statements
from flows.schema.columns import Column
from flows.schema.span import Span

# Raise when a column is added, dropped or changes its meaning: stored rows of another version are parsed again.
SCHEMA_VERSION = 1

EXTRACTOR_VERSION_FIELD = "extractor_version"
RUN_ID_FIELD = "run_id"
MONTH_FIELD = "month"

# Written by the loader on every row, so no record declares them.
STAMPS: dict[str, tuple[pa.DataType, str]] = {
    EXTRACTOR_VERSION_FIELD: (pa.string(), "Version of the extraction code, vocabularies and model that made the row."),
    RUN_ID_FIELD: (pa.string(), "Flow run that wrote the row."),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its record, its key, and how it is stored.

    `scope` says what replaces what: rows of kind "article" are replaced article by article, "link" and "reference"
    tables as a whole, "log" tables are appended to.
    """

    name: str
    record: type
    primary_key: tuple[str, ...]
    scope: Literal["article", "link", "reference", "log"]
    foreign_keys: tuple[tuple[str, str], ...] = ()  # (column, "table.column")

    @property
    def description(self) -> str:
        """Return the record's docstring: what one row is."""
        return (self.record.__doc__ or "").strip()

    @property
    def is_partitioned(self) -> bool:
        """Tell whether the rows lie in folders by month of the article's date."""
        return self.scope == "article"


IN_ARTICLE = (("article_id", "articles.article_id"),)
IN_SENTENCE = (*IN_ARTICLE, ("sentence_id", "sentences.sentence_id"))

_ALL = (
    Table("sentences", articles.Sentence, ("sentence_id",), "article", IN_ARTICLE),
    Table("article_actors", actors.ArticleActor, ("actor_id",), "article", IN_ARTICLE),
    Table(
        "actor_mentions",
        actors.ActorMention,
        ("actor_id", "char_start", "char_end"),
        "article",
        (*IN_SENTENCE, ("actor_id", "article_actors.actor_id")),
    ),
    Table("statements", statements.Statement, ("statement_id",), "article", IN_SENTENCE),
    Table(
        "financial_figures",
        figures.FinancialFigure,
        ("figure_id",),
        "article",
        (
            *IN_SENTENCE,
            ("statement_id", "statements.statement_id"),
            ("conversion_of", "financial_figures.figure_id"),
            ("payer_actor_id", "article_actors.actor_id"),
            ("payee_actor_id", "article_actors.actor_id"),
        ),
    ),
    Table(
        "quantities",
        figures.Quantity,
        ("quantity_id",),
        "article",
        (*IN_SENTENCE, ("commitment_id", "commitments.commitment_id")),
    ),
    Table(
        "commitments",
        commitments.Commitment,
        ("commitment_id",),
        "article",
        (
            *IN_SENTENCE,
            ("statement_id", "statements.statement_id"),
            ("figure_id", "financial_figures.figure_id"),
            ("quantity_id", "quantities.quantity_id"),
            ("donor_actor_id", "article_actors.actor_id"),
            ("recipient_actor_id", "article_actors.actor_id"),
        ),
    ),
    Table("articles", articles.ArticleRow, ("article_id",), "article", (("duplicate_of", "articles.article_id"),)),
    Table("actors", actors.Actor, ("entity_id",), "link"),
    Table(
        "actor_links",
        actors.ActorLink,
        ("actor_id",),
        "link",
        (("actor_id", "article_actors.actor_id"), ("entity_id", "actors.entity_id"), *IN_ARTICLE),
    ),
    Table(
        "commitment_links",
        commitments.CommitmentLink,
        ("commitment_id",),
        "link",
        (("commitment_id", "commitments.commitment_id"), *IN_ARTICLE),
    ),
    Table(
        "commitment_envelopes",
        commitments.CommitmentEnvelope,
        ("ledger_id",),
        "link",
        (
            ("commitment_id", "commitments.commitment_id"),
            ("figure_id", "financial_figures.figure_id"),
            *IN_ARTICLE,
        ),
    ),
    Table("review_decisions", commitments.ReviewDecision, ("object_id", "field", "decided_at"), "log"),
    Table("rejects", articles.Reject, ("url",), "log"),
    Table("runs", articles.Run, ("run_id",), "log"),
    Table("ref_countries", reference.RefCountry, ("iso3",), "reference"),
    Table("ref_fx", reference.RefFx, ("currency", "rate_date"), "reference"),
    Table("ref_offices", reference.RefOffice, ("person", "office", "from_date"), "reference"),
    Table("ref_blocs", reference.RefBloc, ("bloc", "iso3", "from_date"), "reference"),
)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    Decimal: pa.decimal128(24, 2),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column as declared: what the dictionary, the comments and the Arrow schema all read."""

    name: str
    arrow: pa.DataType
    nullable: bool
    description: str
    unit: str | None
    enum: tuple[str, ...]


@cache
def columns_of(table: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a table in order: the record's fields, then the loader's stamps."""
    record = TABLES[table].record
    hints = get_type_hints(record, include_extras=True)
    declared = tuple(_column_spec(field.name, hints[field.name]) for field in fields(record))
    names = {spec.name for spec in declared}
    stamps = tuple(
        ColumnSpec(name, arrow, False, description, None, ())
        for name, (arrow, description) in STAMPS.items()
        if name not in names
    )
    return declared + stamps


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table, with descriptions as field metadata."""
    return pa.schema(
        [
            pa.field(spec.name, spec.arrow, nullable=spec.nullable, metadata=_field_metadata(spec))
            for spec in columns_of(table)
        ],
        metadata={"description": TABLES[table].description, "schema_version": str(SCHEMA_VERSION)},
    )


def to_arrow(table: str, records: Iterable[Any], *, extractor_version: str, run_id: str) -> pa.Table:
    """Turn records into an Arrow table in the table's schema, sorted by its key.

    Raises `pyarrow.ArrowInvalid` when a value does not fit its column.
    """
    schema = arrow_schema(table)
    stamps = {EXTRACTOR_VERSION_FIELD: extractor_version, RUN_ID_FIELD: run_id}
    rows = list(records)
    arrays = []
    for field in schema:
        values = [_plain(getattr(row, field.name, stamps.get(field.name))) for row in rows]
        arrays.append(pa.array(values, type=field.type))
    result = pa.Table.from_arrays(arrays, schema=schema)
    result.validate()
    return result.sort_by([(name, "ascending") for name in TABLES[table].primary_key])


def _plain(value: Any) -> Any:
    """Give Arrow what it can store: spans inside a list become structs."""
    if isinstance(value, tuple) and value and isinstance(value[0], Span):
        return [{"char_start": span.start, "char_end": span.end} for span in value]
    return value


def _column_spec(name: str, hint: Any) -> ColumnSpec:
    column, inner, nullable = _unwrap(hint)
    enum: tuple[str, ...] = ()
    if get_origin(inner) is Literal:
        enum, inner = tuple(get_args(inner)), str
    if column.arrow is not None:
        arrow = column.arrow
    elif get_origin(inner) is tuple:
        arrow = pa.list_(_SCALARS[get_args(inner)[0]])
    else:
        arrow = _SCALARS[inner]
    return ColumnSpec(name, arrow, nullable, column.description, column.unit, enum)


def _unwrap(hint: Any) -> tuple[Column, Any, bool]:
    """Split an annotation into its Column, the type within, and whether None is allowed."""
    if get_origin(hint) is not Annotated:
        raise TypeError(f"column without a description: {hint!r}")
    inner, column = get_args(hint)[:2]
    nullable = False
    if get_origin(inner) in (Union, types.UnionType):
        nullable = type(None) in get_args(inner)
        (inner,) = (arg for arg in get_args(inner) if arg is not type(None))
    return column, inner, nullable


def _field_metadata(spec: ColumnSpec) -> dict[str, str]:
    metadata = {"description": spec.description}
    if spec.unit:
        metadata["unit"] = spec.unit
    if spec.enum:
        metadata["enum"] = ", ".join(spec.enum)
    return metadata

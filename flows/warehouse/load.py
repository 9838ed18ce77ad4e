"""Write rows into the Delta tables so that writing them again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa
import pyarrow.dataset as pads

from flows.errors import WarehouseError
from flows.schema.tables import EXTRACTOR_VERSION_FIELD, MONTH_FIELD, TABLES, arrow_schema
from flows.warehouse.delta import (
    append_rows,
    dataset_of,
    ensure_table,
    key_list,
    overwrite_rows,
    stored_schema,
)
from flows.warehouse.location import Warehouse

ARTICLE_TABLES = tuple(name for name, table in TABLES.items() if table.scope == "article")


def known_articles(warehouse: Warehouse, *, extractor_version: str) -> set[str]:
    """Return the ids of the articles that this version of the extractor has already parsed and stored."""
    dataset = dataset_of(warehouse, "articles")
    if dataset is None:
        return set()
    ids = dataset.to_table(columns=["article_id"], filter=pads.field(EXTRACTOR_VERSION_FIELD) == extractor_version)
    return set(_texts(ids, "article_id"))


def write_batch(warehouse: Warehouse, tables: Mapping[str, pa.Table]) -> None:
    """Store one batch of parsed articles: the rows of its articles replace what was stored of them.

    `tables` maps table names of scope "article" to rows as `schema.tables.to_arrow` gives them; a table that is
    missing has no rows. Children are written first and `articles` last: its rows say that the batch is complete.
    New articles are appended, which never meets another writer and reads no file of the children; what a killed run
    left of them has another run_id and so is never read.
    Raises `WarehouseError` for a table that is no table of articles, or rows of an article that is not in the batch.
    """
    articles = tables["articles"]
    article_ids = _texts(articles, "article_id")
    if not article_ids:
        return
    _check_batch(tables, set(article_ids))
    months = dict(zip(article_ids, _months(articles), strict=True))
    former_months = _stored_months(warehouse, article_ids)
    batch_id = _batch_id(articles)
    for name in ARTICLE_TABLES:
        rows = _with_month(name, tables.get(name, arrow_schema(name).empty_table()), months)
        if former_months:
            _replace_articles(warehouse, name, rows, article_ids, {*months.values(), *former_months})
        elif len(rows) > 0:
            append_rows(warehouse, name, rows, batch_id=batch_id)
        else:
            ensure_table(warehouse, name)


def replace_table(warehouse: Warehouse, name: str, rows: pa.Table) -> None:
    """Store a link or reference table as a whole; equal rows leave the stored ones untouched."""
    if TABLES[name].scope not in ("link", "reference"):
        raise WarehouseError(f"{name} is not replaced as a whole; use write_batch or put_rows")
    wanted = _in_key_order(name, rows.select(stored_schema(name).names).cast(stored_schema(name)))
    stored = dataset_of(warehouse, name)
    if stored is not None and stored.schema.names == wanted.schema.names:
        same_content = [column for column in wanted.schema.names if column != "run_id"]
        before = _in_key_order(name, stored.to_table().cast(wanted.schema))
        if before.select(same_content).equals(wanted.select(same_content)):
            return
    overwrite_rows(warehouse, name, wanted)


def put_rows(warehouse: Warehouse, name: str, rows: pa.Table) -> None:
    """Store rows of a log; a stored row with the same key is replaced, all others stay."""
    if TABLES[name].scope != "log":
        raise WarehouseError(f"{name} is no log; use write_batch or replace_table")
    wanted = rows.select(stored_schema(name).names).cast(stored_schema(name))
    ensure_table(warehouse, name)
    if len(wanted) == 0:
        return
    objects = sorted(set(_texts(wanted, TABLES[name].primary_key[0])))
    stored = _rows_of_objects(warehouse, name, objects)
    if len(stored) == 0:
        append_rows(warehouse, name, wanted)
        return
    replaced = _keys(name, wanted)
    kept = stored.filter(pa.array([key not in replaced for key in _key_tuples(name, stored)], pa.bool_()))
    predicate = f"{TABLES[name].primary_key[0]} IN ({key_list(objects)})"
    overwrite_rows(warehouse, name, _in_key_order(name, pa.concat_tables([kept, wanted])), predicate=predicate)


def take_back(warehouse: Warehouse, name: str, *, run_id: str) -> None:
    """Delete the rows that one run added to a log."""
    overwrite_rows(warehouse, name, stored_schema(name).empty_table(), predicate=f"run_id IN ({key_list([run_id])})")


def record_rejects(warehouse: Warehouse, rows: pa.Table, *, read_urls: Iterable[str]) -> None:
    """Store what could not be read or parsed in this run, and clear the inputs that could be read this time.

    An input stands once in `rejects`, with what was wrong at the last try.
    """
    put_rows(warehouse, "rejects", rows)
    cleared = set(read_urls) - set(_texts(rows, "url"))
    stored = _stored_rows(warehouse, "rejects", columns=["url"])
    outdated = sorted(cleared & set(_texts(stored, "url")))
    if outdated:
        nothing = stored_schema("rejects").empty_table()
        overwrite_rows(warehouse, "rejects", nothing, predicate=f"url IN ({key_list(outdated)})")


def _stored_rows(warehouse: Warehouse, name: str, *, columns: list[str]) -> pa.Table:
    dataset = dataset_of(warehouse, name)
    return stored_schema(name).empty_table().select(columns) if dataset is None else dataset.to_table(columns=columns)


def _rows_of_objects(warehouse: Warehouse, name: str, objects: list[str]) -> pa.Table:
    """Return the stored rows whose first key column is one of `objects`."""
    dataset = dataset_of(warehouse, name)
    schema = stored_schema(name)
    if dataset is None:
        return schema.empty_table()
    return (
        dataset.to_table(filter=pads.field(TABLES[name].primary_key[0]).isin(objects)).select(schema.names).cast(schema)
    )


def _key_tuples(name: str, rows: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(rows.column(key).to_pylist() for key in TABLES[name].primary_key), strict=True))


def _keys(name: str, rows: pa.Table) -> set[tuple[object, ...]]:
    return set(_key_tuples(name, rows))


def _check_batch(tables: Mapping[str, pa.Table], article_ids: set[str]) -> None:
    for name, rows in tables.items():
        if name not in ARTICLE_TABLES:
            raise WarehouseError(f"{name} is no table of an article's rows; a batch holds {', '.join(ARTICLE_TABLES)}")
        strangers = set(_texts(rows, "article_id")) - article_ids
        if strangers:
            raise WarehouseError(f"{name} has rows of {sorted(strangers)[0]}, which is not among the batch's articles")
    if len(article_ids) < len(tables["articles"]):
        raise WarehouseError("a batch holds the same article twice; keep the first and list the others in other_urls")


def _months(articles: pa.Table) -> list[str | None]:
    """Return the month (YYYY-MM) of each article; None when undated."""
    dates = articles.column("published_date").to_pylist()
    return [None if day is None else f"{day:%Y-%m}" for day in dates]


def _stored_months(warehouse: Warehouse, article_ids: Collection[str]) -> set[str | None]:
    """Return the months under which these articles are stored so far: a corrected date moves them."""
    dataset = dataset_of(warehouse, "articles")
    if dataset is None:
        return set()
    found = dataset.to_table(columns=[MONTH_FIELD], filter=pads.field("article_id").isin(list(article_ids)))
    return set(found.column(MONTH_FIELD).to_pylist())


def _with_month(name: str, rows: pa.Table, months: Mapping[str, str | None]) -> pa.Table:
    month = pa.array([months[article_id] for article_id in _texts(rows, "article_id")], pa.string())
    return rows.append_column(MONTH_FIELD, month).select(stored_schema(name).names).cast(stored_schema(name))


def _replace_articles(
    warehouse: Warehouse, name: str, rows: pa.Table, article_ids: list[str], months: Collection[str | None]
) -> None:
    """Replace what the table holds of the articles in these months."""
    predicate = f"({_month_predicate(months)}) AND article_id IN ({key_list(article_ids)})"
    overwrite_rows(warehouse, name, rows, predicate=predicate)


def _batch_id(articles: pa.Table) -> str:
    """Return an id of what is written: the same when the same run writes the same articles again."""
    written = sorted(zip(_texts(articles, "article_id"), _texts(articles, "run_id"), strict=True))
    return hashlib.sha256(repr(written).encode()).hexdigest()


def _month_predicate(months: Collection[str | None]) -> str:
    dated = sorted(month for month in months if month is not None)
    parts = [f"{MONTH_FIELD} IN ({key_list(dated)})"] if dated else []
    if None in months:
        parts.append(f"{MONTH_FIELD} IS NULL")
    return " OR ".join(parts)


def _in_key_order(name: str, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(key, "ascending") for key in TABLES[name].primary_key])


def _texts(rows: pa.Table, column: str) -> list[str]:
    """Return a column that is never null, as strings."""
    return [str(value) for value in rows.column(column).to_pylist()]

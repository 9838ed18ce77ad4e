"""The rows that count: of each article the ones that its row in `articles` commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb
import pyarrow as pa

from flows.schema.tables import TABLES, arrow_schema
from flows.warehouse.delta import dataset_of
from flows.warehouse.location import Warehouse

# One row per article: at the asked version, and where two runs wrote the same article at once, of the later one.
_COMMITTED_ARTICLES = """
CREATE OR REPLACE TEMP TABLE committed_articles AS
SELECT article_id, run_id, extractor_version
FROM {source}
WHERE extractor_version = $version
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY ingested_at DESC, run_id DESC) = 1
"""


def attach_stored(
    connection: duckdb.DuckDBPyConnection,
    warehouse: Warehouse,
    *,
    extractor_version: str,
    names: Collection[str] = TABLES.keys(),
) -> None:
    """Make the stored tables readable as `stored_<name>` and note in `committed_articles` which articles count."""
    for name in {*names, "articles"}:
        dataset = dataset_of(warehouse, name)
        connection.register(f"stored_{name}", arrow_schema(name).empty_table() if dataset is None else dataset)
    connection.execute(_COMMITTED_ARTICLES.format(source="stored_articles"), {"version": extractor_version})


def select_committed(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str] | None = None) -> str:
    """Return the SELECT that reads a table's rows that count, in the declared columns, from `stored_<name>`.

    A column that was declared after the rows were stored is null. `columns` narrows the choice.
    """
    stored = {row[0] for row in connection.execute(f"DESCRIBE stored_{name}").fetchall()}
    wanted = arrow_schema(name).names if columns is None else list(columns)
    chosen = ", ".join(f"stored.{column}" if column in stored else f"NULL AS {column}" for column in wanted)
    committed = "SEMI JOIN committed_articles USING (article_id, run_id, extractor_version)"
    return f"SELECT {chosen} FROM stored_{name} AS stored {committed if TABLES[name].scope == 'article' else ''}"


def read_table(
    warehouse: Warehouse, name: str, *, extractor_version: str, columns: Sequence[str] | None = None
) -> pa.Table:
    """Read the rows of a table that would be published, sorted by its key, in the declared schema."""
    schema = arrow_schema(name)
    names = schema.names if columns is None else list(columns)
    with duckdb.connect() as connection:
        attach_stored(connection, warehouse, extractor_version=extractor_version, names=[name])
        keys = ", ".join(f"stored.{key}" for key in TABLES[name].primary_key)
        rows: pa.Table = connection.sql(f"{select_committed(connection, name, names)} ORDER BY {keys}").to_arrow_table()
    return rows.cast(pa.schema([schema.field(column) for column in names]))


def count_rows(warehouse: Warehouse, *, extractor_version: str) -> dict[str, int]:
    """Count the rows of each table that would be published."""
    counts: dict[str, int] = {}
    with duckdb.connect() as connection:
        attach_stored(connection, warehouse, extractor_version=extractor_version)
        for name, table in TABLES.items():
            selected = select_committed(connection, name, table.primary_key)
            (counts[name],) = connection.execute(f"SELECT count(*) FROM ({selected})").fetchall()[0]
    return counts

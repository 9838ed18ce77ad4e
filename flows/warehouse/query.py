"""Open a published warehouse and ask it questions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import QueryError, WarehouseError
from flows.warehouse.location import PUBLISHED_FILE, Warehouse
from flows.warehouse.remote_file import fetch

DEFAULT_LOCATION = "warehouse"
LOCATION_VARIABLE = "PLEDGEBOOK_WAREHOUSE"

Location = str | os.PathLike[str] | Warehouse


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query: column names, their SQL types, and the rows."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @classmethod
    def of(cls, cursor: duckdb.DuckDBPyConnection) -> QueryResult:
        """Fetch all that a cursor holds; a statement that answers nothing has no columns and no rows."""
        described = cursor.description or []
        return cls(
            columns=tuple(str(column[0]) for column in described),
            types=tuple(str(column[1]) for column in described),
            rows=tuple(cursor.fetchall()) if described else (),
        )


@dataclass(frozen=True, slots=True)
class Description:
    """One table, view or column: its name, kind ("table", "view" or the column's SQL type) and what it means."""

    name: str
    kind: str
    text: str | None


def open_warehouse(
    location: Location | None = None, *, storage_options: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse read-only.

    `location` is the folder of the warehouse, the DuckDB file itself, or an address of object storage (its file is
    copied here first); None means PLEDGEBOOK_WAREHOUSE, else ./warehouse. The connection keeps the state it opened,
    even when a run publishes a new one. Raises `WarehouseError` when nothing was published there.
    """
    file = published_file(location, storage_options=storage_options)
    try:
        return duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(f"{file} cannot be opened as a warehouse: {_first_line(error)}") from error


def published_file(location: Location | None = None, *, storage_options: Mapping[str, str] | None = None) -> Path:
    """Return the path of the published file; raises `WarehouseError` when there is none."""
    if location is None:
        location = os.environ.get(LOCATION_VARIABLE) or DEFAULT_LOCATION
    if not isinstance(location, Warehouse):
        location = Warehouse(os.fspath(location), storage_options or {})
    folder = location.folder
    if folder is None:
        return fetch(location)
    file = folder if folder.suffix == ".duckdb" else folder / PUBLISHED_FILE
    if not file.is_file():
        raise WarehouseError(f"no warehouse is published at {file}; run `pledgebook run` first, or give --warehouse")
    return file


def run_query(location: Location | None, sql: str, *, storage_options: Mapping[str, str] | None = None) -> QueryResult:
    """Run an analyst's SQL on the published warehouse; raises `QueryError` with DuckDB's own explanation."""
    with open_warehouse(location, storage_options=storage_options) as connection:
        try:
            return QueryResult.of(connection.execute(sql))
        except duckdb.Error as error:
            raise QueryError(_explained(error)) from error


def describe(
    location: Location | None, name: str | None = None, *, storage_options: Mapping[str, str] | None = None
) -> list[Description]:
    """Describe all tables and views (name None), or one of them: first itself, then its columns in order.

    Raises `QueryError` when there is no table or view of that name.
    """
    with open_warehouse(location, storage_options=storage_options) as connection:
        relations = [Description(*row) for row in connection.execute(_RELATIONS).fetchall()]
        if name is None:
            return relations
        chosen = [relation for relation in relations if relation.name == name]
        if not chosen:
            known = ", ".join(relation.name for relation in relations)
            raise QueryError(f"there is no table or view {name!r}; there are {known}")
        columns = connection.execute(_COLUMNS, {"name": name}).fetchall()
        return chosen + [Description(*row) for row in columns]


_RELATIONS = """
SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal
UNION ALL
SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal
ORDER BY kind DESC, name
"""

_COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE table_name = $name AND NOT internal ORDER BY column_index
"""


def _explained(error: duckdb.Error) -> str:
    """Say what is wrong with a query; writing to the published file gets its own sentence."""
    if "read-only" in str(error):
        return "the published warehouse is read-only; write results to a file with COPY (...) TO 'file.csv'"
    return str(error).strip()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]

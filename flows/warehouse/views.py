"""Create the macros and the views, each after the views that it reads."""

from __future__ import annotations

import json
from graphlib import TopologicalSorter
from typing import Any

import duckdb

from flows.errors import WarehouseError
from flows.schema.tables import TABLES, columns_of
from flows.warehouse.sql_files import SqlFile, read_sql_files


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all macros and views over the current schema's tables; raises `WarehouseError` naming a wrong file."""
    for macro in read_sql_files("macros"):
        _create(connection, macro, macro.statement)
    for view, _ in in_reading_order(read_sql_files("views")):
        _create(connection, view, f"CREATE {_kind(view)} {view.name} AS {view.statement}")


def in_reading_order(views: tuple[SqlFile, ...]) -> list[tuple[SqlFile, tuple[str, ...]]]:
    """Sort views so that each comes after the ones it reads; each with the tables and views that it reads, by name."""
    by_name = {view.name: view for view in views}
    with duckdb.connect() as parser:
        reads = {name: tuple(sorted(tables_read(parser, view.statement))) for name, view in by_name.items()}
    order = TopologicalSorter({name: [other for other in reads[name] if other in by_name] for name in sorted(reads)})
    return [(by_name[name], reads[name]) for name in order.static_order()]


def tables_read(parser: duckdb.DuckDBPyConnection, select: str) -> set[str]:
    """Return the names of the tables and views that a SELECT reads; names of its own CTEs are left out."""
    (text,) = parser.execute("SELECT json_serialize_sql($sql)", {"sql": select}).fetchall()[0]
    tree = json.loads(text)
    if tree["error"]:
        raise WarehouseError(f"DuckDB cannot parse {select[:80]!r}: {tree['error_message']}")
    tables: set[str] = set()
    defined: set[str] = set()
    _collect(tree, tables, defined)
    return tables - defined


def comment_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Describe every table, view and column in the database itself, from schema/ and the SQL files' first comments.

    A view's column without a description of its own has that of the column of its name in what the view reads.
    """
    described: dict[str, dict[str, str]] = {}
    connection.execute("BEGIN")  # one commit for a thousand comments: each costs a write of its own otherwise
    for name, table in TABLES.items():
        described[name] = {column.name: column.description for column in columns_of(name)}
        _comment(connection, "TABLE", name, table.description, described[name])
    for view, reads in in_reading_order(read_sql_files("views")):
        columns = [row[0] for row in connection.execute(f"DESCRIBE {view.name}").fetchall()]
        inherited = {name: text for other in reversed(reads) for name, text in described[other].items()}
        known = inherited | view.column_descriptions
        described[view.name] = {column: known[column] for column in columns if column in known}
        _comment(connection, _kind(view), view.name, view.description, described[view.name])
    connection.execute("COMMIT")


def _kind(view: SqlFile) -> str:
    """Return what a view is in the file: worked out once it is a table."""
    return "TABLE" if view.is_stored else "VIEW"


def _comment(connection: duckdb.DuckDBPyConnection, kind: str, name: str, text: str, columns: dict[str, str]) -> None:
    connection.execute(f"COMMENT ON {kind} {name} IS {_quoted(text)}")
    for column, description in columns.items():
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {_quoted(description)}')


def _create(connection: duckdb.DuckDBPyConnection, file: SqlFile, statement: str) -> None:
    try:
        connection.execute(statement)
    except duckdb.Error as error:
        raise WarehouseError(f"sql file {file.name}.sql does not run: {error}") from error


def _collect(node: Any, tables: set[str], defined: set[str]) -> None:
    """Walk a serialised statement for the tables it names and the CTEs it defines."""
    if isinstance(node, list):
        for item in node:
            _collect(item, tables, defined)
    elif isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            tables.add(node["table_name"])
        for entry in node.get("cte_map", {}).get("map", []):
            defined.add(entry["key"])
        for value in node.values():
            _collect(value, tables, defined)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

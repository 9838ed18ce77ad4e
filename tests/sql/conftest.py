"""Cases for views: small tables given as files, and the rows that a view must make of them.

    tests/sql/<view>/<case>/<table>.csv     rows of an input table; columns that are left out have plain defaults
    tests/sql/<view>/<case>/expect.csv      rows of the view in any order, in the columns that the case is about

An empty field is null; lists are written [a, b]. A required column that is left out is the first of its closed list,
zero, empty or false; a donor with a country is a named one. Articles and sentences that rows name need no file of their
own: an article is published when the first act that it tells was announced, and each mention has its own sentence.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from flows.schema.tables import TABLES, ColumnSpec, columns_of
from flows.warehouse.sql_files import read_sql_files
from flows.warehouse.views import create_views, in_reading_order


@pytest.fixture(scope="session")
def empty_database():
    """Return a database with all tables, empty, and all views; each case fills it anew."""
    with duckdb.connect() as connection:
        for table in TABLES:
            _create(connection, table)
        create_views(connection)
        yield connection


@pytest.fixture(scope="session")
def store_views():
    """Return a function that works out anew the views that are kept as tables."""

    def store(connection: duckdb.DuckDBPyConnection) -> None:
        for view, _ in in_reading_order(read_sql_files("views")):
            if view.is_stored:
                connection.execute(f"CREATE OR REPLACE TABLE {view.name} AS {view.statement}")

    return store


@pytest.fixture
def database_of(empty_database: duckdb.DuckDBPyConnection, store_views):
    """Return a function that fills the database with a case's input files."""

    def fill(case: Path) -> duckdb.DuckDBPyConnection:
        for table in TABLES:
            empty_database.execute(f"TRUNCATE {table}")
            file = case / f"{table}.csv"
            if file.is_file():
                _load(empty_database, table, read_rows(file))
        _add_parents(empty_database)
        store_views(empty_database)
        return empty_database

    return fill


@pytest.fixture
def read_expected():
    """Return a function that reads expected rows in the types of a view's columns."""

    def read(
        connection: duckdb.DuckDBPyConnection, view: str, file: Path
    ) -> tuple[list[str], list[tuple[object, ...]]]:
        types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE {view}").fetchall()}
        with file.open(encoding="utf-8", newline="") as lines:
            columns = next(csv.reader(lines))
        casts = ", ".join(f"CAST(? AS {types[column]})" for column in columns)
        rows = [connection.execute(f"SELECT {casts}", list(row.values())).fetchall()[0] for row in read_rows(file)]
        return columns, rows

    return read


def read_rows(file: Path) -> list[dict[str, str | None]]:
    """Read a CSV file; an empty field is null."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [{name: value or None for name, value in row.items()} for row in csv.DictReader(lines)]


def _create(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    declared = ", ".join(
        f'"{spec.name}" {_sql_type(connection, spec.arrow)} {_default(spec)}' for spec in columns_of(table)
    )
    connection.execute(f"CREATE TABLE {table} ({declared})")


def _sql_type(connection: duckdb.DuckDBPyConnection, arrow: pa.DataType) -> str:
    connection.register("empty", pa.schema([pa.field("x", arrow)]).empty_table())
    return str(connection.execute("DESCRIBE empty").fetchall()[0][1])


def _default(spec: ColumnSpec) -> str:
    if spec.nullable:
        return ""
    if spec.enum:
        return f"DEFAULT '{spec.enum[0]}'"
    if pa.types.is_list(spec.arrow):
        return "DEFAULT []"
    if pa.types.is_boolean(spec.arrow):
        return "DEFAULT false"
    if pa.types.is_string(spec.arrow):
        return "DEFAULT ''"
    return "DEFAULT TIMESTAMPTZ '2025-01-01'" if pa.types.is_timestamp(spec.arrow) else "DEFAULT 0"


def _load(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, str | None]]) -> None:
    for row in rows:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))


def _add_parents(connection: duckdb.DuckDBPyConnection) -> None:
    """Give mentions without a sentence one of their own, and articles that are only named a row."""
    connection.execute(
        """
        UPDATE commitments SET donor_named = true WHERE donor_iso3 IS NOT NULL;
        UPDATE commitments SET sentence_id = commitment_id WHERE sentence_id = '';
        INSERT INTO sentences (article_id, sentence_id, text)
        SELECT DISTINCT article_id, sentence_id, 'sentence of ' || sentence_id FROM commitments
        ANTI JOIN sentences USING (sentence_id);
        INSERT INTO articles (article_id, url, language, published_date)
        SELECT article_id, article_id || '.txt', 'en', min(announcement_date) FROM commitments
        ANTI JOIN articles USING (article_id) GROUP BY article_id
        """
    )

"""The SQL files: each says what it is, parses everywhere, and is found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import sqlglot

from flows.errors import WarehouseError
from flows.warehouse import sql_files
from flows.warehouse.sql_files import parse_sql_file, read_sql_files, sql_folder
from flows.warehouse.views import create_views, in_reading_order, tables_read

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "sql").rglob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_one_statement_that_sqlglot_parses(path):
    statements = [one for one in sqlglot.parse(path.read_text("utf-8"), read="duckdb") if one is not None]
    assert len(statements) == 1


def test_every_kind_is_read():
    for kind in ("macros", "views", "checks", "examples"):
        assert [file.name for file in read_sql_files(kind)] == [path.stem for path in FILES if path.parent.name == kind]


def test_a_view_file_gives_description_columns_and_statement(tmp_path):
    path = tmp_path / "donors.sql"
    path.write_text(
        "-- stored\n-- One row per donor,\n-- by country.\n--\n-- n: entries,\n-- refusals included.\n-- usd: money.\n"
        "SELECT 1 AS n, 2 AS usd;\n"
    )
    file = parse_sql_file(path, kind="views")
    assert (file.name, file.description, file.is_stored) == ("donors", "One row per donor, by country.", True)
    assert file.column_descriptions == {"n": "entries, refusals included.", "usd": "money."}
    assert file.statement.endswith("SELECT 1 AS n, 2 AS usd")


def test_a_file_without_description_or_severity_is_refused(tmp_path):
    path = tmp_path / "bare.sql"
    path.write_text("SELECT 1")
    with pytest.raises(WarehouseError, match="must begin with a comment"):
        parse_sql_file(path, kind="views")
    path.write_text("-- rows that are wrong\nSELECT 1")
    with pytest.raises(WarehouseError, match="'-- fail' or '-- warn'"):
        parse_sql_file(path, kind="checks")


def test_the_wheel_s_folder_comes_first_and_none_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(sql_files, "__file__", str(tmp_path / "flows" / "warehouse" / "sql_files.py"))
    with pytest.raises(WarehouseError, match="no SQL files beside"):
        sql_folder()
    (tmp_path / "sql" / "views").mkdir(parents=True)
    assert sql_folder() == tmp_path / "sql"
    (tmp_path / "flows" / "sql" / "views").mkdir(parents=True)
    assert sql_folder() == tmp_path / "flows" / "sql"


def test_views_come_after_what_they_read():
    order = [view.name for view, _ in in_reading_order(read_sql_files("views"))]
    assert order.index("ledger_entries") < order.index("commitment_ledger") < order.index("conditional_commitments")
    assert order.index("review_overrides") < order.index("commitments_reviewed")


@pytest.mark.parametrize(
    ("select", "names"),
    [
        ("SELECT 1", set()),
        ("FROM a JOIN b USING (x)", {"a", "b"}),
        ("WITH a AS (FROM b) SELECT * FROM a ASOF LEFT JOIN c ON a.x >= c.x", {"b", "c"}),
        ("SELECT (SELECT max(x) FROM b) FROM (SELECT * FROM a) AS q WHERE EXISTS (SELECT 1 FROM c)", {"a", "b", "c"}),
        ("SELECT x FROM a UNION ALL BY NAME (WITH d AS (FROM e) SELECT x FROM d)", {"a", "e"}),
    ],
)
def test_tables_that_a_select_reads(select, names):
    with duckdb.connect() as parser:
        assert tables_read(parser, select) == names


def test_sql_that_does_not_run_is_named(tmp_path, monkeypatch):
    with duckdb.connect() as connection, pytest.raises(WarehouseError, match=r"sql file \w+\.sql does not run"):
        create_views(connection)
    with duckdb.connect() as parser, pytest.raises(WarehouseError, match="cannot parse"):
        tables_read(parser, "SELEC 1")

"""The seed article as rows written by hand from what it says, and a warehouse that holds them."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import duckdb
import pyarrow as pa
import pytest

from flows.schema.tables import TABLES
from flows.warehouse.load import ARTICLE_TABLES, put_rows, replace_table, write_batch
from flows.warehouse.location import Warehouse
from flows.warehouse.sql_files import read_sql_files
from flows.warehouse.views import create_views, in_reading_order

VERSION = "test-1"


def _module(name: str) -> ModuleType:
    """Load a module that lies beside this file; tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def seed_tables(seed_text: str) -> dict[str, pa.Table]:
    """Return all tables as a run over the seed article should fill them."""
    return _module("seed_rows").seed_tables(seed_text, extractor_version=VERSION, run_id="run-1")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Return the address of an empty warehouse."""
    return Warehouse(str(tmp_path / "warehouse"))


@pytest.fixture
def load_seed(seed_tables: dict[str, pa.Table]):
    """Return a function that loads the seed's rows, as a run does."""

    def load(warehouse: Warehouse, *, run_id: str = "run-1") -> None:
        tables = {name: _stamped(rows, run_id) for name, rows in seed_tables.items()}
        write_batch(warehouse, {name: tables[name] for name in ARTICLE_TABLES})
        for name, table in TABLES.items():
            if table.scope in ("link", "reference"):
                replace_table(warehouse, name, tables[name])
            elif table.scope == "log":
                put_rows(warehouse, name, tables[name])

    return load


@pytest.fixture(scope="session")
def seed_file(tmp_path_factory: pytest.TempPathFactory, seed_tables: dict[str, pa.Table]) -> Path:
    """Return a database file with the seed's tables and all views."""
    file = tmp_path_factory.mktemp("seed") / "seed.duckdb"
    with duckdb.connect(str(file)) as connection:
        for name, rows in seed_tables.items():
            connection.register("rows", rows)
            connection.execute(f"CREATE TABLE {name} AS FROM rows")
            connection.unregister("rows")
        create_views(connection)
    return file


@pytest.fixture
def seed_database(seed_file: Path, tmp_path: Path):
    """Return a database of the test's own with the seed's tables and all views."""
    with duckdb.connect(shutil.copy(seed_file, tmp_path)) as connection:
        yield connection


@pytest.fixture(scope="session")
def store_views():
    """Return a function that works out stored views anew, after a test has changed what they read."""

    def store(connection: duckdb.DuckDBPyConnection) -> None:
        for view, _ in in_reading_order(read_sql_files("views")):
            if view.is_stored:
                connection.execute(f"CREATE OR REPLACE TABLE {view.name} AS {view.statement}")

    return store


def _stamped(rows: pa.Table, run_id: str) -> pa.Table:
    at = rows.schema.get_field_index("run_id")
    return rows.set_column(at, rows.schema.field(at), pa.array([run_id] * len(rows), pa.string()))

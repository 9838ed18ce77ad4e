"""The seed article as rows written by hand from what it says, and a warehouse that holds them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import duckdb
import pyarrow as pa
import pytest

from flows.schema.tables import TABLES
from flows.warehouse.load import ARTICLE_TABLES, put_rows, replace_table, write_batch
from flows.warehouse.location import Warehouse
from flows.warehouse.views import create_views

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


@pytest.fixture
def seed_base(seed_tables: dict[str, pa.Table]):
    """Return an in-memory database with the seed's tables, without views."""
    with duckdb.connect() as connection:
        for name, rows in seed_tables.items():
            connection.register("rows", rows)
            connection.execute(f"CREATE TABLE {name} AS FROM rows")
            connection.unregister("rows")
        yield connection


@pytest.fixture
def seed_database(seed_base: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return an in-memory database with the seed's tables and all views."""
    create_views(seed_base)
    return seed_base


def _stamped(rows: pa.Table, run_id: str) -> pa.Table:
    at = rows.schema.get_field_index("run_id")
    return rows.set_column(at, rows.schema.field(at), pa.array([run_id] * len(rows), pa.string()))

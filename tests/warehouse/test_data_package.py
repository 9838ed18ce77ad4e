"""datapackage.json lists the files that the tables consist of, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.schema.tables import TABLES
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import publish

VERSION = "test-1"


@pytest.fixture
def folder(warehouse: Warehouse, load_seed) -> Path:
    """Return the folder of a published warehouse that was loaded twice, so that it has files that no longer count."""
    load_seed(warehouse)
    load_seed(warehouse, run_id="run-2")
    publish(warehouse, extractor_version=VERSION)
    assert warehouse.folder is not None
    return warehouse.folder


@pytest.fixture
def resources(folder: Path) -> dict[str, Any]:
    """Return the descriptor's resources by name."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def test_its_files_hold_the_published_rows(folder: Path, resources: dict[str, Any]) -> None:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as published:
        for name, resource in resources.items():
            rows = sum(pq.read_metadata(folder / path).num_rows for path in resource["path"])
            (expected,) = published.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert rows == expected, name


def test_its_fields_are_the_columns_of_the_files(folder: Path, resources: dict[str, Any]) -> None:
    for resource in resources.values():
        for path in resource["path"]:
            names = set(pq.read_schema(folder / path).names)
            assert names == {field["name"] for field in resource["schema"]["fields"]}


def test_it_leaves_out_tables_without_files(resources: dict[str, Any]) -> None:
    assert {"articles", "commitments", "ref_fx"} <= set(resources) <= set(TABLES)
    for resource in resources.values():
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"].get("resource", resource["name"]) in resources

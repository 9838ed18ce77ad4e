"""datapackage.json beside the tables: what their Parquet files hold, for tools that know neither Delta nor us."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from flows.schema.dictionary import data_package
from flows.schema.tables import TABLES
from flows.warehouse.delta import open_table
from flows.warehouse.location import TABLES_FOLDER, Warehouse

DATA_PACKAGE_FILE = "datapackage.json"


def write_data_package(folder: Path, warehouse: Warehouse) -> Path:
    """Write the descriptor of a warehouse's current files into a folder, in one step; return its path."""
    unfinished = folder / f"{DATA_PACKAGE_FILE}.tmp"
    unfinished.write_text(json.dumps(describe_files(warehouse), indent=1, ensure_ascii=False), "utf-8")
    return unfinished.replace(folder / DATA_PACKAGE_FILE)


def describe_files(warehouse: Warehouse) -> dict[str, Any]:
    """Return a Data Package descriptor of the Parquet files that the tables consist of now.

    Paths are relative to the warehouse. Tables without files are left out. The month of a partitioned table stands in
    the path (month=2025-03), not in the file.
    """
    files: dict[str, list[str]] = {}
    for table in TABLES:
        stored = open_table(warehouse, table)
        inside = f"/{TABLES_FOLDER}/{table}/"
        paths = [] if stored is None else [unquote(uri).split(inside)[-1] for uri in stored.file_uris()]
        if paths:
            files[table] = sorted(f"{TABLES_FOLDER}/{table}/{path}" for path in paths)
    return data_package(files)

"""Build the published DuckDB file aside, check it, and swap it in.

Readers meet either the old file or the new one, never a half: the file is built under another name and takes its place
in one step, and only when no check marked `fail` returned a row.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.errors import CheckFailed, WarehouseError
from flows.schema.tables import TABLES
from flows.warehouse import remote_file
from flows.warehouse.checks import CheckResult, run_checks
from flows.warehouse.data_package import DATA_PACKAGE_FILE, write_data_package
from flows.warehouse.drift import compare_with_published
from flows.warehouse.location import PUBLISHED_FILE, Warehouse
from flows.warehouse.rows import attach_stored, select_committed
from flows.warehouse.views import comment_all, create_views

UNFINISHED_FILE = "warehouse.tmp.duckdb"
# The newest command-line duckdb on PyPI (1.5.6) opens files of this version; it refuses DuckDB 2.0's own.
STORAGE_VERSION = "v1.4.0"


@dataclass(frozen=True, slots=True)
class Published:
    """A published warehouse: where it lies, rows per table, and what the checks found (warnings included)."""

    uri: str
    table_rows: dict[str, int]
    checks: tuple[CheckResult, ...]

    @property
    def warnings(self) -> tuple[CheckResult, ...]:
        """Return the checks that found something without stopping the publication."""
        return tuple(result for result in self.checks if not result.holds)


def publish(warehouse: Warehouse, *, extractor_version: str) -> Published:
    """Publish the rows that this extractor version committed.

    Raises `CheckFailed`, naming each check and its first bad row, and leaves the file that was published before.
    """
    if warehouse.folder is not None:
        warehouse.folder.mkdir(parents=True, exist_ok=True)
        return _publish_by_way_of(warehouse.folder, warehouse, extractor_version)
    with tempfile.TemporaryDirectory() as folder:
        return _publish_by_way_of(Path(folder), warehouse, extractor_version)


def _publish_by_way_of(folder: Path, warehouse: Warehouse, extractor_version: str) -> Published:
    unfinished = folder / UNFINISHED_FILE
    _clear(unfinished)
    try:
        table_rows, checks = build(unfinished, warehouse, extractor_version=extractor_version)
        failed = [result for result in checks if result.check.severity == "fail" and not result.holds]
        if failed:
            listed = "; ".join(result.summary() for result in failed)
            raise CheckFailed(f"nothing was published, {len(failed)} checks failed: {listed}")
        _swap_in(unfinished, warehouse)
        described = write_data_package(folder, warehouse)
        if warehouse.folder is None:
            remote_file.store(described, warehouse, name=DATA_PACKAGE_FILE)
    finally:
        unfinished.unlink(missing_ok=True)
    return Published(warehouse.published_uri, table_rows, tuple(checks))


def build(file: Path, warehouse: Warehouse, *, extractor_version: str) -> tuple[dict[str, int], list[CheckResult]]:
    """Write tables, views and comments into a new DuckDB file and run the checks on it."""
    with duckdb.connect() as connection:
        connection.execute(
            f"ATTACH '{str(file).replace(chr(39), chr(39) * 2)}' AS built (STORAGE_VERSION '{STORAGE_VERSION}')"
        )
        attach_stored(connection, warehouse, extractor_version=extractor_version)
        table_rows = {name: _load(connection, name) for name in TABLES}
        connection.execute("USE built")
        create_views(connection)
        comment_all(connection)
        checks = run_checks(connection)
        if warehouse.folder is not None:
            checks += compare_with_published(connection, warehouse.folder / PUBLISHED_FILE)
        connection.execute("USE memory; DETACH built")
    return table_rows, checks


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Copy one table into the file, in the order of its key; return its rows."""
    keys = ", ".join(TABLES[name].primary_key)
    connection.execute(f"CREATE TABLE built.{name} AS {select_committed(connection, name)} ORDER BY {keys}")
    (n_rows,) = connection.execute(f"SELECT count(*) FROM built.{name}").fetchall()[0]
    return int(n_rows)


def _clear(unfinished: Path) -> None:
    """Delete what a killed run left; raises `WarehouseError` while another run is writing it."""
    if not unfinished.exists():
        return
    try:
        duckdb.connect(str(unfinished)).close()
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise WarehouseError(f"another run is writing {unfinished}; wait until it has finished") from error
    unfinished.unlink()
    unfinished.with_name(unfinished.name + ".wal").unlink(missing_ok=True)


def _swap_in(file: Path, warehouse: Warehouse) -> None:
    if warehouse.folder is not None:
        file.replace(warehouse.folder / PUBLISHED_FILE)
    else:
        remote_file.store(file, warehouse)

"""One Delta table: open, create, write, with retries when two writers meet."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

import pyarrow as pa
import pyarrow.dataset as pads
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from flows.errors import WarehouseError
from flows.schema.tables import MONTH_FIELD, TABLES, arrow_schema
from flows.warehouse.location import Warehouse

Result = TypeVar("Result")

COMMIT_ATTEMPTS = 8
FIRST_PAUSE_SECONDS = 0.1
# Each batch adds a file a month to each table; a long run would read ever more of them.
COMMITS_PER_JOIN = 100
ZSTD = WriterProperties(compression="ZSTD")


@cache
def stored_schema(table: str) -> pa.Schema:
    """Return the schema in which a table is stored.

    Every column is nullable and bare of descriptions, so that a later version may add, drop or describe columns
    without rewriting old files; the checks before publishing hold the rows to what schema/ declares.
    """
    fields = [pa.field(field.name, field.type) for field in arrow_schema(table)]
    if TABLES[table].is_partitioned:
        fields.append(pa.field(MONTH_FIELD, pa.string()))
    return pa.schema(fields)


def open_table(warehouse: Warehouse, table: str) -> DeltaTable | None:
    """Open a Delta table; None when nothing was ever written to it."""
    try:
        return DeltaTable(warehouse.table_uri(table), storage_options=dict(warehouse.storage_options))
    except TableNotFoundError:
        return None


def dataset_of(warehouse: Warehouse, table: str) -> pads.Dataset | None:
    """Return the stored rows of a table as a lazily read dataset; None when nothing was ever written."""
    stored = open_table(warehouse, table)
    return None if stored is None else stored.to_pyarrow_dataset()


def ensure_table(warehouse: Warehouse, table: str) -> DeltaTable:
    """Open a Delta table, creating it empty when it is missing."""

    def create() -> DeltaTable:
        return DeltaTable.create(
            warehouse.table_uri(table),
            schema=stored_schema(table),
            mode="ignore",
            partition_by=[MONTH_FIELD] if TABLES[table].is_partitioned else None,
            name=table,
            description=TABLES[table].description,
            configuration={"delta.setTransactionRetentionDuration": "interval 30 days"},
            storage_options=dict(warehouse.storage_options),
        )

    return open_table(warehouse, table) or retrying(create)


def append_rows(warehouse: Warehouse, table: str, rows: pa.Table, *, batch_id: str | None = None) -> None:
    """Append rows, which are in the table's stored schema, unless a batch of this id was appended before.

    The table's log keeps the ids for a month, so that a batch that is tried again is not stored twice; rows without a
    batch_id are always appended.
    """
    stored = ensure_table(warehouse, table)
    noted = [Transaction(batch_id, 1, int(time.time() * 1000))] if batch_id is not None else None

    def append() -> None:
        if batch_id is None or stored.transaction_version(batch_id) is None:
            write_deltalake(
                stored,
                rows,
                mode="append",
                schema_mode="merge",
                writer_properties=ZSTD,
                commit_properties=CommitProperties(app_transactions=noted),
            )

    retrying(append, before_again=stored.update_incremental)
    if stored.version() % COMMITS_PER_JOIN == 0:
        join_files(stored)


def join_files(stored: DeltaTable) -> None:
    """Join the small files of each partition; the rows stay as they are."""
    retrying(lambda: stored.optimize.compact(writer_properties=ZSTD), before_again=stored.update_incremental)


def overwrite_rows(warehouse: Warehouse, table: str, rows: pa.Table, *, predicate: str | None = None) -> None:
    """Replace, in one commit, the rows that fulfil `predicate` (all when None) by `rows`, which fulfil it too."""
    stored = ensure_table(warehouse, table)
    if len(rows) == 0:
        retrying(lambda: stored.delete(predicate), before_again=stored.update_incremental)
        return
    retrying(
        lambda: write_deltalake(
            warehouse.table_uri(table),
            rows,
            mode="overwrite",
            predicate=predicate,
            schema_mode="merge",
            storage_options=dict(warehouse.storage_options),
            writer_properties=ZSTD,
        )
    )


def key_list(values: Sequence[str]) -> str:
    """Return strings as a SQL list, quoted."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def retrying(commit: Callable[[], Result], *, before_again: Callable[[], None] | None = None) -> Result:
    """Run a commit, again after a short pause while another writer was quicker.

    Raises `WarehouseError` when it still fails after the last attempt.
    """
    for attempt in range(COMMIT_ATTEMPTS):
        try:
            return commit()
        except CommitFailedError as error:
            if attempt == COMMIT_ATTEMPTS - 1:
                raise WarehouseError(
                    f"other runs kept changing the same table ({error}); let them finish, then run again"
                ) from error
            time.sleep(FIRST_PAUSE_SECONDS * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311
            if before_again is not None:
                before_again()
    raise AssertionError("unreachable: the last attempt returns or raises")

"""What a warehouse holds, in a form that two runs can be compared by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.schema.tables import TABLES, columns_of
from flows.warehouse.query import open_warehouse

# What differs from run to run by its nature.
OF_THE_RUN = {"run_id", "ingested_at"}


def published_rows(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every published table but `runs`, sorted, without what differs from run to run."""
    found = {}
    with open_warehouse(warehouse) as connection:
        for name in TABLES:
            if name != "runs":
                columns = ", ".join(column.name for column in columns_of(name) if column.name not in OF_THE_RUN)
                found[name] = connection.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()
    return found


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with open_warehouse(warehouse) as connection:
        return connection.execute(sql).fetchall()

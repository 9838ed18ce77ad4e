"""Columns and rows of Arrow tables as Python values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa


def column(table: pa.Table, name: str) -> list[Any]:
    """Return a column's values in row order."""
    values: list[Any] = table.column(name).to_pylist()
    return values


def rows_of(table: pa.Table, columns: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    """Yield the rows of a table as dictionaries of the named columns."""
    values = [column(table, name) for name in columns]
    return (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))

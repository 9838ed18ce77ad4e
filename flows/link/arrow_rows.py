"""Columns and rows of Arrow tables as Python values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa


def column(table: pa.Table, name: str) -> list[Any]:
    """Return a column's values in row order.

    Sums and days are dear to make and told again and again, so that each is made once.
    """
    values: pa.ChunkedArray[Any] = table.column(name)
    if not (pa.types.is_decimal(values.type) or pa.types.is_date(values.type)):
        return list(values.to_pylist())
    encoded = values.combine_chunks().dictionary_encode(null_encoding="encode")
    known = encoded.dictionary.to_pylist()
    codes: list[int] = encoded.indices.to_numpy().tolist()
    return [known[code] for code in codes]


def rows_of(table: pa.Table, columns: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    """Yield the rows of a table as dictionaries of the named columns."""
    values = [column(table, name) for name in columns]
    return (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))


class RowsByKey:
    """The rows of a table by the value of one string column, found without turning the others into objects."""

    def __init__(self, table: pa.Table, key: str) -> None:
        self._table = table.combine_chunks()
        encoded = table.column(key).combine_chunks().dictionary_encode(null_encoding="encode")
        codes = encoded.indices.to_numpy()
        self._order = np.argsort(codes, kind="stable")
        self._bounds = np.searchsorted(codes[self._order], np.arange(len(encoded.dictionary) + 1))
        self._codes: dict[str, int] = {
            value: code for code, value in enumerate(encoded.dictionary.to_pylist()) if value is not None
        }

    def rows(self, keys: Iterable[str], columns: tuple[str, ...]) -> Iterable[dict[str, Any]]:
        """Yield the rows of some keys; a key that the table lacks has none."""
        codes = [self._codes[key] for key in keys if key in self._codes]
        parts = [self._order[self._bounds[code] : self._bounds[code + 1]] for code in codes]
        at = np.concatenate(parts) if parts else np.array([], dtype=np.int64)
        return rows_of(self._table.select(columns).take(at), columns)

"""Columns of Arrow tables as Python values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from flows.link.arrow_rows import RowsByKey, column

COLUMNS = [
    pa.chunked_array([[Decimal("1.50"), None], [Decimal("1.50"), Decimal("2.00")]], pa.decimal128(24, 2)),
    pa.chunked_array([[None, date(2024, 5, 1)], [date(2024, 5, 1)]], pa.date32()),
    pa.chunked_array([], pa.date32()),
    pa.chunked_array([["a", None], ["a"]]),
    pa.chunked_array([[["x"], None]], pa.list_(pa.string())),
]


@pytest.mark.parametrize("values", COLUMNS, ids=str)
def test_a_column_has_the_values_of_its_rows_in_their_order(values):
    assert column(pa.table({"told": values}), "told") == values.to_pylist()


def test_rows_are_found_by_their_key_and_none_by_another():
    rows = RowsByKey(pa.table({"key": ["b", None, "a", "b"], "value": [1, 2, 3, 4]}), "key")
    assert [row["value"] for row in rows.rows(["b", "c", "a", "None"], ("value",))] == [1, 4, 3]

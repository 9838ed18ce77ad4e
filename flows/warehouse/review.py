"""What a review reads from the published warehouse: the mentions to look at, and the rows that decisions are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import duckdb

from flows.errors import WarehouseError
from flows.warehouse.query import QueryResult, open_warehouse

# An analyst should also look at a mention that linking could not tell from another entry, however sure its own row is.
_QUEUE = """
FROM review_queue
WHERE
    (confidence < $below OR review_ledger_id IS NOT NULL)
    AND (len($countries) = 0 OR donor_iso3 IN $countries OR recipient_iso3 IN $countries)
LIMIT $limit
"""


def read_queue(
    location: str,
    *,
    below: float,
    countries: Collection[str] = (),
    limit: int | None = None,
    storage_options: Mapping[str, str] | None = None,
) -> QueryResult:
    """Return the first `limit` mentions that an analyst should look at, least sure first, as `review_queue` has them.

    `below` is the confidence from which a mention needs no look. `countries` are codes, of donor or recipient; none
    means all. With `limit` None all are returned. Raises `WarehouseError` where nothing with a review was published.
    """
    with open_warehouse(location, storage_options=storage_options) as connection:
        try:
            return QueryResult.of(
                connection.execute(_QUEUE, {"below": below, "countries": list(countries), "limit": limit})
            )
        except duckdb.CatalogException as error:
            raise WarehouseError(
                f"{location} was published by an earlier version, which had no review; run `pledgebook run` first"
            ) from error


def read_mentions(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the mentions of these ids as they were extracted, by commitment_id; unknown ids are left out."""
    return _rows_by_id(connection, "commitments", "commitment_id", ids)


def read_entries(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the ledger entries of these ids before analysts' decisions about them; unknown ids are left out."""
    return _rows_by_id(connection, "ledger_as_told", "ledger_id", ids)


def linked_ids(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> set[str]:
    """Return which of these are ids of mentions, or of ledger entries that have mentions."""
    found = connection.execute(
        "SELECT unnest([commitment_id, ledger_id]) FROM commitment_links "
        "WHERE commitment_id IN $ids OR ledger_id IN $ids",
        {"ids": list(ids)},
    ).fetchall()
    return {row[0] for row in found}


def _rows_by_id(
    connection: duckdb.DuckDBPyConnection, relation: str, key: str, ids: Iterable[str]
) -> dict[str, dict[str, Any]]:
    cursor = connection.execute(f"FROM {relation} WHERE {key} IN $ids", {"ids": list(ids)})
    names = [column[0] for column in cursor.description or []]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return {row[key]: row for row in rows}

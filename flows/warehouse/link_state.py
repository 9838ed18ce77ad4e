"""What linking keeps between runs: hashes by which it finds the few rows that news may touch.

They lie beside the tables and are published nowhere. Losing them costs time only: all is then linked anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from flows.warehouse.location import Warehouse
from flows.warehouse.remote_file import beside_published
from flows.warehouse.upkeep import table_versions

# The tables that must be as the run left them that kept the hashes.
LINKED_TABLES = ("actor_links", "commitment_links", "commitment_envelopes")
_FILES = ("link_keys.parquet", "link_bands.parquet")
_STAMP = b"made_by"


@dataclass(frozen=True, slots=True)
class LinkState:
    """The hashes of commitment mentions (`Ledger.keys`) and of articles (`Duplicates.bands`)."""

    keys: pa.Table
    bands: pa.Table


def read_state(warehouse: Warehouse, *, made_by: str) -> LinkState | None:
    """Return what the last run kept; None when there is nothing, or other rules or rows than today's made it."""
    stamp = _stamp(warehouse, made_by)
    tables = []
    for name in _FILES:
        filesystem, path = beside_published(warehouse, name)
        try:
            with filesystem.open(path, "rb") as file:
                tables.append(pq.read_table(file))
        except (FileNotFoundError, pa.ArrowInvalid):  # none yet, or a run was killed while it wrote
            return None
        if (tables[-1].schema.metadata or {}).get(_STAMP) != stamp:
            return None
    return LinkState(*(table.replace_schema_metadata(None) for table in tables))


def write_state(warehouse: Warehouse, state: LinkState, *, made_by: str) -> None:
    """Keep the hashes that go with the rows as they are stored now."""
    stamp = _stamp(warehouse, made_by)
    for name, table in zip(_FILES, (state.keys, state.bands), strict=True):
        filesystem, path = beside_published(warehouse, name)
        with filesystem.open(path, "wb") as file:
            pq.write_table(table.replace_schema_metadata({_STAMP: stamp}), file, compression="zstd")


def drop_state(warehouse: Warehouse) -> None:
    """Forget what is kept, before the rows change that it goes with."""
    for name in _FILES:
        filesystem, path = beside_published(warehouse, name)
        if filesystem.exists(path):
            filesystem.rm_file(path)


def _stamp(warehouse: Warehouse, made_by: str) -> bytes:
    versions: Mapping[str, int] = table_versions(warehouse)
    linked = {name: versions.get(name) for name in LINKED_TABLES}
    return json.dumps({"made_by": made_by, "tables": linked}, sort_keys=True).encode()

"""Keep the Delta tables quick to read: few files, none that nothing needs."""

from __future__ import annotations

from dataclasses import dataclass

from flows.schema.tables import TABLES
from flows.warehouse.delta import open_table, retrying
from flows.warehouse.location import Warehouse

# Joining pays when a partition holds this many files; each batch adds one.
FILES_PER_PARTITION = 20
# Older files stay for readers that opened the table before; a week is what Delta itself asks for.
KEEP_HOURS = 168


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying did to one table."""

    table: str
    files_before: int
    files_after: int
    files_deleted: int


def table_versions(warehouse: Warehouse) -> dict[str, int]:
    """Return the Delta version of each table that exists."""
    opened = {name: open_table(warehouse, name) for name in TABLES}
    return {name: table.version() for name, table in opened.items() if table is not None}


def tidy(warehouse: Warehouse) -> list[Tidied]:
    """Join the small files of each table that has many, and delete files that no version of the last week needs."""
    done = []
    for name in TABLES:
        table = open_table(warehouse, name)
        if table is None:
            continue
        before = len(table.file_uris())
        if before >= FILES_PER_PARTITION * max(1, len(table.partitions())):
            retrying(table.optimize.compact, before_again=table.update_incremental)
            deleted = table.vacuum(retention_hours=KEEP_HOURS, dry_run=False)
            done.append(Tidied(name, before, len(table.file_uris()), len(deleted)))
    return done

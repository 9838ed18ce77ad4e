"""Keep the Delta tables quick to read: few files, none that nothing needs, no rows of runs that were killed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from flows.schema.tables import TABLES
from flows.warehouse.delta import dataset_of, join_files, key_list, open_table, overwrite_rows, stored_schema
from flows.warehouse.load import ARTICLE_TABLES
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
    """Join the small files of each table that has many, and delete files that no version of the last week needs.

    Rows that a run left behind that began a week ago and never finished go as well.
    """
    drop_leftovers(warehouse, begun_before=datetime.now(UTC) - timedelta(hours=KEEP_HOURS))
    done = []
    for name in TABLES:
        table = open_table(warehouse, name)
        if table is None:
            continue
        before = len(table.file_uris())
        if before >= FILES_PER_PARTITION * max(1, len(table.partitions())):
            join_files(table)
            deleted = table.vacuum(retention_hours=KEEP_HOURS, dry_run=False)
            done.append(Tidied(name, before, len(table.file_uris()), len(deleted)))
    return done


def drop_leftovers(warehouse: Warehouse, *, begun_before: datetime) -> int:
    """Delete the rows that killed runs stored without committing their article; return of how many articles.

    Nothing ever reads them. Runs that began later are left alone: they may still be at work.
    """
    killed = _killed_runs(warehouse, begun_before)
    dropped: set[tuple[str, str]] = set()
    children = [name for name in ARTICLE_TABLES if name != "articles"]
    for name in children if killed else ():
        leftovers = _uncommitted(warehouse, name, killed)
        for run_id, article_ids in leftovers.items():
            predicate = f"run_id IN ({key_list([run_id])}) AND article_id IN ({key_list(article_ids)})"
            overwrite_rows(warehouse, name, stored_schema(name).empty_table(), predicate=predicate)
            dropped.update((run_id, article_id) for article_id in article_ids)
    return len(dropped)


def _killed_runs(warehouse: Warehouse, begun_before: datetime) -> list[str]:
    dataset = dataset_of(warehouse, "runs")
    if dataset is None:
        return []
    runs = dataset.to_table(columns=["run_id", "started_at", "finished_at"]).to_pylist()
    return sorted(run["run_id"] for run in runs if run["finished_at"] is None and run["started_at"] < begun_before)


def _uncommitted(warehouse: Warehouse, name: str, run_ids: list[str]) -> dict[str, list[str]]:
    """Return the articles, by run, of which a table holds rows that no row of `articles` commits."""
    found: dict[str, list[str]] = defaultdict(list)
    with duckdb.connect() as connection:
        for table in (name, "articles"):
            dataset = dataset_of(warehouse, table)
            empty = stored_schema(table).empty_table()
            connection.register(f"stored_{table}", empty if dataset is None else dataset)
        pairs = connection.execute(
            f"SELECT DISTINCT run_id, article_id FROM stored_{name} "
            "ANTI JOIN stored_articles USING (run_id, article_id) "
            f"WHERE run_id IN ({key_list(run_ids)}) ORDER BY ALL"
        ).fetchall()
    for run_id, article_id in pairs:
        found[run_id].append(article_id)
    return found

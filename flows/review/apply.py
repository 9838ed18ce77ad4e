"""A filled sheet -> the table review_decisions -> the published warehouse. All of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows import stages
from flows.errors import CheckFailed, ReviewError, WarehouseError
from flows.extract.batch import Stamps
from flows.link.decisions import Decisions
from flows.review.decisions import Known, decide, named_ids
from flows.review.fields import entry_fields, mention_fields, value_text
from flows.review.sheet import SheetLine, read_sheet
from flows.schema.commitments import ReviewDecision
from flows.schema.tables import to_arrow
from flows.stages import PublishedRun
from flows.warehouse.load import put_rows, take_back
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import Published
from flows.warehouse.query import open_warehouse
from flows.warehouse.review import linked_ids, read_entries, read_mentions
from flows.warehouse.rows import read_table

TABLE = "review_decisions"


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a sheet did; `published` is None when the published file said everything already.

    `overruled` are decisions of other analysts that these replace, as (object_id, field, analyst).
    """

    decisions: tuple[ReviewDecision, ...]
    overruled: tuple[tuple[str, str, str], ...]
    published: Published | None


def apply_sheet(warehouse: Warehouse, path: Path, *, analyst: str) -> Applied:
    """Store what a filled sheet decides, and publish again with it.

    The same sheet again changes nothing. Raises `ReviewError`, with every line that is wrong, and `CheckFailed` when
    what the lines decide together breaks a check; nothing is stored then, and what was published stands.
    """
    published = stages.latest_run(warehouse)
    if published is None:
        raise WarehouseError(f"no run has published {warehouse.published_uri}; run `pledgebook run` first")
    lines = read_sheet(path)
    stored = read_table(warehouse, TABLE, extractor_version=published.extractor_version)
    before = stored.to_pylist()
    known = _known(warehouse, lines, Decisions.from_table(stored))
    decisions, problems = decide(
        lines, known, analyst=analyst, decided_at=moment_after(row["decided_at"] for row in before)
    )
    if problems:
        listed = "\n".join(f"  {path}, {problem}" for problem in problems)
        raise ReviewError(f"nothing was applied; correct these lines and apply the sheet again\n{listed}")
    is_new = bool(decisions) or published.table_versions != stages.stored_versions(warehouse)
    made = _store_and_publish(warehouse, path, decisions, published) if is_new else None
    return Applied(tuple(decisions), tuple(_overruled(decisions, before, analyst)), made)


def _known(warehouse: Warehouse, lines: list[SheetLine], decided: Decisions) -> Known:
    mentions, entries, targets = named_ids(lines)
    with open_warehouse(warehouse) as connection:
        extracted = {
            **_as_text(read_mentions(connection, mentions), mention_fields()),
            **_as_text(read_entries(connection, entries), entry_fields()),
        }
        return Known(
            extracted, decided.values, linked_ids(connection, targets), read_entries(connection, targets).keys()
        )


def _as_text(rows: Mapping[str, Mapping[str, Any]], fields: Iterable[str]) -> dict[str, dict[str, str | None]]:
    return {one: {field: value_text(row.get(field)) for field in fields} for one, row in rows.items()}


def moment_after(earlier: Iterable[datetime]) -> datetime:
    """Return now, or the moment after the last of the earlier ones where a clock ran ahead: what is later must hold."""
    last = max(earlier, default=datetime.min.replace(tzinfo=UTC))
    return max(datetime.now(UTC), last + timedelta(microseconds=1))


def _overruled(
    decisions: Iterable[ReviewDecision], before: list[dict[str, Any]], analyst: str
) -> Iterator[tuple[str, str, str]]:
    latest = {
        (row["object_id"], row["field"]): row["analyst"] for row in sorted(before, key=lambda row: row["decided_at"])
    }
    for one in decisions:
        other = latest.get((one.object_id, one.field), analyst)
        if other != analyst:
            yield one.object_id, one.field, other


def _store_and_publish(
    warehouse: Warehouse, path: Path, decisions: list[ReviewDecision], published: PublishedRun
) -> Published:
    """Publish the articles of the published version with the decisions; take those back when a check fails.

    The record says of the reference data what the published one said: they are not looked at here.
    """
    run = replace(stages.begin_run([str(path)]), reference_version=published.reference_version)
    stamps = Stamps(published.extractor_version, run.run_id)
    put_rows(
        warehouse, TABLE, to_arrow(TABLE, decisions, extractor_version=stamps.extractor_version, run_id=run.run_id)
    )
    try:
        stages.link_stored(warehouse, stamps=stamps)
        return stages.publish_run(run, warehouse, extractor_version=stamps.extractor_version)
    except CheckFailed:
        take_back(warehouse, TABLE, run_id=run.run_id)
        raise

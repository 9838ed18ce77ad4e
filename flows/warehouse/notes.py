"""What is learnt about an article after it was stored: copies of it, and further addresses of the same text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads

from flows.warehouse.delta import dataset_of, key_list, overwrite_rows, stored_schema
from flows.warehouse.location import Warehouse


def note_on_articles(
    warehouse: Warehouse,
    *,
    duplicate_of: Mapping[str, str | None],
    seen_at: Mapping[str, Collection[str]],
    extractor_version: str,
) -> int:
    """Bring `duplicate_of` and `other_urls` up to date; return how many rows changed.

    `duplicate_of` holds the original of an article (None: it is one), `seen_at` the addresses at which it was met;
    articles that are missing stay as they are, and addresses are only added, in order of name. The rows keep the run
    that parsed them.
    """
    dataset = dataset_of(warehouse, "articles")
    if dataset is None:
        return 0
    at_version = pads.field("extractor_version") == extractor_version
    changed: dict[str, tuple[str | None, list[str]]] = {}
    for row in dataset.to_table(
        columns=["article_id", "url", "other_urls", "duplicate_of"], filter=at_version
    ).to_pylist():
        article_id, others = row["article_id"], row["other_urls"] or []
        met = {*others, *seen_at.get(article_id, ())} - {row["url"]}
        original = duplicate_of.get(article_id, row["duplicate_of"])
        if met != set(others) or original != row["duplicate_of"]:
            changed[article_id] = (original, sorted(met))
    if changed:
        is_changed = at_version & pads.field("article_id").isin(list(changed))
        rows = dataset.to_table(filter=is_changed).cast(stored_schema("articles"))
        version, ids = key_list([extractor_version]), key_list(list(changed))
        predicate = f"extractor_version = {version} AND article_id IN ({ids})"
        overwrite_rows(warehouse, "articles", _with_notes(rows, changed), predicate=predicate)
    return len(changed)


def _with_notes(rows: pa.Table, notes: Mapping[str, tuple[str | None, list[str]]]) -> pa.Table:
    found = [notes[str(article_id)] for article_id in rows.column("article_id").to_pylist()]
    columns: dict[str, list[Any]] = {
        "duplicate_of": [original for original, _ in found],
        "other_urls": [others for _, others in found],
    }
    for name, values in columns.items():
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
    return rows

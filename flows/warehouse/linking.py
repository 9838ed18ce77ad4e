"""Join what the articles of a warehouse tell: read the rows, link them, store the links."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from flows.extract.batch import Stamps
from flows.link import (
    Change,
    Duplicates,
    EarlierRun,
    Ledger,
    find_duplicates,
    link_actors,
    link_commitments,
    texts_in,
    update_ledger,
)
from flows.link.version import link_version
from flows.schema.tables import EXTRACTOR_VERSION_FIELD, MONTH_FIELD, RUN_ID_FIELD, arrow_schema, to_arrow
from flows.warehouse.delta import dataset_of
from flows.warehouse.link_state import LinkState, drop_state, read_state, write_state
from flows.warehouse.load import replace_table
from flows.warehouse.location import Warehouse
from flows.warehouse.notes import note_on_articles
from flows.warehouse.rows import read_table


def link_articles(warehouse: Warehouse, *, stamps: Stamps, reference_version: str) -> None:
    """Join actors, near-duplicate articles and commitments over all stored articles, and store the links.

    Where an earlier run by the same rules and reference data (`reference_version`) has kept what it worked out, only
    what is new is matched and compared; the links are the same.
    """
    made_by = f"{stamps.extractor_version} {reference_version} {link_version()}"
    read = partial(read_table, warehouse, extractor_version=stamps.extractor_version)
    stamped = partial(to_arrow, extractor_version=stamps.extractor_version, run_id=stamps.run_id)
    kept = read_state(warehouse, made_by=made_by)
    articles = read("articles", columns=["article_id", "published_date", "duplicate_of"])
    duplicates = _find_duplicates(warehouse, articles, kept, extractor_version=stamps.extractor_version)
    linked = link_actors(read("article_actors"), articles=articles)
    actor_links = _with_stamps("actor_links", linked.actor_links, stamps)
    commitments = read("commitments")
    rows = {
        "commitments": commitments,
        "articles": _with_originals(articles, duplicates),
        "figures": read("financial_figures"),
        "actor_links": actor_links,
        "rates": read("ref_fx"),
        "decisions": read("review_decisions"),
    }
    ledger: Ledger | Change
    if kept is None:
        ledger = link_commitments(**rows)
        links = stamped("commitment_links", ledger.links)
    else:
        changed = _with_other_original(articles, duplicates)
        changed |= _with_other_actors(commitments, read("actor_links"), actor_links)
        before = read("commitment_links")
        earlier = EarlierRun(before, read("commitment_envelopes"), kept.keys, frozenset(changed))
        ledger = update_ledger(earlier, **rows)
        same = pc.is_in(before.column("commitment_id"), pa.array(sorted(ledger.same), pa.string()))
        links = pa.concat_tables([before.filter(same), stamped("commitment_links", ledger.links)])
    drop_state(warehouse)
    for name, linked_rows in (
        ("actors", _with_stamps("actors", linked.actors, stamps)),
        ("actor_links", actor_links),
        ("commitment_links", links),
        ("commitment_envelopes", stamped("commitment_envelopes", ledger.envelopes)),
    ):
        replace_table(warehouse, name, linked_rows)
    note_on_articles(
        warehouse, duplicate_of=duplicates.original_of, seen_at={}, extractor_version=stamps.extractor_version
    )
    write_state(warehouse, LinkState(ledger.keys, duplicates.bands), made_by=made_by)


def _find_duplicates(
    warehouse: Warehouse, articles: pa.Table, kept: LinkState | None, *, extractor_version: str
) -> Duplicates:
    if kept is None:
        stored = read_table(warehouse, "articles", extractor_version=extractor_version, columns=["article_id", "text"])
        return find_duplicates(articles, texts=texts_in(stored))
    known = _pairs(articles, "article_id", "duplicate_of")
    texts = partial(_stored_texts, warehouse, articles, extractor_version)
    return find_duplicates(articles, texts=texts, earlier=Duplicates(known, kept.bands))


def _stored_texts(
    warehouse: Warehouse, articles: pa.Table, extractor_version: str, wanted: Collection[str]
) -> Mapping[str, str]:
    """Read some texts, from the months in which they lie."""
    dataset = dataset_of(warehouse, "articles")
    ids = pa.array(list(wanted), pa.string())
    if dataset is None or len(ids) == 0:
        return {}
    days = articles.filter(pads.field("article_id").isin(ids)).column("published_date").to_pylist()
    months = {None if day is None else f"{day:%Y-%m}" for day in days}
    in_months = pads.field(MONTH_FIELD).isin(pa.array([month for month in months if month is not None], pa.string()))
    if None in months:
        in_months |= pads.field(MONTH_FIELD).is_null()
    chosen = in_months & pads.field("article_id").isin(ids) & (pads.field("extractor_version") == extractor_version)
    return {
        str(one): str(text)
        for one, text in _pairs(
            dataset.to_table(columns=["article_id", "text"], filter=chosen), "article_id", "text"
        ).items()
    }


def _with_originals(articles: pa.Table, duplicates: Duplicates) -> pa.Table:
    originals = [duplicates.original_of[str(one)] for one in articles.column("article_id").to_pylist()]
    at = articles.schema.get_field_index("duplicate_of")
    return articles.set_column(at, articles.schema.field(at), pa.array(originals, pa.string()))


def _with_other_original(articles: pa.Table, duplicates: Duplicates) -> set[str]:
    """Return the articles that are copies of another article than was known."""
    known = _pairs(articles, "article_id", "duplicate_of")
    return {one for one, original in duplicates.original_of.items() if known[one] != original}


def _with_other_actors(commitments: pa.Table, before: pa.Table, now: pa.Table) -> set[str]:
    """Return the articles in whose commitments an actor is somebody else now."""
    keys = ["actor_id", "entity_id"]
    other = now.select(keys).join(before.select(keys), keys, join_type="left anti").column("actor_id").combine_chunks()
    announcers = commitments.column("announcer_actor_ids").combine_chunks()
    announced = pc.list_parent_indices(announcers).filter(pc.is_in(pc.list_flatten(announcers), other))
    articles = {str(one) for one in commitments.column("article_id").take(announced).to_pylist()}
    for name in ("donor_actor_id", "recipient_actor_id"):
        told = commitments.filter(pc.is_in(commitments.column(name), other)).column("article_id")
        articles |= {str(one) for one in told.to_pylist()}
    return articles


def _with_stamps(name: str, rows: pa.Table, stamps: Stamps) -> pa.Table:
    """Return rows in the columns of their table, as `to_arrow` gives them."""
    for column, value in ((EXTRACTOR_VERSION_FIELD, stamps.extractor_version), (RUN_ID_FIELD, stamps.run_id)):
        rows = rows.append_column(column, pa.repeat(value, len(rows)))
    return rows.select(arrow_schema(name).names).cast(arrow_schema(name))


def _pairs(table: pa.Table, key: str, value: str) -> dict[str, str | None]:
    return dict(zip(map(str, table.column(key).to_pylist()), table.column(value).to_pylist(), strict=True))

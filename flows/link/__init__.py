"""Rows of many articles -> the same actor, the same article, the same commitment.

Pure functions from Arrow tables (in the columns of flows.schema) to records of the link tables:

    link_actors(article_actors, articles=...) -> LinkedActors(actors, actor_links)
    find_duplicates(articles, texts=..., earlier=...) -> Duplicates(original_of, bands)
    link_commitments(commitments, articles=..., figures=..., actor_links=..., rates=..., decisions=...)
        -> Ledger(links, envelopes, keys)
    update_ledger(earlier, commitments, articles=..., ...) -> Change(links, same, envelopes, keys)

`earlier` is the stored result of the run before; with it only what news touches is worked out, and the result is the
same. Run them in this order: the ledger knows an organisation by its entity_id, and counts a duplicate as no news.
Neither order of rows nor batch size changes a result.
"""

from __future__ import annotations

from flows.link.duplicates import Duplicates, find_duplicates, texts_in
from flows.link.earlier_run import EarlierRun
from flows.link.entities import LinkedActors, link_actors
from flows.link.ledger import Ledger, link_commitments, update_ledger
from flows.link.relinking import Change

__all__ = [
    "Change",
    "Duplicates",
    "EarlierRun",
    "Ledger",
    "LinkedActors",
    "find_duplicates",
    "link_actors",
    "link_commitments",
    "texts_in",
    "update_ledger",
]

"""Which mentions can make one entry the parent of another, found without building them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.link.arrow_rows import column
from flows.link.blocking import ANYBODY, Key, steps_of
from flows.link.mentions import Mention
from flows.reference.item_words import words_of_item

# As many sums of one donor in an article can be a total and its parts.
MIN_ITEMISED = 3


def may_have_relatives(commitments: pa.Table, *, corrected: Iterable[str]) -> set[str]:
    """Return the mentions that name an envelope, count things, or tell a sum beside others that may add up.

    `corrected` are the mentions of which an analyst has changed something: they count, and all of their articles.
    """
    is_part = _filled(commitments, "parent_text") & _filled(commitments, "parent_relation")
    is_counted = _filled(commitments, "quantity", "quantity_low", "quantity_high")
    scopes = np.array(column(commitments, "amount_scope"), dtype=object)
    has_sum = _filled(commitments, "amount", "amount_low", "amount_high") & (scopes != "cumulative")
    articles = _codes(commitments, "article_id")
    # Other donors than countries are pooled: two of an article may turn out to be one.
    _, tellers = np.unique(np.stack([articles, _codes(commitments, "donor_iso3")]), axis=1, return_inverse=True)
    n_sums = np.bincount(tellers[has_sum], minlength=len(tellers))
    is_beside = (n_sums[tellers] >= MIN_ITEMISED) | _shared(articles, scopes == "share")
    ids = np.array(column(commitments, "commitment_id"), dtype=object)
    is_corrected = np.isin(ids, list(corrected)) if len(ids) else np.array([], dtype=bool)
    chosen = is_part | is_counted | (has_sum & is_beside) | _shared(articles, is_corrected)
    return set(ids[chosen].tolist())


def keys_of_parent(mention: Mention) -> set[Key]:
    """Return the keys under which the entry stands that a mention names as its envelope."""
    if mention.parent_text is None or mention.parent_relation is None:
        return set()
    if mention.parent_money:
        return {(ANYBODY, step) for step in steps_of(mention.parent_money, reach=1)}
    return {(ANYBODY, "word", word) for word in words_of_item(mention.parent_text).specific}


def _filled(table: pa.Table, *names: str) -> npt.NDArray[np.bool_]:
    """Tell for each row whether one of some columns has a value."""
    flags: npt.NDArray[np.bool_] = np.zeros(len(table), dtype=bool)
    for name in names:
        flags |= np.asarray(table.column(name).is_valid())
    return flags


def _codes(table: pa.Table, name: str) -> npt.NDArray[np.int64]:
    """Return a number for each row that stands for its value in a column, null as well."""
    numbers: dict[Any, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in column(table, name)], dtype=np.int64)


def _shared(codes: npt.NDArray[np.int64], flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Spread a flag over all rows of the same code."""
    return np.isin(codes, np.unique(codes[flags]))

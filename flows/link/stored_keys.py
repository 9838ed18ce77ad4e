"""The keys of all mentions as stored between runs, and which mentions stand under a key.

What a run learns of a mention once (words, amounts, day) is kept as hashes of its keys, so that the next run reads only
the mentions that share a key with what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.link.arrow_rows import column
from flows.link.blocking import ANYBODY, Key, filing_keys, seeker_keys, seeking_keys, waiting_keys
from flows.link.hash_index import HashIndex
from flows.link.matching import Place, place_of
from flows.link.mentions import Mention

_COLUMNS: list[pa.Field[Any]] = [
    pa.field("commitment_id", pa.string()),
    pa.field("turn", pa.int32()),  # of its place in the order of matching
    pa.field("keys", pa.list_(pa.int64())),
]
KEYS_SCHEMA = pa.schema(_COLUMNS)
_DAYS = date.max.toordinal() + 1

Rows = npt.NDArray[np.int32]
Sought = tuple[Rows, list[str]]  # the rows of mentions of earlier turns, and those of the same turn


def turn_at(place: Place) -> int:
    """Return a number that grows with the place in the order of matching; a day has one."""
    is_bare, has_no_recipient, order = place
    return (2 * is_bare + has_no_recipient) * _DAYS + order[0].toordinal()


def keys_table(mentions: Iterable[Mention]) -> pa.Table:
    """Return the keys of mentions as rows of KEYS_SCHEMA, sorted by commitment_id."""
    ordered = sorted(mentions, key=lambda mention: mention.commitment_id)
    hashed = _Hashes()
    return pa.table(
        {
            "commitment_id": [mention.commitment_id for mention in ordered],
            "turn": [turn_at(place_of(mention)) for mention in ordered],
            "keys": [sorted({hashed.of(mention.donor, key) for key in _stored_keys(mention)}) for mention in ordered],
        },
        schema=KEYS_SCHEMA,
    )


def _stored_keys(mention: Mention) -> Iterator[Key]:
    yield from filing_keys(mention)
    yield from waiting_keys(mention)
    yield from ((ANYBODY, "word", word) for word in mention.words.specific)


class StoredKeys:
    """Which mentions stand under a key; `table` is in KEYS_SCHEMA."""

    def __init__(self, table: pa.Table) -> None:
        self._index = HashIndex(table, "keys")
        self.ids: npt.NDArray[np.object_] = np.array(column(table, "commitment_id"), dtype=object)
        self._turns: npt.NDArray[np.int32] = table.column("turn").to_numpy()
        self._row_of: dict[str, int] = {one: row for row, one in enumerate(self.ids)}
        self._hashed = _Hashes()

    def turn_of(self, commitment_id: str) -> int:
        """Return the turn of a mention."""
        return int(self._turns[self._row_of[commitment_id]])

    def row_of(self, commitment_id: str) -> int:
        """Return the row in which a mention stands."""
        return self._row_of[commitment_id]

    def may_be_sought_by(self, mention: Mention) -> Sought:
        """Return the mentions whose entries a mention may fit, but none that is matched in a later turn."""
        rows = self._index.rows(self._hashes(mention, seeking_keys))
        turn, turns = turn_at(place_of(mention)), self._turns[rows]
        return rows[turns < turn], self.ids[rows[turns == turn]].tolist()

    def may_seek(self, mentions: Iterable[Mention], *, after: Place, asked: set[int]) -> list[tuple[str, int]]:
        """Return the mentions that may look up an entry in which these are, and their turns.

        Those before a place need not be in, nor those that stand under no key but the `asked`, which grow.
        """
        hashes = {hashed for mention in mentions for hashed in self._hashes(mention, seeker_keys)} - asked
        asked |= hashes
        rows = self._index.rows(list(hashes))
        rows = rows[self._turns[rows] >= turn_at(after)]
        return list(zip(self.ids[rows].tolist(), self._turns[rows].tolist(), strict=True))

    def standing_under(self, donor: str, keys: Iterable[Key]) -> set[str]:
        """Return the mentions of a donor that stand under one of some keys."""
        return set(self.ids[self._index.rows([self._hashed.of(donor, key) for key in keys])].tolist())

    def _hashes(self, mention: Mention, keys: Callable[..., Iterable[Key]]) -> list[int]:
        def is_filed(key: Key) -> bool:
            return self._hashed.of(mention.donor, key) in self._index

        return [self._hashed.of(mention.donor, key) for key in keys(mention, is_filed=is_filed)]


class _Hashes:
    """64-bit hashes of keys, the same in every process."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Key], int] = {}

    def of(self, donor: str, key: Key) -> int:
        known = self._known.get((donor, key))
        if known is None:
            digest = blake2b(repr((donor, key)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known = self._known[donor, key] = int.from_bytes(digest, "big", signed=True)
        return known


def merge_keys(earlier: pa.Table, news: pa.Table, *, gone: Iterable[str]) -> pa.Table:
    """Return the stored keys without those of some mentions, with the new ones, sorted by commitment_id."""
    dropped = pa.array(sorted({*gone, *column(news, "commitment_id")}), pa.string())
    kept = earlier.filter(pc.invert(pc.is_in(earlier.column("commitment_id"), dropped)))
    return pa.concat_tables([kept, news]).sort_by("commitment_id")

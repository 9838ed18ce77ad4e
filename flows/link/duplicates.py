"""Near-duplicate articles: wire copies, updates, the same text under another headline.

MinHash signatures, cut into bands, find the pairs worth a look; the pairs are then compared by their true sets of word
sequences. The bands are kept between runs, so that only the texts of new articles, and of those that share a band with
one, are read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
from datasketch import MinHash  # type: ignore[import-untyped]

from flows.link.arrow_rows import RowsByKey, column
from flows.link.hash_index import HashIndex

# Sequences of so many words; shorter ones are shared by texts that merely tell of the same event.
WORDS_PER_SHINGLE = 4
# A text is a copy when so much of both is common ...
MIN_JACCARD = 0.6
# ... or so much of the shorter one, where it is no mere fragment (an update keeps the story and adds to it).
MIN_CONTAINMENT = 0.85
MIN_LENGTH_RATIO = 0.4
# Copies of one story appear within days.
WINDOW_DAYS = 21
UNDATED = date.max.toordinal()
# Pairs with a third in common share a band with a probability of 0.6, copies (0.6 and more) with 0.99 and more.
BANDS, ROWS_PER_BAND = 21, 3
TEXTS_AT_ONCE = 500
# Sets of word sequences are large; those of so many texts are held for the comparisons to come.
SETS_HELD = 2_000

_BAND_COLUMNS: list[pa.Field[Any]] = [pa.field("article_id", pa.string()), pa.field("bands", pa.list_(pa.int64()))]
BANDS_SCHEMA = pa.schema(_BAND_COLUMNS)

Texts = Callable[[Collection[str]], Mapping[str, str]]  # the texts of some articles by article_id
Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The earliest article with nearly the same text of every article, or None, and what the next search needs."""

    original_of: dict[str, str | None]
    bands: pa.Table


def find_duplicates(articles: pa.Table, *, texts: Texts, earlier: Duplicates | None = None) -> Duplicates:
    """Find for every article the earliest article with nearly the same text.

    Reads article_id and published_date; `texts` is asked for the texts that are needed. Earliest is by (published_date,
    article_id), undated last; an original is never a duplicate itself. With the result of an `earlier` search over
    fewer, more or other articles only those are compared that may come out otherwise; the result is the same.
    """
    days = {
        article_id: UNDATED if day is None else day.toordinal()
        for article_id, day in zip(column(articles, "article_id"), column(articles, "published_date"), strict=True)
    }
    known = {} if earlier is None else earlier.original_of
    read = [] if earlier is None else column(earlier.bands, "article_id")
    news = sorted(days.keys() - (known.keys() & set(read)))
    bands = _bands_with_news(earlier, news, days, texts)
    search = _Search(days, texts, bands, {one: known[one] for one in days if one in known and one not in set(news)})
    search.run([*news, *(one for one in search.original_of if known[one] is not None and known[one] not in days)])
    return Duplicates({one: search.original_of[one] for one in sorted(days)}, bands)


def _bands_with_news(
    earlier: Duplicates | None, news: Sequence[str], days: Mapping[str, int], texts: Texts
) -> pa.Table:
    """Return the bands of all articles of today, sorted by article_id."""
    rows = list[tuple[str, list[int]]]()
    for start in range(0, len(news), TEXTS_AT_ONCE):
        found = texts(news[start : start + TEXTS_AT_ONCE])
        rows += [(one, bands_of(shingles_of(text))) for one, text in found.items()]
    table = pa.table({"article_id": [one for one, _ in rows], "bands": [bands for _, bands in rows]}, BANDS_SCHEMA)
    if earlier is not None:
        new = set(news)
        kept = [one in days and one not in new for one in column(earlier.bands, "article_id")]
        table = pa.concat_tables([earlier.bands.filter(pa.array(kept, pa.bool_())), table])
    return table.sort_by("article_id")


@dataclass(slots=True)
class _Search:
    """Goes through the articles that may come out otherwise, from the earliest; days are ordinals."""

    days: Mapping[str, int]
    texts: Texts
    bands: pa.Table
    original_of: dict[str, str | None]
    _ids: list[str] = field(init=False)
    _index: HashIndex = field(init=False)
    _rows: dict[str, int] = field(init=False)
    _shingles: dict[str, Shingles] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids = column(self.bands, "article_id")
        self._index = HashIndex(self.bands, "bands")
        self._rows = {one: row for row, one in enumerate(self._ids)}

    def run(self, articles: Iterable[str]) -> None:
        """Decide about some articles, and about those that their fate may change."""
        queue = [(self.days[one], one) for one in articles]
        heapify(queue)
        waiting = {one for _, one in queue}
        while queue:
            _, one = heappop(queue)
            waiting.discard(one)
            copies = self._copies(one, ahead=[other for _, other in queue[:TEXTS_AT_ONCE]])
            earlier = [(self.days[other], other) for other in copies if self._comes_before(other, one)]
            found = min((place for place in earlier if self.original_of[place[1]] is None), default=(0, None))[1]
            if one not in self.original_of or self.original_of[one] != found:
                self.original_of[one] = found
                for other in copies:
                    if self._comes_before(one, other) and other not in waiting:
                        waiting.add(other)
                        heappush(queue, (self.days[other], other))

    def _comes_before(self, one: str, other: str) -> bool:
        return (self.days[one], one) < (self.days[other], other)

    def _near(self, one: str) -> list[str]:
        """Return the other articles that share a band with one and are near enough in time."""
        bands = self.bands.column("bands")[self._rows[one]].as_py()
        others = (self._ids[row] for row in self._index.rows(bands))
        day = self.days[one]
        return [
            other
            for other in others
            if other != one and (abs(self.days[other] - day) <= WINDOW_DAYS or UNDATED in (day, self.days[other]))
        ]

    def _copies(self, one: str, *, ahead: Iterable[str]) -> list[str]:
        """Return the articles of which one is a copy, or that are copies of it.

        What `ahead` will need is read with it, since many texts are read as quickly as one.
        """
        near = self._near(one)
        if not near:
            return []
        if not self._shingles.keys() >= {one, *near}:
            wanted = {one, *near} | {
                text for other in ahead if (found := self._near(other)) for text in (other, *found)
            }
            if len(self._shingles) > SETS_HELD:
                self._shingles.clear()
            missing = sorted(wanted - self._shingles.keys())
            self._shingles |= {text_id: shingles_of(text) for text_id, text in self.texts(missing).items()}
        return [other for other in near if is_copy(self._shingles[one], self._shingles[other])]


def texts_in(articles: pa.Table) -> Texts:
    """Return what reads texts from a table of articles (article_id, text)."""
    rows = RowsByKey(articles, "article_id")
    return lambda wanted: {row["article_id"]: row["text"] for row in rows.rows(wanted, ("article_id", "text"))}


def shingles_of(text: str) -> Shingles:
    """Return the hashes of a text's sequences of four words; case and punctuation make no difference."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(
        crc32(" ".join(words[at : at + WORDS_PER_SHINGLE]).encode()) for at in range(len(words) - WORDS_PER_SHINGLE + 1)
    )


def bands_of(shingles: Shingles) -> list[int]:
    """Return the bands of a text's MinHash signature; none for a text that is too short to compare."""
    if not shingles:
        return []
    signature = MinHash(num_perm=BANDS * ROWS_PER_BAND, hashfunc=int)
    signature.update_batch(np.fromiter(sorted(shingles), dtype=np.uint64))
    rows = signature.hashvalues.astype(np.uint64).reshape(BANDS, ROWS_PER_BAND)
    return [int.from_bytes(blake2b(bytes([band]) + row.tobytes(), digest_size=8).digest(), "big", signed=True)
            for band, row in enumerate(rows)]  # fmt: skip


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Tell whether two texts, given by their shingles, are the same story in nearly the same words."""
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    if common >= MIN_JACCARD * (shorter + longer - common):
        return True
    return common >= MIN_CONTAINMENT * shorter and shorter >= MIN_LENGTH_RATIO * longer

"""Near-duplicate articles: wire copies, updates, the same text under another headline.

MinHash signatures find the pairs worth a look; the pairs are then compared by their true sets of word sequences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from zlib import crc32

import numpy as np
import pyarrow as pa
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

from flows.link.arrow_rows import column

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
PERMUTATIONS = 64
LSH_THRESHOLD = 0.35


class _Originals:
    """The articles that are no copies, found by MinHash; days are ordinals, undated articles lie on the last one."""

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
        self._shingles: dict[str, frozenset[int]] = {}
        self._days: dict[str, int] = {}

    def add(self, article_id: str, day: int, shingles: frozenset[int]) -> None:
        self._index.insert(article_id, _signature(shingles))
        self._shingles[article_id] = shingles
        self._days[article_id] = day

    def copied_by(self, day: int, shingles: frozenset[int]) -> str | None:
        """Return the earliest original of which a text is a copy, told within the window before it; or None."""
        copied = [
            (self._days[one], one)
            for one in self._index.query(_signature(shingles))
            if (day - self._days[one] <= WINDOW_DAYS or day == UNDATED) and is_copy(shingles, self._shingles[one])
        ]
        return min(copied)[1] if copied else None


def find_duplicates(articles: pa.Table, *, known: Mapping[str, str | None] | None = None) -> dict[str, str | None]:
    """Return for every article the earliest article with nearly the same text, or None.

    Reads article_id, published_date and text. Earliest is by (published_date, article_id), undated last; an original
    is never a duplicate itself. `known` is the result of an earlier call: the articles before the first that it lacks
    are then not compared again, and the result is the same. An undated article may be a copy of any, so that where
    there is one all originals are read.
    """
    settled = known or {}
    rows = sorted(
        (UNDATED if day is None else day.toordinal(), article_id, text)
        for article_id, day, text in zip(
            column(articles, "article_id"), column(articles, "published_date"), column(articles, "text"), strict=True
        )
    )
    present = {article_id for _, article_id, _ in rows}
    news = [day for day, one, _ in rows if one not in settled or (settled[one] or one) not in present]
    first_news = min(news, default=UNDATED + 1)
    last_day = rows[-1][0] if rows else UNDATED
    horizon = 0 if last_day == UNDATED and news else first_news - WINDOW_DAYS
    found: dict[str, str | None] = {}
    originals = _Originals()
    for day, article_id, text in rows:
        is_settled = day < first_news
        if is_settled and (settled[article_id] is not None or day < horizon):
            found[article_id] = settled[article_id]
            continue
        shingles = shingles_of(text)
        found[article_id] = originals.copied_by(day, shingles) if shingles and not is_settled else None
        if shingles and found[article_id] is None:
            originals.add(article_id, day, shingles)
    return found


def shingles_of(text: str) -> frozenset[int]:
    """Return the hashes of a text's sequences of four words; case and punctuation make no difference."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(
        crc32(" ".join(words[at : at + WORDS_PER_SHINGLE]).encode()) for at in range(len(words) - WORDS_PER_SHINGLE + 1)
    )


def is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two texts, given by their shingles, are the same story in nearly the same words."""
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    if common >= MIN_JACCARD * (shorter + longer - common):
        return True
    return common >= MIN_CONTAINMENT * shorter and shorter >= MIN_LENGTH_RATIO * longer


def _signature(shingles: frozenset[int]) -> MinHash:
    signature = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    signature.update_batch(np.fromiter(sorted(shingles), dtype=np.uint64))
    return signature

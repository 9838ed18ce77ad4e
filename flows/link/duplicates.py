"""Near-duplicate articles: wire copies, updates, the same text under another headline.

MinHash signatures find the pairs worth a look; the pairs are then compared by their true sets of word sequences.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
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
PERMUTATIONS = 64
LSH_THRESHOLD = 0.35


def find_duplicates(
    articles: pa.Table, *, known: Mapping[str, str | None] | None = None, new: Collection[str] | None = None
) -> dict[str, str | None]:
    """Return for every article the earliest article with nearly the same text, or None.

    Reads article_id, published_date and text. Earliest is by (published_date, article_id), undated last; an original
    is never a duplicate itself. `known` holds the result of an earlier call and `new` the articles that it did not
    see: then only the articles from the first new date on are compared again, with the same result.
    """
    rows = sorted(
        zip(
            column(articles, "article_id"),
            column(articles, "published_date"),
            column(articles, "text"),
            strict=True,
        ),
        key=lambda row: (row[1] or date.max, row[0]),
    )
    settled = dict(known or {})
    first_new = None
    if known is not None and new is not None:
        first_new = min(
            ((day or date.max).toordinal() for article_id, day, _ in rows if article_id in new), default=None
        )
        if first_new is None:
            return {article_id: settled.get(article_id) for article_id, _, _ in rows}
    found: dict[str, str | None] = {}
    index = MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
    shingles: dict[str, frozenset[int]] = {}
    days: dict[str, int] = {}
    for article_id, published, text in rows:
        day = (published or date.max).toordinal()
        is_settled = first_new is not None and day < first_new and article_id in settled
        if is_settled:
            found[article_id] = settled[article_id]
            if settled[article_id] is not None or day < (first_new or 0) - WINDOW_DAYS:
                continue
        ours = shingles_of(text)
        if not ours:
            found.setdefault(article_id, None)
            continue
        signature = _signature(ours)
        if not is_settled:
            close = [one for one in index.query(signature) if day - days[one] <= WINDOW_DAYS or published is None]
            copies = [one for one in close if is_copy(ours, shingles[one])]
            found[article_id] = min(copies, key=lambda one: (days[one], one), default=None)
        if found[article_id] is None:
            index.insert(article_id, signature)
            shingles[article_id] = ours
            days[article_id] = day
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

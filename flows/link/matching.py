"""Greedy clustering of one donor's mentions, in ledger order, against the entries so far.

Mentions that name what they promise come before those that only echo it, and mentions with a recipient before those
without, which may join an entry of any recipient. Arrival order makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flows.link.blocking import Index
from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.scoring import Match, match

Place = tuple[bool, bool, tuple[date, date, int, str, str]]


def place_of(mention: Mention) -> Place:
    """Return what decides when a mention is matched."""
    return mention.is_bare, mention.recipient is None, mention.order


@dataclass(slots=True, eq=False)
class Assignment:
    """Where a mention went: its entry, the match that decided, and the entry that it came near to."""

    mention: Mention
    entry: Entry
    match: Match | None
    review_of: Entry | None = None


@dataclass(slots=True)
class Matcher:
    """The entries of one donor, and where each of his mentions goes."""

    _index: Index = field(default_factory=Index)
    _entries: list[Entry] = field(default_factory=list)

    def assign(self, mentions: Iterable[Mention]) -> list[Assignment]:
        """Put each mention into the entry that it fits best, or into a new one."""
        return [self._assign_one(mention) for mention in sorted(mentions, key=place_of)]

    def _assign_one(self, mention: Mention) -> Assignment:
        found, review, reason = self._best(mention)
        number = len(self._entries) if found is None else found
        if found is None:
            self._entries.append(Entry())
        entry = self._entries[number]
        entry.add(mention)
        self._index.file(number, mention)
        return Assignment(mention, entry, reason, None if review is None else self._entries[review])

    def _best(self, mention: Mention) -> tuple[int | None, int | None, Match | None]:
        """Return the best of the entries that fit, the earliest of equals; else none, and the best to be reviewed."""
        best: tuple[float, int, Match] | None = None
        review: tuple[float, int, Match] | None = None
        for number in self._index.find(mention):
            found = match(mention, self._entries[number])
            if found is None:
                continue
            if found.is_same and (best is None or (found.score, -number) > (best[0], -best[1])):
                best = (found.score, number, found)
            elif found.is_review and (review is None or (found.score, -number) > (review[0], -review[1])):
                review = (found.score, number, found)
        if best is not None:
            return best[1], None, best[2]
        return (None, None, None) if review is None else (None, review[1], review[2])

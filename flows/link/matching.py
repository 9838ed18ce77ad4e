"""Greedy clustering of one donor's mentions, in ledger order, against the entries so far.

Mentions that name what they promise come before those that only echo it, and mentions with a recipient before those
without, which may join an entry of any recipient. Arrival order makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from flows.link.blocking import Index
from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.scoring import Match, match

Place = tuple[bool, bool, tuple[date, date, int, str, str]]
Key = TypeVar("Key")


def place_of(mention: Mention) -> Place:
    """Return what decides when a mention is matched."""
    return mention.is_bare, mention.recipient is None, mention.order


def best_fit(fits: Iterable[tuple[Match | None, Place | int, Key]]) -> tuple[Key | None, Key | None, Match | None]:
    """Return the key of the best entry that fits, the earliest of equals; else none, and the best to be reviewed.

    Takes how a mention matches each entry, what tells the earlier of two entries, and the entry's key. The match that
    decided comes last.
    """
    same: list[tuple[float, Place | int, Key, Match]] = []
    near: list[tuple[float, Place | int, Key, Match]] = []
    for found, since, key in fits:
        if found is not None and (found.is_same or found.is_review):
            (same if found.is_same else near).append((-found.score, since, key, found))
    if not (same or near):
        return None, None, None
    _, _, key, decided = min(same or near, key=lambda fit: fit[:2])
    return (key, None, decided) if same else (None, key, decided)


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
        numbers = self._index.find(mention)
        return best_fit((match(mention, self._entries[number]), number, number) for number in numbers)

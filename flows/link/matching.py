"""Greedy clustering of one donor's mentions, in ledger order, against the entries so far.

Mentions that name what they promise come before those that only echo it, and mentions with a recipient before those
without, which may join an entry of any recipient. Arrival order makes no difference.

When the result of an earlier run is known, a mention is scored again only where something could have changed: an entry
that it may fit has gained or lost a mention since. All others go where they went, so that a day's news costs what the
entries that it touches cost, and the ledger is the same as one made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from flows.link.blocking import Index
from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.scoring import Match, match


@dataclass(slots=True, eq=False)
class Assignment:
    """Where a mention went: its entry, the match that decided, and the entry that it came near to."""

    mention: Mention
    entry: Entry
    match: Match | None
    review_of: Entry | None = None
    is_kept: bool = False  # taken over from an earlier run


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run made of the mentions that are still the same, by commitment_id.

    `entries` are the entries that they are in, `reviews` those that they came near to. `broken` are the entries that
    have lost a mention since, or hold one that has changed.
    """

    entries: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, str] = field(default_factory=dict)
    broken: Collection[str] = ()


@dataclass(slots=True)
class Matcher:
    """The entries of one donor, and where each of his mentions goes."""

    earlier: Earlier = field(default_factory=Earlier)
    _index: Index = field(default_factory=Index)
    _entries: list[Entry] = field(default_factory=list)
    _kept: dict[str, int] = field(default_factory=dict)  # number of the entry by the id that the earlier run gave
    _changed: set[int] = field(default_factory=set)  # numbers of the entries that differ from the earlier run's

    def assign(self, mentions: Iterable[Mention]) -> list[Assignment]:
        """Put each mention into the entry that it fits best, or into a new one."""
        ordered = sorted(mentions, key=lambda mention: (mention.is_bare, mention.recipient is None, mention.order))
        return [self._assign_one(mention) for mention in ordered]

    def _assign_one(self, mention: Mention) -> Assignment:
        earlier_id = self.earlier.entries.get(mention.commitment_id)
        is_settled = earlier_id is not None and not self._changed and not self.earlier.broken
        candidates = set() if is_settled else self._index.find(mention)
        kept = self._keep(mention, earlier_id, candidates)
        found, review, reason = kept or self._best(mention, candidates)
        number = self._new() if found is None else found
        entry = self._entries[number]
        entry.add(mention)
        self._index.file(number, mention)
        if kept is None:
            self._note_change(number, earlier_id)
        review_of = None if review is None else self._entries[review]
        return Assignment(mention, entry, reason, review_of, is_kept=kept is not None)

    def _keep(
        self, mention: Mention, earlier_id: str | None, candidates: set[int]
    ) -> tuple[int, int | None, None] | None:
        """Return the earlier run's entry and review where nothing that bears on them has changed."""
        if earlier_id is None or earlier_id in self.earlier.broken or not self._changed.isdisjoint(candidates):
            return None
        review_id = self.earlier.reviews.get(mention.commitment_id)
        review = None if review_id is None else self._kept.get(review_id)
        if review_id is not None and (review is None or review in self._changed):
            return None
        number = self._kept.get(earlier_id)
        if number is None:
            number = self._kept[earlier_id] = self._new()
        return None if number in self._changed else (number, review, None)

    def _note_change(self, number: int, earlier_id: str | None) -> None:
        """Mark the entries that a scored mention makes differ from the earlier run's."""
        if earlier_id is not None and self._kept.get(earlier_id) == number:
            return
        self._changed.add(number)
        if earlier_id is not None:
            if earlier_id not in self._kept:
                self._kept[earlier_id] = self._new()
            self._changed.add(self._kept[earlier_id])

    def _best(self, mention: Mention, candidates: Iterable[int]) -> tuple[int | None, int | None, Match | None]:
        """Return the best of the entries that fit, the earliest of equals; else none, and the best to be reviewed."""
        best: tuple[float, int, Match] | None = None
        review: tuple[float, int, Match] | None = None
        for number in candidates:
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

    def _new(self) -> int:
        self._entries.append(Entry())
        return len(self._entries) - 1

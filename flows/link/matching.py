"""Greedy clustering of one donor's mentions, in ledger order, against the entries so far.

Mentions that name what they promise come before those that only echo it, and mentions with a recipient before those
without, which may join an entry of any recipient. Arrival order makes no difference.

When the result of an earlier run is known, a mention is scored again only where something could have changed: an entry
that it may fit has gained or lost a mention since. All others go where they went, so that a day's news costs what the
entries that it touches cost, and the ledger is the same as one made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from flows.link.blocking import filing_keys, lookup_keys
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
    """What an earlier run made of the mentions that are still the same: by commitment_id the entry, and the one in review.

    `broken` are the entries that have lost a mention since, or hold one that has changed.
    """

    entries: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, str] = field(default_factory=dict)
    broken: Collection[str] = ()


@dataclass(slots=True)
class Matcher:
    """The entries of one donor, found by the keys of flows.link.blocking."""

    earlier: Earlier = field(default_factory=Earlier)
    _by_key: dict[Hashable, dict[int, Entry]] = field(default_factory=lambda: defaultdict(dict))
    _numbers: dict[int, int] = field(default_factory=dict)
    _kept: dict[str, Entry] = field(default_factory=dict)  # by the id that the earlier run gave
    _changed: set[int] = field(default_factory=set)  # numbers of the entries that differ from the earlier run's
    _ids: dict[int, str] = field(default_factory=dict)  # earlier id of each entry that has one, by number

    def assign(self, mentions: Iterable[Mention]) -> list[Assignment]:
        """Put each mention into the entry that it fits best, or into a new one."""
        ordered = sorted(mentions, key=lambda mention: (mention.is_bare, mention.recipient is None, mention.order))
        return [self._assign_one(mention) for mention in ordered]

    def _assign_one(self, mention: Mention) -> Assignment:
        earlier_id = self.earlier.entries.get(mention.commitment_id)
        candidates = self._candidates(mention)
        assignment = self._keep(mention, earlier_id, candidates) or _best(mention, candidates)
        number = self._enter(assignment.entry, mention)
        if not assignment.is_kept:
            self._note_change(number, earlier_id)
        return assignment

    def _candidates(self, mention: Mention) -> dict[int, Entry]:
        found: dict[int, Entry] = {}
        for key in lookup_keys(mention):
            if key in self._by_key:
                found.update(self._by_key[key])
        return found

    def _keep(self, mention: Mention, earlier_id: str | None, candidates: Mapping[int, Entry]) -> Assignment | None:
        """Return the earlier run's assignment where nothing that bears on it has changed."""
        if earlier_id is None or earlier_id in self.earlier.broken or not self._changed.isdisjoint(candidates):
            return None
        review_id = self.earlier.reviews.get(mention.commitment_id)
        review = self._kept.get(review_id) if review_id is not None else None
        if review_id is not None and (review is None or self._number_of(review) in self._changed):
            return None
        entry = self._kept.get(earlier_id)
        if entry is None:
            entry = self._kept[earlier_id] = Entry()
            self._ids[self._number_of(entry)] = earlier_id
        elif self._number_of(entry) in self._changed:
            return None
        return Assignment(mention, entry, None, review, is_kept=True)

    def _note_change(self, number: int, earlier_id: str | None) -> None:
        """Mark the entries that a scored mention makes differ from the earlier run's."""
        if earlier_id is not None and self._ids.get(number) == earlier_id:
            return
        self._changed.add(number)
        if earlier_id is not None:
            left = self._kept.setdefault(earlier_id, Entry())
            self._changed.add(self._number_of(left))

    def _enter(self, entry: Entry, mention: Mention) -> int:
        number = self._number_of(entry)
        entry.add(mention)
        for key in filing_keys(mention):
            self._by_key[key][number] = entry
        return number

    def _number_of(self, entry: Entry) -> int:
        return self._numbers.setdefault(id(entry), len(self._numbers))


def _best(mention: Mention, candidates: Mapping[int, Entry]) -> Assignment:
    """Choose the best of the entries that fit, the earliest of equals; else a new one, near to the best under review."""
    best: tuple[float, int] | None = None
    review: tuple[float, int] | None = None
    matches: dict[int, Match] = {}
    for number, entry in candidates.items():
        found = match(mention, entry)
        if found is None:
            continue
        matches[number] = found
        rank = (found.score, -number)
        if found.is_same:
            best = rank if best is None else max(best, rank)
        elif found.is_review:
            review = rank if review is None else max(review, rank)
    if best is not None:
        return Assignment(mention, candidates[-best[1]], matches[-best[1]])
    if review is not None:
        return Assignment(mention, Entry(), matches[-review[1]], candidates[-review[1]])
    return Assignment(mention, Entry(), None)

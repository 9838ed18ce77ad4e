"""Match what is new against the result of an earlier run, and what that changes in turn.

Mentions are taken in the order in which `matching.Matcher` takes them. A mention is scored again when it is new, when
its own entry or the one that it came near to has changed, or when an entry that it may fit has changed and now fits.
All others stay where they are, so that a day's news costs what the entries that it touches cost; the result is the one
that matching all anew gives.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from flows.link.entry import Entry
from flows.link.entry_links import Reason
from flows.link.matching import Place, best_fit, place_of
from flows.link.mention_source import MentionSource
from flows.link.mentions import Mention
from flows.link.scoring import WEIGHTS, Match, match
from flows.link.stored_keys import Rows, Sought, StoredKeys, turn_at
from flows.link.turn_queue import TurnQueue

# Scores are kept with two digits.
ROUNDED = 0.01


@dataclass(slots=True)
class Verdict:
    """Why a mention went into its entry, and the entry that it came near to, if any."""

    match: Match | None
    review_of: str | None


@dataclass(slots=True, eq=False)
class Rematcher:
    """Entries by their keys: that of the earlier run, or for a new one the commitment_id of its first mention.

    `entry_of`, `members`, `reviews` (the entry that a mention came near to) and `reasons` are the earlier run's, less
    the mentions that are gone or are to be matched anew; `keys` holds those of all mentions.
    """

    source: MentionSource
    keys: StoredKeys
    entry_of: dict[str, str]
    members: dict[str, list[str]]
    reviews: Mapping[str, str]
    reasons: Mapping[str, Reason]
    changed: set[str] = field(default_factory=set)
    shrunk: set[str] = field(default_factory=set)  # those of the changed that have lost a mention
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    _queue: TurnQueue = field(init=False)
    _due: dict[str, set[str] | None] = field(default_factory=dict)  # entries that have changed; None: look at all
    _ordered: dict[str, list[tuple[Place, Mention]]] = field(default_factory=dict)
    _built: dict[str, tuple[int, Entry]] = field(default_factory=dict)
    _reviewers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _sought: dict[str, Sought] = field(default_factory=dict)  # what the new mentions may fit
    _asked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # the keys whose seekers were put

    _entry_at: npt.NDArray[np.object_] = field(init=False)  # the entry of each row of `keys`, or None

    def __post_init__(self) -> None:
        self._entry_at = np.array([self.entry_of.get(one) for one in self.keys.ids], dtype=object)
        self._queue = TurnQueue(self.source)

    def run(self, news: Iterable[Mention], *, broken: Iterable[str]) -> None:
        """Match new mentions; `broken` are entries that have lost a mention since."""
        for one, key in self.reviews.items():
            self._reviewers[key].append(one)
        mentions = list(news)
        self._load_around(mentions)
        for mention in mentions:
            self._put(mention, None)
        for key in broken:
            self.shrunk.add(key)
            self._change(key, None)
        while (waiting := self._queue.take()) is not None:
            mention, place = waiting
            self._settle(mention, place, self._due.pop(mention.commitment_id))

    def _load_around(self, mentions: Iterable[Mention]) -> None:
        """Read in one go what the new mentions may fit, which is most of what will be needed."""
        self._sought = {mention.commitment_id: self.keys.may_be_sought_by(mention) for mention in mentions}
        sought = self._sought.values()
        before = np.unique(np.concatenate([np.array([], dtype=np.int32), *(rows for rows, _ in sought)]))
        beside = {key for _, same_turn in sought for one in same_turn if (key := self.entry_of.get(one)) is not None}
        self._read_entries(self._entries_at(before) | beside)

    def _entries_at(self, rows: Rows) -> set[str]:
        return set(self._entry_at[rows].tolist()) - {None}

    def _read_entries(self, keys: Iterable[str]) -> None:
        self.source.get([one for key in keys if key not in self._ordered for one in self.members.get(key, ())])

    def _settle(self, mention: Mention, place: Place, entries: set[str] | None) -> None:
        one = mention.commitment_id
        former = self.entry_of.get(one)
        if former is None or entries is None or not self._stays(mention, place, former, entries):
            found, self.verdicts[one] = self._best(mention, place)
            if found is None:
                found = former if former is not None and self._is_first(former, place) else one
            if found != former:
                self._move(mention, place, former, found)
        if self.entry_of[one] in self.changed:
            self._put_seekers([mention], place, self.entry_of[one])

    def _stays(self, mention: Mention, place: Place, former: str, entries: set[str]) -> bool:
        """Tell whether a mention stays where it is, whatever the entries that have changed are now.

        It does when its own, if that has changed, has only gained mentions and fits no worse than it did, and none of
        the others fits better: the entries that have not changed fitted worse before. One that founded its entry fitted
        none that has not changed.
        """
        one = mention.commitment_id
        if former in self.shrunk or self.reviews.get(one) in self.changed:
            return False
        is_changed = former in self.changed
        fits = self._fits_of(mention, place, entries - {former})
        if not (is_changed or fits):
            return True
        if self._is_first(former, place):
            return not fits
        rivals = [fit for fit in fits if fit[0].is_same]
        score = self.reasons[one].score
        if not is_changed and score is not None and all(score > found.score + ROUNDED for found, _, _ in rivals):
            return True
        own = self._match_before(mention, place, former)
        if own is None or not own.is_same:
            return False
        if is_changed and own.score < (WEIGHTS.certain if score is None else score):
            return False
        best, _, _ = best_fit([(own, self._since(former), former), *rivals])
        if best != former:
            return False
        if is_changed:
            self.verdicts[one] = Verdict(own, None)
        return True

    def _fits_of(self, mention: Mention, place: Place, keys: Iterable[str]) -> list[tuple[Match, Place, str]]:
        """Return how a mention matches those of some entries that are its own or should be reviewed."""
        return [
            (found, self._since(key), key)
            for key in keys
            if (found := self._match_before(mention, place, key)) is not None and (found.is_same or found.is_review)
        ]

    def _match_before(self, mention: Mention, place: Place, key: str) -> Match | None:
        """Match a mention against an entry as it was when the mention came."""
        entry = self._entry_before(key, place)
        return None if entry is None else match(mention, entry)

    def _since(self, key: str) -> Place:
        """Return the place of an entry's first mention."""
        return self._in_order(key)[0][0]

    def _is_first(self, key: str, place: Place) -> bool:
        """Tell whether an entry held no mention before a place."""
        now = turn_at(place)
        if any(self.keys.turn_of(one) < now for one in self.members.get(key, ())):
            return False
        return bisect_left(self._in_order(key), place, key=lambda at: at[0]) == 0

    def _best(self, mention: Mention, place: Place) -> tuple[str | None, Verdict]:
        found, review, reason = best_fit(self._fits(mention, place))
        return found, Verdict(reason, review)

    def _fits(self, mention: Mention, place: Place) -> Iterator[tuple[Match | None, Place, str]]:
        """Yield how a mention matches each entry that it reaches, with the place and the key of the entry."""
        entries = self._reached(mention, place)
        self._read_entries(entries)
        for key in entries:
            yield self._match_before(mention, place, key), self._since(key), key

    def _reached(self, mention: Mention, place: Place) -> set[str]:
        """Return the entries in which, by its place, one stands that shares a key with a mention."""
        known = self._sought.get(mention.commitment_id)
        before, beside = self.keys.may_be_sought_by(mention) if known is None else known
        earlier = (other.commitment_id for other in self.source.get(beside) if place_of(other) < place)
        return self._entries_at(before) | {self.entry_of[one] for one in earlier if one in self.entry_of}

    def _move(self, mention: Mention, place: Place, former: str | None, found: str) -> None:
        one = mention.commitment_id
        if former is not None:
            self._in_order(former).remove((place, mention))
            self.members[former].remove(one)
            self.shrunk.add(former)
        ordered = self._in_order(found)
        insort(ordered, (place, mention), key=lambda at: at[0])
        self.members.setdefault(found, []).append(one)
        self.entry_of[one] = self._entry_at[self.keys.row_of(one)] = found
        for key in (former, found):
            if key is not None:
                self._change(key, place)

    def _change(self, key: str, place: Place | None) -> None:
        """Note that an entry is another from a place on (None: from the first), and queue whom that may concern."""
        if key in self.changed:
            return
        self.changed.add(key)
        ordered = self._in_order(key)
        for at, member in ordered:
            if place is None or at > place:
                self._put(member, key)
        if place is not None:  # the one that is at the place puts its own
            self._put_seekers([member for at, member in ordered if at < place], place, key)
        for reviewer in self.source.get(self._reviewers.get(key, ())):
            if place is None or place_of(reviewer) > place:
                self._put(reviewer, key)

    def _put_seekers(self, mentions: Iterable[Mention], place: Place, key: str) -> None:
        """Queue those that may look up an entry, after a place, by what these mentions of it say.

        What stands under a key is asked once for an entry: whoever comes later was found the first time.
        """
        now = turn_at(place)
        for seeker, turn in self.keys.may_seek(mentions, after=place, asked=self._asked[key]):
            if seeker not in self.entry_of:
                continue
            if turn > now or any(place_of(mention) > place for mention in self.source.get([seeker])):
                self._put_at(seeker, turn, key)

    def _put(self, mention: Mention, key: str | None) -> None:
        self._put_at(mention.commitment_id, turn_at(place_of(mention)), key)

    def _put_at(self, one: str, turn: int, key: str | None) -> None:
        if one not in self._due:
            self._queue.put(one, turn)
            self._due[one] = None if key is None else {key}
            return
        entries = self._due[one]
        if key is None:
            self._due[one] = None
        elif entries is not None:
            entries.add(key)

    def _in_order(self, key: str) -> list[tuple[Place, Mention]]:
        """Return the mentions of an entry in the order in which they were matched."""
        ordered = self._ordered.get(key)
        if ordered is None:
            members = self.source.get(self.members.get(key, ()))
            ordered = self._ordered[key] = sorted(
                ((place_of(member), member) for member in members), key=lambda at: at[0]
            )
        return ordered

    def _entry_before(self, key: str, place: Place) -> Entry | None:
        """Return an entry as it was when a mention came; None where it did not exist yet."""
        ordered = self._in_order(key)
        count = bisect_left(ordered, place, key=lambda at: at[0])
        if count == 0:
            return None
        built, entry = self._built.get(key) or (0, Entry())
        # Places only grow while the queue is worked off, so that what has been built is never ahead.
        for _, member in ordered[built:count]:
            entry.add(member)
        self._built[key] = (count, entry)
        return entry

"""Greedy clustering of one donor's mentions, in ledger order, against the entries so far.

Mentions that name what they promise come before those that only echo it, and mentions with a recipient before those
without, which may join an entry of any recipient. Arrival order makes no difference.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.money import Rates
from flows.link.scoring import Match, match

# Amounts are looked up by a step on a logarithmic scale; a step is as wide as amounts may differ and still be near.
STEP = math.log(1.25)
WINDOW_DAYS = 15
ANY = ""


@dataclass(slots=True, eq=False)
class Assignment:
    """Where a mention went: its entry, the match that decided, and the entry that it came near to."""

    mention: Mention
    entry: Entry
    match: Match | None
    review_of: Entry | None = None


@dataclass(slots=True)
class Matcher:
    """The entries of one donor, found by recipient, amount, thing, article and words."""

    rates: Rates
    _by_key: dict[Hashable, dict[int, Entry]] = field(default_factory=lambda: defaultdict(dict))
    _number: dict[int, int] = field(default_factory=dict)

    def assign(self, mentions: Iterable[Mention]) -> list[Assignment]:
        """Put each mention into the entry that it fits best, or into a new one."""
        ordered = sorted(mentions, key=lambda mention: (mention.is_bare, mention.recipient is None, mention.order))
        return [self._assign_one(mention) for mention in ordered]

    def _assign_one(self, mention: Mention) -> Assignment:
        best: tuple[float, int, Match, Entry] | None = None
        review: tuple[float, int, Entry, Match] | None = None
        for number, entry in self._candidates(mention):
            found = match(mention, entry, self.rates)
            if found is None:
                continue
            if found.is_same and (best is None or (found.score, -number) > best[:2]):
                best = (found.score, -number, found, entry)
            elif found.is_review and (review is None or (found.score, -number) > review[:2]):
                review = (found.score, -number, entry, found)
        if best is not None:
            assignment = Assignment(mention, best[3], best[2])
        else:
            assignment = Assignment(mention, Entry(), review[3] if review else None, review[2] if review else None)
        self._enter(assignment.entry, mention)
        return assignment

    def _candidates(self, mention: Mention) -> list[tuple[int, Entry]]:
        found: dict[int, Entry] = {}
        for key in self._keys(mention, is_lookup=True):
            found.update(self._by_key.get(key, {}))
        return sorted(found.items())

    def _enter(self, entry: Entry, mention: Mention) -> None:
        number = self._number.setdefault(id(entry), len(self._number))
        entry.add(mention)
        for key in self._keys(mention, is_lookup=False):
            self._by_key[key][number] = entry

    def _keys(self, mention: Mention, *, is_lookup: bool) -> Iterator[Hashable]:
        """Yield the keys under which a mention's entry is filed or looked up.

        An entry is filed under its recipient and under any; a lookup reaches into the neighbouring steps and windows.
        """
        reach = 1 if is_lookup else 0
        recipients = (mention.recipient or ANY,) if is_lookup else {mention.recipient or ANY, ANY}
        day = mention.announced.toordinal() // WINDOW_DAYS if mention.announced else 0
        windows = range(day - reach, day + reach + 1)
        for recipient in recipients:
            yield recipient, "article", mention.original_id
            yield recipient, "wording", mention.wording
            for currency, step in self._steps(mention, is_lookup=is_lookup, reach=reach):
                yield recipient, currency, step
            if mention.is_resumed or mention.is_refusal:
                yield recipient, "halt", mention.item_class
            if not mention.donor:
                yield from ((recipient, "occasion", announcer, mention.announced) for announcer in mention.announcers)
            if mention.quantity is not None:
                yield recipient, "count", mention.item_class, round(mention.quantity[0])
            for word in mention.words.specific:
                yield from ((recipient, "word", word, window) for window in windows)
                if mention.is_repeat or not is_lookup:
                    yield recipient, "word", word
            if not mention.words.specific:
                yield from ((recipient, "class", mention.item_class, window) for window in windows)

    def _steps(self, mention: Mention, *, is_lookup: bool, reach: int) -> Iterator[tuple[str, int]]:
        """Yield (currency, step) of each amount, in its own currency and in euros."""
        for money in (*mention.money, *(mention.previous_money if is_lookup else ())):
            per_eur = self.rates.per_eur(money.currency, mention.announced)
            scales = [(money.currency, 1.0)]
            if per_eur is not None and money.currency != "EUR":
                scales.append(("EUR", per_eur))
            for currency, scale in scales:
                for step in range(_step(money.low / scale) - reach, _step(money.high / scale) + reach + 1):
                    yield currency, step


def _step(value: float) -> int:
    return math.floor(math.log(value) / STEP) if value > 0 else 0

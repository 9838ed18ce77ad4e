"""Keys under which ledger entries are filed and looked up, so that a mention meets only entries that it may fit.

Whatever the scores can make one commitment shares a key: an article, a sentence told twice, an amount within the reach
of rounding, a count, a name, a word of the thing within weeks. Amounts lie on a logarithmic scale, days in windows. A
long time apart, only another stage of the very same thing is one commitment, so that those keys carry the stage.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from flows.link.mentions import REFUSALS, STAGES, Mention
from flows.link.money import MAX_ROUNDING_RATIO, Money
from flows.link.scoring import LONG, LONGEST_WAY, SOON

STEP = math.log(MAX_ROUNDING_RATIO)
NOBODY, ANYBODY = "", "*"  # where a mention names no recipient; where the recipient makes no difference
REFUSED = 0  # the stage of all refusals
NEAR = (-1, 0, 1)
BACK = range(-LONGEST_WAY // SOON, 2)

Key = tuple[Hashable, ...]


@dataclass(slots=True)
class Index:
    """The numbers of one donor's entries by their keys."""

    _numbers: dict[Key, list[int]] = field(default_factory=dict)
    _recipients: set[str] = field(default_factory=set)  # under which entries are filed

    def file(self, number: int, mention: Mention) -> None:
        """File an entry under what one of its mentions says."""
        for recipient in (mention.recipient or NOBODY, ANYBODY):
            self._recipients.add(recipient)
            for key in _filing_keys(mention, recipient):
                numbers = self._numbers.get(key)
                if numbers is None:
                    self._numbers[key] = [number]
                elif numbers[-1] != number:
                    numbers.append(number)

    def find(self, mention: Mention) -> set[int]:
        """Return the numbers of the entries that a mention may fit; one without a recipient may fit those of any.

        It reaches into the neighbouring steps and times.
        """
        found: set[int] = set()
        meant = (mention.recipient, NOBODY) if mention.recipient else (ANYBODY,)
        recipients = [recipient for recipient in meant if recipient in self._recipients]
        for recipient in recipients:
            self._add(found, _plain_keys(mention, recipient))
        is_timeless = mention.is_repeat or mention.is_resumed or mention.announced is None
        window, period, soon = (_at(mention, days) for days in (LONG, LONGEST_WAY, SOON))
        times: list[Key] = [(window + near,) for near in NEAR]
        times += [(period + near, stage) for near in NEAR for stage in _other_stages(mention)]
        if is_timeless or mention.previous_money:
            times = [()]
        for mark in _marks(mention) | steps_of((*mention.money, *mention.previous_money), reach=1):
            for recipient in recipients:
                if (recipient, mark) in self._numbers:
                    self._add(found, ((recipient, mark, *time) for time in times))
        # Two amounts that are far apart decide against all words, and near ones share a step.
        sorts = (False,) if mention.money else (False, True)
        reach = BACK if is_timeless else NEAR
        for thing in _things(mention):
            for recipient in recipients:
                self._add(found, ((recipient, thing, sort, soon + near) for sort in sorts for near in reach))
        if mention.is_resumed:
            halts = (
                (recipient, "halt", mention.item_class, period + near) for recipient in recipients for near in NEAR
            )
            self._add(found, halts)
        return found

    def _add(self, found: set[int], keys: Iterable[Key]) -> None:
        for key in keys:
            numbers = self._numbers.get(key)
            if numbers is not None:
                found.update(numbers)


def steps_of(told: tuple[Money, ...], *, reach: int) -> set[Key]:
    """Return the places of amounts on the scale of their own currency, and of euros where there is a rate.

    With each come so many neighbours on either side.
    """
    steps: set[Key] = set()
    for money in told:
        for near in range(-reach, reach + 1):
            steps.add((money.currency, _step(money.value) + near))
            if money.per_eur is not None:
                steps.add(("in EUR", _step(money.value / money.per_eur) + near))
    return steps


def _filing_keys(mention: Mention, recipient: str) -> Iterator[Key]:
    has_money = bool(mention.money)
    window, period, soon = (_at(mention, days) for days in (LONG, LONGEST_WAY, SOON))
    yield from _plain_keys(mention, recipient)
    for mark in _marks(mention):
        yield recipient, mark
        yield recipient, mark, window
        yield recipient, mark, period, _stage(mention)
    for thing in _things(mention):
        yield recipient, thing, has_money, soon
    if mention.is_refusal:
        yield recipient, "halt", mention.item_class, period


def _plain_keys(mention: Mention, recipient: str) -> Iterator[Key]:
    """Yield the keys that filing and looking up have in common, whatever the day."""
    yield recipient, "article", mention.original_id
    yield recipient, "wording", mention.wording
    if not mention.donor:
        yield from ((recipient, "occasion", announcer, mention.announced) for announcer in mention.announcers)


def _marks(mention: Mention) -> set[Key]:
    """Return what can tell the very same thing after a long time: its amount, its count, its names."""
    marks = steps_of(mention.money, reach=0)
    marks |= {("name", name) for name in mention.words.names | mention.words.types}
    if mention.quantity is not None:
        marks.add(("count", mention.item_class, round(mention.quantity[0])))
    return marks


def _things(mention: Mention) -> Iterable[Key]:
    """Return what the thing is called: its words, or its sort where it has none."""
    if mention.words.specific:
        return [("word", word) for word in mention.words.specific]
    return [("class", mention.item_class)]


def _step(value: float) -> int:
    return math.floor(math.log(value) / STEP) if value > 0 else 0


def _at(mention: Mention, days: int) -> int:
    """Return the number of the window of so many days in which a mention lies; 0 without a date."""
    return mention.announced.toordinal() // days if mention.announced else 0


def _stage(mention: Mention) -> int:
    return REFUSED if mention.status in REFUSALS else STAGES[mention.status]


def _other_stages(mention: Mention) -> Iterable[int]:
    """Return the stages from which a mention may come: all before its own and refusals; for a refusal, all."""
    stage = _stage(mention)
    return range(1, 5) if stage == REFUSED else range(stage)

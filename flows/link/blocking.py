"""Keys under which ledger entries are filed and looked up, so that a mention meets only entries that it may fit.

Whatever the scores can make one commitment shares a key: an article, a sentence told twice, an amount within the reach
of rounding, a count, a name, a word of the thing within weeks. Amounts lie on a logarithmic scale, days in windows. A
long time apart, only another stage of the very same thing is one commitment, so that those keys carry the stage.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from flows.link.mentions import REFUSALS, STAGES, Mention
from flows.link.money import MAX_ROUNDING_RATIO, Money
from flows.link.scoring import LONG, LONGEST_WAY, SOON

STEP = math.log(MAX_ROUNDING_RATIO)
NOBODY, ANYBODY = "", "*"  # where a mention names no recipient; where the recipient makes no difference
REFUSED = 0  # the stage of all refusals
NEAR = (-1, 0, 1)
BACK = range(-LONGEST_WAY // SOON, 2)
WAITING = range(-1, 3)  # the windows of LONGEST_WAY from which one reaches BACK

Key = tuple[Hashable, ...]


@dataclass(slots=True)
class Index:
    """The numbers of one donor's entries by their keys."""

    _numbers: dict[Key, list[int]] = field(default_factory=dict)

    def file(self, number: int, mention: Mention) -> None:
        """File an entry under what one of its mentions says."""
        for key in filing_keys(mention):
            numbers = self._numbers.get(key)
            if numbers is None:
                self._numbers[key] = [number]
            elif numbers[-1] != number:
                numbers.append(number)

    def find(self, mention: Mention) -> set[int]:
        """Return the numbers of the entries that a mention may fit."""
        found: set[int] = set()
        for key in seeking_keys(mention, is_filed=self._numbers.__contains__):
            numbers = self._numbers.get(key)
            if numbers is not None:
                found.update(numbers)
        return found


def filing_keys(mention: Mention) -> Iterator[Key]:
    """Yield the keys under which an entry is found by what one of its mentions says."""
    has_money = bool(mention.money)
    windows, periods, weeks = (_windows(mention, days) for days in (LONG, LONGEST_WAY, SOON))
    marks, things, stage = _own_marks(mention), _things(mention), _stage(mention)
    for recipient in (mention.recipient or NOBODY, ANYBODY):
        yield (recipient,)
        yield from _plain_keys(mention, recipient)
        for mark in marks:
            yield recipient, mark
            yield from ((recipient, mark, window) for window in windows)
            yield from ((recipient, mark, period, stage) for period in periods)
        for thing in things:
            yield from ((recipient, thing, has_money, soon) for soon in weeks)
        if mention.is_refusal:
            yield from ((recipient, "halt", mention.item_class, period) for period in periods)


def seeking_keys(mention: Mention, *, is_filed: Callable[[Key], bool]) -> Iterator[Key]:
    """Yield the keys of the entries that a mention may fit; one without a recipient may fit those of any.

    It reaches into the neighbouring steps and times. `is_filed` tells whether anything stands under a key, and spares
    the keys that only narrow it down.
    """
    recipients = [recipient for recipient in _recipients(mention) if is_filed((recipient,))]
    for recipient in recipients:
        yield from _plain_keys(mention, recipient)
    is_timeless = _is_timeless(mention)
    windows, periods, weeks = (_around(_windows(mention, days), NEAR) for days in (LONG, LONGEST_WAY, SOON))
    times: list[Key] = [(window,) for window in windows]
    times += [(period, stage) for period in periods for stage in _earlier_stages(_stage(mention))]
    if is_timeless or mention.previous_money:
        times = [()]
    marks = _marks(mention) | steps_of((*mention.money, *mention.previous_money), reach=1)
    if mention.quantity or mention.previous_money or not _is_priced(mention):
        marks |= _names(mention, is_priced=True)
    for mark in marks | _names(mention, is_priced=False):
        for recipient in recipients:
            if is_filed((recipient, mark)):
                yield from ((recipient, mark, *time) for time in times)
    # Two amounts that are far apart decide against all words, and near ones share a step.
    sorts = (False,) if mention.money else (False, True)
    if is_timeless:
        weeks = sorted({*weeks, *_around([_at(mention, SOON)], BACK)})
    for thing in _things(mention):
        for recipient in recipients:
            yield from ((recipient, thing, sort, soon) for sort in sorts for soon in weeks)
    if mention.is_resumed:
        yield from ((recipient, "halt", mention.item_class, period) for recipient in recipients for period in periods)


def waiting_keys(mention: Mention) -> Iterator[Key]:
    """Yield keys under which a mention that reaches far is found by those that it may fit (see `seeker_keys`)."""
    periods = _windows(mention, LONGEST_WAY)
    is_timeless = _is_timeless(mention)
    for recipient in (mention.recipient or NOBODY, ANYBODY):
        if is_timeless or mention.previous_money:
            for mark in _own_marks(mention) | steps_of(mention.previous_money, reach=0):
                yield recipient, "waits", mark
        if is_timeless:
            for thing in _things(mention):
                for period in sorted({*periods, _at(mention, LONGEST_WAY)}):
                    yield recipient, "waits", thing, bool(mention.money), period
        if mention.is_resumed:
            yield from ((recipient, "resumes", mention.item_class, period) for period in periods)


def seeker_keys(mention: Mention, *, is_filed: Callable[[Key], bool]) -> Iterator[Key]:
    """Yield the filing and waiting keys of all mentions that may look up an entry in which this one is.

    The counterpart of `seeking_keys`: whoever seeks a key of this mention is filed under one of these.
    """
    recipients = [recipient for recipient in _recipients(mention) if is_filed((recipient,))]
    windows, periods, weeks = (_around(_windows(mention, days), NEAR) for days in (LONG, LONGEST_WAY, SOON))
    waiting = _around(_windows(mention, LONGEST_WAY), WAITING)
    stage = _stage(mention)
    later = [other for other in range(5) if stage in _earlier_stages(other)]
    times: list[Key] = [(window,) for window in windows]
    times += [(period, other) for period in periods for other in later]
    sorts = (False,) if mention.money else (False, True)
    marks = _marks(mention) | steps_of(mention.money, reach=1)
    marks |= _names(mention, is_priced=False) | _names(mention, is_priced=True)
    for recipient in recipients:
        yield from _plain_keys(mention, recipient)
        for mark in marks:
            yield recipient, "waits", mark
            if is_filed((recipient, mark)):
                yield from ((recipient, mark, *time) for time in times)
        for thing in _things(mention):
            for sort in sorts:
                yield from ((recipient, thing, sort, soon) for soon in weeks)
                yield from ((recipient, "waits", thing, sort, period) for period in waiting)
        if mention.is_refusal:
            yield from ((recipient, "resumes", mention.item_class, period) for period in periods)


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


def _plain_keys(mention: Mention, recipient: str) -> Iterator[Key]:
    """Yield the keys that filing and looking up have in common, whatever the day."""
    yield recipient, "article", mention.original_id
    yield recipient, "wording", mention.wording
    if not mention.donor:
        yield from ((recipient, "occasion", announcer, mention.announced) for announcer in mention.announcers)


def _own_marks(mention: Mention) -> set[Key]:
    """Return what can tell the very same thing after a long time: its amount, its count, its names."""
    return _marks(mention) | _names(mention, is_priced=_is_priced(mention))


def _marks(mention: Mention) -> set[Key]:
    marks = steps_of(mention.money, reach=0)
    if mention.quantity is not None:
        marks.add(("count", mention.item_class, round(mention.quantity[0])))
    return marks


def _names(mention: Mention, *, is_priced: bool) -> set[Key]:
    """Return the names of a thing, which join two sums only where one is not known well enough to be another."""
    return {("name", name, is_priced) for name in mention.words.names | mention.words.types}


def _is_priced(mention: Mention) -> bool:
    """Tell whether a mention's sum can be compared with any other such sum."""
    return bool(mention.money) and all(money.per_eur is not None for money in mention.money)


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


def _windows(mention: Mention, days: int) -> range:
    """Return the numbers of the windows of so many days in which what a mention tells was done."""
    if mention.recalled is None or mention.announced is None:
        at = _at(mention, days)
        return range(at, at + 1)
    first, last = mention.recalled
    return range(first.toordinal() // days, last.toordinal() // days + 1)


def _around(windows: Iterable[int], reach: Iterable[int]) -> list[int]:
    """Return the windows that lie at one of some distances from any of others."""
    return sorted({window + near for window in windows for near in reach})


def _stage(mention: Mention) -> int:
    return REFUSED if mention.status in REFUSALS else STAGES[mention.status]


def _earlier_stages(stage: int) -> Iterable[int]:
    """Return the stages from which one may come: all before its own and refusals; for a refusal, all."""
    return range(1, 5) if stage == REFUSED else range(stage)


def _is_timeless(mention: Mention) -> bool:
    return mention.is_recollection or mention.is_resumed or mention.announced is None


def _recipients(mention: Mention) -> tuple[str, ...]:
    """Return the recipients under which the entries stand that agree with a mention's."""
    return (mention.recipient, NOBODY) if mention.recipient else (ANYBODY,)

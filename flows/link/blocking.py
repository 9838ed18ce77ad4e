"""Keys under which ledger entries are filed and looked up, so that a mention meets only entries that it may fit.

Whatever the scores can make one commitment shares a key: an article, a sentence told twice, an amount within the reach
of rounding, a count, a word of the thing within weeks. Amounts lie on a logarithmic scale, days in windows.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator

from flows.link.mentions import Mention
from flows.link.money import MAX_ROUNDING_RATIO, Money
from flows.link.scoring import LONGEST_WAY, SOON

ANY = ""  # a mention without a recipient may fit an entry of any
STEP = math.log(MAX_ROUNDING_RATIO)


def filing_keys(mention: Mention) -> Iterator[Hashable]:
    """Yield the keys under which a mention's entry is filed: for its recipient, and for any."""
    window, period = _window(mention), _period(mention)
    steps = {step for money in mention.money for step in _steps(money)}
    things = _things(mention)
    has_money = bool(mention.money)
    for recipient in {mention.recipient or ANY, ANY}:
        yield from _plain_keys(mention, recipient)
        for scale, step in steps:
            yield recipient, scale, step
            yield recipient, scale, step, period
        for thing in things:
            yield recipient, thing, has_money
            yield recipient, thing, has_money, window
        for name in mention.words.names:
            yield recipient, "name", name, period


def lookup_keys(mention: Mention) -> Iterator[Hashable]:
    """Yield the keys of entries that a mention may fit; it reaches into the neighbouring steps and times."""
    recipient = mention.recipient or ANY
    yield from _plain_keys(mention, recipient)
    is_timeless = mention.is_repeat or mention.is_resumed or mention.announced is None
    window, period = _window(mention), _period(mention)
    reached = {
        (scale, step + near)
        for money in (*mention.money, *mention.previous_money)
        for scale, step in _steps(money)
        for near in (-1, 0, 1)
    }
    for scale, step in reached:
        if is_timeless:
            yield recipient, scale, step
        else:
            yield from ((recipient, scale, step, other) for other in (period - 1, period, period + 1))
    # Two amounts that are far apart decide against all words, and near ones share a step.
    for has_money in (False,) if mention.money else (False, True):
        for thing in _things(mention):
            if is_timeless:
                yield recipient, thing, has_money
            else:
                yield from ((recipient, thing, has_money, other) for other in (window - 1, window, window + 1))
    for name in mention.words.names:
        yield from ((recipient, "name", name, other) for other in (period - 1, period, period + 1))


def _plain_keys(mention: Mention, recipient: str) -> Iterator[Hashable]:
    """Yield the keys that filing and looking up have in common, whatever the day."""
    yield recipient, "article", mention.original_id
    yield recipient, "wording", mention.wording
    if mention.is_resumed or mention.is_refusal:
        yield recipient, "halt", mention.item_class
    if mention.quantity is not None:
        yield recipient, "count", mention.item_class, round(mention.quantity[0])
    if not mention.donor:
        yield from ((recipient, "occasion", announcer, mention.announced) for announcer in mention.announcers)


def _things(mention: Mention) -> Iterable[tuple[str, str]]:
    """Return what the thing is called: its words, or its sort where it has none."""
    if mention.words.specific:
        return [("word", word) for word in mention.words.specific]
    return [("class", mention.item_class)]


def steps_around(told: tuple[Money, ...], *, reach: int) -> set[Hashable]:
    """Return the places of an amount and its conversions on their scales, with so many neighbours on either side."""
    return {
        (scale, step + near) for money in told for scale, step in _steps(money) for near in range(-reach, reach + 1)
    }


def _steps(money: Money) -> Iterator[tuple[str, int]]:
    """Yield the places of an amount on the scale of its own currency and on that of euros."""
    yield money.currency, _step(money.value)
    if money.per_eur is not None and money.currency != "EUR":
        yield "in EUR", _step(money.value / money.per_eur)
    elif money.currency == "EUR":
        yield "in EUR", _step(money.value)


def _step(value: float) -> int:
    return math.floor(math.log(value) / STEP) if value > 0 else 0


def _window(mention: Mention) -> int:
    return mention.announced.toordinal() // SOON if mention.announced else 0


def _period(mention: Mention) -> int:
    return mention.announced.toordinal() // LONGEST_WAY if mention.announced else 0

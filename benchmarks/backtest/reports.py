"""Makes the reports of an activity: one to four short articles, by several voices, the first on the day or the next.

The first report tells the commitment. Later ones tell it again at once in other words, repeat it after days or weeks,
or say that it was paid out, in whole or in part. Any may open with a headline, quote somebody, give a running total,
or speak of something else. The same activities and seed give the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.backtest.facts import Activity
from benchmarks.backtest.sentences import VOICES, sentences_for
from benchmarks.backtest.wording import Currency, Occasion, Words

SOURCES = {
    "newspaper": ("The Morning Courier", "Daily Register", "The Evening Star"),
    "wire": ("Press Wire",),
    "release": ("Government press office",),
    "recipient": ("Dnipro Herald", "Kyiv Bulletin"),
}
GOODS_FIRST_DAY = date(2024, 1, 8)  # the tracker gives no date for counted weapons: any working day of 21 months
GOODS_DAYS = 640
LARGE = Decimal(100_000_000)  # sums from here on are paid out in instalments
HEADLINED = 0.5
PREVIEWED = 0.1


@dataclass(frozen=True, slots=True)
class Report:
    """One made-up article; `key` names its activity."""

    key: str
    number: int
    published: date
    source: str
    title: str | None
    text: str


def reports_of(activities: Iterable[Activity], *, seed: int) -> Iterator[Report]:
    """Yield the reports of the activities; those of one do not depend on which others are told."""
    for activity in activities:
        chance = random.Random(f"{seed} {activity.key}")  # noqa: S311 - the same reports in every run, no secret
        act_day = activity.announced or GOODS_FIRST_DAY + timedelta(days=chance.randrange(GOODS_DAYS))
        told = sorted(_course(activity, act_day, chance), key=lambda step: step[1].day)
        for number, (part, occasion) in enumerate(told, start=1):
            yield _report(activity, number, part, occasion, chance)


def _course(activity: Activity, act_day: date, chance: random.Random) -> Iterator[tuple[str, Occasion]]:
    """Yield part and occasion of each report of an activity."""
    is_previewed = chance.random() < PREVIEWED
    if is_previewed:
        yield "preview", _occasion(act_day, act_day - timedelta(days=chance.randint(1, 3)), "newspaper", chance)
    voices = chance.sample(VOICES, 2)
    yield "lead", _occasion(act_day, _lead_day(act_day, voices[0], chance), voices[0], chance)
    later = chance.choices((0, 1, 2, 3), weights=(2, 4, 3, 0 if is_previewed else 1))[0]
    if later and chance.random() < 0.5:
        later -= 1
        yield "lead", _occasion(act_day, _lead_day(act_day, voices[1], chance), voices[1], chance, may_round=True)
    day = act_day
    for _ in range(later):
        day += timedelta(days=chance.randint(2, 30))
        part = chance.choices(("again", "paid", "drawn"), weights=(4, 1, 3 if _is_drawn(activity) else 0))[0]
        voices = [voice for voice in VOICES if sentences_for(part, voice=voice, kind=activity.kind)]
        yield part, _occasion(act_day, day, chance.choice(voices), chance, may_round=part == "again")
        if part == "paid":
            return


def _is_drawn(activity: Activity) -> bool:
    return activity.amount is not None and activity.amount >= LARGE


def _lead_day(act_day: date, voice: str, chance: random.Random) -> date:
    return act_day if voice == "release" else act_day + timedelta(days=chance.choice((0, 0, 0, 1)))


def _occasion(act_day: date, day: date, voice: str, chance: random.Random, *, may_round: bool = False) -> Occasion:
    """Draw how the sum is told; only a report after the first may leave out the donor's own currency or the digits."""
    currencies: tuple[Currency, ...] = ("own", "own", "own", "other first")
    if may_round:
        currencies += ("other only",)
    return Occasion(act_day, day, voice, chance.choice(currencies), is_rounded=may_round and chance.random() < 0.3)


def _report(activity: Activity, number: int, part: str, occasion: Occasion, chance: random.Random) -> Report:
    words = Words(activity, occasion, chance)

    sentences: list[str] = []

    def pick(name: str) -> str:
        choices = sentences_for(name, voice=occasion.voice, kind=activity.kind)
        if occasion.currency != "own":  # its worth is told already
            choices = [choice for choice in choices if "{other_currency}" not in choice]
        return words.fill(chance.choice(choices), before=" ".join(sentences))

    sentences.append(pick(part))
    if part == "lead" and chance.random() < 0.6:
        sentences.append(pick("detail"))
    if part != "preview" and chance.random() < 0.5:
        sentences.append(pick("quote"))
    if activity.kind != "goods" and part in ("lead", "again") and chance.random() < 0.15:
        sentences.append(pick("total"))
    while len(sentences) < 2 or (len(sentences) < 5 and chance.random() < 0.45):
        other = pick("other")
        if other not in sentences:
            sentences.append(other)
    is_headlined = part == "lead" and chance.random() < HEADLINED
    return Report(
        key=activity.key,
        number=number,
        published=occasion.day,
        source=chance.choice(SOURCES[occasion.voice]),
        title=pick("headline") if is_headlined else None,
        text=_paragraphs(sentences, chance),
    )


def _paragraphs(sentences: list[str], chance: random.Random) -> str:
    """Set the first sentence alone, as the news does, and break the rest here and there."""
    text = sentences[0]
    for number, sentence in enumerate(sentences[1:]):
        text += ("\n\n" if number == 0 or chance.random() < 0.4 else " ") + sentence
    return text + "\n"

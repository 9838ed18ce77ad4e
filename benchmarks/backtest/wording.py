"""Fills the slots of a sentence: who, what, how much and when, each in one of the ways in which the news puts it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from benchmarks.backtest.facts import Activity
from benchmarks.backtest.money_words import about, convert, money_before_noun, money_in_brief, money_in_words, to_digits
from benchmarks.backtest.people import COUNTRIES, Person, in_office

METONYMS = 0.1  # how often a capital stands for its country
PLACES = ("Kyiv", "Kyiv", "Brussels", "Berlin", "Warsaw", "Odesa", "Geneva", "Munich")
TOTALS = {"GBR": (5, 14, "GBP"), "FRA": (4, 12, "EUR"), "ITA": (2, 4, "EUR"), "USA": (62, 115, "USD")}  # billions
WORDS_OF_GIFTS = {
    "aid": ("{money} in {item}", "{money} in {item}", "{money} of {item}", "{item} worth {money}", "{money}"),
    "package": (
        "{money} in {item}", "{money} of {item}", "{item} worth {money}", "a {before} package of {item}",
        "a package of {item} worth {money}", "a new package worth {money}",
    ),
    "loan": ("a loan of {money}", "a {before} loan", "a loan worth {money}"),
    "budget": ("{money} in {item}", "{item} worth {money}", "{money} of {item}", "a grant of {money}"),
    "one": ("{item} of {money}", "{item} worth {money}"),
}  # fmt: skip
WORDS_OF_KNOWN = {
    "aid": ("{plain} in {item}", "{plain}", "{plain} in support"),
    "package": ("{before} package", "{plain} in {item}", "{before} package of {item}", "{plain}"),
    "loan": ("{before} loan", "loan of {plain}"),
    "budget": ("{plain} in {item}", "{plain}"),
    "one": ("{plain}",),
}
Currency = Literal["own", "other first", "other only"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and how a report tells of an activity; `act_day` is the day of the act, `day` that of the report."""

    act_day: date
    day: date
    voice: str
    currency: Currency
    is_rounded: bool


class Words:
    """Values of the slots for one report; the same person and place all through it."""

    def __init__(self, activity: Activity, occasion: Occasion, chance: random.Random) -> None:
        self._activity = activity
        self._occasion = occasion
        self._chance = chance
        self._minister = chance.choice(in_office(activity.donor_iso3, activity.sector, occasion.day))
        self._ukrainian = chance.choice(in_office("UKR", activity.sector, occasion.day))
        self._place = chance.choice(PLACES)

    def fill(self, sentence: str, *, before: str = "") -> str:
        """Return the sentence with its slots filled; a slot with a capital makes its value begin with one.

        Whoever is not named in what stands `before` is introduced.
        """
        values = self._values() | self._people_words(before)
        capital = {name[0].upper() + name[1:]: value[:1].upper() + value[1:] for name, value in values.items()}
        text = sentence.format(**(values | capital))
        for wrong, right in ((",,", ","), (",.", "."), (" .", "."), (" ,", ","), ("  ", " ")):
            text = text.replace(wrong, right)
        return text

    def _values(self) -> dict[str, str]:
        activity, chance = self._activity, self._chance
        country = COUNTRIES[activity.donor_iso3]
        purposes = [activity.purpose, activity.purpose_reworded] if activity.purpose else [""]
        goal = activity.purpose_reworded or "to hold the front line"
        return {
            "donor": self._donor(),
            "country": country.names[0],
            "adjective": country.adjective,
            "government": chance.choice(
                country.governments[:2] if self._occasion.voice == "release" else country.governments
            ),
            "capital": country.capital,
            "place": self._place,
            "PLACE": chance.choice((self._place, country.capital)).upper(),
            "dateline": f"{self._occasion.day:%b} {self._occasion.day.day}",
            "date": f"{self._occasion.day.day} {self._occasion.day:%B %Y}",
            "purpose": chance.choice(purposes),
            "goal": goal,
            "bare_goal": goal.removeprefix("to "),
            "item": activity.item,
            "day": self._day_words(),
            "earlier": self._earlier_words(),
            **self._money_words(),
        }

    def _donor(self) -> str:
        country = COUNTRIES[self._activity.donor_iso3]
        return country.capital if self._chance.random() < METONYMS else self._chance.choice(country.names)

    def _people_words(self, before: str) -> dict[str, str]:
        minister, ukrainian = self._introduced(self._minister), self._introduced(self._ukrainian)
        is_just_named = self._minister.last_name in before.rsplit(". ", 1)[-1]
        return {
            "minister": minister,
            "minister_last": self._minister.last_name if self._minister.last_name in before else minister,
            "minister_title": self._minister.title,
            "he": self._minister.pronoun if is_just_named or not before else minister,
            "ukrainian": ukrainian,
            "ukrainian_last": self._ukrainian.last_name if self._ukrainian.last_name in before else ukrainian,
            "he_ukrainian": self._ukrainian.pronoun,
        }

    def _introduced(self, person: Person) -> str:
        return self._chance.choices(person.spellings(), weights=(3, 3, 1))[0]

    def _money_words(self) -> dict[str, str]:
        activity, chance = self._activity, self._chance
        if activity.amount is None or activity.currency is None:
            goods = f"{activity.count} {activity.item}"
            return {"gift": goods, "known": goods, "short": goods}
        plain = money_in_words(activity.amount, activity.currency, chance)
        before = money_before_noun(activity.amount, activity.currency, chance)
        money = self._stated(activity.amount, activity.currency)
        kind = "one" if activity.item.startswith("a ") and activity.kind != "loan" else activity.kind
        gift = chance.choice(WORDS_OF_GIFTS[kind]).format(money=money, before=before, item=activity.item)
        known = chance.choice(WORDS_OF_KNOWN[kind]).format(plain=plain, before=before, item=activity.item)
        share = to_digits(activity.amount * Decimal(chance.randint(10, 45)) / 100, 2)
        least, most, own_currency = TOTALS[activity.donor_iso3]
        total = Decimal(chance.randint(least, most) * 10 + chance.randint(1, 9)) * 10**8
        return {
            "money": money,
            "gift": _with_article(gift),
            "known": known,
            "short": money_in_brief(activity.amount, activity.currency),
            "part": money_in_words(share, activity.currency, chance),
            "total": money_in_words(total, own_currency, chance),
            "other_currency": money_in_words(to_digits(self._converted(), 2), self._other(), chance),
        }

    def _stated(self, amount: Decimal, currency: str) -> str:
        """Write the sum as this report states it: exact or rounded, with or without its worth in another currency."""
        chance, how = self._chance, self._occasion.currency
        own = (about if self._occasion.is_rounded else money_in_words)(amount, currency, chance)
        if how == "own":
            return own
        if how == "other only":
            return about(self._converted(), self._other(), chance)
        first = money_in_words(to_digits(self._converted(), 3), self._other(), chance)
        plain = money_in_words(amount, currency, chance)
        return chance.choice((f"{own} ({first})", f"{own} (about {first})", f"{first} ({plain})"))

    def _other(self) -> str:
        return "EUR" if self._activity.currency == "USD" else "USD"

    def _converted(self) -> Decimal:
        activity = self._activity
        if activity.amount is None or activity.currency is None:
            raise ValueError(f"{activity.key} has no sum to convert")
        return convert(activity.amount, activity.currency, self._other(), self._occasion.act_day)

    def _day_words(self) -> str:
        occasion = self._occasion
        is_fresh = timedelta(0) <= occasion.day - occasion.act_day <= timedelta(days=1)
        told_day = occasion.act_day if is_fresh else occasion.day
        if told_day == occasion.day and occasion.voice == "release":
            return "today"
        return f"on {told_day:%A}"

    def _earlier_words(self) -> str:
        """Say when the act was, seen from the day of the report."""
        act, now = self._occasion.act_day, self._occasion.day
        choices = [f"in {act:%B}" if act.year == now.year else f"in {act:%B %Y}"]
        if (act.year, act.month) == (now.year, now.month):
            choices = ["earlier this month", f"on {act.day} {act:%B}", f"on {act:%B} {act.day}"]
        if _week(act) == _week(now) - 1:
            choices += ["last week"] * 3
        elif _week(act) == _week(now):
            choices += ["earlier this week"] * 3
        elif _month(act) == _month(now) - 1:
            choices += ["last month"] * 3
        return self._chance.choice(choices)


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _with_article(words: str) -> str:
    """Write "an" for "a" before a number that begins with a vowel: eight, eleven, eighteen, eighty."""
    first, _, rest = words.partition(" ")
    digits = rest.lstrip("£€$US")
    spoken = digits.split(" ")[0].rstrip("mbn").split(".")[0]
    return f"an {rest}" if first == "a" and (digits.startswith("8") or spoken in ("11", "18")) else words

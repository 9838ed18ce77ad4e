"""Amounts as intervals, compared in one currency or across two by the day's rate.

Scores need ratios, not sums, so the values here are floats; what is stored and added stays Decimal in the tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

# A rate older than this says nothing about the day (DATA_MODEL.md, section 0, 9).
MAX_RATE_AGE_DAYS = 10
# What a word before the amount lets the true amount be, as factors of the stated one.
QUALIFIER_FACTORS: Mapping[str, tuple[float, float]] = {
    "about": (0.93, 1.07),
    "more_than": (1.0, 1.12),
    "at_least": (1.0, 1.12),
    "up_to": (0.9, 1.0),
    "less_than": (0.88, 1.0),
}
# Rounding to one digit may say "2bn" of 2.4bn; as evidence that two sums are one, more than this is too little.
MAX_ROUNDING_RATIO = 1.12

Likeness = Literal["same", "cross", "rounded", "near", "far"]
LIKENESS_ORDER: Mapping[Likeness, int] = {"same": 0, "cross": 1, "rounded": 2, "near": 3, "far": 4}


@dataclass(frozen=True, slots=True)
class Money:
    """One stated amount: its currency, the value itself, and the least and greatest value that the words allow."""

    currency: str
    value: float
    low: float
    high: float

    @property
    def is_precise(self) -> bool:
        """Tell whether it has three digits or more before its zeros, so that chance hardly repeats it."""
        return len(f"{self.value:.0f}".rstrip("0")) >= 3


@dataclass(slots=True)
class Rates:
    """Units of a currency for one euro, by day: the last rate on or before it, none older than ten days."""

    _days: dict[str, list[int]] = field(default_factory=dict)
    _per_eur: dict[str, list[float]] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, date, float]]) -> Rates:
        """Build from (currency, rate_date, per_eur) in any order."""
        rates = cls()
        for currency, day, per_eur in sorted(rows):
            rates._days.setdefault(currency, []).append(day.toordinal())
            rates._per_eur.setdefault(currency, []).append(per_eur)
        return rates

    def per_eur(self, currency: str, day: date | None) -> float | None:
        """Return the rate that holds on a day; None without a day or a recent rate."""
        if currency == "EUR":
            return 1.0
        days = self._days.get(currency)
        if days is None or day is None:
            return None
        at = bisect_right(days, day.toordinal()) - 1
        if at < 0 or day.toordinal() - days[at] > MAX_RATE_AGE_DAYS:
            return None
        return self._per_eur[currency][at]


def money_of(row: Mapping[str, Any]) -> Money | None:
    """Read an amount with its bounds from a figure or commitment row; None without amount or currency.

    The interval is what rounding and qualifier allow, around `amount`, or the bounds of a range.
    """
    currency = row["currency"]
    value, low, high = (
        None if row[name] is None else float(row[name]) for name in ("amount", "amount_low", "amount_high")
    )
    if currency is None:
        return None
    if value is None:
        bounds = [bound for bound in (low, high) if bound is not None]
        if not bounds:
            return None
        return Money(currency, sum(bounds) / len(bounds), min(bounds), max(bounds))
    rounded_low, rounded_high = row.get("rounded_low"), row.get("rounded_high")
    if rounded_low is None or rounded_high is None:
        half = half_unit(row["amount"])
        rounded_low, rounded_high = value - half, value + half
    floor, ceiling = QUALIFIER_FACTORS.get(row["qualifier"] or "exact", (1.0, 1.0))
    return Money(currency, value, min(float(rounded_low), value * floor), max(float(rounded_high), value * ceiling))


def half_unit(amount: Decimal) -> float:
    """Return half of the last digit that is not zero: 5 for 1,230, 50 million for 1.6 billion."""
    digits = Decimal(amount).normalize()
    exponent = digits.as_tuple().exponent
    return 0.0 if not digits else float(Decimal(5).scaleb(int(exponent) - 1))


def compare(
    ours: tuple[Money, ...],
    theirs: tuple[Money, ...],
    *,
    rates: Rates,
    our_date: date | None,
    their_date: date | None,
) -> Likeness | None:
    """Say how alike two amounts are, each given first and then its stated conversions; None where no rate joins them.

    same: one is the other, or its rounding within 2 %; a conversion may differ by 2 % anyway. cross: within 6 % by a
    conversion or the days' rates. rounded: only coarser rounding or a qualifier lets them agree. near: apart, by a
    quarter at most. far: further apart.
    """
    verdicts = [
        _compare_in_one_currency(mine, other, is_conversion=bool(one or two))
        for one, mine in enumerate(ours)
        for two, other in enumerate(theirs)
        if mine.currency == other.currency
    ]
    if not verdicts:
        verdicts = [
            verdict
            for mine in ours
            for other in theirs
            if (verdict := _compare_across(mine, other, rates, our_date, their_date)) is not None
        ]
    return min(verdicts, key=LIKENESS_ORDER.__getitem__, default=None)


def _compare_in_one_currency(mine: Money, other: Money, *, is_conversion: bool) -> Likeness:
    ratio = _ratio(mine.value, other.value)
    agree = mine.low <= other.value <= mine.high or other.low <= mine.value <= other.high
    if ratio <= 1.02 and (agree or is_conversion):
        return "same"
    if ratio <= 1.06 and is_conversion:
        return "cross"
    if ratio > 1.25:
        return "far"
    return "rounded" if agree and ratio <= MAX_ROUNDING_RATIO else "near"


def _compare_across(
    mine: Money, other: Money, rates: Rates, our_date: date | None, their_date: date | None
) -> Likeness | None:
    ours, theirs = rates.per_eur(mine.currency, our_date), rates.per_eur(other.currency, their_date or our_date)
    if ours is None or theirs is None:
        return None
    ratio = _ratio(mine.value / ours, other.value / theirs)
    if ratio <= 1.06:
        return "cross"
    if ratio > 1.25:
        return "far"
    agree = mine.low / ours <= other.value / theirs <= mine.high / ours
    agree = agree or other.low / theirs <= mine.value / ours <= other.high / theirs
    return "rounded" if agree and ratio <= MAX_ROUNDING_RATIO else "near"


def _ratio(one: float, two: float) -> float:
    if one == two:
        return 1.0
    small, large = sorted((abs(one), abs(two)))
    return large / small if small else float("inf")

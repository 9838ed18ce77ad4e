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
# The same where neither amount is called about, nearly or more than: nobody rounds 4.5m to 5m and says no more.
MAX_EXACT_RATIO = 1.05
VERY_LARGE_EUR = 10e9
SAME_RATIO = 1.02
CROSS_RATIO = 1.06
NEAR_RATIO = 1.25

Likeness = Literal["same", "cross", "rounded", "near", "far"]
LIKENESSES: tuple[Likeness, ...] = ("same", "cross", "rounded", "near", "far")  # from the most alike


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """One stated amount: its currency, the value itself, and the least and greatest value that the words allow."""

    currency: str
    value: float
    low: float
    high: float
    per_eur: float | None  # rate of its day; None where there is none
    is_exact: bool  # stated without "about", "up to" or bounds
    is_distinctive: bool  # three digits or more before its zeros, or very large: chance hardly repeats it


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


def money_of(row: Mapping[str, Any], rates: Rates, day: date | None) -> Money | None:
    """Read an amount with its bounds from a figure or commitment row; None without amount or currency.

    The interval is what rounding and qualifier allow, around `amount`, or the bounds of a range.
    """
    currency, amount = row["currency"], row["amount"]
    if currency is None:
        return None
    per_eur = rates.per_eur(currency, day)
    if amount is None:
        bounds = [float(bound) for bound in (row["amount_low"], row["amount_high"]) if bound is not None]
        if not bounds:
            return None
        return Money(
            currency, sum(bounds) / len(bounds), min(bounds), max(bounds), per_eur, is_exact=False, is_distinctive=False
        )
    value, half = float(amount), float(half_unit(amount))
    low, high = row.get("rounded_low"), row.get("rounded_high")
    floor, ceiling = QUALIFIER_FACTORS.get(row["qualifier"] or "exact", (1.0, 1.0))
    return Money(
        currency,
        value,
        min(value - half if low is None else float(low), value * floor),
        max(value + half if high is None else float(high), value * ceiling),
        per_eur,
        is_exact=(row["qualifier"] or "exact") == "exact",
        is_distinctive=value > 100 * half or (per_eur is not None and value / per_eur >= VERY_LARGE_EUR),
    )


def half_unit(amount: Decimal) -> Decimal:
    """Return half of the last digit that is not zero: 5 for 1,230, 50 million for 1.6 billion."""
    digits = amount.normalize()
    return Decimal(5).scaleb(int(digits.as_tuple().exponent) - 1) if digits else Decimal(0)


def compare(ours: tuple[Money, ...], theirs: tuple[Money, ...]) -> Likeness | None:
    """Say how alike two amounts are, each given first and then its stated conversions; None where no rate joins them.

    Two that are stated exactly in one currency are compared in that one alone, whatever conversions follow.
    same: one is the other, or its rounding within 2 %; a conversion may differ by 2 % anyway. cross: within 6 % by a
    conversion or the days' rates. rounded: only coarser rounding or a qualifier lets them agree. near: apart, by a
    quarter at most. far: further apart.
    """
    if ours and theirs and ours[0].currency == theirs[0].currency and ours[0].is_exact and theirs[0].is_exact:
        return LIKENESSES[_compare_in_one_currency(ours[0], theirs[0], is_conversion=False)]
    best: int | None = None
    for one, mine in enumerate(ours):
        for two, other in enumerate(theirs):
            if mine.currency == other.currency:
                rank = _compare_in_one_currency(mine, other, is_conversion=bool(one or two))
                if best is None or rank < best:
                    best = rank
    if best is None:
        ranks = [
            _compare_across(mine.value / mine.per_eur, mine, other.value / other.per_eur, other)
            for mine in ours
            for other in theirs
            if mine.per_eur and other.per_eur
        ]
        best = min(ranks, default=None)
    return None if best is None else LIKENESSES[best]


def _compare_in_one_currency(mine: Money, other: Money, *, is_conversion: bool) -> int:
    ratio = _ratio(mine.value, other.value)
    if ratio > NEAR_RATIO:
        return 4
    agree = mine.low <= other.value <= mine.high or other.low <= mine.value <= other.high
    if ratio <= SAME_RATIO and (agree or is_conversion):
        return 0
    if ratio <= CROSS_RATIO and is_conversion:
        return 1
    return 2 if agree and ratio <= (MAX_EXACT_RATIO if mine.is_exact and other.is_exact else MAX_ROUNDING_RATIO) else 3


def _compare_across(mine_eur: float, mine: Money, other_eur: float, other: Money) -> int:
    ratio = _ratio(mine_eur, other_eur)
    if ratio > NEAR_RATIO:
        return 4
    if ratio <= CROSS_RATIO:
        return 1
    agree = mine.low <= other_eur * (mine.per_eur or 0.0) <= mine.high
    agree = agree or other.low <= mine_eur * (other.per_eur or 0.0) <= other.high
    return 2 if agree and ratio <= MAX_ROUNDING_RATIO else 3


def _ratio(one: float, two: float) -> float:
    if one == two:
        return 1.0
    if one <= 0 or two <= 0:
        return float("inf")
    return one / two if one > two else two / one

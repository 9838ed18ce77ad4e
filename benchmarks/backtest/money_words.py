"""Sums of money as reports write them: forms, rounding and stated conversions."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from flows.reference.exchange_rates import quotes_of

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
NAMES = {"GBP": "pounds", "EUR": "euros", "USD": "dollars"}
BILLION = Decimal(10) ** 9
MILLION = Decimal(10) ** 6
ROUNDED_UP = ("nearly", "almost", "close to")
ROUNDED_DOWN = ("more than", "over")
EITHER_WAY = ("about", "around", "some", "roughly")


def money_in_words(amount: Decimal, currency: str, chance: random.Random) -> str:
    """Write a sum, to at most four digits where that is exact and three where it is not."""
    digits, unit, letter = _scaled(amount)
    spaced = f"{digits} {unit}".strip()
    sign, name = SIGNS[currency], NAMES[currency]
    forms = [f"{sign}{spaced}"] * 4 + [f"{sign}{digits}{letter}", f"{spaced} {name}", f"{currency} {spaced}"]
    if currency == "USD":
        forms.append(f"US${spaced}")
    return chance.choice(forms)


def money_before_noun(amount: Decimal, currency: str, chance: random.Random) -> str:
    """Write a sum as it stands before a noun ("a 2 billion euro loan")."""
    digits, unit, letter = _scaled(amount)
    spaced = f"{digits} {unit}".strip()
    sign, name = SIGNS[currency], NAMES[currency].removesuffix("s")
    forms = [f"{sign}{spaced}"] * 4 + [
        f"{sign}{digits}{letter}",
        f"{spaced} {name}",
        f"{spaced.replace(' ', '-')}-{name}",
    ]
    return chance.choice(forms)


def money_in_brief(amount: Decimal, currency: str) -> str:
    """Write a sum as headlines do."""
    digits, _, letter = _scaled(amount)
    return f"{SIGNS[currency]}{digits}{letter}"


def about(amount: Decimal, currency: str, chance: random.Random) -> str:
    """Write a sum rounded to two digits, with a word that says so."""
    rounded = to_digits(amount, 2)
    word = chance.choice(EITHER_WAY)
    if rounded != amount and chance.random() < 0.5:
        word = chance.choice(ROUNDED_UP if rounded > amount else ROUNDED_DOWN)
    return f"{word} {money_in_words(rounded, currency, chance)}"


def to_digits(amount: Decimal, digits: int) -> Decimal:
    """Round a sum to its first digits."""
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - digits + 1))


def convert(amount: Decimal, currency: str, into: str, day: date) -> Decimal:
    """Convert at the reference rate of the day or the last before it."""
    return amount / _per_euro(currency, day) * _per_euro(into, day)


def _scaled(amount: Decimal) -> tuple[str, str, str]:
    """Return digits, magnitude word and magnitude letter."""
    exact = amount if len(amount.normalize().as_tuple().digits) <= 4 else to_digits(amount, 3)
    for size, word, letter in ((BILLION, "billion", "bn"), (MILLION, "million", "m")):
        if exact >= size:
            return f"{(exact / size).normalize():f}", word, letter
    return f"{int(exact):,}", "", ""


def _per_euro(currency: str, day: date) -> Decimal:
    if currency == "EUR":
        return Decimal(1)
    return Decimal(str(next(quote.per_eur for quote in reversed(quotes_of(currency)) if quote.day <= day)))

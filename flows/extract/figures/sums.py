"""Read one sum: a number with its currency before or behind it, and what tells that it is no money after all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.extract.figures.currency_words import GRAND, CurrencyName, is_grand, read_before, read_behind, read_trailing
from flows.extract.figures.pounds import is_weight
from flows.extract.lexing import Kind, Token
from flows.extract.numerals import TOO_MUCH, Value, read_scale, read_value
from flows.reference.currencies import load_currencies
from flows.reference.numerals import load_numerals

HUNDRED = Decimal(100)
_LEAST_PARTITIVE = 1_000_000  # "five million of dollars"
_WIDEST_GAP = 2  # spaces between a code and its number
_ALONE = 3  # a text of so few tokens is a bare amount
_PRICE_WORDS = frozenset(("in", "constant", "current", "real", "of", "to"))


class Sum(NamedTuple):
    """A number at tokens[first:last] with its currency, which is None where none stands beside it."""

    first: int
    last: int
    value: Value
    currency: CurrencyName | None


def read_sum(tokens: Sequence[Token], at: int) -> Sum | None:
    """Read a number with the currency on either side of it, or without one; None where there is no number."""
    name = read_before(tokens, at)
    if name is not None:
        value = read_value(tokens, name.last) if name.last < len(tokens) else None
        if value is None and (negative := _negative(tokens, name)) is not None:
            return negative
        if value is None or not _fits_before(tokens, name, value):
            return None
        trailing = read_trailing(tokens, value.last, name._replace(last=value.last))
        if value.scale == 1 and is_grand(tokens, trailing.last):
            return Sum(at, trailing.last + 1, _scaled(value, GRAND), trailing)
        return Sum(at, trailing.last, _scaled(value, name.scale), trailing)
    if at and tokens[at].glued and tokens[at].kind is Kind.NUMBER and tokens[at - 1].kind in (Kind.WORD, Kind.SIGN):
        return None
    value = read_value(tokens, at)
    if value is None:
        return None
    is_scaled = value.upper is not None or value.amount >= _LEAST_PARTITIVE
    is_partitive = is_scaled and value.last < len(tokens) and tokens[value.last].lower == "of"
    name = read_behind(tokens, value.last + is_partitive)
    if name is None:
        return None if _has_glued_letters(tokens, value.last) else Sum(at, value.last, value, None)
    if name.scale > 1 and (value.scale > 1 or value.amount * name.scale >= TOO_MUCH):
        return None
    value, last = _scaled(value, name.scale), name.last
    numeral = load_numerals().get(tokens[last].lower) if last < len(tokens) else None
    is_unscaled = value.scale == 1 and value.upper is None
    if name.basis == "code" and is_unscaled and numeral is not None and numeral.kind == "scale":
        value, last = value._replace(scale=numeral.value), last + 1  # 75 USD million
    return Sum(at, last, value, name)


def is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the sum at tokens[first] is one below nought as accountants write it: $(3,000)."""
    return tokens[first].kind is Kind.SIGN and first + 1 < len(tokens) and tokens[first + 1].text == "("


def _negative(tokens: Sequence[Token], name: CurrencyName) -> Sum | None:
    if not is_negative(tokens, name.last - 1) or not tokens[name.last].glued or name.last + 1 >= len(tokens):
        return None
    value = read_value(tokens, name.last + 1)
    if value is None or not value.plain or value.last >= len(tokens) or tokens[value.last].text != ")":
        return None
    scale, last = read_scale(tokens, value.last + 1)
    return Sum(name.first, last, _scaled(value, scale), name)


def worth(value: Value, currency: CurrencyName) -> Decimal:
    """Return how much a number is in units of the currency: 19 cents are 0.19."""
    return value.amount / HUNDRED if currency.minor else value.amount


def is_no_money(tokens: Sequence[Token], currency: CurrencyName, value: Value) -> bool:
    """Tell whether a number beside a currency's word is a weight, a year's prices, or an everyday word's."""
    if currency.shy and len(tokens) > _ALONE and not _looks_like_money(tokens, value):
        return True
    if value.first == value.last - 1 and _is_bare_scale(tokens[value.first]):
        return True
    if value.looks_like_year and _tells_prices(tokens, value):
        return True
    if currency.minor and tokens[currency.first].text == "p" and not _is_pence(tokens, value, currency.first):
        return True
    return currency.pounds and is_weight(tokens, value, currency.first, currency.last)


def _fits_before(tokens: Sequence[Token], name: CurrencyName, value: Value) -> bool:
    """Tell whether a name that stands before a number is its currency."""
    if not value.plain or _has_glued_letters(tokens, value.last):
        return False
    if name.scale > 1 and (value.scale > 1 or value.amount * name.scale >= TOO_MUCH):
        return False  # no "MEUR 5 billion"
    if name.basis in ("name", "adjective"):
        return value.scale > 1 or (name.basis == "adjective" and not tokens[name.last - 1].lower.endswith("s"))
    if tokens[name.first].kind is Kind.SIGN:
        return True
    return tokens[value.first].start - tokens[name.last - 1].end <= _WIDEST_GAP


def _has_glued_letters(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether letters that were not understood are glued to a number."""
    return at < len(tokens) and tokens[at].glued and tokens[at].kind is Kind.WORD and tokens[at - 1].kind is Kind.NUMBER


def _scaled(value: Value, scale: Decimal) -> Value:
    return value._replace(scale=value.scale * scale)


def _looks_like_money(tokens: Sequence[Token], value: Value) -> bool:
    """Tell whether a number is written as sums are: scaled, grouped, or with two decimals (R2.70, but not K1.5)."""
    if value.scale > 1 or not value.plain:
        return value.amount >= 1000
    whole, _, decimals = tokens[value.last - 1].text.rpartition(".")
    return (value.grouped and value.number >= 1000) or (len(decimals) == 2 and whole.isdigit())


def _is_bare_scale(token: Token) -> bool:
    """Tell whether "million" stands without a number or article: a million-dollar question states no amount."""
    numeral = load_numerals().get(token.lower)
    return numeral is not None and numeral.kind == "scale"


def _is_pence(tokens: Sequence[Token], value: Value, at: int) -> bool:
    """Tell whether the p at tokens[at] means pence: 99p, but neither 1080p nor 5p.m."""
    is_short = value.plain and value.scale == 1 and value.amount < HUNDRED and tokens[at].glued
    return is_short and not (at + 1 < len(tokens) and tokens[at + 1].text == "." and _is_word_glued(tokens, at + 2))


def _is_word_glued(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].glued and tokens[at].kind is Kind.WORD


def _tells_prices(tokens: Sequence[Token], value: Value) -> bool:
    """Tell whether a year is that of prices (in 2015 dollars) or stands before a name in capitals (2016 RAND study)."""
    before = tokens[value.first - 1].lower if value.first else ""
    following = tokens[value.last].text if value.last < len(tokens) else ""
    return before in _PRICE_WORDS or (following.isupper() and following.lower() in load_currencies().nouns)

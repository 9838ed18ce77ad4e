"""The grammar of money: a currency before or behind a number, and two numbers that make a range."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from flows.extract.figures.currency_words import SCALE_PREFIXES, CurrencyName, read_before, read_behind, read_trailing
from flows.extract.figures.pounds import is_weight
from flows.extract.lexing import Kind, Token
from flows.extract.numerals import Value, read_value
from flows.reference.currencies import load_currencies
from flows.reference.numerals import load_numerals
from flows.schema.columns import FigureRole

_DASHES = "-‑–—"
_HUNDRED = Decimal(100)


class Money(NamedTuple):
    """One stated sum at tokens[first:last]: `low` and `high` differ for a range, are equal for one amount.

    `role` is what the form of a pair of sums tells ("raised from 5 to 10 million"); None for a sum by itself.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    step: Decimal
    currency: CurrencyName
    role: FigureRole | None = None


class _Sum(NamedTuple):
    """A number and, when named beside it, its currency."""

    first: int
    last: int
    value: Value
    currency: CurrencyName | None


def read_money(tokens: Sequence[Token], at: int) -> list[Money]:
    """Read the sum or range that begins at tokens[at]; none where there is no money.

    Two are returned where "from ... to ..." tells a change rather than a range.
    """
    start = _read_sum(tokens, at)
    if start is None:
        return []
    pair = _read_pair(tokens, start)
    if pair is not None:
        return pair
    if start.currency is None:
        return []
    money = _single(tokens, start)
    return [money] if money is not None else []


def may_begin(token: Token) -> bool:
    """Tell cheaply whether a sum can begin at a token."""
    if token.kind is Kind.WORD:
        return token.text in _openers() or token.lower in load_numerals() or token.lower in ("a", "an")
    return token.kind is not Kind.OTHER or token.lower in "½¼¾⅓"


@cache
def _openers() -> frozenset[str]:
    words = load_currencies()
    codes = set(words.by_code) | {letter + code for letter in SCALE_PREFIXES for code in words.by_code}
    names = {form.split()[0] for index in (words.nouns, words.places) for form in index}
    return frozenset(codes | set(words.signs) | names | {name.capitalize() for name in names} | {n.upper() for n in names})


def _read_sum(tokens: Sequence[Token], at: int) -> _Sum | None:
    """Read a number with the currency on either side of it, or without one."""
    name = read_before(tokens, at)
    if name is not None:
        value = read_value(tokens, name.last) if name.last < len(tokens) else None
        if value is None or not _fits_before(tokens, name, value):
            return None
        trailing = read_trailing(tokens, value.last, name._replace(last=value.last))
        return _Sum(at, trailing.last, _scaled(value, name.scale), trailing)
    if at and tokens[at].glued and tokens[at].kind is Kind.NUMBER and tokens[at - 1].kind in (Kind.WORD, Kind.SIGN):
        return None
    value = read_value(tokens, at)
    if value is None:
        return None
    here = value.last
    if value.upper is not None and here < len(tokens) and tokens[here].lower == "of":
        here += 1
    name = read_behind(tokens, here)
    if name is None:
        return None if _glued_letters(tokens, value.last) else _Sum(at, value.last, value, None)
    value = _scaled(value, name.scale)
    last = name.last
    if name.basis == "code" and value.scale == 1 and last < len(tokens):
        numeral = load_numerals().get(tokens[last].lower)
        if numeral is not None and numeral.kind == "scale":
            value, last = value._replace(scale=numeral.value), last + 1
    return _Sum(at, last, value, name)


def _fits_before(tokens: Sequence[Token], name: CurrencyName, value: Value) -> bool:
    """Tell whether a name that stands before a number is its currency."""
    if _glued_letters(tokens, value.last):
        return False
    if name.basis in ("name", "adjective"):
        return value.plain and (value.scale > 1 or (name.basis == "adjective" and not tokens[name.last - 1].lower.endswith("s")))
    if name.basis == "symbol" and tokens[name.first].kind is Kind.SIGN:
        return value.plain
    return value.plain and (tokens[value.first].glued or tokens[value.first].start - tokens[name.last - 1].end == 1)


def _glued_letters(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether letters that were not understood are glued to a number."""
    return at < len(tokens) and tokens[at].glued and tokens[at].kind is Kind.WORD and tokens[at - 1].kind is Kind.NUMBER


def _scaled(value: Value, scale: Decimal) -> Value:
    return value._replace(scale=value.scale * scale)


def _read_pair(tokens: Sequence[Token], start: _Sum) -> list[Money] | None:
    """Read a range ("$1.5 to $2 billion", "30-40bn euros") or a change ("from 5 to 10 million euros")."""
    if start.last + 1 >= len(tokens) or start.value.upper is not None:
        return None
    joint = tokens[start.last]
    opening = tokens[start.first - 1].lower if start.first else ""
    is_dash = joint.lower in _DASHES
    if not (
        is_dash
        or joint.lower == "to"
        or (joint.lower == "and" and opening == "between")
        or (joint.lower == "or" and start.currency is None)
    ):
        return None
    at = start.last + 1
    while at < len(tokens) and tokens[at].lower in _BEFORE_AN_END and joint.lower != "or":
        at += 1
    end = _read_sum(tokens, at) if at < len(tokens) else None
    if end is None or end.value.upper is not None:
        return None
    currency = end.currency or start.currency
    if currency is None or not _joins(tokens, start, end, is_dash=is_dash):
        return None
    if start.currency is not None and end.currency is not None:
        shared = tuple(meant for meant in start.currency.meant if meant in end.currency.meant)
        if not shared or start.currency.minor != end.currency.minor:
            return None
        currency = min(start.currency, end.currency, key=lambda name: len(name.meant))
    low = _with_shared_scale(start.value, end.value)
    if end.last > start.last and currency is end.currency and _is_no_money(tokens, currency, end.value):
        return None
    low_amount, high_amount = _worth(low, currency), _worth(end.value, currency)
    first_role = _CHANGING_ENDS.get(opening, "change" if opening in _CHANGE_WORDS else None) if joint.lower == "to" else None
    if first_role == "change" and high_amount < _WIDEST_RANGE * low_amount:
        first_role = None
    if first_role == "change" or (first_role == "from" and _tells_change(tokens, start.first - 1)):
        return [
            Money(start.first, start.last, low_amount, low_amount, low.step * low.scale, currency, first_role),
            Money(end.first, end.last, high_amount, high_amount, end.value.step * end.value.scale, currency, "to"),
        ]
    if low_amount >= high_amount:
        return None
    return [Money(start.first, end.last, low_amount, high_amount, Decimal(0), currency)]


def _joins(tokens: Sequence[Token], start: _Sum, end: _Sum, *, is_dash: bool) -> bool:
    """Tell whether two numbers belong together rather than stand side by side."""
    if start.currency is not None and end.currency is None:
        # "$5 million to 20 schools" gives one sum, "$1 to 2 million" a range
        if end.value.scale == 1 and not is_dash:
            return False
        if start.value.scale != 1 and end.value.scale == 1:
            return False
        if not is_dash and not _closes(tokens, end.last):
            return False
    if start.currency is None and end.currency is not None:
        if not start.value.plain and tokens[start.last].lower == "or" and end.value.plain:
            return False
        if start.value.plain and not start.value.grouped and 1900 <= start.value.amount <= 2100:
            return False
    if is_dash and not tokens[start.last].glued and tokens[start.last].lower in "-‑":
        return start.currency is not None and end.currency is not None
    return True


_PRICE_WORDS = frozenset(("in", "constant", "current", "real", "of", "to"))
# What may stand before the higher end: "between $5 and nearly $7 million"
_BEFORE_AN_END = frozenset("about almost around approximately nearly perhaps roughly even over some".split())
_BEFORE_NOUN = frozenset("a an and as at by for from in of on or over per that the this to under with".split())


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind is not Kind.WORD or tokens[at].lower in _BEFORE_NOUN


def _with_shared_scale(low: Value, high: Value) -> Value:
    """Give the lower end the scale word of the higher one: "$1.5 and $2 billion", but not "$200 to $4 million"."""
    if low.scale == 1 and high.scale > 1 and low.number <= high.number and low.plain and low.number < 1000:
        return low._replace(scale=high.scale)
    if not low.plain and not high.plain and low.scale == 1 and high.scale == 1 and low.number < 100:
        unit = high.step if high.step >= 1000 else Decimal(1)
        if low.number <= high.number / unit:
            return low._replace(scale=unit)
    return low


# "raised from 5 to 7 million", "raised by 2 to 7 million": what the first sum is
_WIDEST_RANGE = 5  # "raised by 2 to 3 million" is a range, "raised by 2 to 50 million" tells the change and its result
_CHANGING_ENDS: dict[str, FigureRole] = {"from": "from", "by": "change"}
_CHANGE_WORDS = frozenset(
    "rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing drop drops dropped "
    "dropping increase increases increased increasing decrease decreases decreased decreasing decline declines declined "
    "declining raise raises raised raising cut cuts cutting reduce reduces reduced reducing lift lifts lifted lifting "
    "lower lowers lowered lowering jump jumps jumped jumping climb climbs climbed climbing slip slips slipped soar soars "
    "soared surge surges surged plunge plunges plunged double doubles doubled doubling triple tripled tripling up down "
    "expand expanded expanding shrink shrank shrunk boost boosts boosted boosting widen widened narrow narrowed tumble "
    "tumbled slash slashed slashing revise revised upgrade upgraded downgrade downgraded swell swelled swollen move moved "
    "go went gone going rebound rebounded advance advanced ease eased sink sank slump slumped changed change".split()
)


def _tells_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word of change stands in the clause before "from" at tokens[at]."""
    if at and tokens[at - 1].lower == "(":
        at -= 1
    for token in reversed(tokens[max(0, at - 10) : at]):
        if token.lower in ".;:()":
            return False
        if token.lower in _CHANGE_WORDS:
            return True
    return False


def _single(tokens: Sequence[Token], stated: _Sum) -> Money | None:
    currency, value = stated.currency, stated.value
    if currency is None or _is_no_money(tokens, currency, value):
        return None
    low = _worth(value, currency)
    high = low if value.upper is None else value.upper / (_HUNDRED if currency.minor else 1)
    money = Money(stated.first, stated.last, low, high, value.step * value.scale, currency)
    if currency.minor:
        return money._replace(step=money.step / _HUNDRED)
    return _with_cents(tokens, money)


def _is_no_money(tokens: Sequence[Token], currency: CurrencyName, value: Value) -> bool:
    if currency.shy and not _looks_like_money(tokens, value):
        return True
    if value.first == value.last - 1 and _is_bare_scale(tokens, value):
        return True
    if _is_price_basis(tokens, value):
        return True
    return currency.pounds and is_weight(tokens, value, currency.first, currency.last)


def _looks_like_money(tokens: Sequence[Token], value: Value) -> bool:
    """Tell whether a number is written as sums are: scaled, grouped, or with two decimals (R2.70, but not K1.5)."""
    if value.scale > 1 or not value.plain:
        return value.amount >= 1000
    whole, _, decimals = tokens[value.last - 1].text.rpartition(".")
    return (value.grouped and value.number >= 1000) or (len(decimals) == 2 and whole.isdigit())


def _is_bare_scale(tokens: Sequence[Token], value: Value) -> bool:
    """Tell whether "million" stands without a number or article: million-dollar questions state no amount."""
    numeral = load_numerals().get(tokens[value.first].lower)
    return numeral is not None and numeral.kind == "scale"


def _is_price_basis(tokens: Sequence[Token], value: Value) -> bool:
    """Tell whether a year stands before the noun: "in 2015 dollars", "constant 2010 US dollars", "a 2016 RAND study"."""
    before = tokens[value.first - 1].lower if value.first else ""
    is_year = value.plain and value.scale == 1 and not value.grouped and 1900 <= value.number <= 2100
    following = tokens[value.last].text if value.last < len(tokens) else ""
    return is_year and (before in _PRICE_WORDS or (following.isupper() and following.lower() in load_currencies().nouns))


def _worth(value: Value, currency: CurrencyName) -> Decimal:
    return value.amount / _HUNDRED if currency.minor else value.amount


def _with_cents(tokens: Sequence[Token], money: Money) -> Money:
    """Add the cents that follow a sum: eight dollars and five cents, $20 and 43c, 15 dollars 50."""
    at = money.last
    joined = at < len(tokens) and tokens[at].lower == "and"
    value = read_value(tokens, at + joined) if at + joined < len(tokens) else None
    if value is None or value.scale != 1 or not 0 < value.number < 100 or value.number != int(value.number):
        return money
    minor = read_behind(tokens, value.last)
    if minor is not None and minor.minor and any(currency in money.currency.meant for currency in minor.meant):
        last = minor.last
    elif value.last < len(tokens) and tokens[value.last].text in ("c", "¢") and tokens[value.last].glued:
        last = value.last + 1
    else:
        return money
    total = money.low + value.number / _HUNDRED
    return money._replace(last=last, low=total, high=total, step=Decimal("0.01"))

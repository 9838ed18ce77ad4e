"""The grammar of money: single sums, and two numbers that make a range or a change."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from flows.extract.figures.currency_words import SCALE_PREFIXES, CurrencyName, read_behind
from flows.extract.figures.ellipsis import read_list, read_parallel
from flows.extract.figures.sums import HUNDRED, Sum, is_no_money, read_sum, worth
from flows.extract.lexing import ENDS_PHRASE, Kind, Token
from flows.extract.numerals import Value, read_value
from flows.reference.change_words import load_change_words
from flows.reference.currencies import load_currencies
from flows.reference.numerals import load_numerals
from flows.schema.columns import FigureRole

_ONE = Decimal(1)
_DASHES = "-‑–—"
_CENT_NAMES = frozenset(("cent", "cents", "cts", "c", "¢"))
# How many words before "from" may hold the word of change: "raised its aid for the north from 5 to 7 million".
_CHANGE_REACH = 10
_ROLE_OF_PREPOSITION: dict[str, FigureRole] = {"to": "to", "from": "from", "by": "change"}
# "raised by 2 to 3 million" is a range; "raised by 2 to 50 million" tells the change and its result.
_WIDEST_RANGE = 5
# What may stand before the higher end: "between $5 and nearly $7 million".
_BEFORE_HIGHER_END = frozenset(
    ("about", "almost", "around", "approximately", "nearly", "perhaps", "roughly", "even", "over", "some")
)


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


def may_begin(token: Token) -> bool:
    """Tell cheaply whether a sum can begin at a token."""
    if token.kind is Kind.WORD:
        return token.text in _openers() or token.lower in load_numerals() or token.lower in ("a", "an")
    return token.kind is not Kind.OTHER or token.text in "½¼¾⅓⅔"


def read_money(tokens: Sequence[Token], at: int) -> list[Money]:
    """Read the sum or range that begins at tokens[at]; none where there is no money.

    Several are returned where "from ... to ..." tells a change rather than a range, and where the sums of a list share
    a scale word or a currency.
    """
    start = read_sum(tokens, at)
    if start is None:
        return []
    pair = _read_pair(tokens, start)
    if pair:
        return pair
    if start.currency is None or is_no_money(tokens, start.currency, start.value):
        return []
    if listed := read_list(tokens, start):
        return [_single(tokens, one, start.currency) for one in listed]
    single = _single(tokens, start, start.currency)
    parallel = read_parallel(tokens, single.last, start.currency)
    return [single, *(_single(tokens, one, start.currency) for one in parallel)]


@cache
def _openers() -> frozenset[str]:
    words = load_currencies()
    codes = set(words.by_code) | {letter + code for letter in SCALE_PREFIXES for code in words.by_code}
    names = {form.split()[0] for index in (words.nouns, words.places) for form in index}
    signs = set(words.signs) | {sign.rstrip(".") for sign in words.signs}
    return frozenset(codes | signs | names | {n.capitalize() for n in names} | {n.upper() for n in names})


def _single(tokens: Sequence[Token], stated: Sum, currency: CurrencyName) -> Money:
    value = stated.value
    low, step = worth(value, currency), value.step * value.scale
    if currency.minor:
        return Money(stated.first, stated.last, low, low, step / HUNDRED, currency)
    money = Money(stated.first, stated.last, low, value.upper or low, step, currency)
    return _with_cents(tokens, money) if value.upper is None and low == int(low) else money


def _with_cents(tokens: Sequence[Token], money: Money) -> Money:
    """Add the cents that follow a whole sum: eight dollars and five cents, $20 and 43c, 20 ringgit 43."""
    at = money.last
    is_joined = at < len(tokens) and tokens[at].lower == "and"
    value = read_value(tokens, at + is_joined) if at + is_joined < len(tokens) else None
    if value is None or value.scale != 1 or not 0 < value.number < HUNDRED or value.number != int(value.number):
        return money
    after = tokens[value.last] if value.last < len(tokens) else None
    minor = read_behind(tokens, value.last)
    if after is not None and after.lower in _CENT_NAMES:
        last = value.last + 1
    elif minor is not None and minor.minor and set(minor.meant) & set(money.currency.meant):
        last = minor.last
    elif not is_joined and _closes_price(tokens, money, value):
        last = value.last
    else:
        return money
    total = money.low + value.number / HUNDRED
    return money._replace(last=last, low=total, high=total, step=_ONE.scaleb(-2))


def _closes_price(tokens: Sequence[Token], money: Money, value: Value) -> bool:
    """Tell whether two bare digits behind a currency's name are its cents: they must end the phrase."""
    after = tokens[value.last] if value.last < len(tokens) else None
    is_named_last = tokens[money.last - 1].kind is not Kind.NUMBER
    follows = tokens[value.last + 1] if value.last + 1 < len(tokens) else None
    ends_phrase = after is None or (after.text in ".,;!?)" and (follows is None or not follows.glued))
    return is_named_last and ends_phrase and value.plain and len(tokens[value.first].text) == 2 and money.step == 1


def _read_pair(tokens: Sequence[Token], start: Sum) -> list[Money]:
    """Read a range ("$1.5 to $2 billion", "30-40bn euros") or a change ("from 5 to 10 million euros")."""
    if start.last + 1 >= len(tokens) or start.value.upper is not None:
        return []
    joint = tokens[start.last].lower
    opening = tokens[start.first - 1].lower if start.first else ""
    if not _is_joint(joint, opening, start):
        return []
    at = start.last + 1
    while joint != "or" and at < len(tokens) and tokens[at].lower in _BEFORE_HIGHER_END:
        at += 1
    end = read_sum(tokens, at) if at < len(tokens) else None
    if end is None or end.value.upper is not None or not _belong_together(tokens, start, end):
        return []
    currency = _shared_currency(start, end)
    if currency is None or (currency is end.currency and is_no_money(tokens, currency, end.value)):
        return []
    low = _with_shared_scale(start.value, end.value)
    low_worth, high_worth = worth(low, currency), worth(end.value, currency)
    widens = high_worth >= _WIDEST_RANGE * low_worth
    role = _role_of_first(tokens, start.first - 1, widens=widens) if joint == "to" else None
    if role is not None:
        return [
            Money(start.first, start.last, low_worth, low_worth, low.step * low.scale, currency, role),
            Money(end.first, end.last, high_worth, high_worth, end.value.step * end.value.scale, currency, "to"),
        ]
    if low_worth >= high_worth:
        return []
    return [Money(start.first, end.last, low_worth, high_worth, Decimal(0), currency)]


def _is_joint(joint: str, opening: str, start: Sum) -> bool:
    if joint in _DASHES or joint == "to":
        return True
    return (joint == "and" and opening == "between") or (joint == "or" and start.currency is None)


def _belong_together(tokens: Sequence[Token], start: Sum, end: Sum) -> bool:
    """Tell whether two numbers belong together rather than stand side by side."""
    joint = tokens[start.last]
    is_dash = joint.lower in _DASHES
    if start.currency is None and end.currency is None:
        return False
    if start.currency is not None and end.currency is None:
        # "$5 million to 20 schools" gives one sum, "$1 to 2 million" a range
        if end.value.scale == 1 and (not is_dash or start.value.scale != 1):
            return False
        if not is_dash and not _ends_number(tokens, end.last):
            return False
    if start.currency is None and (start.value.looks_like_year or _is_mixed_choice(joint.lower, start, end)):
        return False
    if is_dash and not joint.glued and joint.lower in "-‑":
        return (start.currency is None) == (end.currency is None) or start.value.plain
    return True


def _is_mixed_choice(joint: str, start: Sum, end: Sum) -> bool:
    """Tell whether "one or 50 million dollars" joins a word and digits, which no range does."""
    return joint == "or" and start.value.plain != end.value.plain


def _ends_number(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind is not Kind.WORD or tokens[at].lower in ENDS_PHRASE


def _shared_currency(start: Sum, end: Sum) -> CurrencyName | None:
    """Return the currency of both ends, the more telling of two names; None where they differ."""
    if start.currency is None or end.currency is None:
        return end.currency or start.currency
    if start.currency.minor != end.currency.minor or not set(start.currency.meant) & set(end.currency.meant):
        return None
    return min(start.currency, end.currency, key=lambda name: len(name.meant))


def _with_shared_scale(low: Value, high: Value) -> Value:
    """Give the lower end the scale word of the higher one: "$1.5 and $2 billion", but not "$200 to $4 million"."""
    if low.scale != 1:
        return low
    if low.plain and high.scale > 1 and low.number <= high.number and low.number < 1000:
        return low._replace(scale=high.scale)
    if not low.plain and not high.plain and high.step >= 1000 and low.number <= high.amount / high.step:
        return low._replace(scale=high.step)  # "two to three billion"
    return low


def _role_of_first(tokens: Sequence[Token], opening: int, *, widens: bool) -> FigureRole | None:
    """Return what the first of two sums joined by "to" does if they tell a change; tokens[opening] is before it."""
    if opening < 0:
        return None
    word = tokens[opening].lower
    if word == "from":
        return "from" if _tells_change(tokens, opening) else None
    return "change" if widens and (word == "by" or load_change_words().get(word)) else None


def role_after_change(tokens: Sequence[Token], first: int) -> FigureRole | None:
    """Return what a sum at tokens[first] is to a change told before it: aid rose to €5m, up from €3m; else None."""
    role = _ROLE_OF_PREPOSITION.get(tokens[first - 1].lower) if first else None
    if role is None or not _tells_change(tokens, first - 1):
        return None
    is_total = role == "to" and any(token.lower == "total" for token in tokens[max(0, first - _CHANGE_REACH) : first])
    return "total" if is_total else role


def _tells_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word of change stands in the clause before "from" at tokens[at]."""
    if at and tokens[at - 1].lower == "(":
        at -= 1
    for token in reversed(tokens[max(0, at - _CHANGE_REACH) : at]):
        if token.lower in ".;:()":
            return False
        if token.lower in load_change_words():
            return True
    return False

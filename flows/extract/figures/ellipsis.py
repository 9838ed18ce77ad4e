"""Sums that borrow a word from the sum beside them: £2.3, £2.5 and £3 billion; 100 million euros to A and 50m to B."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.figures.currency_words import CurrencyName
from flows.extract.figures.sums import HUNDRED, Sum, read_sum
from flows.extract.lexing import Kind, Token
from flows.extract.numerals import Value, read_value
from flows.extract.qualification import INCREMENTS

_JOINTS = frozenset(("and", "or"))
_LEAST_SCALE = 1_000_000  # "50 million to Jordan"; a smaller number before "to" is a score, a share or a count
_LARGEST_UNSCALED = 10 * HUNDRED
_LONGEST_LIST = 6  # a longer one is a table, and not read again from each of its members
_SHARED_PREPOSITIONS = frozenset(("to", "for"))
_REACH = 8  # tokens between the first sum and the one without a currency: to the whole of northern Lebanon and ...
_LEAD_IN = INCREMENTS | {"a", "an", "nearly", "about", "some", "roughly"}


def read_list(tokens: Sequence[Token], start: Sum) -> list[Sum]:
    """Read a list of sums whose last scale word belongs to all; empty where `start` opens none.

    Two numbers are a list only with decimals: "$1.5 and $2 billion", but not "$5 and $2 billion".
    """
    sums = [start]
    while sums[-1].value.scale == 1 and sums[-1].value.number < _LARGEST_UNSCALED and sums[-1].value.plain:
        at = _next_in_list(tokens, sums[-1].last)
        following = read_sum(tokens, at) if at is not None and at < len(tokens) else None
        if (
            len(sums) == _LONGEST_LIST
            or following is None
            or following.currency is None
            or not _is_alike(start.currency, following.currency)
        ):
            return []
        sums.append(following)
    has_decimals = any(one.value.number % 1 for one in sums[:-1])
    if sums[-1].value.scale < _LEAST_SCALE or len(sums) < 2 + (not has_decimals):
        return []
    scale = sums[-1].value.scale
    return [one._replace(value=one.value._replace(scale=scale)) for one in sums]


def read_parallel(tokens: Sequence[Token], last: int, currency: CurrencyName) -> list[Sum]:
    """Read the sums without a currency that go to others: ... euros to Lebanon and 50 million to Jordan.

    The sum before, in `currency`, ends at tokens[last]. None are returned where no number is built like it.
    """
    found: list[Sum] = []
    if last >= len(tokens) or tokens[last].lower not in _SHARED_PREPOSITIONS or currency.minor:
        return found
    preposition = tokens[last].lower
    while (value := _next_sent(tokens, last + 1, preposition)) is not None:
        found.append(Sum(value.first, value.last, value, currency))
        last = value.last
    return found


def _next_sent(tokens: Sequence[Token], begin: int, preposition: str) -> Value | None:
    """Return the bare number behind the next "and" or comma that is followed by the preposition; None without one."""
    for at in range(begin, min(begin + _REACH, len(tokens))):
        if tokens[at].kind in (Kind.NUMBER, Kind.SIGN) or tokens[at].lower in ".;:()":
            return None
        if tokens[at].lower in ("and", ","):
            first = at + 1
            while first < len(tokens) and tokens[first].lower in ("and", *_LEAD_IN):
                first += 1
            value = read_value(tokens, first) if first < len(tokens) else None
            if value is not None and _is_sent(tokens, value, preposition):
                return value
    return None


def _is_sent(tokens: Sequence[Token], value: Value, preposition: str) -> bool:
    """Tell whether a bare number is followed by the preposition and a name, not by a higher number."""
    if value.scale < _LEAST_SCALE or value.upper is not None or value.last + 1 >= len(tokens):
        return False
    return tokens[value.last].lower == preposition and tokens[value.last + 1].kind is Kind.WORD


def _next_in_list(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the next member of a list begins behind a comma, "and" or both."""
    begin = at + (at < len(tokens) and tokens[at].text == ",")
    begin += begin < len(tokens) and tokens[begin].lower in _JOINTS
    return begin if begin > at else None


def _is_alike(one: CurrencyName | None, other: CurrencyName) -> bool:
    return one is not None and not one.minor and not other.minor and one.meant == other.meant

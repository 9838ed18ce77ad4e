"""Read a number at a place in a text, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from flows.extract.lexing import Kind, Token
from flows.extract.numerals.digits import FRACTIONS, read_digits
from flows.extract.numerals.value import Value
from flows.extract.numerals.words import read_words

TOO_MUCH = Decimal(10) ** 18  # no sum and no count of things; also more than the tables' columns hold
_UNKNOWN_SCALE = re.compile(r"\w+(?:illions?|illiards?)")


def read_value(tokens: Sequence[Token], at: int) -> Value | None:
    """Read the number that begins at tokens[at], with its scale words; None where there is none.

    None also where a scale word follows that is not known (zillion): a number whose size is not understood is none.
    Nor is one of a trillion millions and more, which is a serial number or a slip.
    Letters glued to the number that are no scale are the caller's to judge: they may be a currency.
    """
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        value = read_digits(tokens, at)
    elif token.kind is Kind.WORD or token.text in FRACTIONS:
        value = read_words(tokens, at)
    else:
        return None
    if value is not None and value.last < len(tokens) and _UNKNOWN_SCALE.fullmatch(tokens[value.last].lower):
        return None
    if value is not None and max(value.amount, value.upper or value.amount) >= TOO_MUCH:
        return None
    return value

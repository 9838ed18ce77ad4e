"""Read a number that is written in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from flows.extract.lexing import Kind, Token
from flows.extract.numerals.value import ONE, Value, read_scale

FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.333333333333"),
    "⅔": Decimal("0.666666666667"),
}
_COMMON_FRACTIONS = frozenset((("1", "2"), ("1", "4"), ("3", "4"), ("1", "8"), ("3", "8"), ("5", "8"), ("7", "8")))
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+")
_MOST_CHARACTERS = 30  # longer runs of digits are keys or mistakes, and beyond what Decimal holds exactly
_CONTINENTAL = re.compile(r"[1-9][0-9]{0,2}\.000")  # 9.000 euros: no price has three decimals that are all zero
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def read_digits(tokens: Sequence[Token], at: int) -> Value | None:
    """Read the number whose digits are tokens[at]; None where they are part of a date, a version or an ordinal."""
    text = tokens[at].text
    if _goes_on_from(tokens, at) or len(text) > _MOST_CHARACTERS:
        return None
    number = decimal_of(text)
    last = at + 1
    if last < len(tokens) and tokens[last].glued and tokens[last].text in FRACTIONS:
        number += FRACTIONS[tokens[last].text]
        last += 1
    elif text.isdigit() and (part := _common_fraction(tokens, last)) is not None:
        number += part
        last += 3
    if _runs_on(tokens, last):
        return None
    exponent = number.as_tuple().exponent
    step = ONE.scaleb(exponent if isinstance(exponent, int) else 0)
    if _GROUPED.fullmatch(text) and number % 1 == 0:
        step = Decimal(1000) ** _trailing_groups(number)
    scale, after = read_scale(tokens, last)
    if scale == 1 and _CONTINENTAL.fullmatch(text):
        number = decimal_of(text.replace(".", ","))
        step = Decimal(1000) ** _trailing_groups(number)
    if after == last < len(tokens) and tokens[last].glued and tokens[last].lower in _ORDINAL_ENDINGS:
        return None
    grouped = bool(_GROUPED.match(text)) or "." in text or number >= 10_000
    return Value(at, after, number, scale, step, grouped=grouped)


def decimal_of(digits: str) -> Decimal:
    """Return the number that grouped digits write: the last sign is the decimal one unless it parts thousands."""
    for group in "'’ \u00a0\u202f":
        digits = digits.replace(group, "")
    if "," in digits and "." in digits:
        decimal_sign = "," if digits.rindex(",") > digits.rindex(".") else "."
    elif "," in digits:
        decimal_sign = "" if len(digits) - digits.rindex(",") == 4 else ","
    else:
        decimal_sign = "." if digits.count(".") == 1 else ""
    for grouping_sign in {",", "."} - {decimal_sign}:
        digits = digits.replace(grouping_sign, "")
    return Decimal(digits.replace(",", "."))


def _common_fraction(tokens: Sequence[Token], at: int) -> Decimal | None:
    """Return the fraction at tokens[at] that goes on a whole number: the 1/2 of "7 1/2 million"; None without one."""
    if at + 2 >= len(tokens) or tokens[at].glued:
        return None
    above, bar, below = tokens[at : at + 3]
    is_fraction = bar.text == "/" and bar.glued and below.glued and (above.text, below.text) in _COMMON_FRACTIONS
    return Decimal(above.text) / Decimal(below.text) if is_fraction else None


def _goes_on_from(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the digits go on from others or from letters: 5.4.3, 12/05, ID.3."""
    if not at or not tokens[at].glued:
        return False
    before = tokens[at - 1]
    if before.kind is Kind.NUMBER or before.lower == "/":
        return True
    if before.kind is Kind.WORD and tokens[at].text.startswith("."):
        return True
    return before.lower in ".,:" and before.glued and at >= 2 and tokens[at - 2].kind is Kind.NUMBER


def _runs_on(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether more digits follow without a break, as in a version or a date."""
    if last >= len(tokens) or not tokens[last].glued:
        return False
    if tokens[last].kind is Kind.NUMBER:
        return True
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None or not following.glued or following.kind is not Kind.NUMBER:
        return False
    return tokens[last].lower in "./:" or (tokens[last].lower == "," and len(following.text) != 3)


def _trailing_groups(number: Decimal) -> int:
    """Count the groups of three zeros at the end: 94,000 is as exact as 94 thousand."""
    groups = 0
    while number and number % 1000 == 0:
        number /= 1000
        groups += 1
    return groups

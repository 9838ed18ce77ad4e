"""What a number in a text is worth, and the scale words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.extract.lexing import Kind, Token
from flows.reference.numerals import load_numerals

ONE = Decimal(1)
DASHES = "-‑–"


class Value(NamedTuple):
    """A number at tokens[first:last] (half-open).

    `number` times `scale` is how much it is; `step` is the worth of its last written digit, before scaling.
    Where the words only bound it (tens of millions), `number` times `scale` is the lower bound and `upper`, in units,
    the higher one. `plain` tells that it is written in digits; `grouped` that these are many or parted in groups.
    """

    first: int
    last: int
    number: Decimal
    scale: Decimal
    step: Decimal
    upper: Decimal | None = None
    plain: bool = True
    grouped: bool = False

    @property
    def amount(self) -> Decimal:
        """Return how much it is, in units; of a vague number the lower bound."""
        return self.number * self.scale

    @property
    def looks_like_year(self) -> bool:
        """Tell whether it is written as years are: four digits from 1900 to 2100, without separator or scale."""
        return self.plain and self.scale == 1 and not self.grouped and 1900 <= self.number <= 2100


def read_scale(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """Read the scale words from tokens[at] on (bn, million, lakh crore); return their product and where they end."""
    scale = ONE
    numerals = load_numerals()
    while at < len(tokens):
        word = at + 1 if tokens[at].lower in DASHES and at + 1 < len(tokens) else at
        numeral = numerals.get(tokens[word].lower) if tokens[word].kind is Kind.WORD else None
        if numeral is None:
            break
        if numeral.kind == "letter":
            if scale == ONE and _letter_counts(tokens, word):
                scale, at = numeral.value, _past_full_stop(tokens, word + 1)
            break
        is_plural = numeral.kind == "plural" and numeral.value >= 1000
        if numeral.kind not in ("scale", "hundred") and not (is_plural and scale == ONE):
            break
        scale *= numeral.value
        at = word + 1
    return scale, at


def _letter_counts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a scale letter belongs to the number before: glued (5m), or apart (5 bn) and no list's "b)"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.glued and following.kind is Kind.NUMBER:
        return False  # 10 M777 howitzers
    if tokens[at].glued or len(tokens[at].text) > 1:
        return True
    return following is None or following.text not in (")", "'", "’")


def _past_full_stop(tokens: Sequence[Token], at: int) -> int:
    """Step over the full stop of an abbreviation (5 mln. euros), but not over the one that ends a sentence."""
    if at + 1 >= len(tokens) or tokens[at].text != "." or not tokens[at].glued:
        return at
    following = tokens[at + 1]
    return at + 1 if following.text[:1].islower() or following.kind is Kind.SIGN else at

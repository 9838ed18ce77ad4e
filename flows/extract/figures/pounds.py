"""Tell pounds of money from pounds of weight."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.lexing import Kind, Token
from flows.extract.numerals import Value
from flows.reference.pounds import load_pound_words

_NEAR = 25  # words on either side that can tell which pounds are meant
_ALONE = 4  # a text of so few words is a bare amount


def is_weight(tokens: Sequence[Token], value: Value, first: int, last: int) -> bool:
    """Tell whether the pounds at tokens[first:last] behind a number are a weight: 500-pound bombs, pounds of flour."""
    words = load_pound_words()
    following = tokens[last].lower if last < len(tokens) else ""
    if following == "of":
        return words.get(("of", tokens[last + 1].lower if last + 1 < len(tokens) else "")) != "money"
    if words.get(("after", following)) == "money":
        return False
    if following == "per" and tokens[min(last + 1, len(tokens) - 1)].lower in ("square", "acre", "inch"):
        return True
    near = [
        words.get(("near", token.lower))
        for token in tokens[max(0, first - _NEAR) : last + _NEAR]
        if token.kind is Kind.WORD
    ]
    if value.amount >= 1_000_000:
        return "weight" in near and "money" not in near
    if "weight" in near:
        return True
    is_compound = last < len(tokens) and tokens[last].kind is Kind.WORD
    if tokens[last - 1].lower == "pound" and value.amount != 1 and is_compound:
        return True
    return "money" not in near and value.amount < 1000 and len(tokens) > _ALONE

"""Link a sum to the one that it restates: £1.6 billion ($2 billion); $10bn, or about £5bn; ($US2bn; £1.5bn)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.figures.stated import StatedFigure

_FILLER = (
    r"(?:(?:or|about|around|approximately|approx\.?|roughly|nearly|almost|some|over|more than|equivalent to|equal to"
    r"|the equivalent of|i\.e\.|=|≈|~|then|now|worth|US|in|at|currently|today)[\s,]*)*"
)
_TIME = r"(?:\s*(?:a|per|each|every|/)\s*(?:year|month|week|day|annum)|\s+(?:annually|yearly|monthly))?"
_OPENS_BRACKET = re.compile(rf"{_TIME}(?:\s+[^\W\d]+){{0,5}}\s*[(\[]\s*{_FILLER}")
_NEXT_IN_BRACKET = re.compile(rf"{_TIME}\s*(?:[;,/]|or|and)\s*{_FILLER}")
_WITHOUT_BRACKET = re.compile(
    rf"{_TIME}\s*(?:[,–—-]\s*)?(?:or|i\.e\.|that is|which is|equivalent to|equal to|the equivalent of|worth|=|≈)"
    rf"[\s,]+{_FILLER}|\s?/\s?|\s*,\s+(?:approx\.?|approximately|roughly|about|around)\s+"
)
_OPENS_DASH = re.compile(rf"{_TIME}\s*[–—]\s*{_FILLER}|{_TIME}\s+-\s+{_FILLER}")
_CLOSES_DASH = re.compile(rf"{_TIME}(?:\s*[–—]|\s+-\s)")
_REACH = 60  # code points between a sum and its restatement


def link_conversions(text: str, figures: Sequence[StatedFigure]) -> None:
    """Set `converts` and the role of every figure that restates the one before it in another currency.

    In brackets also a sum that repeats the same amount in the same currency counts (twenty dollars ($20)).
    """
    for before, figure in zip(figures, figures[1:], strict=False):
        if before.kind != "money" or figure.kind != "money" or figure.start - before.end > _REACH:
            continue
        between = text[before.end : figure.start]
        base = before.converts or before
        if before.converts is not None and _NEXT_IN_BRACKET.fullmatch(between) and _differs(base, figure):
            _link(figure, base)
        elif _OPENS_BRACKET.fullmatch(between):
            is_repeated = (before.low, before.high) == (figure.low, figure.high)
            is_other = _closes_soon(text, figure.end) and (_differs(before, figure) or _told_apart(before, figure))
            if is_repeated or is_other:
                _link(figure, base)
        elif _differs(before, figure) and (
            _WITHOUT_BRACKET.fullmatch(between) or (_OPENS_DASH.fullmatch(between) and _is_dashed(text, figure.end))
        ):
            _link(figure, base)


def _link(figure: StatedFigure, base: StatedFigure) -> None:
    figure.converts = base
    figure.role = "conversion"
    figure.period = figure.period or base.period
    base.period = base.period or figure.period


def _differs(one: StatedFigure, other: StatedFigure) -> bool:
    return not set(one.meant) & set(other.meant)


def _told_apart(before: StatedFigure, figure: StatedFigure) -> bool:
    """Take from a bare sign the currency named beside it: $US113 trillion ($161 trillion), $5m (A$7.7m)."""
    for settled, bare in ((before, figure), (figure, before)):
        is_settled = len(settled.meant) == 1 and settled.currency in bare.meant
        if is_settled and len(bare.meant) > 1 and before.low != figure.low:
            bare.meant = tuple(meant for meant in bare.meant if meant is not settled.currency)
            return True
    return False


def _is_dashed(text: str, end: int) -> bool:
    """Tell whether the dash that opened before a sum closes behind it."""
    return _CLOSES_DASH.match(text, end) is not None


def _closes_soon(text: str, end: int) -> bool:
    """Tell whether the bracket holds little more than sums."""
    closing = text.find(")", end, end + _REACH)
    square = text.find("]", end, end + _REACH)
    opening = text.find("(", end, end + _REACH)
    nearest = min((at for at in (closing, square) if at >= 0), default=-1)
    return nearest >= 0 and (opening < 0 or nearest < opening)

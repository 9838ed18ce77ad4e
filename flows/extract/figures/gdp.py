"""Find shares of gross domestic product: 2% of GDP, 2.5 per cent of its gross domestic product."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.extract.figures.stated import StatedFigure
from flows.extract.lexing import lex
from flows.extract.numerals import decimal_of
from flows.extract.qualification import qualification
from flows.schema.columns import Qualifier

_PERCENT = r"(?:\s?%|[\s-]?(?:per\s?cent|percent|pct|pc)\b)"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SHARE = re.compile(
    rf"(?<![\w.,])(?:(?P<low>{_NUMBER})(?:{_PERCENT})?\s?(?P<joint>-|–|to|and)\s?)?(?P<high>{_NUMBER}){_PERCENT}"
    r"(?:\s+(?:of|in))?(?:\s+(?!(?:of|and|to|or|by|but)\b)[\w’'-]+){0,3}?"
    r"\s+(?:GDP|G\.D\.P\.|gross domestic product)(?!\w|\s+(?:growth|figures|data|per))"
)
_REACH = 40  # code points before a percentage in which its qualifier may stand
_CUE = re.compile(r"GDP|G\.D\.P\.|gross domestic product")


def find_gdp_shares(text: str, start: int, end: int) -> list[StatedFigure]:
    """Find the percentages of GDP in text[start:end]; the amount is the percentage itself."""
    if _CUE.search(text, start, end) is None:
        return []
    figures = []
    for match in _SHARE.finditer(text, start, end):
        high = decimal_of(match["high"])
        low, begin = high, match.start()
        if match["low"] is not None:
            joined = match["joint"] != "and" or text[max(start, begin - 8) : begin].lower().endswith("between ")
            low = decimal_of(match["low"]) if joined else high
            begin = begin if joined else match.start("high")
            if low >= high:
                low, begin = high, match.start("high")
        step = Decimal(0) if low != high else Decimal(1).scaleb(-len(match["high"].partition(".")[2]))
        figure = StatedFigure(begin, match.end(), "percent_gdp", low, high, step, (), "percent")
        figure.qualifier = "range" if figure.is_range else _qualifier(text, start, begin)
        figures.append(figure)
    return figures


def _qualifier(text: str, start: int, begin: int) -> Qualifier:
    """Return how exact the percentage that begins at text[begin] is called, by the words before it."""
    tokens = lex(text, max(start, begin - _REACH), begin)
    return qualification(tokens, len(tokens), len(tokens)).qualifier

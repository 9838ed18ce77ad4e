"""Find shares of gross domestic product or national income: 2% of GDP, half a per cent of its national income."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from flows.extract.figures.stated import StatedFigure
from flows.extract.lexing import lex
from flows.extract.numerals import decimal_of, read_value
from flows.extract.qualification import qualification
from flows.reference.change_words import load_change_words
from flows.reference.numerals import load_numerals
from flows.schema.columns import FigureRole, Qualifier

_PERCENT = r"(?:\s?%|[\s-]?(?:per\s?cent|percent|pct|pc)\b)"
_DIGITS = r"[0-9]+(?:[.,][0-9]+)?"
_WHOLE = (
    r"(?:GDP|GNI|GNP|G\.D\.P\.|G\.N\.I\.|G\.N\.P\.|gross domestic product|gross national (?:income|product)"
    r"|national income|economic output)"
)
_REACH = 40  # code points before a percentage in which its qualifier may stand
_CHANGE_REACH = 60  # code points before "from 2 to 3 per cent" in which a word of change may stand
_CLAUSE_END = re.compile(r"[.;:()]\s")
_CUE = re.compile(_WHOLE)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def find_gdp_shares(text: str, start: int, end: int) -> list[StatedFigure]:
    """Find the percentages of GDP or national income in text[start:end]; the amount is the percentage itself."""
    if _CUE.search(text, start, end) is None:
        return []
    figures = []
    for match in _share().finditer(text, start, end):
        high, low = _number(match["high"]), _number(match["low"] or match["high"])
        begin = match.start()
        before = text[max(start, begin - 8) : begin].lower()
        is_change = low > high or (low < high and _tells_change(text[max(start, begin - _CHANGE_REACH) : begin]))
        if match["joint"] == "to" and before.endswith("from ") and is_change:
            figures += [_single(text, start, match, "low", role="from"), _single(text, start, match, "high", role="to")]
        elif low < high and (match["joint"] != "and" or before.endswith("between ")):
            figure = StatedFigure(begin, match.end(), "percent_gdp", low, high, Decimal(0), (), "percent")
            figure.qualifier = "range"
            figures.append(figure)
        else:
            figures.append(_single(text, start, match, "high"))
    return figures


def _tells_change(before: str) -> bool:
    """Tell whether a word of change stands in the clause before a percentage: rose from 2 to 3 per cent."""
    clause = _CLAUSE_END.split(before)[-1]
    return any(word in load_change_words() for word in clause.lower().split())


def _single(text: str, start: int, match: re.Match[str], which: str, *, role: FigureRole = "other") -> StatedFigure:
    """Return one of the two percentages of a match; the words behind the second belong to it."""
    share, begin = _number(match[which]), match.start(which)
    exponent = share.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    end = match.end() if which == "high" else match.end("joint") - len(match["joint"])
    end = begin + len(text[begin:end].rstrip())
    figure = StatedFigure(begin, end, "percent_gdp", share, share, step, (), "percent", role=role)
    figure.qualifier = _qualifier(text, start, begin)
    return figure


@cache
def _share() -> re.Pattern[str]:
    words = "|".join(form for form, numeral in load_numerals().items() if numeral.kind in ("digit", "teen", "ten"))
    rest = rf"(?:-(?:{words})|[ -]and[ -]a[ -]half| point (?:{words}))?"
    spelled = rf"(?<![-‑])(?i:half an?|an? quarter of an?|(?:{words}){rest})"
    number = rf"(?:{_DIGITS}|{spelled})"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<low>{number})(?:{_PERCENT})?\s?(?P<joint>-|–|to|and)\s?)?(?P<high>{number}){_PERCENT}"
        r"(?:\s+(?:of|in))?(?:\s+(?!(?:of|and|to|or|by|but)\b)[\w’'-]+){0,3}?"
        rf"\s+{_WHOLE}(?!\w|\s+(?:growth|figures|data|per))"
    )


def _number(words: str) -> Decimal:
    """Return a percentage that is written in digits or in words."""
    if words[0].isdigit():
        return decimal_of(words)
    part = next((worth for name, worth in _PARTS.items() if name in words.lower().split()[:2]), None)
    value = read_value(lex(words, 0, len(words)), 0) if part is None else None
    return part if part is not None else value.amount if value is not None else Decimal(0)


def _qualifier(text: str, start: int, begin: int) -> Qualifier:
    """Return how exact the percentage that begins at text[begin] is called, by the words before it."""
    tokens = lex(text, max(start, begin - _REACH), begin)
    return qualification(tokens, len(tokens), len(tokens)).qualifier

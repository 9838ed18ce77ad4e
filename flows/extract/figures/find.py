"""Find every figure of a document: amounts of money and shares of GDP, with what the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from flows.extract.figures.amounts import Money, may_begin, read_money, role_after_change
from flows.extract.figures.conversions import link_conversions
from flows.extract.figures.currency_choice import choose_currencies
from flows.extract.figures.currency_words import SCALE_PREFIXES
from flows.extract.figures.gdp import find_gdp_shares
from flows.extract.figures.stated import StatedFigure
from flows.extract.figures.sums import is_negative
from flows.extract.figures.time_words import horizon_of, period_of
from flows.extract.lexing import Token, lex
from flows.extract.qualification import qualification
from flows.reference.currencies import load_currencies
from flows.reference.figure_roles import load_figure_roles
from flows.schema.columns import FigureRole
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document

_CENT = Decimal("0.01")
_TWO = Decimal(2)
_CHANGE_REACH = 40  # code points between two sums that still tell one change
_LETTERS = re.compile(r"[^\W\d_]+")
_CLAUSE_END = re.compile(r"[.;:()]")


def find_figures(document: Document) -> tuple[FinancialFigure, ...]:
    """Find the figures of a document as rows, in reading order.

    Statement, payer, payee and the role `commitment` are for later stages to fill in.
    """
    article = document.article
    figures = find_stated(document.text, document.paragraphs, published=article.published_date, url=article.url)
    ids = {id(figure): f"{article.article_id}.f{figure.start}" for figure in figures}
    rows = []
    for figure in figures:
        sentence = document.sentence_at(figure.start)
        if sentence is not None:
            rows.append(_row(document, figure, ids, sentence.sentence_id))
    return tuple(rows)


def find_stated(
    text: str, paragraphs: Iterable[Span], *, published: date | None = None, url: str | None = None
) -> list[StatedFigure]:
    """Find the figures of a text, paragraph by paragraph; no figure crosses the end of one."""
    figures: list[StatedFigure] = []
    for start, end in paragraphs:
        if _has_currency(text, start, end):
            figures += _without_rates(text, _money_in(text, start, end))
        figures += find_gdp_shares(text, start, end)
    figures.sort(key=lambda figure: figure.start)
    link_conversions(text, figures)
    choose_currencies(text, figures, published=published, url=url)
    return figures


def _money_in(text: str, start: int, end: int) -> list[StatedFigure]:
    tokens = lex(text, start, end)
    figures: list[StatedFigure] = []
    at = 0
    while at < len(tokens):
        found = read_money(tokens, at) if may_begin(tokens[at]) else []
        figures += (_stated(text, tokens, money, end) for money in found)
        at = found[-1].last if found else at + 1
    _mark_changes(text, figures)
    return figures


def _mark_changes(text: str, figures: Sequence[StatedFigure]) -> None:
    """Set the roles of two sums that change into each other over other words: from $3m in 2020 to $5m."""
    for one, other in zip(figures, figures[1:], strict=False):
        between = text[one.end : other.start]
        opening = text[max(0, one.start - 5) : one.start].lower()
        if one.role != "other" or other.role != "other" or len(between) > _CHANGE_REACH or _CLAUSE_END.search(between):
            continue
        if opening == "from " and between.lower().endswith(" to "):
            one.role, other.role = "from", "to"
        elif opening.endswith(" to ") and between.lower().endswith(" from "):
            one.role, other.role = "to", "from"


def _without_rates(text: str, figures: Sequence[StatedFigure]) -> Iterator[StatedFigure]:
    """Yield the figures but the two sides of an exchange rate ($1 = 0.89 euros), which are no sums."""
    is_side = [False] * (len(figures) + 1)
    for at, (one, other) in enumerate(zip(figures, figures[1:], strict=False)):
        if Decimal(1) in (one.low, other.low) and text[one.end : other.start].strip() == "=":
            is_side[at] = is_side[at + 1] = True
    yield from (figure for figure, side in zip(figures, is_side, strict=False) if not side)


def _stated(text: str, tokens: Sequence[Token], money: Money, limit: int) -> StatedFigure:
    called = qualification(tokens, money.first, money.last)
    start, end = tokens[money.first].start, tokens[money.last - 1].end
    figure = StatedFigure(
        start, end, "money", money.low, money.high, money.step, money.currency.meant, money.currency.basis
    )
    figure.qualifier = "range" if figure.is_range else called.qualifier
    figure.period = period_of(tokens, money.first, money.last)
    figure.horizon = horizon_of(text, end, limit)
    figure.role = _role(tokens, called.first, money)
    return figure


def _role(tokens: Sequence[Token], first: int, money: Money) -> FigureRole:
    if money.role is not None:
        return money.role
    phrases = load_figure_roles()
    is_signed = first > 0 and tokens[first - 1].lower in ("-", "−") and tokens[first].glued
    if (is_signed and not tokens[first - 1].glued) or is_negative(tokens, money.first):
        return "change"
    if first and money.last < len(tokens):
        around = phrases.around.get((tokens[first - 1].lower, tokens[money.last].lower))
        if around is not None:
            return around
    for length in range(min(phrases.longest, first), 0, -1):
        role = phrases.before.get(tuple(token.lower for token in tokens[first - length : first]))
        if role is not None:
            return role
    for length in range(phrases.longest, 0, -1):
        role = phrases.behind.get(tuple(token.lower for token in tokens[money.last : money.last + length]))
        if role is not None:
            return role
    return role_after_change(tokens, first) or "other"


def _row(document: Document, figure: StatedFigure, ids: dict[int, str], sentence_id: str) -> FinancialFigure:
    low, high = _cents(figure.low), _cents(figure.high)
    exact = not figure.is_range
    half_step = figure.step / _TWO
    return FinancialFigure(
        article_id=document.article.article_id,
        figure_id=ids[id(figure)],
        sentence_id=sentence_id,
        statement_id=None,
        char_start=figure.start,
        char_end=figure.end,
        figure_text=document.text[figure.start : figure.end],
        kind=figure.kind,
        amount=low if exact else None,
        amount_low=low if not exact or figure.qualifier in ("more_than", "at_least") else None,
        amount_high=high if not exact or figure.qualifier in ("less_than", "up_to") else None,
        rounded_low=_cents(max(figure.low - half_step, Decimal(0))) if exact else None,
        rounded_high=_cents(figure.low + half_step) if exact else None,
        qualifier=figure.qualifier,
        currency=figure.currency.code if figure.currency else None,
        currency_basis=figure.basis if figure.currency else None,
        currency_alternatives=tuple(meant.code for meant in figure.meant[1:]),
        period=figure.period,
        horizon=figure.horizon,
        role=figure.role,
        conversion_of=ids[id(figure.converts)] if figure.converts is not None else None,
        payer_actor_id=None,
        payee_actor_id=None,
        rule_id=f"figure.{figure.kind}.{'range' if figure.is_range else figure.basis}",
    )


def _cents(amount: Decimal | None) -> Decimal | None:
    return amount.quantize(_CENT, rounding=ROUND_HALF_EVEN) if amount is not None else None


def _has_currency(text: str, start: int, end: int) -> bool:
    """Tell cheaply whether a currency's sign or word stands in text[start:end]; most paragraphs have none."""
    symbols, words = _currency_marks()
    return symbols.search(text, start, end) is not None or not words.isdisjoint(_LETTERS.findall(text, start, end))


@cache
def _currency_marks() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a pattern of the symbols in currency signs, and the words of the signs and names that have none."""
    known = load_currencies()
    symbols = {char for sign in known.signs for char in sign if not (char.isalnum() or char in ". /=-")}
    alphabetic = {_LETTERS.findall(sign)[0] for sign in known.signs if not set(sign) & symbols}
    codes = {letter + code for letter in ("", *SCALE_PREFIXES) for code in known.by_code}
    nouns = {noun.split()[0] for index in (known.nouns, known.minor_nouns) for noun in index}
    words = alphabetic | codes | nouns | {n.capitalize() for n in nouns} | {n.upper() for n in nouns}
    words |= {noun.removesuffix("s").upper() + "s" for noun in nouns}  # SDRs
    return re.compile(f"[{re.escape(''.join(sorted(symbols)))}]"), frozenset(words)

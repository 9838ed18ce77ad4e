"""Choose the currency of a bare "$", of crowns, francs, rupees: what the document tells, then what is usual.

The ladder: a stated equivalent held against the day's rate, the same noun named in full elsewhere, the publisher's
country, the countries that the text speaks of, then the first row of currencies.csv that the words allow. What the
words themselves settle ("US$", "Swiss francs") never comes here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from urllib.parse import urlsplit

from flows.extract.figures.stated import StatedFigure
from flows.reference.currencies import Currency, load_currencies
from flows.reference.exchange_rates import newest_day, rate
from flows.reference.organisations import metonyms

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_WIRE_DOLLARS = re.compile(r"\bdlrs?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_SENTENCE_REACH = 200  # code points before a figure in which the country of its currency may be named
_HOME_MENTIONS = 3  # places that a text must name before a shared sign is read as its country's own
_TOLERANCE = 0.15  # how far beyond rounding a stated equivalent may lie from the day's rate
_TOLERANCE_UNDATED = 0.25
_WORLD_CURRENCIES = ("USD", "GBP", "EUR")


def choose_currencies(
    text: str, figures: Sequence[StatedFigure], *, published: date | None, url: str | None = None
) -> None:
    """Put the currency meant first in each figure's `meant`, and say in `basis` what decided; others stay behind it."""
    unsettled = [figure for figure in figures if len(figure.meant) > 1]
    if not unsettled:
        return
    evidence = _Evidence(text, figures, published, url)
    for figure in unsettled:
        current = tuple(meant for meant in figure.meant if evidence.is_current(meant)) or figure.meant
        chosen, basis = _choose(figure, current, evidence)
        possible = (other for other in current if other is current[0] or evidence.mentions(other))
        others = tuple(other for other in possible if other is not chosen)
        figure.meant, figure.basis = (chosen, *others), basis


class _Evidence:
    """What a document tells of its currencies; each part is looked up when first asked for."""

    def __init__(self, text: str, figures: Sequence[StatedFigure], published: date | None, url: str | None) -> None:
        self._text = text
        self._figures = figures
        self._published = published
        self._url = url
        self._mentions: dict[tuple[str, bool], int] = {}
        settled = [figure for figure in figures if len(figure.meant) == 1]
        self.named = Counter(figure.meant[0].code for figure in settled)
        self.spelled = Counter(figure.meant[0].code for figure in settled if figure.basis == "adjective")

    @cached_property
    def day(self) -> date | None:
        """Return the day of the text; undated, the end of the latest year that it names: it is hardly older."""
        if self._published is not None:
            return self._published
        years = [int(year) for year in _YEAR.findall(self._text)]
        return date(max(years), 12, 31) if years else None

    @property
    def is_dated(self) -> bool:
        """Tell whether the text's own date is known."""
        return self._published is not None

    @cached_property
    def rate_day(self) -> date:
        """Return the day whose rates apply; without a date, today's are as good as any."""
        return self._published or newest_day()

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Return the currencies of the country whose domain the article's address ends with."""
        host = urlsplit(self._url).hostname if self._url and "://" in self._url else None
        domain = host.rsplit(".", 1)[-1] if host else ""
        return frozenset(c.code for c in load_currencies().by_code.values() if domain in c.domains)

    def is_current(self, currency: Currency) -> bool:
        """Tell whether a currency was in use when the text was written."""
        return currency.until is None or (self.day is not None and self.day <= currency.until)

    def mentions(self, currency: Currency, *, with_seats: bool = False) -> int:
        """Count how often the text names the currency's places, if asked with their seats of government."""
        key = (currency.code, with_seats)
        if key not in self._mentions:
            pattern = _place_pattern(currency.code, with_seats=with_seats)
            self._mentions[key] = sum(1 for _ in pattern.finditer(self._text)) if pattern else 0
        return self._mentions[key]

    def names_seat_of(self, currency: Currency) -> bool:
        """Tell whether the text names the currency's countries at all, or where they are governed from."""
        return self.mentions(currency, with_seats=True) > 0

    def nearest(self, figure: StatedFigure, current: Sequence[Currency]) -> Currency | None:
        """Return the currency whose place stands last before a figure in its sentence; None where none does."""
        begin = max(0, figure.start - _SENTENCE_REACH)
        cuts = [match.end() for match in _SENTENCE_END.finditer(self._text, begin, figure.start)]
        begin = cuts[-1] if cuts else begin
        last: dict[int, Currency] = {}
        for currency in current:
            pattern = _place_pattern(currency.code, with_seats=True)
            for match in pattern.finditer(self._text, begin, figure.start) if pattern else ():
                last.setdefault(match.start(), currency)
        return last[max(last)] if last else None

    def is_wire_style(self, figure: StatedFigure) -> bool:
        """Tell whether a sum is written as agencies wrote for each other: their bare "dlrs" are US dollars anywhere."""
        return _WIRE_DOLLARS.search(self._text, figure.start, figure.end) is not None

    def partner_of(self, figure: StatedFigure) -> StatedFigure | None:
        """Return the sum that restates a figure, or that it restates."""
        if figure.converts is not None:
            return figure.converts
        return next((other for other in self._figures if other.converts is figure), None)


def _choose(figure: StatedFigure, current: tuple[Currency, ...], evidence: _Evidence) -> tuple[Currency, str]:
    usual = current[0]
    is_noun = figure.basis == "name"
    equivalent = _by_equivalent(figure, current, evidence)
    if equivalent is not None:
        return equivalent, "equivalent"
    told = evidence.spelled if usual.code in _WORLD_CURRENCIES else evidence.named
    if is_noun and (same := [currency for currency in current if told[currency.code]]):
        return max(same, key=lambda currency: told[currency.code]), "document"
    for currency in current:
        if currency.code in evidence.publishers:
            return currency, "publisher"
    nearest = evidence.nearest(figure, current)
    if evidence.is_wire_style(figure):
        return usual, figure.basis
    if usual.code in _WORLD_CURRENCIES:
        if is_noun and usual.code != "USD" and nearest is not None and not evidence.names_seat_of(usual):
            return nearest, "place"  # Egypt owes 23 billion pounds, and nobody speaks of Britain
        current = tuple(c for c in current if c is usual or _is_at_home(c, usual, evidence, is_noun=is_noun))
        most = max(current, key=lambda currency: (currency is not usual, evidence.mentions(currency)))
        return (usual, figure.basis) if most is usual else (most, "place")
    if nearest is not None:
        return nearest, "place"
    most = max(current, key=lambda currency: evidence.mentions(currency, with_seats=True))
    return (most, "place") if evidence.mentions(most, with_seats=True) else (usual, figure.basis)


def _is_at_home(currency: Currency, usual: Currency, evidence: _Evidence, *, is_noun: bool) -> bool:
    """Tell whether a text speaks so much of a country, and so little of the usual one, that its own money is meant.

    Less is needed where the text takes care to write "US$" for the other; where it marks its own, nothing suffices.
    """
    if not (currency.bare_sign_at_home or (is_noun and usual.code != "USD")) or evidence.named[currency.code]:
        return False
    here, there = evidence.mentions(currency), evidence.mentions(usual)
    if evidence.named[usual.code]:
        return here > there
    return here >= _HOME_MENTIONS and here > 2 * there


def _by_equivalent(figure: StatedFigure, current: tuple[Currency, ...], evidence: _Evidence) -> Currency | None:
    """Return the currency that a stated equivalent points to; None where the usual one agrees or nothing does."""
    partner = evidence.partner_of(figure)
    if partner is None or partner.currency is None or figure.is_range or partner.is_range or not partner.low:
        return None
    if current[0].code in _WORLD_CURRENCIES and not evidence.is_dated:
        return None
    known = rate(partner.currency.code, evidence.rate_day)
    if known is None:
        return None
    half, partners_half = figure.step / 2, partner.step / 2
    tolerance = _TOLERANCE if evidence.is_dated else _TOLERANCE_UNDATED
    lowest = float((figure.low - half) / (partner.low + partners_half)) * (1 - tolerance)
    highest = float((figure.low + half) / max(partner.low - partners_half, Decimal("0.01"))) * (1 + tolerance)
    agreeing: list[tuple[int, bool, float, int]] = []
    for order, currency in enumerate(current):
        quoted = rate(currency.code, evidence.rate_day)
        if quoted is not None and lowest <= quoted[0] / known[0] <= highest:
            off = abs(float(figure.low / partner.low) * known[0] / quoted[0] - 1)
            agreeing.append((-evidence.mentions(currency), not currency.bare_sign_at_home, off, order))
        if order == 0 and currency.code in _WORLD_CURRENCIES and (agreeing or quoted is None):
            return None
    return current[min(agreeing)[3]] if agreeing else None


@cache
def _place_pattern(code: str, *, with_seats: bool = False) -> re.Pattern[str] | None:
    """Return the pattern of what names a currency's countries, if asked with their capitals and seats of government."""
    currency = load_currencies().by_code[code]
    seats = [name for name, seat in metonyms().items() if with_seats and seat.iso3 in currency.iso3]
    places = [re.escape(place) for place in (*currency.places, *seats)]
    return re.compile(rf"\b(?:{'|'.join(places)})(?![^\W_])") if places else None

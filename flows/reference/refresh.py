"""Fetch newer euro reference rates, and refuse a file that cannot be right; nothing else in this package fetches.

What is refused: a file without a currency that is in use, one that leaves days out after the last one in use, one whose
days lie in the future or are all older than those in use, and a rate that leaps from one day to the next. A currency
that is redenominated gets a new code and so a new column: it is no exception to the last rule.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from flows.errors import ReferenceDataError
from flows.reference.ecb_rates import (
    ECB,
    Rates,
    carried_rates,
    ecb_rates,
    joined_rates,
    newest_day_of,
    rates_after,
    read_ecb_file,
    store_refreshed,
)

TIMEOUT_S = 30
MAX_LEAP = 1.5  # times the rate of the day before, or as many times less
LEAST_QUOTED = 0.9  # of the currencies in use, on the newest day: now and then one is suspended or joins the euro

_MAX_BYTES = 20_000_000  # of the file, which has about 0.7 million
_RECENTLY = timedelta(days=10)
_SCHEMES = ("http", "https", "file")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: the newest day now in use, and how many days and rates were added to those in use before."""

    newest_day: date
    n_days: int
    n_rates: int


def refresh_rates(address: str, path: Path, *, today: date) -> Refreshed:
    """Fetch the bank's file from an address (http, https, file, or a local path) and keep its newer rates in `path`.

    Raises ReferenceDataError, with one sentence that names the address and the cure, when it cannot be fetched or its
    content is refused; then nothing has changed.
    """
    content = _fetch(address)
    used = ecb_rates(path)
    try:
        offered = read_ecb_file(content, source=f"{ECB}, {address}")
        _check(offered, used, today=today)
    except ReferenceDataError as error:
        raise ReferenceDataError(
            f"the rates of {address} are refused: {error}; the rates in use stay; "
            "give the address of the European Central Bank's eurofxref-hist.zip with --from"
        ) from error
    added = rates_after(newest_day_of(used), offered)
    if added:
        kept = rates_after(newest_day_of(carried_rates()), used)
        store_refreshed(path, joined_rates(kept, added))
    days = [quote.day for quotes in added.values() for quote in quotes]
    return Refreshed(newest_day_of(offered), len(set(days)), len(days))


def _fetch(address: str) -> bytes:
    scheme = urlsplit(address).scheme if "://" in address else ""
    try:
        if not scheme:
            return Path(address).read_bytes()
        if scheme not in _SCHEMES:
            raise ReferenceDataError(f"rates cannot be fetched from {address}; give http, https, file or a path")
        with urllib.request.urlopen(address, timeout=TIMEOUT_S) as response:  # noqa: S310 - the scheme is checked
            content: bytes = response.read(_MAX_BYTES + 1)
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise ReferenceDataError(
            f"the rates of {address} cannot be fetched ({reason}); the rates in use stay; try again when it can be "
            "reached, or download the file and give its path with --from"
        ) from error
    if len(content) > _MAX_BYTES:
        raise ReferenceDataError(f"{address} is larger than {_MAX_BYTES:,} bytes; give the address of a file of rates")
    return content


def _check(offered: Rates, used: Rates, *, today: date) -> None:
    """Raise ReferenceDataError, with half a sentence that says what is wrong, unless the offered rates can be right."""
    if not offered:
        raise ReferenceDataError("it holds no rate")
    newest, in_use = newest_day_of(offered), newest_day_of(used)
    if newest > today:
        raise ReferenceDataError(f"it tells the rates of {newest}, which is yet to come")
    if newest < in_use:
        raise ReferenceDataError(f"its newest day is {newest}, and rates up to {in_use} are in use")
    current = sorted(code for code, quotes in used.items() if quotes[-1].day == in_use)
    if missing := [code for code in current if code not in offered]:
        raise ReferenceDataError(f"it does not quote {', '.join(missing)}")
    days = sorted({quote.day for quotes in offered.values() for quote in quotes if quote.day >= in_use})
    if days[0] > in_use or any(later - day > _RECENTLY for day, later in zip(days, days[1:], strict=False)):
        raise ReferenceDataError(f"it leaves out days after {in_use}")
    quoted = [code for code in current if offered[code][-1].day == newest]
    if len(quoted) < LEAST_QUOTED * len(current):
        raise ReferenceDataError(f"of {len(current)} currencies it quotes {len(quoted)} on its newest day, {newest}")
    _check_leaps(offered, used, since=in_use)


def _check_leaps(offered: Rates, used: Rates, *, since: date) -> None:
    """Compare each new rate with the one before it, the first with the last in use, where that is recent."""
    for code, quotes in rates_after(since, offered).items():
        series = [*used.get(code, [])[-1:], *quotes]
        for one, other in zip(series, series[1:], strict=False):
            leap = max(one.per_eur, other.per_eur) / min(one.per_eur, other.per_eur)
            if leap > MAX_LEAP and other.day - one.day <= _RECENTLY:
                raise ReferenceDataError(
                    f"its rate of {code} leaps from {one.per_eur} to {other.per_eur} on {other.day}"
                )

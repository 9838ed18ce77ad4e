"""Each check holds on the seed's rows and fails on rows that break it: a check that cannot fail proves nothing."""

from __future__ import annotations

import re

import pytest

from flows.schema.tables import TABLES
from flows.warehouse import checks as checking
from flows.warehouse.checks import all_checks, run_checks
from flows.warehouse.sql_files import read_sql_files

DEAL = "amount IS NOT NULL"
OTHER_ARTICLE = "INSERT INTO articles SELECT * REPLACE ('other' AS article_id, {}) FROM articles"

# check: what to do to the seed's tables so that it fails
BREAKS = {
    "spans_match_text": "UPDATE commitments SET item_start = item_start + 1",
    "statement_content_matches_spans": "UPDATE statements SET content = content || '.'",
    "spans_lie_in_their_sentence": (
        "UPDATE financial_figures SET sentence_id = (SELECT min(sentence_id) FROM sentences)"
    ),
    "sentences_do_not_overlap": "UPDATE sentences SET char_end = char_end + 2",
    "text_length_is_right": "UPDATE articles SET n_chars = n_chars - 1",
    "ranges_are_ordered": "UPDATE quantities SET low = 2, high = 1",
    "amounts_are_not_negative": f"UPDATE commitments SET amount = -amount WHERE {DEAL}",
    "amounts_have_a_currency": f"UPDATE commitments SET currency = '£' WHERE {DEAL}",
    "totals_reconcile": None,  # below: only a wrong view can break these two
    "eu_shares_add_up": None,
    "counted_entries_are_promises_of_countries": (
        "INSERT INTO review_decisions SELECT ledger_id, 'counts_toward_total', 'true', 'Ann', now(), NULL, '', '' "
        "FROM commitment_links WHERE commitment_id LIKE '%ita'"
    ),
    "every_commitment_is_linked": "DELETE FROM commitment_links WHERE commitment_id LIKE '%usa'",
    "every_actor_is_linked": "DELETE FROM actor_links WHERE actor_id = 'a-gbr'",
    "actor_lists_resolve": "UPDATE statements SET speaker_actor_ids = ['nobody']",
    "ledger_entries_have_one_donor": "UPDATE commitment_links SET ledger_id = 'l-one' WHERE ledger_id IS NOT NULL",
    "parents_are_entries": "UPDATE commitment_links SET parent_ledger_id = 'l-none' WHERE ledger_id IS NOT NULL",
    "conversions_stay_in_their_article": "UPDATE financial_figures SET currency = 'GBP'",
    "countries_are_known": "UPDATE commitments SET recipient_iso3 = 'XXX'",
    "duplicates_lead_to_originals": OTHER_ARTICLE.format("'other' AS duplicate_of"),
    "review_decisions_can_be_applied": (
        "INSERT INTO review_decisions SELECT commitment_id, 'amount', 'a lot', 'Ann', now(), NULL, '', '' "
        f"FROM commitments WHERE {DEAL}"
    ),
    "rates_are_positive": "UPDATE ref_fx SET per_eur = 0",
    "review_decisions_find_their_object": (
        "INSERT INTO review_decisions VALUES ('gone', 'amount', '1', 'Ann', now(), NULL, '', '')"
    ),
    "amounts_are_plausible": f"UPDATE commitments SET amount = amount * 1000 WHERE {DEAL}",
    "conditional_mentions_name_their_condition": "UPDATE commitments SET condition_text = NULL",
    "dates_are_plausible": OTHER_ARTICLE.format("DATE '2035-01-01' AS published_date"),
    "rates_reach_the_articles": "UPDATE commitments SET announcement_date = DATE '2025-06-01'",
}


def failing(connection, *, among: set[str] | None = None) -> set[str]:
    checks = [check for check in all_checks() if among is None or check.name in among]
    return {result.check.name for result in run_checks(connection, checks=checks) if not result.holds}


@pytest.mark.parametrize("name", [name for name, change in BREAKS.items() if change])
def test_a_check_fails_on_what_breaks_it(seed_database, store_views, name):
    seed_database.execute(BREAKS[name])
    store_views(seed_database)
    assert failing(seed_database, among={name}) == {name}


@pytest.mark.parametrize("name", ["totals_reconcile", "eu_shares_add_up"])
def test_a_view_that_counts_twice_does_not_reconcile(seed_database, name):
    seed_database.execute("INSERT INTO ref_countries FROM ref_countries")
    assert failing(seed_database, among={name}) == {name}


def test_every_check_is_shown_to_fail():
    assert {file.name for file in read_sql_files("checks")} == set(BREAKS)


def test_the_schema_implies_keys_required_columns_closed_lists_and_foreign_keys(seed_database):
    seed_database.execute("INSERT INTO commitments FROM commitments WHERE amount IS NOT NULL")
    seed_database.execute("UPDATE commitments SET cue_text = NULL, status = 'hoped', figure_id = 'f-none'")
    assert failing(seed_database) >= {
        "commitments_key_is_unique",
        "commitments_required_columns_are_filled",
        "commitments_status_is_listed",
        "commitments_figure_id_resolves",
    }


def test_every_table_has_its_implied_checks():
    names = {check.name for check in all_checks()}
    for table in TABLES.values():
        assert f"{table.name}_key_is_unique" in names
        assert {f"{table.name}_{column}_resolves" for column, _ in table.foreign_keys} <= names


def test_a_result_shows_the_first_bad_rows(seed_database):
    seed_database.execute("UPDATE sentences SET char_end = char_end + 2")
    (result,) = (one for one in run_checks(seed_database) if one.check.name == "sentences_do_not_overlap")
    assert result.n_rows > checking.ROWS_SHOWN == len(result.rows)
    assert result.check.severity == "fail"
    assert re.match(
        r"sentences_do_not_overlap: \d+ bad rows \(Sentences .*\), first: article_id='seed'", result.summary()
    )

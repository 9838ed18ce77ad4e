"""The columns that analysts, reports and exports rely on: views may gain columns, never lose one of these."""

from __future__ import annotations

import pytest

COLUMNS = {
    "announced_vs_delivered": "donor_iso3 recipient_iso3 sector announced_usd delivered_usd drawn_usd delivered_pct",
    "commitment_evidence": (
        "commitment_id ledger_id relation article_id source url published_date announcement_date donor_iso3 "
        "donor_text donor_named recipient_iso3 status sector item_class item_text instrument amount currency "
        "amount_qualifier amount_scope quantity quantity_qualifier conditional condition_text certainty "
        "hedge_text source_basis is_repeat specificity announcer_actor_ids statement_kind cue_text "
        "statement_text evidence_sentence char_start char_end confidence rule_id run_id"
    ),
    "commitment_history": (
        "ledger_id published_date status conditional amount currency relation commitment_id source "
        "previous_status previous_amount is_change"
    ),
    "commitment_ledger": (
        "ledger_id donor_iso3 donor_text donor_named recipient_iso3 status first_status conditional "
        "condition_text sector item_class item_text instrument amount currency amount_scope "
        "amount_reported_min amount_reported_max quantity quantity_qualifier first_announced last_reported "
        "n_mentions n_articles n_sources evidence_sentence first_commitment_id only_second_hand "
        "parent_ledger_id parent_relation amount_usd amount_eur counts_toward_total"
    ),
    "commitments_by_country": (
        "country country_name eu_member n_committed n_pledged n_delivered n_signalled n_conditional n_denied "
        "n_withdrawn pledged_usd committed_usd delivered_usd conditional_usd military_usd financial_usd "
        "humanitarian_usd n_unvalued first_announced last_reported n_requested_of n_expected n_not_committed "
        "n_articles committed_pct_gdp"
    ),
    "commitments_by_instrument": "instrument sector donor_iso3 status n amount_usd in_kind_units",
    "commitments_by_month": "month donor_iso3 sector n_new new_usd cumulative_usd",
    "commitments_by_recipient": "recipient_iso3 donor_iso3 sector status n amount_usd last_reported",
    "conditional_commitments": (
        "ledger_id donor_iso3 recipient_iso3 status item_text condition_text amount currency first_announced "
        "last_reported n_articles evidence_sentence"
    ),
    "conversion_check": (
        "article_id primary_text stated_text from_ccy to_ccy implied_rate implied_low implied_high "
        "market_rate deviation_pct verdict"
    ),
    "coverage_by_source": (
        "source n_articles first_date last_date n_mentions n_articles_with_commitments n_ledger_entries n_first_reports"
    ),
    "data_quality": "check_name n",
    "denied_commitments": (
        "commitment_id donor_iso3 status item_class item_text recipient_iso3 certainty hedge_text "
        "announcer_actor_ids source_basis announcement_date evidence_sentence"
    ),
    "figures_by_currency": "currency role n_figures n_articles amount_stated min_amount max_amount",
    "requests_by_country": (
        "addressee status item_class recipient_iso3 requesters n_mentions repeated first_date last_date"
    ),
    "statements_by_actor": (
        "actor_id name country_iso3 role n_statements n_direct n_mixed n_indirect n_articles usual_cue "
        "first_date last_date"
    ),
}


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_keeps_its_columns(empty_database, view):
    found = {row[0] for row in empty_database.execute(f"DESCRIBE {view}").fetchall()}
    assert set(COLUMNS[view].split()) - found == set()


def test_counts_are_whole_numbers_and_money_is_decimal(empty_database):
    columns = empty_database.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
        "AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)"
    ).fetchall()
    counts = [(view, name, kind) for view, name, kind in columns if name.startswith("n_")]
    money = [(view, name, kind) for view, name, kind in columns if name.endswith(("_usd", "_eur"))]
    assert len(counts) > 40
    assert len(money) > 40
    assert [one for one in counts if one[2] not in ("BIGINT", "INTEGER", "HUGEINT")] == []
    assert [one for one in money if not one[2].startswith("DECIMAL")] == []

"""Whatever mentions and links say, every view adds up to the same totals and counts only what rule 3 counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.warehouse.checks import all_checks, run_checks

CHECKS = {
    "totals_reconcile",
    "eu_shares_add_up",
    "counted_entries_are_promises_of_countries",
    "amounts_are_not_negative",
}
STATUSES = ["signalled", "pledged", "committed", "delivered", "denied", "withdrawn", "requested", "expected"]
FIRST_DAY = date(2025, 1, 1)

MENTION = st.fixed_dictionaries(
    {
        "status": st.sampled_from(STATUSES),
        "donor": st.sampled_from(["GBR", "FRA", "EUE", "group", "unnamed"]),
        "entry": st.integers(0, 3),
        "conditional": st.booleans(),
        "amount": st.none() | st.decimals(0, 10**9, places=2),
        "currency": st.sampled_from(["USD", "EUR", "GBP", "XAU"]),
        "scope": st.sampled_from(["single", "per_year", "cumulative", "ceiling", "share", "joint"]),
        "day": st.none() | st.integers(0, 60),
        "sector": st.sampled_from(["military", "financial"]),
        "parent": st.sampled_from([None, None, "part_of", "draws_on"]),
    }
)


def fill(connection, mentions):
    for table in (
        "commitments",
        "commitment_links",
        "articles",
        "sentences",
        "ref_fx",
        "review_decisions",
        "ref_countries",
    ):
        connection.execute(f"TRUNCATE {table}")
    for iso3, share in (("FRA", 17.3), ("DEU", 22.9), ("MLT", 0.1), ("EUE", None)):
        connection.execute(
            "INSERT INTO ref_countries (iso3, eu_member, eu_budget_share_pct) VALUES (?, ?, ?)",
            [iso3, share is not None, share],
        )
    for currency, per_eur in (("USD", 1.0833), ("GBP", 0.8371)):
        connection.execute("INSERT INTO ref_fx VALUES (?, ?, ?, 'test', '', '')", [currency, FIRST_DAY, per_eur])
    for number, mention in enumerate(mentions):
        name, donor = f"c{number}", mention["donor"]
        day = None if mention["day"] is None else FIRST_DAY + timedelta(days=mention["day"])
        connection.execute("INSERT INTO articles (article_id, published_date) VALUES (?, ?)", [name, day])
        connection.execute("INSERT INTO sentences (sentence_id, article_id) VALUES (?, ?)", [name, name])
        connection.execute(
            "INSERT INTO commitments (commitment_id, article_id, sentence_id, status, donor_iso3, donor_named, "
            "conditional, amount, currency, amount_scope, sector, announcement_date) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(name, name, name, mention["status"]),
                *(donor if len(donor) == 3 else None, donor != "unnamed", mention["conditional"]),
                *(mention["amount"], mention["currency"], mention["scope"], mention["sector"], day),
            ],
        )
        is_act = mention["status"] not in ("requested", "expected")
        connection.execute(
            "INSERT INTO commitment_links (commitment_id, article_id, ledger_id, parent_relation) VALUES (?, ?, ?, ?)",
            [name, name, f"{donor}-{mention['entry']}" if is_act else None, mention["parent"]],
        )


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mentions=st.lists(MENTION, max_size=12))
def test_views_reconcile(empty_database, store_views, mentions):
    fill(empty_database, mentions)
    store_views(empty_database)
    checks = [check for check in all_checks() if check.name in CHECKS]
    assert [result.summary() for result in run_checks(empty_database, checks=checks) if not result.holds] == []
    entries = empty_database.execute("SELECT ledger_id, n_mentions FROM commitment_ledger").fetchall()
    assert sum(n for _, n in entries) == sum(one["status"] not in ("requested", "expected") for one in mentions)
    assert len({ledger_id for ledger_id, _ in entries}) == len(entries)


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mentions=st.lists(MENTION, min_size=1, max_size=8), factor=st.integers(2, 9))
def test_totals_grow_with_the_amounts(empty_database, store_views, mentions, factor):
    """The same promises, each `factor` times as large, add up to `factor` times the sum, and are counted the same."""

    def totals(scale):
        scaled = [one | {"amount": one["amount"] and one["amount"] * scale} for one in mentions]
        fill(empty_database, scaled)
        store_views(empty_database)
        rows = empty_database.execute("SELECT country, total_usd, n_counted, n_entries FROM commitments_by_country")
        return {row[0]: row[1:] for row in rows.fetchall()}

    before, after = totals(1), totals(factor)
    assert before.keys() == after.keys()
    for country, (total, *counts) in before.items():
        assert after[country][1:] == tuple(counts)
        if total is None:
            assert after[country][0] is None
        else:
            assert abs(after[country][0] - factor * total) <= Decimal("0.01") * factor * len(mentions)

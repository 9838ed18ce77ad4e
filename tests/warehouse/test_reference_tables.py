"""The reference tables that every run stores keep what schema/ declares: keys, required columns, known countries."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from flows.reference.countries import ref_countries
from flows.reference.exchange_rates import ref_fx
from flows.reference.offices import ref_offices
from flows.reference.organisations import ref_blocs
from flows.schema.tables import to_arrow
from flows.warehouse.checks import all_checks, run_checks

BUILDERS = {
    "ref_countries": ref_countries,
    "ref_fx": ref_fx,
    "ref_offices": ref_offices,
    "ref_blocs": ref_blocs,
}


@pytest.fixture(scope="module")
def reference():
    with duckdb.connect() as connection:
        for name, build in BUILDERS.items():
            connection.register("rows", to_arrow(name, build(), extractor_version="1", run_id="r1"))
            connection.execute(f"CREATE TABLE {name} AS FROM rows")
        yield connection


def test_the_checks_that_schema_implies_hold(reference):
    names = tuple(BUILDERS)
    checks = [check for check in all_checks() if check.name.startswith(names) or check.name == "rates_are_positive"]
    assert len(checks) > 2 * len(names)
    assert [result.summary() for result in run_checks(reference, checks=checks) if not result.holds] == []


@pytest.mark.parametrize("table", ["ref_offices", "ref_blocs"])
def test_countries_are_those_of_ref_countries(reference, table):
    unknown = f"SELECT DISTINCT iso3 FROM {table} ANTI JOIN ref_countries USING (iso3) WHERE iso3 IS NOT NULL"
    assert reference.execute(unknown).fetchall() == []


def test_terms_and_memberships_end_after_they_begin(reference):
    for table in ("ref_offices", "ref_blocs"):
        assert reference.execute(f"FROM {table} WHERE from_date > to_date").fetchall() == []


def test_the_seed_s_day_has_rates_of_the_friday_before(reference):
    rates = reference.execute(
        "SELECT currency, max(rate_date) FROM ref_fx WHERE currency IN ('GBP', 'USD') "
        "AND rate_date <= DATE '2025-03-02' GROUP BY currency ORDER BY currency"
    ).fetchall()
    assert rates == [("GBP", date(2025, 2, 28)), ("USD", date(2025, 2, 28))]

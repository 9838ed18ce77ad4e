"""Asking the published file: opened read-only, with errors that say the cure."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

import flows
from flows.errors import QueryError, WarehouseError
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import publish
from flows.warehouse.query import describe, open_warehouse, run_query


@pytest.fixture(scope="module")
def location(tmp_path_factory, seed_tables):
    from flows.schema.tables import TABLES
    from flows.warehouse.load import ARTICLE_TABLES, replace_table, write_batch

    warehouse = Warehouse(str(tmp_path_factory.mktemp("published")))
    write_batch(warehouse, {name: seed_tables[name] for name in ARTICLE_TABLES})
    for name, table in TABLES.items():
        if table.scope in ("link", "reference"):
            replace_table(warehouse, name, seed_tables[name])
    publish(warehouse, extractor_version="test-1")
    return warehouse.uri


def test_a_query_gives_names_types_and_rows(location):
    result = run_query(location, "SELECT country, committed_usd FROM commitments_by_country WHERE n_committed > 0")
    assert result.columns == ("country", "committed_usd")
    assert result.types == ("VARCHAR", "DECIMAL(38,2)")
    assert result.rows == (("GBR", Decimal("2016463296.53")),)


def test_the_folder_the_file_and_the_variable_lead_to_it(location, monkeypatch):
    for where in (location, f"{location}/warehouse.duckdb", f"file://{location}", Warehouse(location)):
        assert run_query(where, "SELECT count(*) FROM articles").rows == ((1,),)
    monkeypatch.setenv("PLEDGEBOOK_WAREHOUSE", location)
    with flows.open_warehouse() as connection:
        assert connection.execute("SELECT n_committed FROM commitments_by_country LIMIT 1").fetchone() == (1,)


def test_the_package_offers_nothing_else():
    with pytest.raises(AttributeError, match="no attribute 'close_warehouse'"):
        flows.close_warehouse  # noqa: B018


def test_wrong_sql_is_explained(location):
    with pytest.raises(QueryError, match=r"commitments_by_cuntry does not exist[\s\S]*commitments_by_country"):
        run_query(location, "FROM commitments_by_cuntry")
    with pytest.raises(QueryError, match="syntax error"):
        run_query(location, "SELEC 1")


def test_the_published_file_cannot_be_written(location):
    with pytest.raises(QueryError, match="read-only; write results to a file with COPY"):
        run_query(location, "DELETE FROM articles")
    with open_warehouse(location) as connection, pytest.raises(duckdb.Error):
        connection.execute("CREATE TABLE t AS SELECT 1")


def test_results_can_be_written_to_a_file(location, tmp_path):
    run_query(location, f"COPY (SELECT country FROM commitments_by_country ORDER BY 1) TO '{tmp_path}/countries.csv'")
    assert (tmp_path / "countries.csv").read_text().split() == ["country", "(unnamed)", "FRA", "GBR", "ITA", "USA"]


def test_nothing_published_says_what_to_do(tmp_path):
    with pytest.raises(WarehouseError, match="run `pledgebook run` first"):
        open_warehouse(tmp_path)
    (tmp_path / "warehouse.duckdb").write_bytes(b"not a database, but long enough to have a header" * 100)
    with pytest.raises(WarehouseError, match="cannot be opened as a warehouse"):
        open_warehouse(tmp_path)
    with pytest.raises(WarehouseError, match="has no address"):
        open_warehouse(Warehouse(" "))


def test_describe_lists_tables_and_views(location):
    listed = {one.name: one for one in describe(location)}
    assert (listed["articles"].kind, listed["articles"].text) == (
        "table",
        "One article, by content: two identical files are one article.",
    )
    assert listed["commitments_by_country"].kind == "view"
    assert listed["commitments_by_country"].text.startswith("One row per donor country")


def test_describe_shows_the_columns_of_one(location):
    described = describe(location, "commitment_ledger")
    assert described[0].name == "commitment_ledger"
    columns = {one.name: one for one in described[1:]}
    assert columns["amount_usd"].kind == "DECIMAL(24,2)"
    assert columns["amount_usd"].text.startswith("amount in US dollars at the last rate")
    with pytest.raises(QueryError, match="no table or view 'ledger'; there are"):
        describe(location, "ledger")

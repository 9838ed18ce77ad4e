"""Analysts' decisions go in by a sheet, hold in every view, and outlast every later run."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from flows import stages
from flows.errors import CheckFailed, ReviewError, WarehouseError
from flows.extract.batch import Stamps
from flows.review.apply import apply_sheet
from flows.review.sheet import BYTE_ORDER_MARK, write_sheet
from flows.warehouse.checks import run_checks
from flows.warehouse.load import ARTICLE_TABLES, write_batch
from flows.warehouse.location import Warehouse
from flows.warehouse.query import open_warehouse, run_query
from flows.warehouse.review import read_queue

VERSION = "test-1"
DEAL = "SELECT commitment_id FROM commitments WHERE donor_iso3 = 'GBR' AND status = 'committed'"
ASKED = "SELECT min(commitment_id) FROM commitments WHERE status = 'requested'"


@pytest.fixture(scope="session")
def told(tmp_path_factory, seed_tables) -> Path:
    """Return the folder of a published warehouse that holds the seed's rows; only to be copied."""
    folder = tmp_path_factory.mktemp("told")
    warehouse = Warehouse(str(folder / "warehouse"))
    write_batch(warehouse, {name: seed_tables[name] for name in ARTICLE_TABLES})
    stages.store_reference(warehouse, stamps=Stamps(VERSION, "run-1"))
    run_again(warehouse)
    return folder


@pytest.fixture
def warehouse(told, tmp_path, monkeypatch) -> Warehouse:
    """Return a published warehouse of the test's own."""
    shutil.copytree(told, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Warehouse(str(tmp_path / "warehouse"))


def run_again(warehouse: Warehouse, *, version: str = VERSION) -> None:
    """Do what a run does once its articles are stored."""
    run = stages.begin_run(["seeds"])
    stages.link_stored(warehouse, stamps=Stamps(version, run.run_id))
    stages.publish_run(run, warehouse, extractor_version=version)


def parse_again(warehouse: Warehouse, seed_tables, *, version: str, **changed: str) -> None:
    """Store the seed's rows as another version of the extractor gives them, with other values in `commitments`."""
    tables = {name: seed_tables[name] for name in ARTICLE_TABLES}
    changed = {"extractor_version": version, "run_id": "run-2"} | changed
    for name, table in tables.items():
        for column, value in changed.items():
            if column in table.schema.names and (column in ("extractor_version", "run_id") or name == "commitments"):
                at = table.schema.get_field_index(column)
                table = table.set_column(at, table.schema.field(at), pa.array([value] * len(table), pa.string()))
        tables[name] = table
    write_batch(warehouse, tables)
    run_again(warehouse, version=version)


def ask(warehouse: Warehouse, sql: str):
    return list(run_query(warehouse, sql).rows)


def sheet(warehouse: Warehouse, name: str = "review.csv", **filled: dict[str, str]) -> Path:
    """Write a sheet of all mentions and fill the lines of some, by commitment_id."""
    queue = read_queue(warehouse.uri, below=1)
    text = io.StringIO(write_sheet(queue.columns, queue.rows), newline="")
    rows = list(csv.DictReader(text))
    for row in rows:
        row |= filled.get(row["commitment_id"], {})
    path = Path(name)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def one(warehouse: Warehouse, sql: str) -> str:
    ((value,),) = ask(warehouse, sql)
    return str(value)


def correct(warehouse: Warehouse, mention: str, **new: str):
    path = sheet(warehouse, **{mention: new})
    return apply_sheet(warehouse, path, analyst="Ann")


def test_every_view_shows_what_was_decided(warehouse):
    deal, asked = one(warehouse, DEAL), one(warehouse, ASKED)
    path = sheet(
        warehouse,
        **{
            deal: {
                "new_status": "delivered", "new_donor_iso3": "FRA", "new_amount": "900000000", "new_currency": "EUR",
            },
            asked: {"new_status": "pledged"},
        },
    )  # fmt: skip
    applied = apply_sheet(warehouse, path, analyst="Ann")
    decided = {decision.field for decision in applied.decisions if decision.object_id == deal}
    assert decided == {"status", "donor_iso3", "amount", "currency"}
    assert applied.published is not None
    assert applied.published.warnings == ()
    values = "status, donor_iso3, amount, currency FROM"
    expected = [("delivered", "FRA", 900_000_000, "EUR")]
    for view in ("commitments_reviewed", "commitment_mentions", "commitment_evidence"):
        assert ask(warehouse, f"SELECT {values} {view} WHERE commitment_id = '{deal}'") == expected, view
    for view in ("ledger_entries", "commitment_ledger"):
        assert ask(warehouse, f"SELECT {values} {view} WHERE lead_commitment_id = '{deal}'") == expected, view
    totals = "SELECT country, n_delivered, n_committed, round(total_eur) FROM commitments_by_country"
    assert ask(warehouse, f"{totals} WHERE country IN ('FRA', 'GBR') ORDER BY 1") == [
        ("FRA", 1, 0, 900_000_000),
        ("GBR", 0, 0, None),
    ]
    recipients = "SELECT donor_iso3, status FROM commitments_by_recipient WHERE amount_usd > 0"
    assert ask(warehouse, recipients) == [("FRA", "delivered")]
    assert ask(warehouse, "SELECT country FROM commitment_history WHERE amount IS NOT NULL") == [("FRA",)]
    assert ask(warehouse, f"SELECT status FROM commitment_ledger WHERE lead_commitment_id = '{asked}'") == [
        ("pledged",)
    ]
    listed = read_queue(warehouse.uri, below=1)
    assert {deal, asked}.isdisjoint(row[listed.columns.index("commitment_id")] for row in listed.rows)


def test_a_promise_made_conditional_leaves_the_totals(warehouse):
    deal = one(warehouse, DEAL)
    correct(warehouse, deal, new_conditional="yes", new_condition_text="if parliament agrees")
    assert ("if parliament agrees",) in ask(warehouse, "SELECT condition_text FROM conditional_commitments")
    assert ask(warehouse, "SELECT total_usd FROM commitments_by_country WHERE country = 'GBR'") == [(None,)]


def test_what_is_no_commitment_vanishes_from_every_view_and_comes_back_with_ok(warehouse):
    deal = one(warehouse, DEAL)
    before = ask(warehouse, "FROM commitments_by_country")
    correct(warehouse, deal, verdict="no commitment")
    for view in ("commitment_mentions", "commitment_evidence", "review_queue", "commitments_reviewed"):
        assert ask(warehouse, f"FROM {view} WHERE commitment_id = '{deal}'") == [], view
    assert ask(warehouse, f"FROM commitment_ledger WHERE lead_commitment_id = '{deal}'") == []
    british = "SELECT n_committed, total_usd FROM commitments_by_country WHERE country = 'GBR'"
    assert ask(warehouse, british) == [(0, None)]
    back = Path("back.csv")
    back.write_text(f"commitment_id,verdict\n{deal},ok\n", "utf-8")
    apply_sheet(warehouse, back, analyst="Ann")
    assert ask(warehouse, "FROM commitments_by_country") == before


def test_decisions_hold_through_the_next_run_and_a_newer_extractor_that_says_otherwise(warehouse, seed_tables):
    deal = one(warehouse, DEAL)
    correct(warehouse, deal, new_status="delivered", note="page 3")
    shown = f"SELECT status FROM commitment_evidence WHERE commitment_id = '{deal}'"
    run_again(warehouse)
    assert ask(warehouse, shown) == [("delivered",)]
    parse_again(warehouse, seed_tables, version="test-2", status="denied", rule_id="newer")
    extracted = "SELECT DISTINCT status, rule_id, extractor_version FROM commitments"
    assert ask(warehouse, extracted) == [("denied", "newer", "test-2")]
    assert ask(warehouse, shown) == [("delivered",)]
    assert ask(warehouse, "SELECT n_delivered FROM commitments_by_country WHERE country = 'GBR'") == [(1,)]
    assert ask(warehouse, "SELECT value, analyst, note FROM review_decisions") == [("delivered", "Ann", "page 3")]


def test_a_decision_whose_mention_is_gone_is_kept_and_told(warehouse, seed_tables):
    deal = one(warehouse, DEAL)
    correct(warehouse, deal, new_amount="5")
    gone = {name: seed_tables[name].slice(0, 0) for name in ("commitments", "quantities")}
    parse_again(warehouse, seed_tables | gone, version="test-2")
    assert ask(warehouse, "SELECT object_id FROM review_decisions") == [(deal,)]
    with open_warehouse(warehouse) as connection:
        found = {result.check.name: result.rows for result in run_checks(connection) if not result.holds}
    assert found["review_decisions_find_their_object"][0][0] == deal


def test_the_same_sheet_again_changes_nothing(warehouse):
    path = sheet(warehouse, **{one(warehouse, DEAL): {"new_amount": "5"}})
    assert apply_sheet(warehouse, path, analyst="Ann").published is not None
    before = snapshot(warehouse)
    again = apply_sheet(warehouse, path, analyst="Ann")
    assert (again.decisions, again.published) == ((), None)
    assert snapshot(warehouse) == before


def test_the_latest_decision_holds_and_the_earlier_stays_on_record(warehouse):
    deal = one(warehouse, DEAL)
    first, second = (sheet(warehouse, f"{n}.csv", **{deal: {"new_amount": n}}) for n in ("5", "6"))
    apply_sheet(warehouse, first, analyst="Ann")
    applied = apply_sheet(warehouse, second, analyst="Bo")
    assert applied.overruled == ((deal, "amount", "Ann"),)
    assert ask(warehouse, f"SELECT amount FROM commitment_evidence WHERE commitment_id = '{deal}'") == [(6,)]
    assert ask(warehouse, "SELECT value, analyst FROM review_decisions ORDER BY decided_at") == [
        ("5", "Ann"),
        ("6", "Bo"),
    ]


def test_one_wrong_line_and_nothing_is_applied(warehouse):
    deal, other = one(warehouse, DEAL), one(warehouse, "SELECT min(commitment_id) FROM commitments")
    path = sheet(warehouse, **{deal: {"new_amount": "5"}, other: {"new_status": "promised"}})
    before = snapshot(warehouse)
    with pytest.raises(ReviewError, match=r"review\.csv, line \d+: new_status is 'promised'"):
        apply_sheet(warehouse, path, analyst="Ann")
    assert snapshot(warehouse) == before


def test_decisions_that_break_a_check_are_taken_back(warehouse):
    entry = one(warehouse, "SELECT ledger_id FROM commitment_ledger WHERE status = 'denied' LIMIT 1")
    path = Path("entry.csv")
    path.write_text(f"commitment_id,ledger_id,new_counts_toward_total\n,{entry},yes\n", "utf-8")
    before = ask(warehouse, "FROM commitment_ledger")
    with pytest.raises(CheckFailed, match="counted_entries_are_promises_of_countries"):
        apply_sheet(warehouse, path, analyst="Ann")
    assert ask(warehouse, "FROM commitment_ledger") == before
    run_again(warehouse)
    assert ask(warehouse, "FROM review_decisions") == []
    assert ask(warehouse, "FROM commitment_ledger") == before


def test_decisions_stored_before_a_publication_that_failed_are_published_by_the_same_sheet(warehouse, monkeypatch):
    deal = one(warehouse, DEAL)
    path = sheet(warehouse, **{deal: {"new_amount": "5"}})
    with monkeypatch.context() as patch:
        patch.setattr(stages, "publish", busy)
        with pytest.raises(WarehouseError, match="another run"):
            apply_sheet(warehouse, path, analyst="Ann")
    assert apply_sheet(warehouse, path, analyst="Ann").published is not None
    assert ask(warehouse, f"SELECT amount FROM commitment_evidence WHERE commitment_id = '{deal}'") == [(5,)]


def test_a_warehouse_without_a_run_is_named_with_the_cure(tmp_path):
    path = tmp_path / "review.csv"
    path.write_text("commitment_id,verdict\n", "utf-8")
    with pytest.raises(WarehouseError, match="pledgebook run"):
        apply_sheet(Warehouse(str(tmp_path / "nothing")), path, analyst="Ann")


def test_the_queue_is_by_confidence_country_and_number(warehouse):
    everything = read_queue(warehouse.uri, below=1)
    assert len(read_queue(warehouse.uri, below=1, limit=3).rows) == 3
    assert read_queue(warehouse.uri, below=0.5).rows == ()
    of_italy = read_queue(warehouse.uri, below=1, countries=["ITA"])
    assert {row[of_italy.columns.index("donor_iso3")] for row in of_italy.rows} == {"ITA"}
    assert len(read_queue(warehouse.uri, below=1, countries=["UKR"]).rows) > len(of_italy.rows)
    assert len(everything.rows) == int(one(warehouse, "SELECT count(*) FROM commitments"))


def busy(*_arguments, **_options):
    raise WarehouseError("another run is writing")


def snapshot(warehouse: Warehouse) -> dict[str, bytes]:
    """Return every file of the warehouse with its bytes."""
    assert warehouse.folder is not None
    return {str(path): path.read_bytes() for path in warehouse.folder.rglob("*") if path.is_file()}

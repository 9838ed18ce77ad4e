"""`pledgebook sql`, `describe` and `check` on a published warehouse."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest

from flows.schema.tables import TABLES


def test_an_answer_as_a_table_csv_and_json(pledgebook, published):
    query = "SELECT country, n_committed FROM commitments_by_country WHERE country = 'GBR'"
    table = pledgebook("sql", query, "--warehouse", str(published))
    assert table.stdout.splitlines()[2].split() == ["GBR", "1"]
    as_csv = pledgebook("sql", query, "--warehouse", str(published), "--format", "csv")
    assert list(csv.reader(io.StringIO(as_csv.stdout))) == [["country", "n_committed"], ["GBR", "1"]]
    as_json = pledgebook("sql", query, "--warehouse", str(published), "--format", "json")
    assert json.loads(as_json.stdout) == [{"country": "GBR", "n_committed": 1}]
    assert table.stderr == as_csv.stderr == as_json.stderr == ""


def test_a_query_can_come_from_stdin(pledgebook, published):
    answer = pledgebook("sql", "-", "--warehouse", str(published), "--format", "csv", stdin="SELECT 6 * 7 AS n")
    assert answer.stdout == "n\n42\n"


def test_a_wrong_query_is_explained(pledgebook, published):
    refused = pledgebook("sql", "SELECT x FROM nowhere", "--warehouse", str(published))
    assert refused.exit_code == 2
    assert "nowhere" in refused.stderr
    assert refused.stdout == ""


def test_the_warehouse_cannot_be_changed(pledgebook, published):
    refused = pledgebook("sql", "DELETE FROM articles", "--warehouse", str(published))
    assert refused.exit_code == 2
    assert "read-only" in refused.stderr


def test_a_warehouse_that_is_not_there_is_named_with_the_cure(pledgebook, tmp_path):
    refused = pledgebook("sql", "SELECT 1", "--warehouse", str(tmp_path))
    assert refused.exit_code == 1
    assert str(tmp_path) in refused.stderr
    assert "pledgebook run" in refused.stderr


def test_the_environment_names_the_warehouse(pledgebook, published, monkeypatch):
    monkeypatch.setenv("PLEDGEBOOK_WAREHOUSE", str(published))
    assert pledgebook("sql", "SELECT count(*) AS n FROM articles", "--format", "csv").stdout == "n\n1\n"


def test_describe_lists_every_table_and_explains_its_columns(pledgebook, published):
    listed = json.loads(pledgebook("describe", "--warehouse", str(published), "--format", "json").stdout)
    assert {one["name"] for one in listed} >= {*TABLES, "commitments_by_country"}
    assert all(one["text"] for one in listed)
    shown = pledgebook("describe", "commitments", "--warehouse", str(published)).stdout
    assert "donor_iso3 (VARCHAR)" in shown
    assert pledgebook("describe", "nowhere", "--warehouse", str(published)).exit_code == 2


def test_check_holds_on_what_was_published(pledgebook, published):
    checked = pledgebook("check", "--warehouse", str(published), "--all", "--format", "json")
    assert checked.exit_code == 0, checked.stdout
    assert {"check", "severity", "bad_rows", "what", "first_bad_row"} == set(json.loads(checked.stdout)[0])
    assert "0 fail" in checked.stderr


def test_check_finds_what_was_broken_after_publishing(pledgebook, published, tmp_path):
    broken = tmp_path / "warehouse.duckdb"
    broken.write_bytes((published / "warehouse.duckdb").read_bytes())
    with duckdb.connect(str(broken)) as connection:
        connection.execute("UPDATE statements SET sentence_id = 'gone'")
    checked = pledgebook("check", "--warehouse", str(tmp_path))
    assert checked.exit_code == 1
    assert "statements_sentence_id_resolves" in checked.stdout


@pytest.mark.parametrize("arguments", [["--quiet", "check"], ["-q", "check"]])
def test_quiet_means_no_talk(pledgebook, published, arguments):
    assert pledgebook(*arguments, "--warehouse", str(published)).stderr == ""

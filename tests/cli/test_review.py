"""`pledgebook review`: what it lists, writes and takes back, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest


@pytest.fixture
def workplace(published, tmp_path, monkeypatch) -> Path:
    """Work in a fresh folder whose warehouse/ holds the seed article."""
    shutil.copytree(published, tmp_path / "warehouse")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLEDGEBOOK_WAREHOUSE", "warehouse")
    return tmp_path


@pytest.fixture(autouse=True)
def elsewhere(published, tmp_path, monkeypatch) -> None:
    """Let commands find the published warehouse, which they only read, from an empty folder."""
    monkeypatch.setenv("PLEDGEBOOK_WAREHOUSE", str(published))
    monkeypatch.chdir(tmp_path)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_least_sure_come_first_with_their_evidence(pledgebook):
    listed = json.loads(pledgebook("review", "--below", "1", "--limit", "100", "--format", "json").stdout)
    assert [row["confidence"] for row in listed] == sorted(row["confidence"] for row in listed)
    needed = {
        "commitment_id", "ledger_id", "evidence_sentence", "title", "url", "donor_name", "recipient_name", "status",
        "amount", "currency", "condition_text", "confidence",
    }  # fmt: skip
    assert needed <= listed[0].keys()
    assert all(row["evidence_sentence"] for row in listed)


def test_a_table_shows_whole_sentences(pledgebook):
    shown = pledgebook("review", "--below", "1", "--limit", "2")
    sentences = [
        row["evidence_sentence"] for row in rows_of(pledgebook("review", "--below", "1", "--format", "csv").stdout)
    ]
    assert f"evidence_sentence  {sentences[0]}" in shown.stdout
    assert shown.stdout.endswith("(2 rows)\n")
    assert shown.stderr == "the first 2; --limit shows more, --out FILE.csv writes a sheet to fill\n"


def test_only_what_is_below_the_threshold_is_listed(pledgebook):
    sure = json.loads(pledgebook("review", "--below", "0.8", "--limit", "100", "--format", "json").stdout)
    assert sure
    assert all(row["confidence"] < 0.8 or row["review_ledger_id"] for row in sure)
    nothing = pledgebook("review", "--below", "0")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing to review below 0\n")


def test_a_country_is_donor_or_recipient(pledgebook):
    asked = ("review", "--below", "1", "--limit", "100", "--format", "json", "--country")
    listed = json.loads(pledgebook(*asked, "ita").stdout)
    assert listed
    assert all("ITA" in (row["donor_iso3"], row["recipient_iso3"]) for row in listed)
    assert json.loads(pledgebook(*asked, "Italy").stdout) == listed
    refused = pledgebook(*asked, "Atlantis")
    assert refused.exit_code == 2
    assert "'Atlantis' is no country" in refused.stderr


def test_a_sheet_is_written_once(pledgebook):
    written = pledgebook("review", "--below", "1", "--out", "review.csv")
    assert (written.exit_code, written.stdout) == (0, "")
    sheet = Path("review.csv").read_bytes()
    assert sheet.startswith(b"\xef\xbb\xbfconfidence,commitment_id,")
    rows = rows_of(sheet.decode("utf-8-sig"))
    assert written.stderr == f"{len(rows)} commitments written to review.csv\n"
    assert {row["new_status"] for row in rows} == {""}
    refused = pledgebook("review", "--out", "review.csv")
    assert refused.exit_code == 2
    assert "may hold decisions" in refused.stderr
    assert Path("review.csv").read_bytes() == sheet


def test_a_filled_sheet_is_applied(pledgebook, workplace):
    pledgebook("review", "--below", "1", "--out", "review.csv")
    rows = rows_of(Path("review.csv").read_text("utf-8-sig"))
    rows[0] |= {"verdict": "no commitment", "note": "a plan to plan"}
    rows[1]["verdict"] = "ok"
    with Path("review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    applied = pledgebook("review", "--apply", "review.csv", "--analyst", "A. Reader")
    assert (applied.exit_code, applied.stdout) == (0, "")
    assert applied.stderr.splitlines()[-1] == "2 decisions about 2 rows; published warehouse/warehouse.duckdb"
    decided = pledgebook("sql", "SELECT analyst, value, note FROM review_decisions ORDER BY note", "--format", "json")
    assert json.loads(decided.stdout) == [
        {"analyst": "A. Reader", "value": None, "note": "a plan to plan"},
        {"analyst": "A. Reader", "value": rows[1]["status"], "note": None},
    ]
    left = rows_of(pledgebook("review", "--below", "1", "--format", "csv").stdout)
    assert {row["commitment_id"] for row in left} == {row["commitment_id"] for row in rows[2:]}
    again = pledgebook("review", "--apply", "review.csv", "--analyst", "A. Reader")
    assert again.exit_code == 0
    assert again.stderr == "nothing new: the published warehouse in warehouse holds these decisions already\n"


def test_wrong_lines_are_listed_and_nothing_is_applied(pledgebook, workplace):
    Path("review.csv").write_text("commitment_id;new_amount\r\ngone;5\r\n", "utf-8")
    refused = pledgebook("review", "--apply", "review.csv", "--analyst", "A. Reader")
    assert refused.exit_code == 2
    first, second = refused.stderr.splitlines()
    assert first == "Error: nothing was applied; correct these lines and apply the sheet again"
    assert second.startswith("  review.csv, line 2: there is no commitment gone in the warehouse; ")


def test_a_file_of_an_earlier_version_is_told_with_the_cure(pledgebook, workplace):
    with duckdb.connect("warehouse/warehouse.duckdb") as connection:
        connection.execute("DROP VIEW review_queue")
    refused = pledgebook("review")
    assert refused.exit_code == 1
    assert "run `pledgebook run` first" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["--apply", "review.csv"], "--apply FILE --analyst NAME"),
        (["--apply", "review.csv", "--analyst", " "], "--apply FILE --analyst NAME"),
        (["--apply", "review.csv", "--analyst", "A", "--out", "new.csv"], "not both"),
        (["--analyst", "A"], "--analyst goes with --apply"),
        (["--apply", "nowhere.csv", "--analyst", "A"], "there is no file nowhere.csv"),
        (["--below", "2"], "0<=x<=1"),
    ],
)
def test_wrong_use_is_told_with_the_cure(pledgebook, arguments, cure):
    refused = pledgebook("review", *arguments)
    assert refused.exit_code == 2
    assert cure in refused.stderr
    assert refused.stdout == ""

"""`pledgebook run` as a user meets it: stdout, stderr and exit codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.flow.conftest import NOT_TEXT, Command

pytestmark = pytest.mark.flow


def test_a_run_prints_who_promised_what_and_says_what_it_did(workplace: Path, pledgebook: Command, prefect_api: str):
    (workplace / "seeds" / "00_bad.txt").write_bytes(NOT_TEXT)
    (workplace / "seeds" / "04_chile.txt").write_text(
        "March 6, 2025\nSANTIAGO: Chile pledged $7 million to Haiti, its president said on Thursday.\n", "utf-8"
    )
    done = pledgebook("run", "--workers", "1", "--strict", "--format", "csv", PREFECT_API_URL=prefect_api)
    assert done.returncode == 3, done.stderr
    rows = {row["country"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert (rows["Chile"]["pledged"], rows["Chile"]["total_usd"]) == ("1", "7000000")
    assert (rows["United Kingdom"]["committed"], rows["United Kingdom"]["what"]) == ("1", "air defence missiles")
    talk = done.stderr.splitlines()
    assert talk[0].startswith("rejected: seeds/00_bad.txt: ")
    assert talk[-1] == "5 articles read, 1 parsed, 4 known before, 1 rejected; published warehouse/warehouse.duckdb"
    again = pledgebook("run", PREFECT_API_URL=prefect_api)
    assert again.returncode == 0
    assert again.stderr.splitlines()[-1] == (
        "nothing new: 5 articles read, 0 parsed, 5 known before; the published warehouse in warehouse is up to date"
    )
    assert "United Kingdom" in again.stdout
    quiet = pledgebook("--quiet", "run", PREFECT_API_URL=prefect_api)
    assert (quiet.stdout, quiet.stderr) == (again.stdout, "")

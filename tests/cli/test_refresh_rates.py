"""`pledgebook refresh-rates`: what it says, how it exits, and where it keeps what it fetched."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from flows.reference.ecb_rates import carried_rates, newest_day_of


@pytest.fixture(autouse=True)
def bare_environment(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("PLEDGEBOOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    """Return a file that adds the day after the last one in use."""
    last = newest_day_of(carried_rates())
    current = {code: quotes[-1].per_eur for code, quotes in carried_rates().items() if quotes[-1].day == last}
    cells = ",".join(str(per_eur) for per_eur in current.values())
    lines = [f"Date,{','.join(current)}", f"{last + timedelta(days=1)},{cells}", f"{last},{cells}"]
    path = tmp_path / "rates.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


KEPT = Path("warehouse/reference/refreshed_rates.csv")


def test_newer_rates_are_kept_beside_the_warehouse(pledgebook, rates):
    done = pledgebook("refresh-rates", "--from", str(rates))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert " rates of 1 day up to " in done.stderr
    assert f"kept in {KEPT}" in done.stderr
    assert "European Central Bank, " + str(rates) in KEPT.read_text("utf-8")
    again = pledgebook("refresh-rates", "--from", str(rates))
    assert again.exit_code == 0
    assert again.stderr.startswith("nothing newer")


def test_address_and_folder_are_settings(pledgebook, rates, monkeypatch):
    monkeypatch.setenv("PLEDGEBOOK_RATES_ADDRESS", rates.as_uri())
    monkeypatch.setenv("PLEDGEBOOK_RATES_FOLDER", "rates")
    assert pledgebook("refresh-rates", "--warehouse", "s3://bucket/news").exit_code == 0
    assert Path("rates/refreshed_rates.csv").exists()
    assert not KEPT.exists()


def test_a_warehouse_on_object_storage_asks_for_a_folder(pledgebook, rates):
    refused = pledgebook("refresh-rates", "--from", str(rates), "--warehouse", "s3://bucket/news")
    assert refused.exit_code == 2
    assert "PLEDGEBOOK_RATES_FOLDER" in refused.stderr


def test_an_invalid_file_is_refused_in_one_line(pledgebook, rates):
    rates.write_text(rates.read_text("utf-8").replace("USD", "UXD"), "utf-8")
    refused = pledgebook("refresh-rates", "--from", str(rates))
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"Error: the rates of {rates} are refused: ")
    assert refused.stderr.count("\n") == 1
    assert not KEPT.parent.exists()


def test_an_address_that_does_not_answer_is_named_in_one_line(pledgebook):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and not listening: whoever calls is turned away
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/rates.zip"
        failed = pledgebook("refresh-rates", "--from", address)
    assert failed.exit_code == 1
    assert failed.stderr.startswith(f"Error: the rates of {address} cannot be fetched (")
    assert failed.stderr.count("\n") == 1
    assert not KEPT.parent.exists()

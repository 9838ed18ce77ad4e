"""`pledgebook schedule`: a scheduled run really starts, and really finishes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.flow.conftest import Command, write_seeds
from tests.flow.stored_rows import query

pytestmark = pytest.mark.flow

PATIENCE_S = 400


def test_a_scheduled_run_starts_and_finishes(tmp_path: Path):
    write_seeds(tmp_path / "seeds")
    with (tmp_path / "talk.txt").open("w") as talk:
        served = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "schedule", "--every", "20"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_API_URL": "", **own_server(tmp_path)},
            stdout=talk,
            stderr=subprocess.STDOUT,
        )
    try:
        runs = completed_runs(served, tmp_path / "talk.txt")
    finally:
        served.send_signal(signal.SIGINT)
        try:
            served.wait(timeout=60)
        finally:
            served.kill()
    assert runs[0]["auto_scheduled"] is True
    assert served.returncode == 0
    assert query(tmp_path / "warehouse", "SELECT count(*) FROM articles") == [(4,)]
    assert query(tmp_path / "warehouse", "SELECT url FROM articles WHERE url LIKE '%canada%'") == [
        ("seeds/02_canada.txt",)
    ]


def own_server(folder: Path) -> dict[str, str]:
    """Return the environment of a server that has seen no other run; articles are parsed without further processes."""
    return {"PREFECT_HOME": str(folder / "prefect"), "PLEDGEBOOK_RUNNER": "inline"}


def completed_runs(served: subprocess.Popen[bytes], talk: Path) -> list[dict[str, Any]]:
    """Wait for the server to say that a run was completed."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and served.poll() is None:
        address = re.search(r"every run: (http://\S+)", talk.read_text("utf-8"))
        if address and (found := ask(f"{address[1]}/api/flow_runs/filter", state="COMPLETED")):
            return found
        time.sleep(1)
    raise AssertionError(talk.read_text("utf-8")[-4000:])


def ask(address: str, *, state: str) -> list[dict[str, Any]]:
    body = json.dumps({"flow_runs": {"state": {"type": {"any_": [state]}}}}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cron", "every morning"], "has no meaning"),
        (["--cron", "0 6 * * *", "--timezone", "Europe/Atlantis"], "Europe/Atlantis"),
        (["--cron", "0 6 * * *", "--every", "20"], "say when"),
        ([], "say when"),
    ],
)
def test_a_schedule_without_meaning_is_refused(pledgebook: Command, arguments, words):
    refused = pledgebook("schedule", *arguments)
    assert refused.returncode == 2
    assert words in refused.stderr
    assert refused.stdout == ""

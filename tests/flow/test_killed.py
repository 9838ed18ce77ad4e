"""A run that is killed and started again gives the rows of an undisturbed one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.flow.conftest import Command, write_seeds
from tests.flow.stored_rows import published_rows

pytestmark = pytest.mark.flow

PATIENCE_S = 300
ONE_BY_ONE = ("--workers", "1", "--batch-size", "1")


def is_loading(warehouse: Path) -> bool:
    """Tell whether the first articles are stored (commit 0 creates the table)."""
    return (warehouse / "tables/articles/_delta_log/00000000000000000002.json").exists()


def is_publishing(warehouse: Path) -> bool:
    return (warehouse / "warehouse.tmp.duckdb").exists()


@pytest.mark.parametrize("has_come_so_far", [is_loading, is_publishing])
def test_a_killed_run_is_simply_run_again(
    built: Path, tmp_path: Path, pledgebook: Command, has_come_so_far: Callable[[Path], bool]
):
    write_seeds(tmp_path / "seeds")
    warehouse = tmp_path / "warehouse"
    run = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", *ONE_BY_ONE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_API_URL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    wait_for(lambda: has_come_so_far(warehouse) or run.poll() is not None)
    started = children_of(run.pid)
    run.send_signal(signal.SIGKILL)
    output, _ = run.communicate()
    assert run.returncode == -signal.SIGKILL, f"the run ended before it could be killed: {output}"
    assert started, "neither server nor workers were found"
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    assert not (warehouse / "warehouse.duckdb").exists()
    again = pledgebook("run", *ONE_BY_ONE, PREFECT_API_URL="")
    assert again.returncode == 0, again.stderr
    assert published_rows(warehouse) == published_rows(built / "warehouse")


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)

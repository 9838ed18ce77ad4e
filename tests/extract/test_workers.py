"""Processes that parse: what they give, and what happens when one dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import pytest

from flows.extract.batch import Stamps
from flows.extract.workers import WorkerPool, extract_here
from flows.sources.article import make_article
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

STAMPS = Stamps(extractor_version="v1", run_id="r1")
GOOD = [
    make_article(f"Sweden sent Moldova {n} field hospitals, its minister said on Monday.\n", url=f"good-{n}")
    for n in (1, 2, 3)
]


@dataclass(frozen=True)
class Bomb:
    """Looks like an article, and kills the process that unpacks it."""

    url: str

    def __reduce__(self):
        return os._exit, (9,)


def without_time(table):
    return table.drop_columns(["ingested_at"]) if "ingested_at" in table.column_names else table


def test_another_process_gives_the_same_rows_as_this_one():
    with WorkerPool(workers=1) as pool:
        there = pool.extract(GOOD, stamps=STAMPS)
    here = extract_here(GOOD, stamps=STAMPS)
    assert there.rejects == here.rejects == ()
    for name, table in here.tables.items():
        assert without_time(there.tables[name]).equals(without_time(table)), name


def test_an_article_that_kills_its_process_is_rejected_alone():
    with WorkerPool(workers=1) as pool:
        batch = pool.extract([GOOD[0], Bomb("bad"), GOOD[1]], stamps=STAMPS)
        after = pool.extract([GOOD[2]], stamps=STAMPS)
    assert sorted(batch.tables["articles"].column("url").to_pylist()) == ["good-1", "good-2"]
    assert [(reject.url, reject.error_class) for reject in batch.rejects] == [("bad", "BrokenProcessPool")]
    assert after.n_articles == 1


def test_a_process_that_is_killed_from_outside_costs_no_article():
    found = []
    with WorkerPool(workers=1) as pool:
        pool.extract(GOOD[:1], stamps=STAMPS)
        thread = threading.Thread(target=lambda: found.append(pool.extract(GOOD * 20, stamps=STAMPS)))
        thread.start()
        time.sleep(0.2)
        (child,) = multiprocessing.active_children()
        os.kill(child.pid, signal.SIGKILL)
        thread.join()
    assert found[0].rejects == ()
    assert found[0].n_articles == len(GOOD) * 20


def test_processes_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "start.py"
    script.write_text(
        "import multiprocessing, time\n"
        "from flows.extract.workers import WorkerPool, extract_here\n"
        "from flows.extract.batch import Stamps\n"
        "if __name__ == '__main__':\n"
        "    pool = WorkerPool(workers=1)\n"
        "    pool.extract([], stamps=Stamps('v', 'r'))\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "    time.sleep(600)\n",
        "utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    with parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert pids
    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(is_alive(pid) for pid in pids)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True

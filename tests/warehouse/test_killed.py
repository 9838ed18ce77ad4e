"""kill -9 in the middle of loading, then loading again: the same rows as if nothing had happened."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.schema.tables import TABLES
from flows.warehouse.load import known_articles
from flows.warehouse.location import Warehouse
from flows.warehouse.rows import read_table

ROOT = Path(__file__).parents[2]

# Loads ten batches of two articles, and says so after each; articles that are known are left out, as a run does.
LOADER = """
import sys
from datetime import UTC, date, datetime
from flows.schema.articles import ArticleRow, Sentence
from flows.schema.tables import to_arrow
from flows.warehouse.load import known_articles, write_batch
from flows.warehouse.location import Warehouse

warehouse, run_id = Warehouse(sys.argv[1]), sys.argv[2]
stamps = {"extractor_version": "1", "run_id": run_id}
known = known_articles(warehouse, extractor_version="1")
for number in range(10):
    ids = [i for i in (f"a{number}", f"b{number}") if i not in known]
    day, text = date(2025, 1 + number, 1), "Hello."
    articles = [
        ArticleRow(i, None, i, (), None, day, "day", None, "en", text, 1, 6, None, datetime.now(UTC)) for i in ids
    ]
    sentences = [Sentence(i, f"{i}.s{n}", n, n + 1, 0, text[n]) for i in ids for n in range(6)]
    write_batch(warehouse, {
        "articles": to_arrow("articles", articles, **stamps), "sentences": to_arrow("sentences", sentences, **stamps),
    })
    print(number, flush=True)
"""
CHANGING = ("run_id", "ingested_at")


def load(folder: Path, run_id: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", LOADER, str(folder), run_id]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    tables = {}
    for name in TABLES:
        read = read_table(Warehouse(str(folder)), name, extractor_version="1")
        tables[name] = read.drop_columns([column for column in CHANGING if column in read.column_names]).to_pylist()
    return tables


@pytest.mark.slow
def test_a_killed_load_is_simply_run_again(tmp_path):
    with load(tmp_path / "disturbed", "r1") as killed:
        for _ in range(3):
            killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
    before = known_articles(Warehouse(str(tmp_path / "disturbed")), extractor_version="1")
    assert 6 <= len(before) < 20
    for folder in ("disturbed", "undisturbed"):
        with load(tmp_path / folder, "r2") as whole:
            assert len(whole.stdout.read().split()) == 10
        assert whole.returncode == 0
    disturbed, undisturbed = rows(tmp_path / "disturbed"), rows(tmp_path / "undisturbed")
    assert len(undisturbed["articles"]) == 20
    assert disturbed == undisturbed

"""Publishing: all or nothing, and a file that every DuckDB opens anywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import fsspec
import pyarrow as pa
import pytest

from flows.errors import CheckFailed, WarehouseError
from flows.schema.tables import TABLES
from flows.warehouse import publish as publishing
from flows.warehouse import remote_file
from flows.warehouse.load import ARTICLE_TABLES, replace_table, write_batch
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import UNFINISHED_FILE, publish
from flows.warehouse.query import open_warehouse

VERSION = "test-1"


@pytest.fixture
def published(warehouse, load_seed) -> Warehouse:
    load_seed(warehouse)
    publish(warehouse, extractor_version=VERSION)
    return warehouse


def files(warehouse: Warehouse) -> list[str]:
    return sorted(path.name for path in warehouse.folder.iterdir())


def test_the_result_says_what_was_published(warehouse, load_seed, seed_tables):
    load_seed(warehouse)
    result = publish(warehouse, extractor_version=VERSION)
    assert result.uri == str(warehouse.folder / "warehouse.duckdb")
    assert result.table_rows == {name: len(rows) for name, rows in seed_tables.items()}
    assert result.warnings == ()
    assert len(result.checks) > len(TABLES)
    assert files(warehouse) == ["datapackage.json", "tables", "warehouse.duckdb"]


def test_publishing_again_gives_the_same_answers(published):
    def answers():
        with open_warehouse(published.uri) as connection:
            return connection.execute("FROM commitment_ledger").fetchall()

    before = answers()
    publish(published, extractor_version=VERSION)
    assert answers() == before


def test_a_reader_keeps_what_it_opened(published, load_seed):
    with open_warehouse(published.uri) as connection:
        load_seed(published, run_id="run-2")
        publish(published, extractor_version=VERSION)
        assert connection.execute("SELECT DISTINCT run_id FROM articles").fetchall() == [("run-1",)]
    with open_warehouse(published.uri) as connection:
        assert connection.execute("SELECT DISTINCT run_id FROM articles").fetchall() == [("run-2",)]


def test_a_failing_check_publishes_nothing(warehouse, load_seed, seed_tables):
    load_seed(warehouse)
    replace_table(warehouse, "actor_links", seed_tables["actor_links"].slice(1))
    with pytest.raises(CheckFailed, match=r"every_actor_is_linked: 1 bad rows.*actor_id='a-") as failure:
        publish(warehouse, extractor_version=VERSION)
    assert "nothing was published" in str(failure.value)
    assert files(warehouse) == ["tables"]


def test_a_failing_check_leaves_the_file_that_was_there(published, seed_tables):
    before = (published.folder / "warehouse.duckdb").read_bytes()
    replace_table(published, "actor_links", seed_tables["actor_links"].slice(1))
    with pytest.raises(CheckFailed):
        publish(published, extractor_version=VERSION)
    assert (published.folder / "warehouse.duckdb").read_bytes() == before
    assert files(published) == ["datapackage.json", "tables", "warehouse.duckdb"]


def test_vanished_articles_and_sums_of_another_size_are_told(published, seed_tables):
    deal = seed_tables["commitments"].to_pylist()
    for row in deal:
        row["amount"] = row["amount"] and row["amount"] / 1000
    schema = seed_tables["commitments"].schema
    changed = dict(seed_tables) | {"commitments": pa.Table.from_pylist(deal, schema=schema)}
    write_batch(published, {name: changed[name] for name in ARTICLE_TABLES})
    (warning,) = publish(published, extractor_version=VERSION).warnings
    assert warning.check.name == "totals_keep_their_magnitude"
    assert "country='GBR'" in warning.summary()
    for name in ("actors", "actor_links", "commitment_links"):
        replace_table(published, name, seed_tables[name].slice(0, 0))
    (warning,) = publish(published, extractor_version="test-2").warnings
    assert warning.summary().endswith("first: n_articles_before=1, n_articles=0")


def test_a_file_that_cannot_be_compared_is_replaced(warehouse, load_seed):
    load_seed(warehouse)
    (warehouse.folder / "warehouse.duckdb").write_bytes(b"no database")
    assert publish(warehouse, extractor_version=VERSION).warnings == ()
    with duckdb.connect(str(warehouse.folder / "other.duckdb")) as other:
        other.execute("CREATE TABLE articles AS SELECT 1 AS n")
    (warehouse.folder / "other.duckdb").replace(warehouse.folder / "warehouse.duckdb")
    assert publish(warehouse, extractor_version=VERSION).warnings == ()


def test_rows_of_another_version_are_not_published(published, seed_tables):
    for name in ("actors", "actor_links", "commitment_links"):
        replace_table(published, name, seed_tables[name].slice(0, 0))
    result = publish(published, extractor_version="test-2")
    assert result.table_rows["articles"] == 0
    assert result.table_rows["ref_fx"] == 6


def test_what_a_killed_publication_left_is_cleared(warehouse, load_seed):
    load_seed(warehouse)
    (warehouse.folder / UNFINISHED_FILE).write_bytes(b"half a file")
    publish(warehouse, extractor_version=VERSION)
    assert files(warehouse) == ["datapackage.json", "tables", "warehouse.duckdb"]


def test_two_publications_at_once_are_refused(warehouse, load_seed):
    load_seed(warehouse)
    path = str(warehouse.folder / UNFINISHED_FILE)
    code = f"import duckdb, sys; c = duckdb.connect({path!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseError, match="another run is writing"):
            publish(warehouse, extractor_version=VERSION)
        other.stdin.close()
    publish(warehouse, extractor_version=VERSION)


def test_every_table_view_and_column_says_what_it_is(published):
    with open_warehouse(published.uri) as connection:
        silent = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
            "UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE NOT internal AND comment IS NULL "
            "UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        names = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
        amount = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'commitments_by_country' AND "
            "column_name = 'committed_usd'"
        ).fetchone()
    assert silent == []
    assert names >= set(TABLES)
    assert amount == ("sum of the committed entries that count; null when none has a known amount.",)


def test_the_python_client_opens_it_from_another_folder(published, tmp_path, monkeypatch):
    moved = tmp_path / "elsewhere" / "copy.duckdb"
    moved.parent.mkdir()
    shutil.copy(published.folder / "warehouse.duckdb", moved)
    shutil.rmtree(published.folder)
    monkeypatch.chdir(moved.parent)
    with duckdb.connect("copy.duckdb", read_only=True) as connection:
        rows = connection.execute("SELECT country, n_committed FROM commitments_by_country WHERE n_committed > 0")
        assert rows.fetchall() == [("GBR", 1)]
        for (name,) in connection.execute("SHOW TABLES").fetchall():
            connection.execute(f"FROM {name}").fetchall()


def test_the_command_line_duckdb_opens_it_from_another_folder(published, tmp_path):
    command = Path(sys.executable).parent / "duckdb"
    names = ["commitments_by_country", "commitment_ledger", "commitment_evidence", "conversion_check", "data_quality"]
    query = "; ".join(f"SELECT count(*) AS n FROM {name}" for name in names)
    done = subprocess.run(
        [command, "-readonly", "-json", published.folder / "warehouse.duckdb", "-c", query],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    counts = [json.loads(line)[0]["n"] for line in done.stdout.strip().splitlines()]
    assert counts[:4] == [5, 5, 10, 1]
    assert counts[4] > 10


def test_a_warehouse_on_object_storage_is_stored_and_fetched(tmp_path, published, monkeypatch):
    """The file goes there whole and comes back; fsspec's memory storage stands for S3."""
    monkeypatch.setattr(remote_file.tempfile, "tempdir", str(tmp_path))
    remote = Warehouse("memory://bucket/warehouse", {"AWS_ENDPOINT_URL": "http://localhost:1"})
    monkeypatch.setattr(remote_file, "_options", lambda _: {})
    with pytest.raises(WarehouseError, match="no warehouse is published at memory://bucket"):
        open_warehouse(remote)
    remote_file.store(published.folder / "warehouse.duckdb", remote)
    with open_warehouse(remote) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


def test_storage_options_reach_the_object_storage():
    options = {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_ENDPOINT_URL": "http://localhost:1"}
    assert remote_file._options(Warehouse("s3://bucket/warehouse", options)) == {
        "key": "k", "secret": "s", "client_kwargs": {"endpoint_url": "http://localhost:1"},
    }  # fmt: skip


def test_a_remote_warehouse_is_built_here_and_swapped_in_there(published, monkeypatch):
    stored = []

    def store(file: Path, where: Warehouse, *, name: str = "warehouse.duckdb") -> None:
        stored.append((file.name, where.uri, name))

    monkeypatch.setattr(publishing.remote_file, "store", store)
    real_uri = Warehouse.table_uri
    monkeypatch.setattr(Warehouse, "table_uri", lambda self, table: real_uri(published, table))
    publish(Warehouse("s3://bucket/warehouse"), extractor_version=VERSION)
    assert stored == [
        (UNFINISHED_FILE, "s3://bucket/warehouse", "warehouse.duckdb"),
        ("datapackage.json", "s3://bucket/warehouse", "datapackage.json"),
    ]

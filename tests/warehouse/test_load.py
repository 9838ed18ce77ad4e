"""Loading: the same rows twice change nothing, and what a killed run left behind is never read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from flows.errors import WarehouseError
from flows.schema.articles import ArticleRow, Reject, Run, Sentence
from flows.schema.commitments import ReviewDecision
from flows.schema.reference import RefFx
from flows.schema.tables import to_arrow
from flows.warehouse import delta, load
from flows.warehouse.load import known_articles, put_rows, record_rejects, replace_table, write_batch
from flows.warehouse.rows import count_rows, read_table
from flows.warehouse.upkeep import FILES_PER_PARTITION, drop_leftovers, table_versions, tidy

MARCH = date(2025, 3, 2)


def batch(ids, *, run_id="r1", version="1", day=MARCH, text="Hello.", sentences=1):
    at = datetime(2025, 3, 3, int(run_id[1:]), tzinfo=UTC)
    stamps = {"extractor_version": version, "run_id": run_id}
    articles = [
        ArticleRow(i, None, f"{i}.txt", (), None, day, "day", None, "en", text, 1, len(text), None, at) for i in ids
    ]
    told = [Sentence(i, f"{i}.s{n}", 0, len(text), 0, text) for i in ids for n in range(sentences)]
    return {"articles": to_arrow("articles", articles, **stamps), "sentences": to_arrow("sentences", told, **stamps)}


def rows(warehouse, table, *, version="1", columns=None):
    return read_table(warehouse, table, extractor_version=version, columns=columns).to_pylist()


def ids(warehouse, *, version="1"):
    return [row["article_id"] for row in rows(warehouse, "articles", version=version)]


def test_empty_warehouse_knows_nothing(warehouse):
    assert known_articles(warehouse, extractor_version="1") == set()
    assert rows(warehouse, "articles") == []
    assert set(count_rows(warehouse, extractor_version="1").values()) == {0}


def test_a_batch_is_read_back_as_it_was_written(warehouse, seed_tables, load_seed):
    load_seed(warehouse)
    for name, wanted in seed_tables.items():
        assert read_table(warehouse, name, extractor_version="test-1").equals(wanted), name


def test_loading_twice_changes_nothing(warehouse):
    write_batch(warehouse, batch(["a", "b"]))
    before = rows(warehouse, "sentences")
    write_batch(warehouse, batch(["a", "b"]))
    assert rows(warehouse, "sentences") == before
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 2


def test_a_batch_replaces_its_articles_and_no_others(warehouse):
    write_batch(warehouse, batch(["a", "b"]))
    write_batch(warehouse, batch(["b", "c"], run_id="r2", sentences=3))
    assert ids(warehouse) == ["a", "b", "c"]
    assert [(row["sentence_id"], row["run_id"]) for row in rows(warehouse, "sentences")] == [
        ("a.s0", "r1"), *((f"{i}.s{n}", "r2") for i in "bc" for n in range(3)),
    ]  # fmt: skip


def test_an_article_that_has_no_rows_any_more_keeps_none(warehouse):
    write_batch(warehouse, batch(["a"]))
    write_batch(warehouse, batch(["a"], run_id="r2", sentences=0))
    assert rows(warehouse, "sentences") == []
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 0


def test_a_corrected_date_moves_the_article(warehouse):
    write_batch(warehouse, batch(["a"]))
    write_batch(warehouse, batch(["a"], run_id="r2", day=None))
    assert [row["published_date"] for row in rows(warehouse, "articles")] == [None]
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 1


def test_months_are_partitions_and_files_are_zstd(warehouse):
    write_batch(warehouse, batch(["a"]))
    write_batch(warehouse, batch(["b"], day=None))
    table = DeltaTable(warehouse.table_uri("articles"))
    assert sorted(str(part["month"]) for part in table.partitions()) == ["2025-03", "None"]
    assert all(uri.endswith(".zstd.parquet") for uri in table.file_uris())


def test_only_the_asked_version_is_known_and_read(warehouse):
    write_batch(warehouse, batch(["a", "b"]))
    write_batch(warehouse, batch(["b"], run_id="r2", version="2"))
    assert known_articles(warehouse, extractor_version="1") == {"a"}
    assert known_articles(warehouse, extractor_version="2") == {"b"}
    assert [row["article_id"] for row in rows(warehouse, "sentences", version="2")] == ["b"]


@pytest.fixture
def killed_before_articles(monkeypatch):
    """Kill the next batch when its children are written and its articles are not."""
    real = load.append_rows

    def killed(where, table, added, **options):
        if table == "articles":
            monkeypatch.setattr(load, "append_rows", real)
            raise KeyboardInterrupt
        real(where, table, added, **options)

    def arm():
        monkeypatch.setattr(load, "append_rows", killed)

    return arm


def test_rows_of_a_killed_run_neither_show_nor_block(warehouse, killed_before_articles):
    killed_before_articles()
    with pytest.raises(KeyboardInterrupt):
        write_batch(warehouse, batch(["a"], sentences=2))
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 2
    assert known_articles(warehouse, extractor_version="1") == set()
    assert rows(warehouse, "sentences") == []
    write_batch(warehouse, batch(["a"], run_id="r2"))
    assert [row["run_id"] for row in rows(warehouse, "sentences")] == ["r2"]


def test_a_batch_that_is_tried_again_is_stored_once(warehouse, killed_before_articles):
    killed_before_articles()
    with pytest.raises(KeyboardInterrupt):
        write_batch(warehouse, batch(["a"], sentences=2))
    write_batch(warehouse, batch(["a"], sentences=2))
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 2
    assert [row["sentence_id"] for row in rows(warehouse, "sentences")] == ["a.s0", "a.s1"]


def run_row(run_id, *, finished=True, started=datetime(2025, 3, 3, tzinfo=UTC)):
    row = Run(run_id, started, started if finished else None, ("seeds",), 1, 1, 0, "{}", "{}", "r", None)
    return to_arrow("runs", [row], extractor_version="1", run_id=run_id)


def test_leftovers_of_runs_that_were_killed_a_week_ago_are_dropped(warehouse, killed_before_articles):
    put_rows(warehouse, "runs", run_row("r1", finished=False))
    write_batch(warehouse, batch(["b"]))
    killed_before_articles()
    with pytest.raises(KeyboardInterrupt):
        write_batch(warehouse, batch(["a"], sentences=2))
    assert drop_leftovers(warehouse, begun_before=datetime(2025, 3, 2, tzinfo=UTC)) == 0
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 3
    tidy(warehouse)
    assert delta.dataset_of(warehouse, "sentences").count_rows() == 1
    assert [row["article_id"] for row in rows(warehouse, "sentences")] == ["b"]


def test_of_two_runs_that_wrote_an_article_at_once_the_later_counts(warehouse):
    for run_id in ("r1", "r2"):
        for name, added in batch(["a"], run_id=run_id).items():
            month = pa.array(["2025-03"] * len(added), pa.string())
            stored = added.append_column("month", month).cast(delta.stored_schema(name))
            delta.append_rows(warehouse, name, stored)
    assert [row["run_id"] for row in rows(warehouse, "articles")] == ["r2"]
    assert [row["run_id"] for row in rows(warehouse, "sentences")] == ["r2"]


def test_writers_that_meet_both_succeed(warehouse, monkeypatch):
    write_batch(warehouse, batch(["a"]))
    real, met = delta.write_deltalake, []

    def met_by_another(*args, **options):
        if not met:
            met.append(True)
            raise delta.CommitFailedError("another writer was first")
        real(*args, **options)

    monkeypatch.setattr(delta, "write_deltalake", met_by_another)
    monkeypatch.setattr(delta, "FIRST_PAUSE_SECONDS", 0.001)
    write_batch(warehouse, batch(["b"]))
    assert ids(warehouse) == ["a", "b"]


def test_writers_at_the_same_time_lose_nothing(warehouse):
    def write(number):
        for part in range(3):
            write_batch(warehouse, batch([f"a{number}", f"b{number}{part}"]))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert ids(warehouse) == sorted(
        [f"a{n}" for n in range(4)] + [f"b{n}{part}" for n in range(4) for part in range(3)]
    )
    assert len(rows(warehouse, "sentences")) == 16


def test_a_writer_that_is_always_met_gives_up_with_a_cure(monkeypatch):
    def always() -> None:
        raise delta.CommitFailedError("another writer was first")

    monkeypatch.setattr(delta, "FIRST_PAUSE_SECONDS", 0.0001)
    with pytest.raises(WarehouseError, match="let them finish"):
        delta.retrying(always)


def test_batches_that_make_no_sense_are_refused(warehouse):
    with pytest.raises(WarehouseError, match="no table of an article's rows"):
        write_batch(warehouse, batch(["a"]) | {"runs": to_arrow("runs", [], extractor_version="1", run_id="r1")})
    with pytest.raises(WarehouseError, match="not among the batch's articles"):
        write_batch(warehouse, {"articles": batch(["a"])["articles"], "sentences": batch(["b"])["sentences"]})
    with pytest.raises(WarehouseError, match="same article twice"):
        write_batch(warehouse, batch(["a", "a"]))
    write_batch(warehouse, batch([]))
    assert known_articles(warehouse, extractor_version="1") == set()


def test_reference_tables_are_replaced_only_when_they_change(warehouse):
    def rates(per_eur, run_id):
        return to_arrow("ref_fx", [RefFx("GBP", MARCH, per_eur, "ECB")], extractor_version="1", run_id=run_id)

    replace_table(warehouse, "ref_fx", rates(0.8, "r1"))
    replace_table(warehouse, "ref_fx", rates(0.8, "r2"))
    assert [(row["per_eur"], row["run_id"]) for row in rows(warehouse, "ref_fx")] == [(0.8, "r1")]
    replace_table(warehouse, "ref_fx", rates(0.9, "r3"))
    assert [(row["per_eur"], row["run_id"]) for row in rows(warehouse, "ref_fx")] == [(0.9, "r3")]
    with pytest.raises(WarehouseError, match="not replaced as a whole"):
        replace_table(warehouse, "runs", to_arrow("runs", [], extractor_version="1", run_id="r1"))


def rejects(*pairs, run_id="r1"):
    found = [Reject(url, "read", "SourceError", message) for url, message in pairs]
    return to_arrow("rejects", found, extractor_version="1", run_id=run_id)


def test_a_reject_stands_once_and_goes_when_the_input_is_cured(warehouse):
    record_rejects(warehouse, rejects(("a.txt", "empty"), ("b.txt", "empty")), read_urls=["c.txt"])
    record_rejects(warehouse, rejects(("a.txt", "not text"), run_id="r2"), read_urls=["b.txt"])
    assert [(row["url"], row["message"]) for row in rows(warehouse, "rejects")] == [("a.txt", "not text")]
    record_rejects(warehouse, rejects(), read_urls=["it's.txt", "a.txt"])
    assert rows(warehouse, "rejects") == []


def test_the_record_of_a_run_is_replaced_and_others_stay(warehouse):
    for row in (run_row("r1"), run_row("r2", finished=False), run_row("r2")):
        put_rows(warehouse, "runs", row)
    assert [(row["run_id"], row["finished_at"] is None) for row in rows(warehouse, "runs")] == [
        ("r1", False), ("r2", False),
    ]  # fmt: skip
    with pytest.raises(WarehouseError, match="is no log"):
        put_rows(warehouse, "articles", batch(["a"])["articles"])


def test_decisions_about_one_object_are_all_kept(warehouse):
    def decision(field, value, hour):
        at = datetime(2025, 3, 3, hour, tzinfo=UTC)
        row = ReviewDecision("c1", field, value, "Ann", at, None)
        return to_arrow("review_decisions", [row], extractor_version="1", run_id="r1")

    for row in (decision("status", "pledged", 1), decision("status", None, 2), decision("status", "denied", 1)):
        put_rows(warehouse, "review_decisions", row)
    assert [row["value"] for row in rows(warehouse, "review_decisions")] == ["denied", None]


def test_a_column_that_is_newer_than_the_rows_reads_as_null(warehouse):
    schema = delta.stored_schema("articles")
    old = pa.schema([field for field in schema if field.name != "title"])
    month = pa.array(["2025-03"], pa.string())
    added = batch(["a"])["articles"].append_column("month", month).select(old.names).cast(old)
    delta.DeltaTable.create(warehouse.table_uri("articles"), schema=old, partition_by=["month"])
    delta.write_deltalake(warehouse.table_uri("articles"), added, mode="append")
    assert rows(warehouse, "articles", columns=["article_id", "title"]) == [{"article_id": "a", "title": None}]
    write_batch(warehouse, batch(["b"]))
    assert ids(warehouse) == ["a", "b"]


def test_tidying_joins_small_files_and_keeps_the_rows(warehouse):
    for number in range(FILES_PER_PARTITION):
        write_batch(warehouse, batch([f"a{number:02}"]))
    before = rows(warehouse, "sentences")
    done = {one.table: one for one in tidy(warehouse)}
    assert (done["sentences"].files_before, done["sentences"].files_after) == (FILES_PER_PARTITION, 1)
    assert rows(warehouse, "sentences") == before
    assert tidy(warehouse) == []
    assert table_versions(warehouse)["articles"] >= FILES_PER_PARTITION


def test_a_long_run_joins_its_files_as_it_goes(warehouse, monkeypatch):
    monkeypatch.setattr(delta, "COMMITS_PER_JOIN", 5)
    for number in range(12):
        write_batch(warehouse, batch([f"a{number:02}"]))
    table = DeltaTable(warehouse.table_uri("sentences"))
    assert len(table.file_uris()) < 5
    assert len(rows(warehouse, "sentences")) == 12
    assert all(uri.endswith(".zstd.parquet") for uri in table.file_uris())

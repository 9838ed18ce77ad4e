"""The stages of a run as plain functions: what is new, what is stored, what is published already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from flows import stages
from flows.extract.batch import Batch, Stamps
from flows.extract.workers import extract_here
from flows.schema.articles import Reject
from flows.schema.tables import TABLES
from flows.sources.article import make_article
from flows.warehouse.load import known_articles
from flows.warehouse.location import Warehouse
from flows.warehouse.rows import read_table
from flows.warehouse.sifting import sift
from flows.warehouse.upkeep import table_versions

STAMPS = Stamps("v1", "r1")
NORWAY = make_article('Norway will give Moldova 250 million kroner, "and gladly", its minister said.\n', url="norway")
CHILE = make_article("Chile sent Haiti 40 doctors, its president said on Monday.\n", url="chile")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(str(tmp_path / "warehouse"))


@pytest.fixture(scope="module")
def batch() -> Batch:
    return extract_here([NORWAY, CHILE], stamps=STAMPS)


def with_twin(batch: Batch, name: str, article_id: str) -> dict[str, pa.Table]:
    """Return the batch's tables in which every row of one article stands twice in one table."""
    rows = batch.tables[name]
    twins = rows.filter(pc.equal(rows.column("article_id"), article_id))
    assert len(twins) > 0
    return batch.tables | {name: pa.concat_tables([rows, twins])}


def test_what_is_new_is_read_once(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("Peru sent Haiti 20 nurses.\n", "utf-8")
    (seeds / "b.txt").write_text("Chile sent Haiti 40 doctors.\n", "utf-8")
    (seeds / "c.txt").write_text("Peru sent Haiti 20 nurses.\n", "utf-8")
    (seeds / "d.txt").write_bytes(b"\x00")
    first = stages.Intake([str(seeds)], known=set())
    new = list(first.new_articles())
    assert [Path(article.url).name for article in new] == ["a.txt", "b.txt"]
    assert (first.n_read, first.n_new, first.n_known, first.is_read) == (3, 2, 0, True)
    assert [reject.url for reject in first.rejects] == [f"{seeds}/d.txt"]
    assert first.seen_at[new[0].article_id] == [f"{seeds}/a.txt", f"{seeds}/c.txt"]
    second = stages.Intake([str(seeds)], known={new[0].article_id})
    assert [article.article_id for article in second.new_articles()] == [new[1].article_id]
    assert (second.n_read, second.n_new, second.n_known) == (3, 1, 1)


def test_batches_hold_everything_in_order():
    assert list(stages.batches_of(iter("abcde"), size=2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(stages.batches_of(iter(""), size=2)) == []


def test_a_good_batch_is_stored_whole(warehouse, batch):
    assert sift(batch.tables).broken == {}
    stored = stages.store_batch(warehouse, batch)
    assert stored == batch
    assert known_articles(warehouse, extractor_version="v1") == {NORWAY.article_id, CHILE.article_id}


@pytest.mark.parametrize("table", ["sentences", "article_actors", "statements"])
def test_an_article_with_a_key_that_is_not_unique_is_rejected_alone(warehouse, batch, table):
    spoilt = Batch(with_twin(batch, table, CHILE.article_id), ())
    stored = stages.store_batch(warehouse, spoilt)
    assert stored.n_articles == 1
    assert known_articles(warehouse, extractor_version="v1") == {NORWAY.article_id}
    (reject,) = stored.rejects
    assert (reject.url, reject.stage, reject.error_class) == ("chile", "extract", "CheckFailed")
    assert f"{table}_key_is_unique" in reject.message
    for name, rows in stored.tables.items():
        assert CHILE.article_id not in rows.column("article_id").to_pylist(), name


def test_an_article_whose_words_are_not_in_its_text_is_rejected_alone(batch):
    sentences = batch.tables["sentences"]
    at = sentences.schema.get_field_index("text")
    words = [
        text if article_id != NORWAY.article_id else "other words"
        for article_id, text in zip(
            sentences.column("article_id").to_pylist(), sentences.column("text").to_pylist(), strict=True
        )
    ]
    spoilt = batch.tables | {"sentences": sentences.set_column(at, sentences.schema.field(at), pa.array(words))}
    assert {article_id: check.name for article_id, check in sift(spoilt).broken.items()} == {
        NORWAY.article_id: "spans_match_text"
    }


def test_rejects_that_are_the_same_again_change_nothing(warehouse):
    intake = stages.Intake([], known=set())
    reject = Reject("bad.txt", "read", "SourceError", "bad.txt: not UTF-8")
    stages.store_intake(warehouse, intake, [reject], stamps=STAMPS)
    before = table_versions(warehouse)
    stages.store_intake(warehouse, intake, [reject], stamps=Stamps("v1", "r2"))
    assert table_versions(warehouse) == before
    intake.seen_at["id"].append("bad.txt")
    stages.store_intake(warehouse, intake, [], stamps=Stamps("v1", "r3"))
    assert len(read_table(warehouse, "rejects", extractor_version="v1")) == 0


def test_further_addresses_are_added_once_and_keep_the_run_of_their_article(warehouse, batch):
    stages.store_batch(warehouse, batch)
    intake = stages.Intake([], known=set())
    intake.seen_at[CHILE.article_id] = ["z", "chile", "a"]
    for _ in range(2):
        stages.store_intake(warehouse, intake, [], stamps=Stamps("v1", "r2"))
    rows = read_table(warehouse, "articles", extractor_version="v1").to_pylist()
    assert {row["url"]: (row["other_urls"], row["run_id"]) for row in rows} == {
        "norway": ([], "r1"),
        "chile": (["a", "z"], "r1"),
    }
    assert len(read_table(warehouse, "sentences", extractor_version="v1")) == len(batch.tables["sentences"])


def test_articles_without_any_commitment_are_linked(warehouse):
    quiet = [make_article(f"It rained in {place} on Monday.\n", url=place) for place in ("Lisbon", "Porto")]
    for article in quiet:
        stages.store_batch(warehouse, extract_here([article], stamps=STAMPS))
        stages.link_stored(warehouse, stamps=STAMPS)
    stored = {name: read_table(warehouse, name, extractor_version="v1") for name in ("articles", "commitment_links")}
    assert stored["articles"].column("duplicate_of").to_pylist() == [None, None]
    assert len(stored["commitment_links"]) == 0
    stages.store_batch(warehouse, extract_here([NORWAY], stamps=STAMPS))
    stages.link_stored(warehouse, stamps=STAMPS)
    assert len(read_table(warehouse, "commitment_links", extractor_version="v1")) == 1


LINKED = ("articles", "actors", "actor_links", "commitment_links", "commitment_envelopes")
STORIES = [
    ("2024-05-02", "Norway will give Moldova 250 million kroner, its minister said on Thursday in the capital city.\n"),
    ("2024-05-03", "Norway will give Moldova 250 million kroner, its minister said on Friday.\n"),
    ("2024-05-03", "Chile sent Haiti 40 doctors, its president said on Monday.\n"),
    ("2024-05-01", "Norway will give Moldova 250 million kroner, its minister said on Thursday in the capital city!\n"),
    ("2024-06-03", "Norway has sent Moldova the 250 million kroner that it promised in May.\n"),
]  # fmt: skip


def link_in_batches(folder: Path, batches: list[list[Batch]]) -> dict[str, list[dict[str, object]]]:
    """Store and link batch after batch; return the linked rows without what tells the runs apart."""
    warehouse = Warehouse(str(folder))
    for number, some in enumerate(batches):
        for batch in some:
            stages.store_batch(warehouse, batch)
        stages.link_stored(warehouse, stamps=Stamps("v1", f"r{number}"))
    rows = {name: read_table(warehouse, name, extractor_version="v1").to_pylist() for name in LINKED}
    return {name: [row | {"run_id": ""} for row in some] for name, some in rows.items()}


def test_what_was_linked_before_is_not_linked_otherwise_when_more_arrives(tmp_path):
    told = [
        extract_here(
            [replace(make_article(text, url=str(number)), published_date=date.fromisoformat(day))], stamps=STAMPS
        )
        for number, (day, text) in enumerate(STORIES)
    ]
    whole = link_in_batches(tmp_path / "whole", [told])
    assert len(whole["commitment_links"]) >= 4
    assert any(row["duplicate_of"] for row in whole["articles"])
    assert link_in_batches(tmp_path / "one by one", [[batch] for batch in told]) == whole
    assert link_in_batches(tmp_path / "late", [told[2:], told[:1], told[1:2]]) == whole


def test_nothing_is_published_where_nothing_is(warehouse):
    assert stages.is_published(warehouse, extractor_version="v1") is False


def test_the_version_of_the_inputs_is_that_of_the_vocabularies_and_the_sql(monkeypatch):
    before = stages.inputs_version()
    stages._packaged_inputs.cache_clear()
    monkeypatch.setattr(stages, "version", lambda name: "another")
    try:
        assert stages.inputs_version() != before
    finally:
        stages._packaged_inputs.cache_clear()


def test_every_table_of_articles_is_sifted(batch):
    assert set(sift(batch.tables).tables) == {name for name, table in TABLES.items() if table.scope == "article"}

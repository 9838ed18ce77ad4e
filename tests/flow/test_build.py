"""The flow build-warehouse against a Prefect server: what is parsed, stored, rejected and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import CheckFailed
from flows.settings import Settings, load_settings
from tests.flow.conftest import ARTICLES, NOT_TEXT
from tests.flow.stored_rows import published_rows, query

pytestmark = pytest.mark.flow

CHILE = "March 6, 2025\nSANTIAGO: Chile will send Haiti 40 doctors, it said.\n"
WAREHOUSE = Path("warehouse")
SEEDS = Path("seeds")


@pytest.fixture
def settings(workplace: Path) -> Settings:
    return load_settings(runner="inline", batch_size=2)


def test_articles_become_a_published_warehouse(settings):
    assert query(WAREHOUSE, "SELECT country, n_committed FROM commitments_by_country WHERE country = 'GBR'") == [
        ("GBR", 1)
    ]
    assert query(WAREHOUSE, "SELECT url FROM articles ORDER BY url") == sorted(
        (f"seeds/{path.name}",) for path in SEEDS.iterdir()
    )
    asked = (
        "SELECT inputs, finished_at > started_at, n_read, n_parsed, n_rejected, last_rate_date IS NOT NULL FROM runs"
    )
    assert query(WAREHOUSE, asked) == [(["seeds"], True, 4, 4, 0, True)]


def test_a_second_run_parses_nothing_and_changes_nothing(settings, monkeypatch):
    from flows import pipeline

    before = snapshot(WAREHOUSE)
    monkeypatch.setattr(pipeline, "extract_here", fail_if_called)
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.n_known, summary.published) == (4, 0, 4, None)
    assert snapshot(WAREHOUSE) == before


def test_only_new_articles_are_parsed(settings):
    from flows import pipeline

    (SEEDS / "04_chile.txt").write_text(CHILE, "utf-8")
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.n_known) == (5, 1, 4)
    assert summary.published == "warehouse/warehouse.duckdb"
    assert query(WAREHOUSE, "SELECT count(*) FROM articles") == [(5,)]


def test_another_extractor_version_parses_again(settings, monkeypatch):
    from flows import pipeline

    before = published_rows(WAREHOUSE)
    monkeypatch.setattr(pipeline, "extractor_version", lambda: "another")
    summary = pipeline.run(settings)
    assert (summary.n_parsed, summary.n_known) == (4, 0)
    assert query(WAREHOUSE, "SELECT DISTINCT extractor_version FROM commitments") == [("another",)]
    after = published_rows(WAREHOUSE)
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}


def test_the_same_text_under_other_names_is_one_article(settings):
    from flows import pipeline

    for name in ("99_copy.txt", "00_copy.txt"):
        (SEEDS / name).write_text(ARTICLES["02_canada.txt"], "utf-8")
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.published is None) == (6, 0, False)
    assert query(WAREHOUSE, "SELECT url, other_urls FROM articles WHERE len(other_urls) > 0") == [
        ("seeds/02_canada.txt", ["seeds/00_copy.txt", "seeds/99_copy.txt"])
    ]


def test_a_bad_file_is_rejected_alone_until_it_is_mended(settings):
    from flows import pipeline

    bad = SEEDS / "02_broken.txt"
    bad.write_bytes(NOT_TEXT)
    (SEEDS / "04_chile.txt").write_text(CHILE, "utf-8")
    assert pipeline.run(settings).n_parsed == 1
    ((url, stage, error_class, message),) = query(WAREHOUSE, "SELECT url, stage, error_class, message FROM rejects")
    assert (url, stage, error_class) == (str(bad), "read", "SourceError")
    assert "binary" in message
    again = pipeline.run(settings)
    assert (again.n_parsed, len(again.rejects), again.published) == (0, 1, None)
    bad.write_text("March 7, 2025\nROME: Italy pledged €3 million to Malta on Friday.\n", "utf-8")
    assert pipeline.run(settings).n_parsed == 1
    assert query(WAREHOUSE, "SELECT count(*) FROM rejects") == [(0,)]


def test_an_article_that_cannot_be_parsed_is_rejected_alone(settings, monkeypatch):
    from flows import pipeline
    from flows.extract import quarantine

    extract_article = quarantine.extract_article

    def fail_for_chile(document):
        if "chile" in document.article.url:
            raise RecursionError("too deep")
        return extract_article(document)

    (SEEDS / "04_chile.txt").write_text(CHILE, "utf-8")
    (SEEDS / "05_peru.txt").write_text("March 6, 2025\nLIMA: Peru will send Haiti 20 nurses, it said.\n", "utf-8")
    monkeypatch.setattr(quarantine, "extract_article", fail_for_chile)
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_known, summary.n_parsed) == (6, 4, 1)
    rows = query(WAREHOUSE, "SELECT url, stage, error_class FROM rejects")
    assert rows == [("seeds/04_chile.txt", "extract", "RecursionError")]


def test_a_failed_check_publishes_nothing_and_leaves_what_stood(settings, monkeypatch):
    from flows import pipeline
    from flows.warehouse import checks

    before = published_rows(WAREHOUSE)
    (SEEDS / "04_chile.txt").write_text(CHILE, "utf-8")
    strict = checks.Check("no_chile", "nothing from Chile", "fail", "SELECT url FROM articles WHERE url LIKE '%chile%'")
    with monkeypatch.context() as patch:
        all_checks = checks.all_checks
        patch.setattr(checks, "all_checks", lambda: [*all_checks(), strict])
        with pytest.raises(CheckFailed, match="no_chile"):
            pipeline.run(settings)
    assert published_rows(WAREHOUSE) == before
    summary = pipeline.run(settings)
    assert (summary.n_parsed, summary.published is None) == (0, False)
    finished = "SELECT count(*) FILTER (WHERE finished_at IS NULL), count(*) FROM runs"
    assert query(WAREHOUSE, finished) == [(1, 3)]


@pytest.mark.parametrize("runner", ["process", "dask"])
def test_other_processes_give_the_same_warehouse_as_this_one(settings, runner):
    from flows import pipeline

    apart = settings.model_copy(update={"warehouse": "apart", "runner": runner, "workers": 2})
    summary = pipeline.run(apart)
    assert (summary.n_parsed, summary.rejects) == (4, ())
    assert published_rows(Path("apart")) == published_rows(WAREHOUSE)


def test_prefect_shows_a_table_and_a_link(settings):
    from prefect.client.orchestration import get_client

    from flows import pipeline

    (SEEDS / "04_chile.txt").write_text(CHILE, "utf-8")
    pipeline.run(settings)
    with get_client(sync_client=True) as client:
        artifacts = {artifact.key: artifact for artifact in client.read_latest_artifacts()}
    assert "CHL" in str(artifacts["commitments-by-country"].data)
    assert (WAREHOUSE.absolute() / "warehouse.duckdb").as_uri() in str(artifacts["warehouse"].data)


def fail_if_called(*_arguments, **_options):
    raise AssertionError("an article was parsed again")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""The flow build-warehouse against a Prefect server: what is parsed, stored, rejected and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import CheckFailed
from flows.settings import Settings, load_settings
from tests.flow.conftest import ARTICLES, NOT_TEXT
from tests.flow.stored_rows import published_rows, query

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_api")]


@pytest.fixture
def settings(tmp_path: Path, seeds: Path) -> Settings:
    return load_settings(warehouse=str(tmp_path / "warehouse"), seeds=(str(seeds),), runner="inline", batch_size=2)


def test_articles_become_a_published_warehouse(settings):
    from flows import pipeline

    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.n_known, summary.rejects) == (4, 4, 0, ())
    warehouse = Path(settings.warehouse)
    assert summary.published == str(warehouse / "warehouse.duckdb")
    assert query(warehouse, "SELECT country, n_committed FROM commitments_by_country WHERE country = 'GBR'") == [
        ("GBR", 1)
    ]
    ((run_id, finished, n_read, n_parsed, rates_known),) = query(
        warehouse, "SELECT run_id, finished_at IS NOT NULL, n_read, n_parsed, last_rate_date IS NOT NULL FROM runs"
    )
    assert (run_id, finished, n_read, n_parsed, rates_known) == (summary.run_id, True, 4, 4, True)


def test_a_second_run_parses_nothing_and_changes_nothing(settings, seeds, monkeypatch):
    from flows import pipeline

    pipeline.run(settings)
    before = snapshot(Path(settings.warehouse))
    monkeypatch.setattr(pipeline, "extract_here", fail_if_called)
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.n_known, summary.published) == (4, 0, 4, None)
    assert snapshot(Path(settings.warehouse)) == before


def test_only_new_articles_are_parsed(settings, seeds):
    from flows import pipeline

    pipeline.run(settings)
    (seeds / "04_chile.txt").write_text("March 6, 2025\nSANTIAGO: Chile will send Haiti 40 doctors, it said.\n", "utf-8")
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed, summary.n_known) == (5, 1, 4)
    assert query(Path(settings.warehouse), "SELECT count(*) FROM articles") == [(5,)]


def test_another_extractor_version_parses_again(settings, monkeypatch):
    from flows import pipeline

    pipeline.run(settings)
    before = published_rows(Path(settings.warehouse))
    monkeypatch.setattr(pipeline, "extractor_version", lambda: "another")
    summary = pipeline.run(settings)
    assert (summary.n_parsed, summary.n_known) == (4, 0)
    warehouse = Path(settings.warehouse)
    assert query(warehouse, "SELECT DISTINCT extractor_version FROM commitments") == [("another",)]
    after = published_rows(warehouse)
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}


def test_the_same_text_under_two_names_is_one_article(settings, seeds):
    from flows import pipeline

    copy = seeds / "99_copy.txt"
    copy.write_text(ARTICLES["02_canada.txt"], "utf-8")
    first = pipeline.run(settings)
    assert (first.n_read, first.n_parsed) == (5, 4)
    asked = "SELECT url, other_urls FROM articles WHERE len(other_urls) > 0"
    assert query(Path(settings.warehouse), asked) == [(str(seeds / "02_canada.txt"), [str(copy)])]
    later = seeds / "00_later.txt"
    later.write_text(ARTICLES["02_canada.txt"], "utf-8")
    second = pipeline.run(settings)
    assert (second.n_parsed, second.published is None) == (0, False)
    assert query(Path(settings.warehouse), asked) == [(str(seeds / "02_canada.txt"), [str(later), str(copy)])]


def test_a_bad_file_among_good_ones_is_rejected_alone(settings, seeds):
    from flows import pipeline

    bad = seeds / "02_broken.txt"
    bad.write_bytes(NOT_TEXT)
    summary = pipeline.run(settings)
    assert summary.n_parsed == 4
    warehouse = Path(settings.warehouse)
    ((url, stage, error_class, message),) = query(warehouse, "SELECT url, stage, error_class, message FROM rejects")
    assert (url, stage, error_class) == (str(bad), "read", "SourceError")
    assert "binary" in message
    assert pipeline.run(settings).published is None
    bad.write_text("March 7, 2025\nROME: Italy pledged €3 million to Malta on Friday.\n", "utf-8")
    assert pipeline.run(settings).n_parsed == 1
    assert query(warehouse, "SELECT count(*) FROM rejects") == [(0,)]


def test_an_article_that_cannot_be_parsed_is_rejected_alone(settings, seeds, monkeypatch):
    from flows import pipeline
    from flows.extract import quarantine

    extract_article = quarantine.extract_article

    def fail_for_japan(document):
        if "japan" in document.article.url:
            raise RecursionError("too deep")
        return extract_article(document)

    monkeypatch.setattr(quarantine, "extract_article", fail_for_japan)
    summary = pipeline.run(settings)
    assert (summary.n_read, summary.n_parsed) == (4, 3)
    rows = query(Path(settings.warehouse), "SELECT url, stage, error_class FROM rejects")
    assert rows == [(str(seeds / "03_japan.txt"), "extract", "RecursionError")]


def test_a_failed_check_publishes_nothing_and_leaves_what_stood(settings, seeds, monkeypatch):
    from flows import pipeline
    from flows.warehouse import checks

    pipeline.run(settings)
    before = published_rows(Path(settings.warehouse))
    (seeds / "04_chile.txt").write_text("March 6, 2025\nSANTIAGO: Chile will send Haiti 40 doctors, it said.\n", "utf-8")
    strict = checks.Check("no_chile", "nothing from Chile", "fail", "SELECT url FROM articles WHERE url LIKE '%chile%'")
    all_checks = checks.all_checks
    monkeypatch.setattr(checks, "all_checks", lambda: [*all_checks(), strict])
    with pytest.raises(CheckFailed, match="no_chile"):
        pipeline.run(settings)
    assert published_rows(Path(settings.warehouse)) == before
    monkeypatch.undo()
    summary = pipeline.run(settings)
    assert (summary.n_parsed, summary.published is None) == (0, False)
    finished = "SELECT count(*) FILTER (WHERE finished_at IS NULL), count(*) FROM runs"
    assert query(Path(settings.warehouse), finished) == [(1, 3)]


def test_processes_give_the_same_warehouse_as_this_process(settings, tmp_path):
    from flows import pipeline

    pipeline.run(settings)
    apart = settings.model_copy(update={"warehouse": str(tmp_path / "apart"), "runner": "process", "workers": 2})
    pipeline.run(apart)
    assert published_rows(tmp_path / "apart") == published_rows(Path(settings.warehouse))


def test_prefect_shows_a_table_and_a_link(settings):
    from prefect.client.orchestration import get_client

    from flows import pipeline

    pipeline.run(settings)
    with get_client(sync_client=True) as client:
        artifacts = {artifact.key: artifact for artifact in client.read_latest_artifacts()}
    assert "GBR" in str(artifacts["commitments-by-country"].data)
    assert (Path(settings.warehouse) / "warehouse.duckdb").as_uri() in str(artifacts["warehouse"].data)


def fail_if_called(*_arguments, **_options):
    raise AssertionError("an article was parsed again")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

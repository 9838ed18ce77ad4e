"""The reference tables are built again when what they are made of changed, and only then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows import stages
from flows.extract.batch import Stamps
from flows.extract.workers import extract_here
from flows.reference.ecb_rates import Quote, store_refreshed
from flows.reference.exchange_rates import newest_day
from flows.schema.reference import RefFx
from flows.sources.article import make_article
from flows.warehouse.load import replace_table
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import publish
from flows.warehouse.rows import read_table
from flows.warehouse.upkeep import table_versions

STAMPS = Stamps("v1", "r1")
LATER = Stamps("v1", "r2")


def small_ref_fx(refreshed: Path | None = None) -> Iterator[RefFx]:
    yield RefFx("USD", date(2025, 2, 28), 1.0411, "test")
    if refreshed is not None and refreshed.exists():
        yield RefFx("USD", date(2025, 3, 3), 1.0465, refreshed.name)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    warehouse = Warehouse(str(folder))
    article = make_article("Chile sent Haiti 40 doctors, its president said on Monday.\n", url="chile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "ref_fx", small_ref_fx)
        stages.store_batch(warehouse, extract_here([article], stamps=STAMPS))
        stages.store_reference(warehouse, stamps=STAMPS)
        stages.link_stored(warehouse, stamps=STAMPS)
        run = stages.begin_run(["chile"], refreshed=warehouse.refreshed_rates)
        stages.log_run(stages.finish_run(run, warehouse, extractor_version="v1"), warehouse, extractor_version="v1")
        publish(warehouse, extractor_version="v1")
    return folder


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Warehouse:
    shutil.copytree(published, tmp_path / "warehouse")
    return Warehouse(str(tmp_path / "warehouse"))


@pytest.fixture
def built(monkeypatch) -> list[Path | None]:
    """Return a list to which each building of the rates adds where it looked for fetched ones."""
    calls: list[Path | None] = []

    def recorded(refreshed: Path | None = None) -> list[RefFx]:
        calls.append(refreshed)
        return list(small_ref_fx(refreshed))

    monkeypatch.setattr(stages, "ref_fx", recorded)
    return calls


def test_unchanged_facts_are_not_built(warehouse, built):
    before = table_versions(warehouse)
    stages.store_reference(warehouse, stamps=LATER)
    assert built == []
    assert table_versions(warehouse) == before


def test_a_new_warehouse_is_given_its_facts(tmp_path, built):
    warehouse = Warehouse(str(tmp_path / "new"))
    stages.store_reference(warehouse, stamps=STAMPS)
    assert len(built) == 1
    assert len(read_table(warehouse, "ref_fx", extractor_version="v1")) == 1


@pytest.mark.parametrize("name", ["ref_fx", "ref_blocs"])
def test_a_missing_table_is_built(warehouse, built, name):
    shutil.rmtree(warehouse.table_uri(name))
    stages.store_reference(warehouse, stamps=LATER)
    assert len(built) == 1
    assert len(read_table(warehouse, name, extractor_version="v1")) > 0


def test_a_table_that_was_touched_since_is_put_right(warehouse, built):
    """A run that failed after it had stored other facts leaves the published file as it was."""
    stored = read_table(warehouse, "ref_fx", extractor_version="v1")
    replace_table(warehouse, "ref_fx", stored.slice(0, 0))
    stages.store_reference(warehouse, stamps=LATER)
    assert len(built) == 1
    assert len(read_table(warehouse, "ref_fx", extractor_version="v1")) == 1


def test_another_release_of_a_library_builds_them(warehouse, built, monkeypatch):
    stages._packaged_inputs.cache_clear()
    monkeypatch.setattr(stages, "version", lambda name: "another")
    try:
        stages.store_reference(warehouse, stamps=LATER)
        assert not stages.is_published(warehouse, extractor_version="v1")
    finally:
        stages._packaged_inputs.cache_clear()
    assert len(built) == 1


def test_other_code_builds_them(warehouse, built):
    stages.store_reference(warehouse, stamps=Stamps("v2", "r2"))
    assert len(built) == 1


@pytest.mark.parametrize("elsewhere", [False, True])
def test_fetched_rates_build_them_and_are_published_without_a_new_article(warehouse, built, tmp_path, elsewhere):
    if elsewhere:
        warehouse = Warehouse(warehouse.uri, rates_folder=str(tmp_path / "rates"))
    assert stages.is_published(warehouse, extractor_version="v1")
    store_refreshed(warehouse.refreshed_rates, {"USD": [Quote(newest_day(), 1.1, "test")]})
    assert not stages.is_published(warehouse, extractor_version="v1")
    stages.store_reference(warehouse, stamps=LATER)
    assert built == [warehouse.refreshed_rates]
    assert len(read_table(warehouse, "ref_fx", extractor_version="v1")) == 2


def test_a_warehouse_on_object_storage_keeps_fetched_rates_only_in_a_folder_of_its_own():
    assert Warehouse("s3://bucket/news").refreshed_rates is None
    assert Warehouse("s3://bucket/news", rates_folder="rates").refreshed_rates == Path("rates/refreshed_rates.csv")

"""What linking keeps between runs counts only beside the rows that it was made with."""

from __future__ import annotations

import pyarrow as pa
import pytest

from flows.extract.batch import Stamps
from flows.schema.tables import arrow_schema
from flows.warehouse import linking
from flows.warehouse.link_state import LinkState, drop_state, read_state, write_state
from flows.warehouse.load import replace_table
from flows.warehouse.location import Warehouse

STATE = LinkState(
    pa.table({"commitment_id": ["a"], "keys": [[1, -2]]}), pa.table({"article_id": ["x"], "bands": [[3]]})
)


@pytest.fixture
def kept(tmp_path) -> Warehouse:
    warehouse = Warehouse(str(tmp_path))
    replace_table(warehouse, "commitment_links", arrow_schema("commitment_links").empty_table())
    write_state(warehouse, STATE, made_by="v1")
    return warehouse


def test_what_was_kept_comes_back(kept):
    assert read_state(kept, made_by="v1") == STATE


def test_nothing_comes_back_from_other_rules_or_beside_other_rows(kept):
    assert read_state(kept, made_by="v2") is None
    replace_table(kept, "commitment_envelopes", arrow_schema("commitment_envelopes").empty_table())
    assert read_state(kept, made_by="v1") is None


def test_nothing_comes_back_where_nothing_is_or_half_a_file(kept, tmp_path):
    (tmp_path / "link_bands.parquet").write_bytes((tmp_path / "link_bands.parquet").read_bytes()[:-9])
    assert read_state(kept, made_by="v1") is None
    drop_state(kept)
    drop_state(kept)
    assert read_state(kept, made_by="v1") is None


def test_a_run_starts_from_what_the_last_one_kept(tmp_path, monkeypatch):
    warehouse, stamps = Warehouse(str(tmp_path)), Stamps("v1", "r")
    seen = []

    def find_duplicates(articles, *, texts, earlier=None):
        seen.append(earlier)
        return original(articles, texts=texts, earlier=earlier)

    original = linking.find_duplicates
    monkeypatch.setattr(linking, "find_duplicates", find_duplicates)
    for reference_version in ("1", "1", "2"):
        linking.link_articles(warehouse, stamps=stamps, reference_version=reference_version)
    assert [earlier is not None for earlier in seen] == [False, True, False]

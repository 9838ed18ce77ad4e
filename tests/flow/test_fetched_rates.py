"""A run uses the exchange rates that were fetched since the last one, without a new article and without parsing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.reference.ecb_rates import Quote, store_refreshed
from flows.reference.exchange_rates import newest_day
from flows.settings import load_settings
from tests.flow.stored_rows import query

pytestmark = pytest.mark.flow


@pytest.mark.parametrize("folder", [None, "rates"])
def test_fetched_rates_are_published_by_the_next_run(workplace, folder):
    from flows import pipeline

    day = newest_day() + timedelta(days=1)
    store_refreshed(Path(folder or "warehouse/reference") / "refreshed_rates.csv", {"USD": [Quote(day, 1.5, "test")]})
    settings = load_settings(runner="inline", rates_folder=folder)
    summary = pipeline.run(settings)
    assert (summary.n_parsed, summary.published) == (0, "warehouse/warehouse.duckdb")
    assert query(Path("warehouse"), "SELECT rate_date, per_eur FROM ref_fx WHERE source = 'test'") == [(day, 1.5)]
    assert query(Path("warehouse"), "SELECT max(last_rate_date) FROM runs") == [(day,)]
    assert pipeline.run(settings).published is None

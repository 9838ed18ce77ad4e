"""The command line in this process, and a published warehouse made without Prefect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import SEED

Invoke = Callable[..., Result]


@pytest.fixture
def pledgebook() -> Invoke:
    """Return a function that runs the command with its arguments; stdout and stderr are kept apart."""
    from flows.cli import cli

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=stdin)

    return invoke


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a warehouse that holds the seed article."""
    from flows import stages
    from flows.extract.batch import Stamps
    from flows.extract.workers import extract_here
    from flows.sources import read_articles
    from flows.warehouse.load import write_batch
    from flows.warehouse.location import Warehouse

    folder = tmp_path_factory.mktemp("published")
    warehouse = Warehouse(str(folder))
    stamps = Stamps("v1", "r1")
    write_batch(warehouse, extract_here(list(read_articles([str(SEED)])), stamps=stamps).tables)
    stages.store_reference(warehouse, stamps=stamps)
    stages.link_stored(warehouse, stamps=stamps)
    stages.publish_run(stages.begin_run([str(SEED)]), warehouse, extractor_version="v1")
    return folder

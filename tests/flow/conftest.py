"""One Prefect server for all tests of the flow, and small articles to run it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED

ARTICLES = {
    "01_norway.txt": "March 3, 2025\nOSLO: Norway will give Moldova 250 million kroner for field hospitals, its prime "
    "minister said on Monday.\n",
    "02_canada.txt": "March 4, 2025\nOTTAWA: Canada announced a grant of C$40 million to Kenya on Tuesday.\n",
    "03_japan.txt": "March 5, 2025\nTOKYO: Japan has delivered 120 generators to Ukraine, its foreign minister said.\n",
}
NOT_TEXT = b"\x00\x01\x02 no article"

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def _prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Prefect's data of the tests apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setenv("DO_NOT_TRACK", "1")
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        yield


@pytest.fixture(scope="session")
def prefect_api(_prefect_home: None) -> Iterator[str]:
    """Run a Prefect server for the session, and give its address."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield PREFECT_API_URL.value()


def write_seeds(folder: Path) -> Path:
    """Write the seed article and three short ones; return their folder."""
    folder.mkdir(parents=True)
    shutil.copy(SEED, folder)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(prefect_api: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with seeds/ and the warehouse/ that was made of them; only to be copied."""
    from flows.pipeline import run
    from flows.settings import load_settings

    folder = tmp_path_factory.mktemp("built")
    write_seeds(folder / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run(load_settings(runner="inline", batch_size=2))
    return folder


@pytest.fixture
def workplace(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a fresh folder with seeds/ and the warehouse/ made of them."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pledgebook(tmp_path: Path) -> Command:
    """Return a function that runs the command in a process of its own, in an empty folder."""

    def run(*arguments: str, timeout_s: float = 300, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    return run

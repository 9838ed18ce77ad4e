"""A built wheel carries all that the command needs: vocabularies and SQL."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this tree."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        check=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel_names(wheel: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("folder", ["views", "checks", "macros", "examples"])
def test_sql_travels_in_the_wheel(wheel_names: set[str], folder: str) -> None:
    files = {f"flows/sql/{folder}/{path.name}" for path in (ROOT / "sql" / folder).glob("*.sql")}
    assert files
    assert files <= wheel_names


def test_vocabularies_travel_in_the_wheel(wheel_names: set[str]) -> None:
    files = {f"flows/reference/{path.name}" for path in (ROOT / "flows/reference").iterdir() if path.suffix == ".csv"}
    assert files
    assert files <= wheel_names


def test_the_wheel_carries_the_package_alone(wheel_names: set[str]) -> None:
    tops = {Path(name).parts[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"flows"}
    assert not [name for name in wheel_names if "__pycache__" in name]


def test_the_installed_wheel_finds_its_sql_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "import flows; from flows.warehouse.sql_files import read_sql_files as read; "
    script += "print(flows.__path__[0], len(read('views')))"
    environment = {"PYTHONPATH": str(tmp_path), "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    place, n_views = run.stdout.split()
    assert place == str(tmp_path / "flows")
    assert int(n_views) == len(list((ROOT / "sql" / "views").glob("*.sql")))

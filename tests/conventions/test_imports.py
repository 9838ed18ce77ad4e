"""What importing costs, and what may import what."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ["prefect", "spacy", "pandas", "duckdb", "deltalake", "numpy", "pyarrow"]


def modules_after(statement: str) -> set[str]:
    """Return the top-level modules loaded in a fresh interpreter after a statement."""
    script = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("statement", ["import flows", "import flows.cli", "import flows.sources"])
def test_an_import_is_light(statement: str) -> None:
    loaded = modules_after(statement) & set(HEAVY)
    allowed = {"pyarrow", "numpy"} if statement == "import flows.sources" else set()
    assert loaded <= allowed, f"{statement} loads {loaded}"


def test_extracting_needs_no_prefect_and_no_warehouse() -> None:
    loaded = modules_after("import flows.extract.article, flows.extract.contract, flows.sources")
    assert not loaded & {"prefect", "duckdb", "deltalake"}


def test_layers_and_homes_of_libraries_are_kept() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-500:]

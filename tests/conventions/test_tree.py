"""What holds for every file of the tree."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAX_LINES = 300
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "tools"}
REGISTRY_HOSTS = re.compile(
    r"py[p]i\.org|pythonh[o]sted\.org|registry\.npm[j]s|yarn[p]kg\.com|crates\.i[o]\b|ruby[g]ems\.org"
    r"|proxy\.gol[a]ng|repo1?\.mav[e]n"
    r"|conda\.anaconda|anaconda\.org|index-url|find-links",
    re.IGNORECASE,
)


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the tree that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


@pytest.mark.parametrize("path", tracked("flows/*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


def test_a_name_says_what_is_inside() -> None:
    assert [path for path in tracked("*.py") if path.stem in EMPTY_NAMES or path.parent.name in EMPTY_NAMES] == []


def test_no_file_names_a_package_registry() -> None:
    me = Path(__file__).resolve()
    lock_option = "--no-emit-index-url"
    naming = [
        path.relative_to(ROOT)
        for path in tracked()
        if path.resolve() != me and path.suffix not in {".gz", ".png"}
        if REGISTRY_HOSTS.search(path.read_text("utf-8", errors="replace").replace(lock_option, ""))
    ]
    assert naming == []


def test_every_requirement_is_locked_with_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    requirements = re.split(r"^(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", lock, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert len(requirements) > 100
    assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], *chain(*extras)]
    locked = set(re.findall(r"^([a-z0-9-]+)(?=\[|==)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in declared}
    assert names <= locked


@pytest.mark.parametrize("path", tracked("flows/reference/*.csv"), ids=lambda path: path.name)
def test_a_vocabulary_is_plain_utf8_with_one_header(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")

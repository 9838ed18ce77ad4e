"""Pages that cannot rot: the generated ones are fresh, and the commands in the others exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flows.cli import cli
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
GENERATED = {"data-dictionary.md", "views.md", "cli.md"}
WRITTEN = [page for page in PAGES if page.name not in GENERATED]


def page_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def commands(page: Path, program: str) -> list[str]:
    """Return the lines of a page's shell blocks that call a program."""
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.split()[:1] == [program]]


def test_generated_pages_are_fresh() -> None:
    run = subprocess.run(
        [sys.executable, "docs/build.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", WRITTEN, ids=page_name)
def test_every_command_of_a_page_exists(page: Path) -> None:
    for line in commands(page, "pledgebook"):
        words = re.sub(r"\s[|>].*", "", line).split()[1:]
        words = [word for word in words if word not in {"--debug", "--quiet", "-q"}]
        name = words[0]
        command = cli.commands.get(name)
        assert command is not None or name.startswith("-"), f"{line}: no such command"
        if isinstance(command, click.Command):
            known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
            used = {word.split("=")[0] for word in words[1:] if re.fullmatch(r"--?[a-z][a-z-]*(?:=.*)?", word)}
            assert used <= known, f"{line}: no such option {used - known}"


@pytest.mark.parametrize("page", WRITTEN, ids=page_name)
def test_every_make_target_of_a_page_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {line.split()[1] for line in commands(page, "make")} <= targets


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page_name(page)}: {target}"


@pytest.mark.parametrize("page", WRITTEN, ids=page_name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:flows|sql|tests|docs|seeds|benchmarks)/[\w./-]+\w)`", page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_make_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))

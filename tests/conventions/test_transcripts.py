"""What the pages show is what the commands print."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


def transcripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("transcripts", ROOT / "docs" / "transcripts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.flow
@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_a_page_shows_what_its_commands_print(page: str) -> None:
    assert transcripts().difference(ROOT / page) == ""


def test_a_session_is_played_in_one_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Text.\n\n```console\n$ echo one > a\nstale\n$ cat a \\\n    seeds/none\n```\n\n```sh\n$ rm -rf /\n```\n"
    )
    assert transcripts().played(page) == (
        "Text.\n\n```console\n$ echo one > a\n\n$ cat a \\\n    seeds/none\none\n"
        "cat: seeds/none: No such file or directory\n```\n\n```sh\n$ rm -rf /\n```\n"
    )

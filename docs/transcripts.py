"""Terminal sessions in the pages that are played again: what a page shows is what the commands print.

A ```console block holds commands after `$ ` and below each what it printed, stderr included. All blocks of a page are
one session, in a fresh folder that holds seeds/ and sql/ as this tree does.

    python docs/transcripts.py            play the sessions and write down what they print
    python docs/transcripts.py --check    fail when a page shows something else
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
WIDTH = 118

_BLOCK = re.compile(r"(?<=```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ ((?:\\\n|[^\n])*)$", re.MULTILINE)


def played(page: Path) -> str:
    """Return a page's text with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seeds", "sql"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        return _BLOCK.sub(lambda block: _play(block.group(), Path(folder)), page.read_text("utf-8"))


def difference(page: Path) -> str:
    """Return how a page differs from what its commands print; empty when it does not."""
    shown, printed = page.read_text("utf-8").splitlines(), played(page).splitlines()
    return "\n".join(difflib.unified_diff(shown, printed, page.name, "printed", lineterm="", n=1))


def _play(block: str, folder: Path) -> str:
    sessions = [f"$ {command}\n{_output(command, folder)}" for command in _COMMAND.findall(block)]
    return "\n".join(sessions)


def _output(command: str, folder: Path) -> str:
    """Run a command as a reader would, from a shell in which the tree's environment is active."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLEDGEBOOK_", "PREFECT_"))}
    environment = kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PREFECT_HOME": str(folder / ".prefect"),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
    }
    run = subprocess.run(  # noqa: S603 - what our own pages say
        ["bash", "-c", command],  # noqa: S607 - the shell that the reader has
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = [line.rstrip() for line in run.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def main() -> int:
    """Play the sessions; with --check only tell where a page differs."""
    if "--check" in sys.argv[1:]:
        found = [text for page in PAGES if (text := difference(page))]
        print("\n".join(found), end="")
        return 1 if found else 0
    for page in PAGES:
        page.write_text(played(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

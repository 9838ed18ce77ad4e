"""What holds for every command: help, exit codes, one line for an error, and no heavy import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flows.errors import CheckFailed, PledgebookError, QueryError, ServerError, SettingsError, SourceError
from tests.conftest import ROOT

COMMANDS = ["run", "extract", "explain", "sql", "describe", "check", "refresh-rates", "schedule"]
HEAVY = {"prefect", "spacy", "duckdb", "pandas", "deltalake", "pyarrow", "numpy"}


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in COMMANDS), ["extract"], ["sql", "--format", "xml", "x"]]
)
def test_help_and_usage_import_nothing_heavy(arguments):
    script = (
        "import sys\n"
        "from flows.cli import cli\n"
        f"cli({arguments!r}, standalone_mode=False) if '--help' in {arguments!r} else cli.main({arguments!r})\n"
    )
    check = f"import atexit, sys; atexit.register(lambda: print(*{HEAVY!r} & set(sys.modules), file=sys.stderr))\n"
    done = subprocess.run([sys.executable, "-c", check + script], cwd=ROOT, capture_output=True, text=True, check=False)
    loaded = done.stderr.strip().splitlines()[-1].split() if done.stderr.strip() else []
    assert not HEAVY & set(loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(pledgebook, name):
    shown = pledgebook(name, "--help")
    assert shown.exit_code == 0
    assert f"pledgebook {name}" in shown.stdout.replace("Usage: cli", "Usage: pledgebook")
    short = next(line for line in pledgebook("--help").stdout.splitlines() if line.strip().startswith(f"{name} "))
    assert short.strip().endswith(".")


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (CheckFailed("nothing was published, 1 checks failed: x"), 1),
        (ServerError("no server"), 1),
        (SettingsError("setting workers=0 is wrong"), 2),
        (QueryError("no such table"), 2),
        (SourceError("seeds/a.txt: not UTF-8"), 2),
    ],
)
def test_an_error_is_one_line_and_has_its_exit_code(pledgebook, monkeypatch, error, exit_code):
    def fail(**_given):
        raise error

    monkeypatch.setattr("flows.settings.load_settings", fail)
    failed = pledgebook("run")
    assert failed.exit_code == exit_code
    assert failed.stderr == f"Error: {error}\n"
    assert failed.stdout == ""


def test_a_bug_is_one_line_too_and_debug_shows_where(pledgebook, monkeypatch):
    def fail(**_given):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("flows.settings.load_settings", fail)
    failed = pledgebook("run")
    assert failed.exit_code == 1
    assert failed.stderr.startswith("Error: ZeroDivisionError: by nought; run it again with `pledgebook --debug")
    assert isinstance(pledgebook("--debug", "run").exception, ZeroDivisionError)


def test_debug_shows_where_an_expected_error_arose(pledgebook, monkeypatch):
    def fail(**_given):
        raise SettingsError("wrong")

    monkeypatch.setattr("flows.settings.load_settings", fail)
    assert isinstance(pledgebook("--debug", "run").exception, PledgebookError)


def test_an_interruption_has_its_exit_code(pledgebook, monkeypatch):
    def interrupt(**_given):
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.settings.load_settings", interrupt)
    stopped = pledgebook("run")
    assert stopped.exit_code == 130
    assert stopped.stderr == "Error: interrupted; run it again to go on where it stopped\n"


def test_exit_codes_stand_in_the_help(pledgebook):
    text = pledgebook("--help").stdout
    for code in ("0", "1", "2", "3", "130"):
        assert any(line.split()[:1] == [code] for line in text.splitlines()), code


@pytest.mark.parametrize("seeds", ["nowhere", "nowhere/article.txt"])
def test_a_path_that_was_mistyped_stops_a_run_before_it_starts(pledgebook, seeds):
    refused = pledgebook("run", "--seeds", seeds)
    assert refused.exit_code == 2
    assert seeds in refused.stderr

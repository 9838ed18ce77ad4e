"""The command `pledgebook`.

stdout is data, stderr is talk. What a command needs (Prefect, spaCy, DuckDB) is imported when it runs: `--help` is
there at once.
"""

from __future__ import annotations

import os
from typing import Any

import click

from flows.cli.explain import explain
from flows.cli.extract import extract
from flows.cli.query import check, describe, sql
from flows.cli.rates import refresh_rates
from flows.cli.review import review
from flows.cli.run import run, schedule
from flows.errors import PledgebookError, QueryError, ReviewError, SettingsError, SourceError

EXIT_CODES = """\b
Exit codes:
  0    done
  1    failed; what was published before still stands
  2    wrong use, settings or SQL
  3    done, but some inputs were rejected (only with --strict)
  130  interrupted
"""
WRONG_USE = (SettingsError, QueryError, ReviewError, SourceError)


class Failed(click.ClickException):
    """An error that the user reads as one line."""

    exit_code = 1


class WrongUse(Failed):
    """An error that the user made."""

    exit_code = 2


class Interrupted(Failed):
    """The user pressed Ctrl-C."""

    exit_code = 130


class Commands(click.Group):
    """A group that turns errors into one line and an exit code, and lists its commands in the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands as they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; with --debug errors keep their traceback."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted("interrupted; run it again to go on where it stopped") from None
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except PledgebookError as error:
            if ctx.params["debug"]:
                raise
            raise (WrongUse if isinstance(error, WRONG_USE) else Failed)(str(error)) from error
        except Exception as error:
            if ctx.params["debug"]:
                raise
            message = (
                f"{type(error).__name__}: {error}; run it again with `pledgebook --debug ...` and report what it says"
            )
            raise Failed(message) from error


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"pledgebook {version('pledgebook')}")
        ctx.exit()


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show tracebacks, and Prefect's own log.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing on stderr but errors.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show it.")
def cli(*, debug: bool, quiet: bool) -> None:
    """News articles in; who said what, and who promised what to whom, out."""
    del debug, quiet  # read from the context by those whom they concern


for _command in (run, extract, explain, sql, describe, check, review, refresh_rates, schedule):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; a dumb terminal or NO_COLOR gets neither colours nor bars."""
    if os.environ.get("TERM") == "dumb":
        os.environ.setdefault("NO_COLOR", "1")
    cli(prog_name="pledgebook")

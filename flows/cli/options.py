"""Options that several commands share, and talk on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

FORMATS = ("table", "csv", "json")


def warehouse_option(function: Function) -> Function:
    """Add --warehouse."""
    return click.option(
        "--warehouse",
        metavar="DIR|URI",
        envvar="PLEDGEBOOK_WAREHOUSE",
        show_envvar=True,
        help="Where the tables lie; a folder or an address such as s3://bucket/folder.  [default: warehouse]",
    )(function)


def seeds_option(function: Function) -> Function:
    """Add --seeds."""
    return click.option(
        "--seeds",
        metavar="PATH",
        multiple=True,
        help="File, folder, pattern or address of articles; may be given several times.  [default: seeds]",
    )(function)


def format_option(function: Function) -> Function:
    """Add --format."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How rows are printed.",
    )(function)


def is_debugging() -> bool:
    """Tell whether the user asked for tracebacks."""
    return bool(click.get_current_context().find_root().params.get("debug"))


def is_quiet() -> bool:
    """Tell whether the user wants no talk."""
    return bool(click.get_current_context().find_root().params.get("quiet"))


def talk(message: str) -> None:
    """Say something on stderr, unless the user wants no talk."""
    if not is_quiet():
        click.echo(message, file=sys.stderr)

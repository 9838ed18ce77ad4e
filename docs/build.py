"""Write the reference pages from what they describe: tables, views, commands.

python docs/build.py            write them
python docs/build.py --check    fail when one is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from flows.cli import cli
from flows.schema.dictionary import data_dictionary
from flows.warehouse.sql_files import SqlFile, read_sql_files

DOCS = Path(__file__).resolve().parent
WRITTEN = "<!-- Written by `make docs` from {source}; change it there. -->"


def pages() -> dict[str, str]:
    """Return the text of each generated page by its file name."""
    return {"data-dictionary.md": data_dictionary(), "views.md": views_page(), "cli.md": cli_page()}


def stale_pages() -> list[str]:
    """Return the names of pages that differ from what they describe, or do not exist."""
    return [
        name for name, text in pages().items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != text
    ]


def cli_page() -> str:
    """Return the help of every command."""
    lines = ["# Command line", "", WRITTEN.format(source="the help of the commands"), ""]
    for name, usage in _helps():
        lines += [f"## {name}", "", "```text", usage.rstrip(), "```", ""]
    return "\n".join(lines)


def views_page() -> str:
    """Return every view, check and example question with its description."""
    lines = ["# Views, checks and questions", "", WRITTEN.format(source="the first comment of each file in sql/"), ""]
    lines += ["Views are tables of the published `warehouse.duckdb` that are computed when asked.", ""]
    for view in read_sql_files("views"):
        lines += [f"## {view.name}", "", view.description, "", *_columns(view)]
    lines += ["## Checks", "", "A check lists bad rows. One marked fail stops the publication.", ""]
    lines += ["| check | severity | lists |", "|-|-|-|"]
    lines += [
        f"| {check.name} | {check.severity} | {_in_cell(check.description)} |" for check in read_sql_files("checks")
    ]
    lines += ["", "## Questions", "", "Ready to run: `pledgebook sql - < sql/examples/NAME.sql`.", ""]
    lines += ["| file | question |", "|-|-|"]
    lines += [f"| {example.name} | {_in_cell(example.description)} |" for example in read_sql_files("examples")]
    return "\n".join([*lines, ""])


def _helps() -> Iterator[tuple[str, str]]:
    context = click.Context(cli, info_name="pledgebook", terminal_width=100, **cli.context_settings)
    yield "pledgebook", cli.get_help(context)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            yield f"pledgebook {name}", command.get_help(click.Context(command, parent=context, info_name=name))


def _columns(view: SqlFile) -> list[str]:
    if not view.column_descriptions:
        return []
    rows = [f"| {name} | {_in_cell(text)} |" for name, text in view.column_descriptions.items()]
    return ["| column | meaning |", "|-|-|", *rows, ""]


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the pages, or with --check only tell which are stale."""
    if "--check" in sys.argv[1:]:
        stale = stale_pages()
        for name in stale:
            print(f"docs/{name} is stale; run make docs", file=sys.stderr)
        return 1 if stale else 0
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

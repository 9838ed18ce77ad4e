"""Rows -> text: an aligned table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

# A cell of a table shows so much of a long text; CSV and JSON show all of it.
MAX_CELL_WIDTH = 60
MIN_CUT_WIDTH = 24
PLAIN_WIDTH = 100_000


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, output_format: str, leave_out_empty: bool = False
) -> None:
    """Print rows on stdout; a table may leave out columns that say nothing in any row (null or nought)."""
    if output_format == "json":
        click.echo(as_json(columns, rows))
    elif output_format == "csv":
        click.echo(as_csv(columns, rows), nl=False)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PLAIN_WIDTH
        if leave_out_empty and rows:
            kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
            columns, rows = [columns[at] for at in kept], [[row[at] for at in kept] for row in rows]
        click.echo(as_table(columns, rows, width=width))


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a JSON array with one object a row; decimals are numbers, dates are ISO text."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=2, default=json_value)


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return CSV with a heading; null is empty, lists and structs are JSON."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return text.getvalue()


def as_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, width: int) -> str:
    """Return an aligned table of at most `width` cells a line.

    The widest column is cut where that is enough; else each row is a block of lines.
    """
    if not columns:
        return "done"
    cells = [[_table_cell(value) for value in row] for row in rows]
    widths = _widths(columns, cells)
    at = widths.index(max(widths))
    room = widths[at] - max(0, sum(widths) + 2 * (len(widths) - 1) - width)
    if MIN_CUT_WIDTH <= room < widths[at]:
        for row in cells:
            row[at] = _cut(row[at], room)
        widths = _widths(columns, cells)
    if rows and sum(widths) + 2 * (len(widths) - 1) > width:
        return "\n".join([*_blocks(columns, cells), _n_rows(rows)])
    is_right = [any(isinstance(row[at], int | float | Decimal) for row in rows) for at in range(len(columns))]
    lines = [list(columns), ["─" * one for one in widths], *cells]
    aligned = ("  ".join(map(_pad, line, widths, is_right)).rstrip() for line in lines)
    return "\n".join([*aligned, _n_rows(rows)])


def as_blocks(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return each row as a block of `name  value` lines, with the whole text of every value and without empty ones."""
    cells = [[_text_of(value) for value in row] for row in rows]
    return "\n".join([*_blocks(columns, cells), _n_rows(rows)])


def number_text(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Return a number as people write it, or the bounds of a range with "?" for an open end."""
    ends = [value] if value is not None else [low, high]
    return " to ".join("?" if end is None else f"{end:,.2f}".removesuffix(".00") for end in ends)


def json_value(value: Any) -> Any:
    """Return what JSON can hold; the `default` of json.dumps."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as blocks of `name  value` lines, without the empty ones."""
    name_width = max(map(_width, columns))
    lines = []
    for row in cells:
        lines += [f"{_pad(name, name_width, False)}  {cell}" for name, cell in zip(columns, row, strict=True) if cell]
        lines.append("─" * name_width)
    return lines


def _n_rows(rows: Sequence[Sequence[Any]]) -> str:
    return f"({len(rows)} row{'' if len(rows) == 1 else 's'})"


def _table_cell(value: Any) -> str:
    return _cut(_text_of(value), MAX_CELL_WIDTH)


def _text_of(value: Any) -> str:
    """Return a value on one line, as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,}"
    text = json.dumps(value, ensure_ascii=False, default=json_value) if isinstance(value, list | dict) else str(value)
    return " ".join(text.split())


def _widths(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(_width, column)) for column in zip(columns, *cells, strict=True)]


def _cut(text: str, width: int) -> str:
    return text if _width(text) <= width else text[: width - 1] + "…"


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=json_value)
    return value


def _pad(text: str, width: int, is_right: bool) -> str:  # noqa: FBT001
    space = " " * (width - _width(text))
    return space + text if is_right else text + space


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes (wide East Asian characters take two)."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)

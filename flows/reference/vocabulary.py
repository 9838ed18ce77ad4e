"""Read the vocabularies: CSV files beside this module that an analyst can review and extend.

Lines that begin with `#` are comments. A cell may hold several values, separated by `|`.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from flows.errors import ReferenceDataError

FOLDER = Path(__file__).parent


class Row:
    """One row of a vocabulary; its accessors validate, and their errors name file, line and value."""

    def __init__(self, filename: str, line: int, cells: dict[str, str]) -> None:
        self.filename = filename
        self.line = line
        self._cells = cells

    def text(self, column: str) -> str:
        """Return a cell that must be filled."""
        value = self._cells[column]
        if not value:
            raise self.error(f"column {column!r} is empty")
        return value

    def optional(self, column: str) -> str | None:
        """Return a cell, or None where it is empty."""
        return self._cells[column] or None

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several; none where it is empty."""
        return tuple(part for part in (piece.strip() for piece in self._cells[column].split("|")) if part)

    def one_of(self, column: str, allowed: object) -> Any:
        """Return a cell whose value must be among those of a `Literal` type, which the caller annotates."""
        value = self.text(column)
        if value not in get_args(allowed):
            raise self.error(f"{column} {value!r} is none of {', '.join(get_args(allowed))}")
        return value

    def decimal(self, column: str) -> Decimal:
        """Return a cell that must hold a number."""
        try:
            return Decimal(self.text(column))
        except InvalidOperation:
            raise self.error(f"{column} {self._cells[column]!r} is no number") from None

    def day(self, column: str) -> date | None:
        """Return a cell that holds a day (YYYY-MM-DD), or None where it is empty."""
        value = self.optional(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.error(f"{column} {value!r} is no day, YYYY-MM-DD") from None

    def error(self, problem: str) -> ReferenceDataError:
        """Return an error that names the place of the row and the problem."""
        return ReferenceDataError(f"{self.filename}, line {self.line}: {problem}; correct the row.")


def read_rows(filename: str, columns: tuple[str, ...], folder: Path = FOLDER) -> list[Row]:
    """Read a vocabulary, in file order.

    Raises ReferenceDataError when the header differs from `columns` or a row has too few or too many cells.
    """
    rows: list[Row] = []
    with (folder / filename).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(line if not line.startswith("#") else "\n" for line in file)
        header: tuple[str, ...] | None = None
        for cells in reader:
            if not cells:
                continue
            if header is None:
                header = tuple(cells)
                if header != columns:
                    raise ReferenceDataError(f"{filename}: the header must be {','.join(columns)}; correct it.")
                continue
            row = Row(filename, reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=False)))
            if len(cells) != len(columns):
                raise row.error(f"{len(cells)} cells, expected {len(columns)}")
            rows.append(row)
    if header is None:
        raise ReferenceDataError(f"{filename} is empty; its header must be {','.join(columns)}.")
    return rows

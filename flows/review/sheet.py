"""The review sheet: mentions as CSV with empty columns to fill, and the filled columns back.

One line is one mention. `verdict` takes `ok` or `no commitment`; a column `new_<field>` takes the right value of that
field; `note` says why. The sheet is made for spreadsheet programs: it begins with a byte order mark, by which they know
UTF-8, and no cell that a stranger wrote can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import ReviewError
from flows.review.fields import entry_fields, mention_fields, value_text

NEW = "new_"
FILLED_FIELDS = (
    "status", "donor_iso3", "recipient_iso3", "sector", "item_class", "instrument", "amount", "currency",
    "amount_scope", "conditional", "condition_text", "announcement_date",
)  # fmt: skip
FILLED_COLUMNS = ("verdict", *(NEW + field for field in FILLED_FIELDS), "note")

BYTE_ORDER_MARK = "\ufeff"
_DELIMITERS = (",", ";", "\t")
# What spreadsheet programs take for the beginning of a formula; an apostrophe before it makes the cell text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORMULA_GUARD = "'"
MAX_CELL_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line that can be about something: its number as spreadsheets count, its cells by column, empty ones left out.

    `is_about_entry` tells that it names a ledger entry and no mention.
    """

    number: int
    object_id: str
    is_about_entry: bool
    cells: Mapping[str, str]

    @property
    def verdict(self) -> str:
        """Return what the analyst says of the row as a whole, in small letters; empty when nothing."""
        return " ".join(self.cells.get("verdict", "").lower().replace("_", " ").split())

    @property
    def new_values(self) -> dict[str, str]:
        """Return the filled cells of the columns new_<field>, by field."""
        return {column.removeprefix(NEW): cell for column, cell in self.cells.items() if column.startswith(NEW)}

    @property
    def is_filled(self) -> bool:
        """Tell whether the analyst has written anything into it."""
        return any(column in ("verdict", "note") or column.startswith(NEW) for column in self.cells)


def write_sheet(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as a sheet with empty columns to fill, without the byte order mark; each row is one line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*columns, *FILLED_COLUMNS])
    blank = [""] * len(FILLED_COLUMNS)
    writer.writerows([*map(_safe_cell, row), *blank] for row in rows)
    return text.getvalue()


def read_sheet(path: Path) -> list[SheetLine]:
    """Read the lines of a sheet that name a mention or an entry, as spreadsheet programs save it.

    Commas, semicolons or tabs part the cells; a byte order mark may stand at the beginning. Raises `ReviewError` when
    the file cannot be read or its first line is not that of a sheet.
    """
    text = _text_of(path)
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    csv.field_size_limit(MAX_CELL_LENGTH)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ReviewError(f"{path} is no CSV file ({error}); save it from the spreadsheet as CSV UTF-8") from error
    columns = [cell.strip() for cell in records[0]] if records else []
    _check_columns(path, columns)
    lines = []
    for number, record in enumerate(records[1:], start=2):
        if len(record) > len(columns):
            raise ReviewError(
                f"{path}, line {number} has {len(record)} cells and the first line {len(columns)}; "
                "put cells that hold the separator in quotation marks"
            )
        cells = {column: cell for column, raw in zip(columns, record, strict=False) if (cell := _bare_cell(raw))}
        mention, entry = cells.get("commitment_id", ""), cells.get("ledger_id", "")
        if mention or entry:
            lines.append(SheetLine(number, mention or entry, not mention, cells))
        elif any(column in FILLED_COLUMNS for column in cells):
            raise ReviewError(f"{path}, line {number} names no commitment_id; copy it from the line that it is about")
    return lines


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ReviewError(f"there is no file {path}; `pledgebook review --out {path}` writes one to fill") from None
    except UnicodeDecodeError:
        raise ReviewError(f"{path} is not UTF-8; save it from the spreadsheet as CSV UTF-8") from None
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {error.strerror}") from error


def _check_columns(path: Path, columns: list[str]) -> None:
    if "commitment_id" not in columns:
        raise ReviewError(f"{path} has no column commitment_id; `pledgebook review --out FILE.csv` writes a sheet")
    twice = {column for column in columns if column and columns.count(column) > 1}
    if twice:
        raise ReviewError(f"{path} has the column {sorted(twice)[0]} twice; leave one")
    known = mention_fields().keys() | entry_fields().keys()
    for column in columns:
        if column.startswith(NEW) and column.removeprefix(NEW) not in known:
            raise ReviewError(
                f"{path} has the column {column}, but there is no field {column.removeprefix(NEW)!r}; "
                f"fields are {', '.join(sorted(known))}"
            )


def _safe_cell(value: Any) -> Any:
    """Return what a cell shows: text on one line that no program takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value_text(value)
    text = " ".join(value.split())
    return _FORMULA_GUARD + text if text.startswith(_FORMULA_STARTS) else text


def _bare_cell(text: str) -> str:
    """Return the text of a cell without the apostrophe that keeps it from being a formula."""
    text = text.strip()
    guarded = text.startswith(_FORMULA_GUARD) and text[1:].startswith(_FORMULA_STARTS)
    return text[1:] if guarded else text

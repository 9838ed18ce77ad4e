"""The SQL of the project: one statement a file, whose first comment says what it is.

The comment is the description, up to an empty comment line; below that, `name: text` describes the columns that no
table has. A check says `fail` or `warn` in its first line; a view that says `stored` there is worked out once, when the
file is published, and kept in it as a table. For example:

    -- stored
    -- One row per distinct commitment.
    --
    -- amount_usd: amount in US dollars at the day of the first announcement.
    SELECT ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from flows.errors import WarehouseError

Kind = Literal["macros", "views", "checks", "examples"]
Severity = Literal["fail", "warn"]

_COLUMN_LINE = re.compile(r"^(?P<name>[a-z][a-z0-9_]*): (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One file under sql/."""

    name: str
    description: str
    column_descriptions: dict[str, str]
    severity: Severity | None  # of a check; None for other kinds
    is_stored: bool  # of a view
    statement: str


def sql_folder() -> Path:
    """Return the folder of the SQL files: flows/sql in an installed wheel, sql/ beside flows/ in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "sql", package.parent / "sql"):
        if (folder / "views").is_dir():
            return folder
    raise WarehouseError(f"no SQL files beside {package}; install the package again")


@cache
def read_sql_files(kind: Kind) -> tuple[SqlFile, ...]:
    """Read all SQL files of a kind, in name order."""
    return tuple(parse_sql_file(path, kind=kind) for path in sorted((sql_folder() / kind).glob("*.sql")))


def parse_sql_file(path: Path, *, kind: Kind) -> SqlFile:
    """Read one SQL file; raises `WarehouseError` when it has no description or a check no severity."""
    text = path.read_text("utf-8")
    comments: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        comments.append(line[2:].strip())
    severity: Severity | None = None
    if kind == "checks":
        head = comments.pop(0) if comments else ""
        if head not in get_args(Severity):
            raise WarehouseError(f"{path} must begin with '-- fail' or '-- warn'")
        severity = cast("Severity", head)
    is_stored = kind == "views" and comments[:1] == ["stored"]
    opening, _, rest = "\n".join(comments[is_stored:]).partition("\n\n")
    if not opening:
        raise WarehouseError(f"{path} must begin with a comment that says what it is")
    return SqlFile(
        name=path.stem,
        description=" ".join(opening.split()),
        column_descriptions=_column_descriptions(rest),
        severity=severity,
        is_stored=is_stored,
        statement=text.strip().rstrip(";"),
    )


def _column_descriptions(text: str) -> dict[str, str]:
    """Read `name: text` lines; a line without a name goes on with the one before."""
    found: dict[str, str] = {}
    name = None
    for line in text.splitlines():
        match = _COLUMN_LINE.match(line)
        if match:
            name = match["name"]
            found[name] = match["text"]
        elif name is not None and line:
            found[name] += f" {line}"
    return found

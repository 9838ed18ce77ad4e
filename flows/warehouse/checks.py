"""Data checks: each returns the rows that are wrong; no rows means that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from flows.errors import WarehouseError
from flows.schema.tables import TABLES, Table, columns_of
from flows.warehouse.sql_files import Severity, read_sql_files

# Rows of a failing check that are kept and shown.
ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One rule about the data and the SELECT that finds what breaks it."""

    name: str
    description: str
    severity: Severity
    statement: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: how many rows are wrong, and the first of them."""

    check: Check
    n_rows: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong."""
        return self.n_rows == 0

    def summary(self) -> str:
        """Say in one line what is wrong, with the first bad row."""
        first = ", ".join(f"{name}={value!r}" for name, value in zip(self.columns, self.rows[0], strict=True))
        return f"{self.check.name}: {self.n_rows} bad rows ({self.check.description}), first: {first}"


def all_checks() -> list[Check]:
    """Return the checks that schema/ implies for every table, then those of sql/checks."""
    implied = [check for table in TABLES.values() for check in _implied_checks(table)]
    written = [
        Check(file.name, file.description, file.severity or "fail", file.statement) for file in read_sql_files("checks")
    ]
    return implied + written


def run_checks(connection: duckdb.DuckDBPyConnection, *, checks: Sequence[Check] | None = None) -> list[CheckResult]:
    """Run checks, all when None, on a database that holds the tables and the views."""
    return [_run(connection, check) for check in (all_checks() if checks is None else checks)]


def _run(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    try:
        found = connection.execute(f"SELECT *, count(*) OVER () AS n_bad FROM ({check.statement}\n) LIMIT {ROWS_SHOWN}")
        columns = tuple(column[0] for column in found.description or ())[:-1]
        rows = found.fetchall()
    except duckdb.Error as error:
        raise WarehouseError(f"check {check.name} does not run: {error}") from error
    return CheckResult(check, rows[0][-1] if rows else 0, columns, tuple(row[:-1] for row in rows))


def _implied_checks(table: Table) -> list[Check]:
    """Return the checks of one table: unique key, required columns filled, closed lists kept, foreign keys resolved."""
    key = ", ".join(table.primary_key)
    checks = [
        Check(
            f"{table.name}_key_is_unique",
            f"{key} identifies a row of {table.name}",
            "fail",
            f"SELECT {key}, count(*) AS n_rows FROM {table.name} GROUP BY ALL HAVING count(*) > 1",
        )
    ]
    required = [column.name for column in columns_of(table.name) if not column.nullable]
    missing = " OR ".join(f"{column} IS NULL" for column in required)
    checks.append(
        Check(
            f"{table.name}_required_columns_are_filled",
            f"columns that are never null in {table.name}",
            "fail",
            f"SELECT {', '.join(required)} FROM {table.name} WHERE {missing}",
        )
    )
    for column in columns_of(table.name):
        if column.enum:
            values = ", ".join(f"'{value}'" for value in column.enum)
            checks.append(
                Check(
                    f"{table.name}_{column.name}_is_listed",
                    f"{column.name} is one of {', '.join(column.enum)}",
                    "fail",
                    f"SELECT {key}, {column.name} FROM {table.name} WHERE {column.name} NOT IN ({values})",
                )
            )
    checks += [_foreign_key_check(table, column, target) for column, target in table.foreign_keys]
    return checks


def _foreign_key_check(table: Table, column: str, target: str) -> Check:
    target_table, target_column = target.split(".")
    chosen = ", ".join(f"here.{name}" for name in dict.fromkeys((*table.primary_key, column)))
    return Check(
        f"{table.name}_{column}_resolves",
        f"{table.name}.{column} names a row of {target_table}",
        "fail",
        f"SELECT {chosen} FROM {table.name} AS here "
        f"ANTI JOIN {target_table} AS there ON here.{column} = there.{target_column} WHERE here.{column} IS NOT NULL",
    )

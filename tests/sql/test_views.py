"""Every case of every view: the rows that the view makes of the case's tables are the expected ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.warehouse.sql_files import read_sql_files

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expect.csv"))
# Views that only pass columns on; the cases of what they read, or the seed's tests, show them.
PLAIN = {"announcer_names", "commitment_mentions", "ledger_acts", "ledger_as_told", "ledger_entries"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(database_of, read_expected, case):
    connection = database_of(case)
    columns, expected = read_expected(connection, case.parent.name, case / "expect.csv")
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {case.parent.name}").fetchall()
    assert sorted(map(_comparable, found), key=repr) == sorted(map(_comparable, expected), key=repr)


def test_every_view_has_cases():
    assert {case.parent.name for case in CASES} >= {view.name for view in read_sql_files("views")} - PLAIN


def _comparable(row: tuple) -> tuple:
    """Round floating-point numbers to what a case writes down."""
    return tuple(round(value, 4) if isinstance(value, float) else value for value in row)

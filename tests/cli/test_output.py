"""Rows as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import pytest

from flows.cli.output import as_csv, as_json, as_table, print_rows

COLUMNS = ("country", "amount", "is_known", "since", "items")
ROWS = [
    ("Norway", Decimal("1600000000.00"), True, date(2025, 3, 2), ["tents", "doctors"]),
    ("日本", Decimal("2.50"), False, None, []),
]


def test_a_table_reads_as_people_write():
    line = as_table(COLUMNS, ROWS, width=200).splitlines()[2]
    assert re.split(" {2,}", line) == ["Norway", "1,600,000,000", "yes", "2025-03-02", '["tents", "doctors"]']


def test_numbers_stand_right_and_wide_letters_count_twice():
    lines = as_table(("place", "n"), [("日本", 5), ("Oslo", 12)], width=80).splitlines()
    assert lines == ["place   n", "─────  ──", "日本    5", "Oslo   12", "(2 rows)"]


def test_a_long_text_is_cut_in_a_table_only():
    text = "word " * 40
    assert as_table(("text",), [(text,)], width=200).splitlines()[2].endswith("…")
    assert text in as_csv(("text",), [(text,)])
    assert text in as_json(("text",), [(text,)])


def test_a_table_that_is_too_wide_becomes_blocks_without_empty_lines():
    block = as_table(("country", "amount", "unknown"), [("Norway", 5, None)], width=10).splitlines()
    assert block[:2] == ["country  Norway", "amount   5"]
    assert "unknown" not in " ".join(block)


def test_the_widest_column_gives_way_first():
    lines = as_table(("country", "what"), [("Norway", "tents and doctors " * 3)], width=40).splitlines()
    assert lines[2] == "Norway   tents and doctors tents and do…"
    assert max(map(len, lines)) == 40


def test_no_rows_still_show_the_columns():
    assert as_table(("a", "b"), [], width=80).splitlines() == ["a  b", "─  ─", "(0 rows)"]


def test_csv_can_be_read_back():
    rows = list(csv.reader(io.StringIO(as_csv(COLUMNS, ROWS))))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["Norway", "1600000000.00", "True", "2025-03-02", '["tents", "doctors"]']
    assert rows[2][3] == ""


def test_json_keeps_numbers_dates_and_nulls():
    first, second = json.loads(as_json(COLUMNS, ROWS))
    assert first == {
        "country": "Norway",
        "amount": 1600000000,
        "is_known": True,
        "since": "2025-03-02",
        "items": ["tents", "doctors"],
    }
    assert (second["amount"], second["since"]) == (2.5, None)


@pytest.mark.parametrize(("output_format", "is_kept"), [("table", False), ("csv", True), ("json", True)])
def test_only_a_table_leaves_out_what_says_nothing(capsys, output_format, is_kept):
    rows = [("Norway", 0, None), ("Chile", 0, None)]
    print_rows(("country", "nought", "null"), rows, output_format=output_format, leave_out_empty=True)
    shown = capsys.readouterr().out
    assert ("nought" in shown) is is_kept
    assert ("null" in shown) is is_kept
    assert "Chile" in shown

"""The sheet as spreadsheet programs save it, and cells that strangers wrote."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import ReviewError
from flows.review.sheet import FILLED_COLUMNS, read_sheet, write_sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes bytes or text as a sheet and reads it."""

    def read(content: str | bytes):
        path = tmp_path / "review.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_sheet(path)

    return read


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_every_row_is_one_line_with_empty_cells_to_fill():
    text = write_sheet(["commitment_id", "evidence", "amount", "flag"], [("c1", "a\nb", Decimal("5.00"), True)])
    assert text.count("\r\n") == 2
    heading, row = cells_of(text)
    assert heading[4:] == list(FILLED_COLUMNS)
    assert row == ["c1", "a b", "5", "yes", *[""] * len(FILLED_COLUMNS)]


@pytest.mark.parametrize("words", ["=HYPERLINK(A1)", "+1 555", "-5 degrees", "@cmd", "\t=1+1", "  =1+1", "\r\n@x"])
def test_no_cell_begins_like_a_formula(words):
    (_, row) = cells_of(write_sheet(["commitment_id", "evidence"], [("c1", words)]))
    assert row[1] == "'" + " ".join(words.split())


@given(st.text())
def test_no_text_at_all_begins_like_a_formula(words):
    (_, row) = cells_of(write_sheet(["evidence"], [(words,)]))
    assert not row[0].startswith(FORMULA_STARTS)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_what_is_guarded_is_read_back_as_it_was(tmp_path_factory, words):
    path = tmp_path_factory.mktemp("sheet") / "review.csv"
    path.write_text(write_sheet(["commitment_id", "evidence"], [("c1", words)]), "utf-8", newline="")
    (line,) = read_sheet(path)
    written = " ".join(words.split())
    if not written.startswith(tuple("'" + start for start in FORMULA_STARTS)):
        assert line.cells.get("evidence", "") == written


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sheet_is_read_as_any_program_saves_it(sheet, mark, delimiter, end):
    rows = [["commitment_id", "verdict", "new_status", "note"], ["c1", "", "pledged", "été"], ["c2", "ok", "", ""]]
    first, second = sheet(mark + end.join(delimiter.join(row) for row in rows) + end)
    assert (first.number, first.object_id, first.new_values) == (2, "c1", {"status": "pledged"})
    assert first.cells["note"] == "été"
    assert (second.number, second.verdict, second.new_values) == (3, "ok", {})


def test_numbers_of_lines_are_those_of_the_spreadsheet(sheet):
    lines = sheet('commitment_id,note\nc1,"on\ntwo lines"\n\nc2,x\n')
    assert [(line.number, line.object_id) for line in lines] == [(2, "c1"), (4, "c2")]


def test_short_lines_lack_the_last_cells(sheet):
    (line,) = sheet("commitment_id,verdict,note\nc1,ok\n")
    assert line.verdict == "ok"


def test_a_line_that_names_only_an_entry_is_about_the_entry(sheet):
    (line,) = sheet("commitment_id,ledger_id,new_amount\n,l1,5\n")
    assert (line.object_id, line.is_about_entry) == ("l1", True)


def test_columns_of_the_analyst_s_own_are_left_alone(sheet):
    (line,) = sheet("commitment_id,seen by me\nc1,yes\n")
    assert not line.is_filled


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        ("", "has no column commitment_id"),
        ("id,new_status\nc1,pledged\n", "has no column commitment_id"),
        ("commitment_id,new_colour\nc1,red\n", "there is no field 'colour'; fields are"),
        ("commitment_id,new_status,new_status\nc1,pledged,denied\n", "new_status twice"),
        ("commitment_id,verdict\nc1,ok,more\n", "line 2 has 3 cells"),
        ("commitment_id,new_status\n,pledged\n", "line 2 names no commitment_id"),
        ('commitment_id,note\nc1,"open\n', "is no CSV file"),
        ("commitment_id,note\nc1,caf\xe9\n".encode("cp1252"), "is not UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_cure(sheet, content, cure):
    with pytest.raises(ReviewError) as refused:
        sheet(content)
    assert cure in str(refused.value)
    assert "review.csv" in str(refused.value)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(ReviewError, match="there is no file nowhere"):
        read_sheet(Path("nowhere.csv"))

"""Texts made to be slow: reading takes time in proportion to their length, where a careless pattern takes hours."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from flows.reference.dates import find_dates
from flows.reference.periods import find_periods
from flows.sources.article import make_article

N_CHARS = 1_000_000
MAX_SECONDS = 10  # of the processor; a second or less in fact, an hour and more where time grows with the square

PIECES = [
    " ",
    "\n",
    " \n",
    "A",
    "AB ",
    "Ab ",
    '."',
    "1 ",
    "2 March 2025 ",
    "By Jane ",
    "AB/",
    ".",
    "—",
    "LONDON (",
    "from ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_reading_a_text_of_one_piece_repeated(piece: str) -> None:
    text = "a" + piece * (N_CHARS // len(piece)) + "b"
    began = process_time()
    make_article(text, url="a.txt")
    find_dates(text, 0, len(text), date(2025, 3, 2))
    for _ in find_periods(text, 0, len(text), date(2025, 3, 2)):
        pass
    assert process_time() - began < MAX_SECONDS


LINES = [
    "-" * 150 + "a",
    ", " * 75 + "a",
    "1:11 " * 30 + "x",
    "By " + "A-" * 70 + "1",
    "By " + "Jane, " * 25 + "1",
    "Jane and " * 17 + ", x, y",
    "on at in the " * 12 + "q",
    "Mar 2, 2025 " * 12 + "z",
    "AB-" * 50 + " x",
    "ST. " * 35 + "- x",
    "A.B." * 38 + " x",
    "Paris, Mar 2 " * 11 + "x",
    "LONDON (Reuters " * 9 + "x",
]


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_reading_a_line_that_can_be_taken_apart_in_many_ways(line: str) -> None:
    began = process_time()
    make_article(f"{line}\n\n{line}\nIt rained.", url="a.txt")
    assert process_time() - began < 1

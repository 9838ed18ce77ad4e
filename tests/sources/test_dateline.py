"""Datelines, one case a line: the line, the place, where the words go on, the agency."""

from __future__ import annotations

import pytest

from flows.schema.span import Span
from flows.sources.dateline import find_dateline

DATELINES = [
    ("LONDON: Ministers agreed on a plan.", "LONDON", "Ministers", None),
    ("LONDON (Reuters) - Ministers agreed on a plan.", "LONDON", "Ministers", "Reuters"),
    ("HANOI – Ministers agreed on a plan.", "HANOI", "Ministers", None),
    ("HANOI—Ministers agreed on a plan.", "HANOI", "Ministers", None),
    ("PARIS, March 2 (AP) — Ministers agreed on a plan.", "PARIS", "Ministers", "Associated Press"),
    ("THE HAGUE, June 18 - Ministers agreed on a plan.", "THE HAGUE", "Ministers", None),
    ("OSAKA, Japan, April 27 - Ministers agreed on a plan.", "OSAKA, Japan", "Ministers", None),
    ("WASHINGTON, D.C. — Ministers agreed on a plan.", "WASHINGTON, D.C.", "Ministers", None),
    ("ST. PETERSBURG (Interfax) - Ministers agreed on a plan.", "ST. PETERSBURG", "Ministers", "Interfax"),
    ("SEOUL/TOKYO (Reuters) - Ministers agreed on a plan.", "SEOUL/TOKYO", "Ministers", "Reuters"),
    ("MOSCOW, March 2. /TASS/. Ministers agreed on a plan.", "MOSCOW", "Ministers", "TASS"),
    ("GENEVA, 2 March (Some Wire) -- Ministers agreed on a plan.", "GENEVA", "Ministers", "Some Wire"),
    ("Kyiv, Ukraine (AP) — Ministers agreed on a plan.", "Kyiv, Ukraine", "Ministers", "Associated Press"),
    ("Washington CNN — Ministers agreed on a plan.", "Washington", "Ministers", "CNN"),
    ("Paris, 2 March – Ministers agreed on a plan.", "Paris", "Ministers", None),
    ("(CNN) - Ministers agreed on a plan.", None, "Ministers", "CNN"),
    ("CNN — Ministers agreed on a plan.", None, "Ministers", "CNN"),
]

NONE = [
    "Ministers agreed on a plan - at last.",
    "EXCLUSIVE: Ministers agreed on a plan.",
    "EDITOR'S NOTE: Ministers agreed on a plan.",
    "READ MORE: Ministers agree on a plan.",
    "NATO - Ministers agreed on a plan.",
    "EU: ministers agreed on a plan.",
    "UKRAINE AID: MINISTERS AGREE ON A PLAN",
    "By October 1 -- the last day -- ministers must agree.",
    "Paris – a city that ministers like – saw them agree.",
    "LONDON:",
]


@pytest.mark.parametrize(("line", "place", "lead", "publisher"), DATELINES)
def test_dateline(line: str, place: str | None, lead: str, publisher: str | None) -> None:
    text = f"Above.\n{line}\nBelow."
    dateline = find_dateline(text, Span(7, 7 + len(line)))
    assert dateline is not None
    assert (dateline.place.of(text) if dateline.place else None) == place
    assert text[dateline.lead_start :].startswith(lead)
    assert dateline.publisher == publisher


@pytest.mark.parametrize("line", NONE)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line, Span(0, len(line))) is None


def test_speakers_of_an_interview_are_no_places() -> None:
    text = "JANE ROE: What will you send?\nJOHN DOE: We will send trucks."
    assert find_dateline(text, Span(0, 29)) is None


def test_colon_counts_in_the_first_line_only() -> None:
    text = "LONDON: Ministers agreed."
    assert find_dateline(text, Span(0, len(text)), is_first=False) is None
    assert find_dateline(text.replace(": ", " - "), Span(0, len(text) + 1), is_first=False)


def test_a_date_in_the_dateline_is_read() -> None:
    text = "PARIS, March 2, 2025 (AP) — Ministers agreed."
    dateline = find_dateline(text, Span(0, len(text)))
    assert dateline is not None
    assert dateline.date is not None
    assert (dateline.date.year, dateline.date.month, dateline.date.day) == (2025, 3, 2)

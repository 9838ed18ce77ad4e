"""Currency words: what is shared goes to the usual currency first, and bad rows are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import ReferenceDataError
from flows.reference import vocabulary
from flows.reference.change_words import load_change_words
from flows.reference.currencies import load_currencies
from flows.reference.designators import find_designators
from flows.reference.figure_roles import load_figure_roles
from flows.reference.numerals import load_numerals
from flows.reference.pounds import load_pound_words
from flows.reference.qualifiers import load_qualifiers
from flows.reference.units import load_units
from flows.reference.vocabulary import read_rows


@pytest.mark.parametrize(
    ("noun", "usual"),
    [("dollars", "USD"), ("pounds", "GBP"), ("francs", "CHF"), ("crowns", "CZK"), ("rupees", "INR"), ("kroner", "NOK")],
)
def test_a_shared_noun_means_its_usual_currency_first(noun: str, usual: str) -> None:
    meant = load_currencies().nouns[noun]
    assert meant[0].code == usual
    assert len(meant) > 1


def test_a_replaced_currency_has_a_last_day() -> None:
    words = load_currencies()
    assert all(words.by_code[code].until for code in ("FRF", "DEM", "ITL", "HRK"))
    assert words.by_code["EUR"].until is None


def test_no_two_currencies_share_an_iso_code_or_an_unshared_sign() -> None:
    words = load_currencies()
    assert words.signs["US$"] == (words.by_code["USD"],)
    assert words.signs["A$"] == (words.by_code["AUD"],)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("F-16s and MiG-29s", ["F-16", "MiG-29"]),
        ("155mm shells, 7.62 mm rounds", ["155mm", "7.62 mm"]),
        ("Leopard 2A6 and Challenger 2", ["Leopard 2A6", "Challenger 2"]),
        ("M777 howitzers near the M25", ["M777"]),
        ("COVID-19, A-levels, G-20 and the U-21 team", []),
        ("a mark of 20", []),
    ],
)
def test_type_names(text: str, found: list[str]) -> None:
    assert [designator.span.of(text) for designator in find_designators(text, 0, len(text))] == found


def test_every_vocabulary_of_figures_loads() -> None:
    assert load_numerals()["bn"].value == 10**9
    assert load_qualifiers().before["more", "than"].qualifier == "more_than"
    assert load_figure_roles().before["a", "total", "of"] == "total"
    assert load_units()["tonnes"] == "issue"
    assert load_pound_words()["near", "weighs"] == "weight"
    assert load_change_words()["rose"]
    assert not load_change_words()["raised"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a,b\n1\n", "line 2: 1 cells, expected 2"),
        ("b,a\n1,2\n", "the header must be a,b"),
        ("", "is empty; its header must be a,b"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(content: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(content, "utf-8")
    with pytest.raises(ReferenceDataError, match=problem):
        read_rows("words.csv", ("a", "b"), tmp_path)


def test_comments_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("# what it is\na,b\n\n1,x|y\n", "utf-8")
    (row,) = read_rows("words.csv", ("a", "b"), tmp_path)
    assert (row.decimal("a"), row.many("b"), row.line) == (1, ("x", "y"), 4)
    with pytest.raises(ReferenceDataError, match=r"words.csv, line 4: a '1' is no day"):
        row.day("a")
    with pytest.raises(ReferenceDataError, match=r"b 'x\|y' is no number"):
        row.decimal("b")


def test_a_code_that_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = (vocabulary.FOLDER / "currencies.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "currencies.csv").write_text("".join([*lines, lines[-1]]), "utf-8")
    monkeypatch.setattr(
        "flows.reference.currencies.read_rows", lambda name, columns: read_rows(name, columns, tmp_path)
    )
    with pytest.raises(ReferenceDataError, match="stands twice"):
        load_currencies.__wrapped__()

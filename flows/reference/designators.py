"""Type names of weapons and vehicles, whose digits are no count: F-16, Leopard 2A6, 155mm; from designators.csv."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, get_args

from flows.reference.vocabulary import read_rows
from flows.schema.columns import ItemClass
from flows.schema.span import Span

DesignatorForm = Literal["letters", "joined", "number", "alone"]
_CALIBRE = r"[0-9]{1,3}(?:\.[0-9]{1,2})?[ -]?(?:mm|millimet(?:re|er)s?|cal(?:ibre|iber)?)\b"
_MODEL = r"[0-9]{1,4}(?:[A-Z]{1,3}[0-9]{0,2})*(?:-[0-9]{1,2})?"


class Designator(NamedTuple):
    """One type name in a text, without a plural's s."""

    span: Span
    item_class: ItemClass


def find_designators(text: str, start: int, end: int) -> list[Designator]:
    """Find the type names and calibres in text[start:end], in reading order."""
    pattern, classes = _designators()
    found = []
    for match in pattern.finditer(text, start, end):
        name = match["letters"] or match["joined"] or match["number"] or match["alone"]
        item_class = classes[name] if name else "weapons_ammunition"
        found.append(Designator(Span(match.start(), match.end()), item_class))
    return found


@cache
def _designators() -> tuple[re.Pattern[str], dict[str, ItemClass]]:
    forms: dict[DesignatorForm, list[str]] = {form: [] for form in get_args(DesignatorForm)}
    classes: dict[str, ItemClass] = {}
    for row in read_rows("designators.csv", ("name", "form", "item_class")):
        form: DesignatorForm = row.one_of("form", DesignatorForm)
        forms[form].append(row.text("name"))
        item_class: ItemClass = row.one_of("item_class", ItemClass)
        if classes.setdefault(row.text("name"), item_class) != item_class:
            raise row.error(f"{row.text('name')!r} stands twice with different classes")
    longest_first = (sorted(names, key=len, reverse=True) for names in forms.values())
    letters, joined, number, alone = ("|".join(map(re.escape, names)) for names in longest_first)
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<letters>{letters})[-‑]{_MODEL}(?=s?\b)"
        rf"|(?P<joined>{joined})[-‑]?{_MODEL}(?=s?\b)"
        rf"|M[0-9]{{1,2}}A[0-9](?=s?\b)|M[0-9]{{3}}(?=s?\b)"
        rf"|(?P<number>{number})[ -]{_MODEL}(?=s?\b)"
        rf"|(?P<alone>{alone})(?![\w])"
        rf"|{_CALIBRE})"
    )
    return pattern, classes

"""What stands around a dateline: names of publishers, and words in capitals that are no place."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from flows.errors import ReferenceDataError


@cache
def publishers() -> dict[str, str]:
    """Read publishers.csv: a name as printed ("AP", "CNN") -> the publisher's usual name."""
    return dict(_rows("publishers.csv", "name", "publisher"))


@cache
def labels() -> frozenset[str]:
    """Read dateline_labels.csv: words in capitals before a colon or dash that name no place (EXCLUSIVE, NATO)."""
    return frozenset(label for label, _ in _rows("dateline_labels.csv", "label", "note"))


def _rows(file: str, key: str, value: str) -> list[tuple[str, str]]:
    rows = list(csv.DictReader((files("flows.reference") / file).read_text("utf-8").splitlines()))
    keys = [row[key] for row in rows]
    for number, name in enumerate(keys, start=2):
        if not name or name != name.strip() or keys.count(name) > 1:
            raise ReferenceDataError(f"{file} line {number}: {key} {name!r} is empty, padded or given twice")
    return [(row[key], row[value]) for row in rows]

"""Words that tell what a figure does in its sentence: a total, a budget, a cost; from figure_roles.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows
from flows.schema.columns import FigureRole


@dataclass(frozen=True, slots=True)
class RolePhrases:
    """The roles by the words, in lower case, directly before or behind a figure; `longest` is the most words of one."""

    before: dict[tuple[str, ...], FigureRole]
    behind: dict[tuple[str, ...], FigureRole]
    longest: int


@cache
def load_figure_roles() -> RolePhrases:
    """Load figure_roles.csv; raise ReferenceDataError where a row is wrong or a phrase stands twice in one place."""
    before: dict[tuple[str, ...], FigureRole] = {}
    behind: dict[tuple[str, ...], FigureRole] = {}
    for row in read_rows("figure_roles.csv", ("phrase", "role", "place")):
        index = before if row.one_of("place", Literal["before", "behind"]) == "before" else behind
        words = tuple(row.text("phrase").split())
        if words in index:
            raise row.error(f"the phrase {' '.join(words)!r} stands twice")
        index[words] = row.one_of("role", FigureRole)
    return RolePhrases(before, behind, max(map(len, (*before, *behind))))

"""Words that tell what a figure does in its sentence: a total, a budget, a cost; from figure_roles.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from flows.reference.vocabulary import read_rows
from flows.schema.columns import FigureRole

Place = Literal["before", "behind", "around"]


@dataclass(frozen=True, slots=True)
class RolePhrases:
    """The roles by the words, in lower case, directly before or behind a figure; `longest` is the most words of one.

    `around` has the roles by one word before and one behind.
    """

    before: dict[tuple[str, ...], FigureRole]
    behind: dict[tuple[str, ...], FigureRole]
    around: dict[tuple[str, ...], FigureRole]
    longest: int


@cache
def load_figure_roles() -> RolePhrases:
    """Load figure_roles.csv; raise ReferenceDataError where a row is wrong or a phrase stands twice in one place."""
    by_place: dict[str, dict[tuple[str, ...], FigureRole]] = {place: {} for place in get_args(Place)}
    for row in read_rows("figure_roles.csv", ("phrase", "role", "place")):
        place = row.one_of("place", Place)
        words = tuple(row.text("phrase").split())
        if place == "around":
            if len(words) != 3 or words[1] != "*":
                raise row.error(f"the phrase {' '.join(words)!r} is not one word, * and one word")
            words = (words[0], words[2])
        if words in by_place[place]:
            raise row.error(f"the phrase {' '.join(words)!r} stands twice")
        by_place[place][words] = row.one_of("role", FigureRole)
    return RolePhrases(**by_place, longest=max(map(len, (*by_place["before"], *by_place["behind"]))))

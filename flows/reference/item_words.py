"""Words by which promised things are compared, from item_words.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.countries import demonyms
from flows.reference.vocabulary import read_rows

Weight = Literal["0", "general", "specific"]
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]*\d[^\W_]*)?")


@dataclass(frozen=True, slots=True, eq=False)
class ItemWords:
    """The words of one promised thing, one object per text: those that name it; and those that fit many promises."""

    specific: frozenset[str]
    general: frozenset[str]
    names: frozenset[str]  # those of the specific words that are a proper name: Patriot, Nansen
    types: frozenset[str]  # type names: F-16 as f16, Leopard 2A6 as leopard2
    is_definite: bool  # "the aid": points back to a thing named before


@cache
def words_of_item(text: str, types: frozenset[str] = frozenset()) -> ItemWords:
    """Return the words under which a thing is compared: "missiles" and "a missile" are alike.

    Case, plural and the spellings listed in item_words.csv make no difference; bare numbers count as no word, nor does
    whose thing it is (British troops).
    """
    specific, general, names = set(types), set[str](), set[str]()
    words = _WORD.findall(text.replace("’", "'").replace("'s", ""))
    for word in words:
        if word.isdigit() or word in demonyms():
            continue
        listed = _listed_words().get(word.lower()) or _listed_words().get(singular(word.lower()))
        stands_for, weight = listed or (singular(word.lower()).replace("-", ""), "specific")
        if weight == "general":
            general.add(stands_for)
        elif weight == "specific" and len(stands_for) > 1:
            specific.add(stands_for)
            if not listed and word != word.lower() and not text.isupper():
                names.add(stands_for)
    is_definite = bool(words) and words[0].lower() in DEFINITE
    return ItemWords(frozenset(specific), frozenset(general), frozenset(names), types, is_definite)


def singular(word: str) -> str:
    """Return a plural noun's singular by its ending; other words as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _listed_words() -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for row in read_rows("item_words.csv", ("word", "stands_for", "weight")):
        word, weight = row.text("word"), row.one_of("weight", Weight)
        if word in words:
            raise row.error(f"{word!r} stands twice")
        stands_for = row.optional("stands_for") or ""
        if bool(stands_for) == (weight == "0"):
            raise row.error("stands_for must be filled, except where weight is 0")
        words[word] = (stands_for, weight)
    return words

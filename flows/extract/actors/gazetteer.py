"""Find the names of countries, organisations, regions, capitals and leaders in a text: one pass, longest name first.

spaCy's small model misses many of them (Kyiv, Ankara), so what stands here goes ahead of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.countries import country_aliases, demonyms
from flows.reference.offices import terms
from flows.reference.organisations import metonyms, name_traps, organisations, regions

Kind = Literal[
    "trap", "country", "demonym", "capital", "seat", "organisation", "region", "region_adjective", "leader"
]  # fmt: skip

_PREFIX = re.compile(r"-[a-z]")
_SHORT = 3
_LONG_ACRONYM = 6
_WORD = re.compile(r"[^\W_]+")
# Same length, so that offsets hold.
_LIKE = str.maketrans("’‘\n\t\u00a0\u2011", "''   -")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a text; `key` is an ISO3 code, or the name of an organisation, region, metonym or leader."""

    start: int
    end: int
    kind: Kind
    key: str
    is_prefix: bool = False  # "US-backed": says who backs, not whose it is


def find_names(text: str) -> Iterator[Name]:
    """Find the names of a text in reading order; they do not overlap.

    Case matters, but for names of four letters or more that stand in capitals.
    """
    like = text.translate(_LIKE)
    by_first_word = _names_by_first_word()
    position = 0
    for word in _WORD.finditer(like):
        start = word.start()
        if start < position:
            continue
        for alias, kind, key in by_first_word.get(word.group(), ()):
            if like.startswith(alias, start):
                end = start + len(alias)
                if end < len(like) and like[end].isalnum() and like[end - 1] != ".":
                    continue
                if like.startswith("$", end):
                    continue  # US$5m: a currency, and no country
                position = end
                yield Name(start, end, kind, key, is_prefix=bool(_PREFIX.match(like, end)))
                break


@cache
def _names_by_first_word() -> dict[str, list[tuple[str, Kind, str]]]:
    index: dict[str, list[tuple[str, Kind, str]]] = {}
    for alias, (kind, key) in _all_names().items():
        for form in {alias, alias.upper()} if len(alias) > _SHORT else {alias}:
            first = _WORD.match(form)
            if first is not None:
                index.setdefault(first.group(), []).append((form, kind, key))
    for group in index.values():
        group.sort(key=lambda name: -len(name[0]))
    return index


def _all_names() -> dict[str, tuple[Kind, str]]:
    """Return kind and key by name; where vocabularies share a name, the later of the lists below has it."""
    names: dict[str, tuple[Kind, str]] = {
        term.person: ("leader", term.person) for term in terms() if " " in term.person
    }
    for alias, region in regions().items():
        names[alias] = ("region" if region.use == "name" else "region_adjective", alias)
    for alias, metonym in metonyms().items():
        names[alias] = (metonym.kind, alias)
    for alias in organisations():
        names[alias] = ("organisation", alias)
        if alias.isalpha() and alias.isupper() and len(alias) < _LONG_ACRONYM:
            names[".".join(alias) + "."] = ("organisation", alias)
    names |= {word: ("demonym", demonym.iso3) for word, demonym in demonyms().items()}
    names |= {alias: ("country", iso3) for alias, iso3 in country_aliases().items()}
    names |= {phrase: ("trap", phrase) for phrase in name_traps()}
    return names

"""What a mention calls the thing that it promises: its words, and the type names that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.reference.designators import find_designators
from flows.reference.item_words import ItemWords, words_of_item

# Between a type name and the thing that it names: "Leopard 2 main battle tanks".
_BETWEEN = re.compile(r"\s*(?:[\w-]+\s+){0,3}")
_CALIBRE = re.compile(r"(\d+(?:\.\d+)?)\s*-?\s*(?:mm|mill|cal)")
_FAMILY = re.compile(r"[a-z]+\d*")


def words_of_thing(row: Mapping[str, Any]) -> ItemWords:
    """Return the words of a commitment row's thing, with the type names in them and before them in the evidence."""
    text = row["item_text"] or ""
    return words_of_item(text, frozenset(_types(row, text)))


def _types(row: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield the families of the type names that belong to a thing."""
    for inside in find_designators(text, 0, len(text)):
        yield family(text[inside.span.start : inside.span.end])
    if row["item_start"] is None:
        return
    evidence, start = row["evidence"], row["item_start"] - row["char_start"]
    for before in find_designators(evidence, 0, max(start, 0)):
        if _BETWEEN.fullmatch(evidence, before.span.end, start):
            yield family(evidence[before.span.start : before.span.end])


def family(name: str) -> str:
    """Return a type name without its variant: "Leopard 2A6" as leopard2, "F-16s" as f16, "155 mm" as 155mm."""
    calibre = _CALIBRE.match(name.lower())
    if calibre:
        return calibre[1] + "mm"
    joined = re.sub(r"[\s‑-]", "", name.lower())
    found = _FAMILY.match(joined)
    return found[0] if found else joined

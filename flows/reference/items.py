"""Words for things that are given: missiles, troops, loans, vaccines; what class and sector each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flows.reference.designators import find_designators
from flows.reference.vocabulary import read_rows
from flows.schema.columns import Instrument, ItemClass, Sector
from flows.schema.span import Span

_COLUMNS = ("term", "variants", "item_class", "sector", "instrument")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_JOINER = re.compile(r"[ \t\u00a0\n]|-|‑|–")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of items.csv: `term` is the usual singular; `instrument` is None unless the word names one."""

    term: str
    item_class: ItemClass
    sector: Sector
    instrument: Instrument | None


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """One item word in a text; `lemma` is the term of its row, whatever variant or plural stands in the text."""

    span: Span
    item_class: ItemClass
    sector: Sector
    instrument: Instrument | None
    lemma: str


class ItemLexicon:
    """Find item words in a text, the longest at each place; case and hyphens make no difference."""

    def __init__(self, items: dict[str, Item]) -> None:
        """Index the items by the first word of each form; `items` maps a lower-case form to its row."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Item]]] = {}
        for form, item in items.items():
            words = tuple(_WORD.findall(form))
            self._by_first.setdefault(words[0], []).append((words[1:], item))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def last_words(self) -> Iterator[tuple[str, ItemClass]]:
        """Yield the last word of each form, which is its head, with the class of its item."""
        for first, candidates in self._by_first.items():
            for rest, item in candidates:
                yield (rest[-1] if rest else first), item.item_class

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[ItemMatch]:
        """Find the items whose words stand wholly in text[start:end], in reading order, without overlaps."""
        end = len(text) if end is None else end
        words = list(_WORD.finditer(text, start, end))
        if words and words[0].start() == start and text[start - 1 : start].isalnum():
            del words[0]
        if words and words[-1].end() == end and text[end : end + 1].isalnum():
            del words[-1]
        matches: list[ItemMatch] = []
        at = 0
        while at < len(words):
            found = self._longest_at(text, words, at)
            if found is None:
                at += 1
                continue
            n_words, item = found
            span = Span(words[at].start(), words[at + n_words - 1].end())
            matches.append(ItemMatch(span, item.item_class, item.sector, item.instrument, item.term))
            at += n_words
        return matches

    def _longest_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, Item] | None:
        for rest, item in self._by_first.get(words[at].group().lower(), ()):
            if at + len(rest) < len(words) and all(
                words[at + offset].group().lower() == word
                and _JOINER.fullmatch(text, words[at + offset - 1].end(), words[at + offset].start())
                for offset, word in enumerate(rest, start=1)
            ):
                return len(rest) + 1, item
        return None


@cache
def load_items() -> ItemLexicon:
    """Load items.csv; raise ReferenceDataError where a row is wrong or a form stands twice."""
    items: dict[str, Item] = {}
    for row in read_rows("items.csv", _COLUMNS):
        item = Item(
            term=row.text("term"),
            item_class=row.one_of("item_class", ItemClass),
            sector=row.one_of("sector", Sector),
            instrument=row.one_of("instrument", Instrument) if row.optional("instrument") else None,
        )
        for form in (item.term, *row.many("variants")):
            if form in items:
                raise row.error(f"the form {form!r} stands twice")
            items[form] = item
    for form, item in list(items.items()):
        for plural in _plurals(form):
            items.setdefault(plural, item)
    return ItemLexicon(items)


def find_items(text: str, start: int = 0, end: int | None = None) -> list[ItemMatch]:
    """Find item words and type names (F-16, Leopard 2) in text[start:end], in reading order, without overlaps."""
    end = len(text) if end is None else end
    named = [
        ItemMatch(span, item_class, "military" if item_class == "weapons_ammunition" else "other", None, span.of(text))
        for span, item_class in find_designators(text, start, end)
    ]
    words = [word for word in load_items().find(text, start, end) if not any(word.span.overlaps(n.span) for n in named)]
    return sorted(words + named, key=lambda match: match.span)


def _plurals(form: str) -> Iterator[str]:
    """Yield the regular plural of a form's last word (a form that is plural already gets a harmless extra)."""
    if form.endswith("man"):
        yield form[:-3] + "men"
    elif form.endswith("y") and form[-2:-1] not in "aeiou":
        yield form[:-1] + "ies"
    elif form.endswith(("s", "x", "ch", "sh")):
        yield form + "es"
    else:
        yield form + "s"

"""The figures of articles, as linking reads them: an amount with its stated conversions, and what it was before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flows.link.money import Money, Rates, money_of
from flows.link.recall import Days, find_recollections
from flows.schema.span import Span

FIGURE_COLUMNS = (
    "figure_id", "sentence_id", "figure_text", "amount", "amount_low", "amount_high", "rounded_low", "rounded_high",
    "qualifier", "currency", "role", "conversion_of", "kind", "char_start",
)  # fmt: skip

Row = Mapping[str, Any]


class Figures:
    """Rows of financial_figures by id and by sentence."""

    def __init__(self, rows: Iterable[Row], rates: Rates) -> None:
        self._rates = rates
        self._by_id: dict[str, Row] = {}
        self._conversions: dict[str, list[str]] = defaultdict(list)
        self._of_sentence: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row["kind"] != "money":
                continue
            self._by_id[row["figure_id"]] = row
            self._of_sentence[row["sentence_id"]].append(row)
            if row["conversion_of"] is not None:
                self._conversions[row["conversion_of"]].append(row["figure_id"])

    def recalled_days(self, mention: Row, published: date | None) -> Days | None:
        """Return the days on which its sentence says that a mention's sum was promised; None where it does not say.

        Of several sums in the sentence, the words mean the one that is nearest to them.
        """
        if mention["parent_text"] is not None and not self.is_whole(mention):
            return None
        figure = self._by_id.get(mention["figure_id"])
        own = None if figure is None else figure["conversion_of"] or figure["figure_id"]
        for found in find_recollections(mention["evidence"], published):
            if self._base_nearest(found.span, mention) in (None, own):
                return found.days
        return None

    def is_whole(self, mention: Row) -> bool:
        """Tell whether a mention's own sum is the one of the envelope that its sentence names."""
        figure = self._by_id.get(mention["figure_id"])
        return figure is not None and self._stands_in(figure, mention["parent_text"] or "", mention)

    def _base_nearest(self, span: Span, mention: Row) -> str | None:
        """Return the sum that stands nearest to some words of a mention's sentence, by the figure that it restates."""
        places = [
            (max(start - span.end, span.start - start - len(row["figure_text"])), row)
            for row in self._of_sentence.get(mention["sentence_id"], ())
            if row["char_start"] is not None
            for start in (row["char_start"] - mention["char_start"],)
        ]
        if not places:
            return None
        _, nearest = min(places, key=lambda place: place[0])
        return str(nearest["conversion_of"] or nearest["figure_id"])

    def money_of(self, mention: Row, day: date | None) -> tuple[Money, ...]:
        """Return the amount of a commitment row, as its figure bounds it, and then its stated conversions."""
        own = self._read({**mention, "qualifier": mention["amount_qualifier"]}, day)
        figure = self._by_id.get(mention["figure_id"])
        if not own or figure is None:
            return own
        if figure["amount"] == mention["amount"]:
            own = self._read(figure, day)
        base = figure["conversion_of"] or figure["figure_id"]
        others = [base, *sorted(self._conversions.get(base, ()))]
        restated = (self._by_id.get(other) for other in others if other != figure["figure_id"])
        return own + tuple(money for row in restated if row is not None for money in self._read(row, day))

    def text_of(self, mention: Row) -> str | None:
        """Return the words of a mention's own sum, which some texts give as all that is promised."""
        figure = self._by_id.get(mention["figure_id"])
        return None if figure is None else figure["figure_text"]

    def before_change(self, mention: Row, day: date | None) -> tuple[Money, ...]:
        """Return what the amount was before ("raised from 1bn"), as its sentence says."""
        return tuple(money for row in self._others(mention) if row["role"] == "from" for money in self._read(row, day))

    def inside(self, words: str | None, mention: Row) -> Row | None:
        """Return the figure of the mention's sentence that stands in some words of it, or right before them.

        It is none that states the mention's own sum.
        """
        if words is None:
            return None
        return next((row for row in self._others(mention) if self._stands_in(row, words, mention)), None)

    def amounts_of(self, figure: Row | None, day: date | None) -> tuple[Money, ...]:
        """Return the amount of one figure; nothing without one."""
        return () if figure is None else self._read(figure, day)

    def _stands_in(self, figure: Row, words: str, mention: Row) -> bool:
        if figure["figure_text"] in words:
            return True
        at = mention["evidence"].find(words) if words else -1
        before = mention["evidence"][: max(at, 0)].rstrip(" -")
        return at > 0 and bool(before.removesuffix(" in").endswith(figure["figure_text"]))

    def _others(self, mention: Row) -> Iterable[Row]:
        rows = self._of_sentence.get(mention["sentence_id"], ())
        return (row for row in rows if row["figure_id"] != mention["figure_id"])

    def _read(self, row: Row, day: date | None) -> tuple[Money, ...]:
        money = money_of(row, self._rates, day)
        return () if money is None else (money,)

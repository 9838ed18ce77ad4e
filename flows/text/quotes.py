"""Quotation marks: where quoted words begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.schema.span import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
_MARK = re.compile(r"[\"“”„«»‹›]|``|''")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    `outer` takes the marks along, `inner` the words alone, without a comma directly before the closing mark.
    `closed` is False where the text never closes it: then it ends with its paragraph.
    """

    outer: Span
    inner: Span
    closed: bool = True


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Find the quotations of a text, in reading order.

    Marks are paired inside one paragraph; one that is never closed runs to the paragraph's end.
    """
    quotes: list[Quote] = []
    for paragraph in paragraphs:
        opened: re.Match[str] | None = None
        for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
            if opened is None:
                opened = mark
            elif _closes(opened.group(), mark.group()):
                quotes.append(_quote(text, opened.start(), opened.end(), mark.start(), mark.end(), closed=True))
                opened = None
        if opened is not None and opened.end() < paragraph.end:
            quotes.append(
                _quote(text, opened.start(), opened.end(), paragraph.end, paragraph.end, closed=False)
            )
    return tuple(quotes)


def _closes(opening: str, mark: str) -> bool:
    if opening in _PAIRS:
        return mark in _PAIRS[opening]
    return mark == opening or (opening == "``" and mark == "''")


def _quote(text: str, start: int, inner_start: int, inner_end: int, end: int, *, closed: bool) -> Quote:
    while inner_end > inner_start and text[inner_end - 1] in ", \n":
        inner_end -= 1
    return Quote(Span(start, end), Span(inner_start, inner_end), closed)

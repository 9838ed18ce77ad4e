"""How an article is laid out: title, date line, byline, dateline, then the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from flows.reference.written_dates import WrittenDate
from flows.schema.span import Span
from flows.sources.dateline import Dateline, find_dateline
from flows.sources.head_lines import is_credits, read_head_line

HEAD_LINES = 10
TAIL_CHARS = 600
MAX_TITLE_CHARS = 300
MAX_CROWDED_TITLE_CHARS = 120

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.:;,–—-][\"'”’)\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$")


@dataclass(slots=True)
class Layout:
    """The parts that a text turned out to have; the others are None or empty.

    `date` names a year, or is None. `furniture` are whole lines that are no sentence.
    """

    title: Span | None = None
    date: WrittenDate | None = None
    publisher: str | None = None
    dateline: Dateline | None = None
    furniture: list[Span] = field(default_factory=list)


def read_layout(text: str, *, title: Span | None = None) -> Layout:
    """Find title, date, byline and dateline among the first lines of a text, and credits among its last.

    A given `title` is kept and only what follows it is read. Otherwise the title is the first line that is not a date
    or byline, if it does not end like a sentence and stands apart from the text (`_is_title`).
    """
    layout = Layout(title=title)
    begin = title.end if title else 0
    lines = list(islice(_lines(text, begin), HEAD_LINES + 1))
    in_body = False
    for line, following in zip(lines[:HEAD_LINES], [*lines[1:], None], strict=False):
        if _take_head_line(layout, text, line, following):
            continue
        if layout.title is None and not in_body and following and _is_title(text, line, following):
            layout.title = line
            continue
        if layout.dateline is None:
            _take_dateline(layout, text, line, is_first=not in_body)
        in_body = True
    tail = max(begin, len(text) - TAIL_CHARS)
    for line in _lines(text, tail):
        if is_credits(line.of(text)) and (line.start > tail or tail == begin):
            layout.furniture.append(line)
    return layout


def _take_head_line(layout: Layout, text: str, line: Span, following: Span | None) -> bool:
    """Note what a date line or byline tells; False where the line is neither.

    A name on a line of its own is a byline where the next line is a publisher's.
    """
    head = read_head_line(line.of(text))
    if head is None and following and (names := read_head_line(following.of(text))) and names.kind == "names":
        head = read_head_line(f"{line.of(text)}, {following.of(text)}")
    if head is None:
        return False
    layout.furniture.append(line)
    layout.date = layout.date or head.date
    layout.publisher = layout.publisher or head.publisher
    return True


def _take_dateline(layout: Layout, text: str, line: Span, *, is_first: bool) -> None:
    layout.dateline = dateline = find_dateline(text, line, is_first=is_first)
    if dateline is None:
        return
    layout.publisher = layout.publisher or dateline.publisher
    if layout.date is None and dateline.date and dateline.date.year:
        layout.date = dateline.date


def _is_title(text: str, line: Span, following: Span) -> bool:
    """Tell whether a first line is a title, by its end and by what follows it.

    Before a date line or byline any line is. Before a blank line it must not end like a sentence; without one the next
    line must be a whole paragraph too, since a line of wrapped text does not end like a sentence either.
    """
    words = line.of(text)
    if len(words) > MAX_TITLE_CHARS or find_dateline(text, line):
        return False
    if read_head_line(following.of(text)):
        return True
    if _SENTENCE_END.search(words) and not _ABBREVIATION_END.search(words):
        return False
    if text.count("\n", line.end, following.start) > 1:
        return True
    return len(words) <= MAX_CROWDED_TITLE_CHARS < following.end - following.start


def _lines(text: str, start: int) -> Iterator[Span]:
    """Yield the lines that are not blank, without the blanks at their ends."""
    for line in _LINE.finditer(text, start):
        words = line.group()
        if stripped := words.strip():
            first = line.start() + len(words) - len(words.lstrip())
            yield Span(first, first + len(stripped))

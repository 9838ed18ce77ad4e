"""Paragraphs and sentences, cut by punctuation and layout before any parser sees the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from flows.schema.span import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n")
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’»)\]]*(\s+)(?=[\"'“‘«(\[]*[A-Z0-9$£€])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs|No|Nos|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|est|e\.g|i\.e)|(?<![A-Za-z])[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_SPEECH_TAIL = re.compile(r"(?:(?:[A-Z][\w.’'-]+|the|a|an)\s+){1,5}(?:said|says|asked|told|added|replied|wrote)\b")


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Cut a text at blank lines; where lines are not wrapped at a fixed width, every line is a paragraph."""
    boundary = _BLANK_LINE if is_hard_wrapped(text) else _LINE
    return tuple(_pieces(text, boundary))


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut one paragraph at the ends of its sentences."""
    start = paragraph.start
    for match in _BOUNDARY.finditer(text, paragraph.start, paragraph.end):
        before = text[max(start, match.start() - 12) : match.start() + 1]
        if text[match.start()] == "." and _ABBREVIATION.search(before):
            continue
        if match.group()[-len(match.group(1)) - 1] in "\"'”’»" and _SPEECH_TAIL.match(text, match.end()):
            continue
        yield Span(start, match.start(1))
        start = match.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def is_hard_wrapped(text: str) -> bool:
    """Tell whether lines end at a fixed width: many are long and go on in the next line with a small letter."""
    blocks = [block.split("\n") for block in _BLANK_LINE.split(text)]
    breaks = [(line, following) for lines in blocks for line, following in itertools.pairwise(lines)]
    wrapped = [line for line, following in breaks if 40 <= len(line) <= 110 and following.lstrip()[:1].islower()]
    return len(wrapped) >= 2 and len(wrapped) >= 0.3 * len(breaks)


def _pieces(text: str, boundary: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in boundary.finditer(text):
        yield from trimmed(text, start, match.start())
        start = match.end()
    yield from trimmed(text, start, len(text))


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without blanks at its ends; nothing where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

"""Paragraphs and sentences, cut by punctuation and layout before any parser sees the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from flows.reference.abbreviations import load_abbreviations
from flows.schema.span import Span
from flows.text.speech_tails import speech_tail

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n")
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’»)\]]*(\s+)(?=[\"'“‘«(\[`]*[^\W_a-z]|[\"'“‘«(\[`]*[$£€])")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'—–/]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
MAX_SENTENCE_CHARS = 5_000
_MAX_WORD_CHARS = 16
_CLOSING = frozenset("\"'”’»")

# Words that open a sentence far more often than they follow an abbreviation inside one.
_OPENERS = re.compile(
    r"[\"'“‘«(\[]*(?:The|A|An|He|She|It|They|We|You|I|But|And|Or|So|Yet|In|On|At|By|For|From|With|Of|To|As|If|When|While"
    r"|After|Before|Since|Until|Although|Though|Because|However|Meanwhile|This|That|These|Those|There|Here|His|Her|Its"
    r"|Their|Our|My|Some|Many|Most|All|Both|Each|Not|No|Now|Then|Last|What|Who|Why|How|Where|Asked|According|Also|Mr|Mrs"
    r"|Ms|Officials|President|Under|Over|Another|Such|Despite|During)\b"
)


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Cut a text at blank lines; where lines are not wrapped at a fixed width, every line is a paragraph."""
    boundary = _BLANK_LINE if is_hard_wrapped(text) else _LINE
    return tuple(_pieces(text, boundary))


def split_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut one paragraph at the ends of its sentences.

    A quoted question or exclamation and the attribution after it (`"Why now?" Ms Okafor asked.`) stay together.
    """
    start = paragraph.start
    for match in _BOUNDARY.finditer(text, paragraph.start, paragraph.end):
        stop, gap = match.start(), match.start(1)
        if (
            text[stop] == "."
            and gap - stop == 1
            and _is_abbreviated(text, max(start, stop - _MAX_WORD_CHARS), match.end())
        ):
            continue
        if text[stop] != "." and text[gap - 1] in _CLOSING and speech_tail().match(text, match.end()):
            continue
        yield from _bounded(text, start, gap)
        start = match.end()
    if start < paragraph.end:
        yield from _bounded(text, start, paragraph.end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what has no full stop for thousands of characters: a table or a list, which no parser should see whole."""
    while end - start > MAX_SENTENCE_CHARS:
        blank = text.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS)
        cut = blank if blank > start else start + MAX_SENTENCE_CHARS
        yield from trimmed(text, start, cut)
        start = cut
    yield from trimmed(text, start, end)


def _is_abbreviated(text: str, begin: int, following: int) -> bool:
    """Tell whether the full stop before `following` belongs to an abbreviation inside a sentence."""
    before = text[begin:following].rstrip()
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    ends = load_abbreviations().get(word)
    if ends == "never":
        return True
    if ends == "unless_number":
        return text[following].isdigit()
    if ends == "sometimes" or (len(word) > 2 and _INITIALS.fullmatch(word)):
        return _OPENERS.match(text, following) is None
    return len(word) == 2 and word[0].isupper() and word != "I."


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

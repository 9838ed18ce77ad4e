"""Quotation marks: where quoted words begin and end, in every style that news uses.

Marks are paired inside one paragraph: straight, curly, low, guillemets either way round, doubled apostrophes, TeX.
Single marks count where they stand like quotation marks, not like apostrophes. A quotation that runs over several
paragraphs (each opens, the last closes) gives one `Quote` a paragraph. A mark without a partner is repaired within
its own sentence or paragraph, so one slip never spoils the rest of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.schema.span import Span
from flows.text.speech_tails import speech_tail

_MARK = re.compile(r"``|''|’’|‘‘|[\"“”„‟«»‹›″〝〞＂「」『』'‘’‚‛]")
# A family's marks close one another, whatever way round they were typed.
_FAMILY = dict.fromkeys(("“", "”", "„", "‟", '"', "″", "〝", "〞", "＂", "``", "''", "’’", "‘‘"), "double")
_FAMILY |= dict.fromkeys("«»", "guillemet") | dict.fromkeys("‹›", "single guillemet")
_FAMILY |= dict.fromkeys("「」", "corner") | dict.fromkeys("『』", "white corner")
_FAMILY |= dict.fromkeys("'‘’‚‛", "single")
_OPENS_ONLY = frozenset({"“", "„", "‟", "〝", "``", "‘‘", "‘", "‚", "‛", "「", "『"})
_CLOSES_ONLY = frozenset({"〞", "」", "』"})
_BEFORE_OPENING = frozenset(" \t\n\xa0\u2009\u202f([{-–—―/:…") | frozenset("\"“„«‹‘'`‚")
_AFTER_CLOSING = frozenset(" \t\n\xa0\u2009\u202f)]}.,;:!?…-–—―/*") | frozenset("\"”»›’'")
_SPEECH_STOPS = frozenset(",.!?…—–-")
_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|round|bout|cos|neath)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9$£€])")
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, or the part of one that stands in one paragraph.

    `outer` takes the marks along, `inner` the words alone, without a comma directly before the closing mark.
    `closed` is False where no mark closes it in its paragraph: then it goes on in the next (`continued`), or the
    mark is missing and it ends with its sentence or paragraph.
    """

    outer: Span
    inner: Span
    closed: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: its place, and what it may do judged by its shape and neighbours."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Find the quotations of a text that hold a word, nested ones included, in the order in which they open."""
    quotes: list[Quote] = []
    pending: str | None = None  # family of a quotation that the paragraph before left open
    marks = [_marks_of(text, paragraph) for paragraph in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        carried = pending if pending is not None and _closes_first(marks[number], pending) else None
        goes_on = _taken_up(marks[number + 1], paragraphs[number + 1]) if number + 1 < len(paragraphs) else frozenset()
        found, pending = _pair(text, paragraph, marks[number], carried, goes_on)
        worded = [quote for quote in found if any(char.isalnum() for char in quote.inner.of(text))]
        quotes += sorted(worded, key=lambda quote: (quote.outer.start, -quote.outer.end))
    return tuple(quotes)


def _marks_of(text: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        shape, family = match.group(), _FAMILY[match.group()]
        opens = before in _BEFORE_OPENING and not after.isspace()
        closes = after in _AFTER_CLOSING and not before.isspace()
        if family == "single":
            if _is_apostrophe(match, before, after):
                continue
            opens, closes = opens and after not in _AFTER_CLOSING, closes and shape not in _OPENS_ONLY
            opens = opens and not _ELISION.match(text, match.end())
            if not (opens or closes):
                continue
        elif shape in _OPENS_ONLY:
            opens, closes = True, shape in "“‟" and closes and not opens
        elif shape in _CLOSES_ONLY:
            opens, closes = False, True
        elif shape in '"″＂' and before.isdigit() and not opens:
            closes = True  # inches, unless a quotation is open
        elif opens == closes:
            opens = closes = True
        marks.append(_Mark(match.start(), match.end(), family, opens, closes))
    return marks


def _is_apostrophe(match: re.Match[str], before: str, after: str) -> bool:
    return match.group() in "'’" and before.isalnum() and after.isalnum()


def _closes_first(marks: list[_Mark], family: str) -> bool:
    """Tell whether the first mark of a paragraph closes what the paragraph before left open."""
    first = next((mark for mark in marks if mark.family == family), None)
    return first is not None and first.closes and not first.opens


def _taken_up(marks: list[_Mark], paragraph: Span) -> frozenset[str]:
    """Return the families that a paragraph may take up: it opens with such a mark, or closes one it did not open."""
    firsts: dict[str, _Mark] = {}
    for mark in marks:
        firsts.setdefault(mark.family, mark)
    return frozenset(
        family
        for family, mark in firsts.items()
        if (mark.start == paragraph.start and mark.opens) or (mark.closes and not mark.opens)
    )


def _pair(
    text: str, paragraph: Span, marks: list[_Mark], carried: str | None, goes_on: frozenset[str]
) -> tuple[list[Quote], str | None]:
    """Pair the marks of one paragraph; the second value is the family of what it leaves open.

    `carried` is the family of a quotation that the paragraph before left open, `goes_on` holds the families that the
    next paragraph takes up.
    """
    quotes: list[Quote] = []
    open_marks: list[_Mark] = []
    if carried is not None:
        open_marks.append(_Mark(paragraph.start, paragraph.start, carried, opens=True, closes=False))
    done = paragraph.start  # where the last quotation outside any other ended
    for index, mark in enumerate(marks):
        at = _partner(text, open_marks, mark, marks, index)
        if at is not None:
            opened, *strays = open_marks[at:]
            del open_marks[at:]
            quotes += [_unclosed(text, stray, mark.start) for stray in strays if stray.family != "single"]
            quotes.append(_quote(text, opened.start, opened.end, mark.start, mark.end))
            done = done if open_marks else mark.end
        elif mark.opens:
            quotes += _given_up(text, open_marks, mark)
            if len(open_marks) < _MAX_DEPTH:
                open_marks.append(mark)
        elif not open_marks and mark.family != "single" and text[mark.start - 1] in _SPEECH_STOPS:
            start = _sentence_start(text, done, mark.start)
            quotes.append(_quote(text, start, start, mark.start, mark.end))
            done = mark.end
    left = next((m for m in open_marks if m.family != "single" or m.start == paragraph.start), None)
    if left is None:
        return quotes, None
    if left.family in goes_on:
        quotes.append(_quote(text, left.start, left.end, paragraph.end, paragraph.end, closed=False, continued=True))
        return quotes, left.family
    if left.family != "single":
        limit_to_sentence = left.start > paragraph.start
        quotes.append(_unclosed(text, left, paragraph.end, limit_to_sentence=limit_to_sentence))
    return quotes, None


def _given_up(text: str, open_marks: list[_Mark], mark: _Mark) -> list[Quote]:
    """Close what is still open when a mark of the same family opens again: its closing mark is missing."""
    same = next((n for n, m in enumerate(open_marks) if m.family == mark.family), None)
    if same is None or mark.family == "single":
        return []
    strays = [m for m in open_marks[same:] if m.family != "single"]
    del open_marks[same:]
    return [_unclosed(text, stray, mark.start) for stray in strays]


def _partner(text: str, open_marks: list[_Mark], mark: _Mark, marks: list[_Mark], index: int) -> int | None:
    """Return which open mark this one closes."""
    if not mark.closes:
        return None
    at = next((n for n in range(len(open_marks) - 1, -1, -1) if open_marks[n].family == mark.family), None)
    if at is None:
        return None
    if mark.opens and mark.family != "single" and at != len(open_marks) - 1:
        return None
    if mark.family == "single" and _is_possessive(text, mark) and _closer_follows(text, marks, index):
        at = None
    return at


def _is_possessive(text: str, mark: _Mark) -> bool:
    """Tell whether a single mark may be the apostrophe of a plural: `the workers' rights`."""
    return (
        text[mark.start - 1] in "sSzx"
        and text[mark.end : mark.end + 1] == " "
        and text[mark.end + 1 : mark.end + 2].isalnum()
    )


def _closer_follows(text: str, marks: list[_Mark], index: int) -> bool:
    """Tell whether a better closing mark follows before the next opening one."""
    for mark in marks[index + 1 : index + 6]:
        if mark.family == "single":
            if mark.opens and not mark.closes:
                return False
            if mark.closes and not _is_possessive(text, mark):
                return True
    return False


def _unclosed(text: str, mark: _Mark, limit: int, *, limit_to_sentence: bool = True) -> Quote:
    """End a quotation that lacks its closing mark before its attribution, with its sentence, or at `limit`."""
    stop = _SENTENCE_END.search(text, mark.end, limit) if limit_to_sentence else None
    end = stop.start() + 1 if stop else limit
    comma = text.find(", ", mark.end, end)
    while comma >= 0:
        if speech_tail().match(text, comma + 2):
            return _quote(text, mark.start, mark.end, comma + 1, comma + 1, closed=False)
        comma = text.find(", ", comma + 1, end)
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    return _quote(text, mark.start, mark.end, end, end, closed=False)


def _sentence_start(text: str, begin: int, end: int) -> int:
    """Return where the sentence that ends at `end` starts, not before `begin`."""
    for match in _SENTENCE_END.finditer(text, max(begin, end - 1000), end):
        begin = match.end()
    while begin < end and text[begin].isspace():
        begin += 1
    return begin


def _quote(
    text: str, start: int, inner_start: int, inner_end: int, end: int, *, closed: bool = True, continued: bool = False
) -> Quote:
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and (text[inner_end - 1] == "," or text[inner_end - 1].isspace()):
        inner_end -= 1
    return Quote(Span(start, end), Span(inner_start, inner_end), closed, continued)

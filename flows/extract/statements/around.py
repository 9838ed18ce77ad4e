"""What was said around an attribution: before it, or on both sides of it."""

from __future__ import annotations

from flows.extract.statements.attributions import Attribution, attribution_at
from flows.extract.statements.contents import has_that
from flows.extract.statements.cues import Cue
from flows.extract.statements.extents import FINITE
from flows.extract.statements.reading import Reading, Run
from flows.text.syntax import Syntax

_MARKS_OF_TIME = frozenset({"after", "before", "while", "as", "when", "since", "although", "though", "because", "if"})
_TOPICS = frozenset({"of", "about", "for", "against", "with", "on", "at"})


def content_around(reading: Reading, cue: Cue, first: int, end: int) -> tuple[list[Run], int] | None:
    """Return what is said around an attribution and its speaker: `The deal is off, X said`, `The deal, X said, is off`.

    `first` and `end` are the first and last token of the sentence.
    """
    syntax = reading.syntax
    begin = _attribution_start(syntax, cue, first)
    if begin - 1 <= first or not reading.is_stop[begin - 1] or not _is_finite(syntax, cue):
        return None
    found = attribution_at(reading, [cue], begin, end + 1)
    if found is None or found.speaker is None or _governs_content(reading, cue, found):
        return None
    before = (first, begin - 2)
    after = found.last + 1
    if after < end and reading.is_stop[after] and _goes_on(syntax, cue, first, begin, after + 1):
        return [before, (after + 1, end)], found.speaker
    if (
        after < end
        and not reading.is_stop[after]
        and syntax.lower[after] not in (".", "?", "!")
        and reading.quote_of[after] < 0
    ):
        return None
    main = first
    if syntax.lower[first] in _MARKS_OF_TIME:
        main = next((t for t in range(first, begin - 1) if reading.is_stop[t]), begin)
    if not _has_finite(syntax, main, begin - 1):
        return None
    return [before], found.speaker


def _is_finite(syntax: Syntax, cue: Cue) -> bool:
    tag = syntax.tag[cue.token]
    return tag in FINITE or (tag == "VBN" and any(syntax.dep[c] == "aux" for c in syntax.children[cue.token]))


def _has_finite(syntax: Syntax, first: int, end: int) -> bool:
    return any(syntax.tag[t] in FINITE for t in range(first, end))


def _attribution_start(syntax: Syntax, cue: Cue, first: int) -> int:
    begin = cue.token
    if cue.speaker is not None and first <= cue.speaker < cue.token:
        begin = syntax.left_edge(cue.speaker)
    while begin - 1 > first and (syntax.dep[begin - 1] in ("aux", "advmod", "neg") or syntax.lower[begin - 1] == "as"):
        begin -= 1
    return begin


def _governs_content(reading: Reading, cue: Cue, found: Attribution) -> bool:
    """Tell whether what the verb reports stands after it: a clause, an object, or `of`, `about`, `for` something."""
    syntax = reading.syntax
    for child in syntax.children[cue.token]:
        if child <= cue.last or child == found.speaker or syntax.left_edge(child) > found.last + 1:
            continue
        label = syntax.dep[child]
        if label in ("ccomp", "xcomp") or (label == "dobj" and "addressee" not in cue.verb.takes):
            return True
        if label == "prep" and syntax.lower[child] in _TOPICS and cue.verb.lemma != "say":
            return True
    return has_that(reading, cue, found.last + 1)


def _goes_on(syntax: Syntax, cue: Cue, first: int, begin: int, after: int) -> bool:
    """Tell whether the clause before the attribution goes on after it: its verb is still to come."""
    if syntax.tag[after] in ("VBG", "VBN", "WP", "WDT", "CC") or syntax.lower[after] in _MARKS_OF_TIME:
        return False
    return not _has_finite(syntax, first, begin) or syntax.head[cue.token] >= after

"""Where the content of a report ends."""

from __future__ import annotations

from flows.extract.statements.cues import Cue
from flows.extract.statements.inherited import is_coordinated
from flows.extract.statements.reading import Reading
from flows.text.syntax import Syntax

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADJUNCTS = frozenset({"advcl", "prep", "acl", "advmod", "npadvmod", "nsubj"})
_BREAKS = frozenset({"cc", "conj", "nsubj", "nsubjpass", "parataxis"})
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "to", "on", "about", "against", "with", "over", "from", "into"})
_ADDING_PREPOSITIONS = frozenset({"including", "through", "with", "for", "worth", "such", "as", "from"})
_CONDITIONS = frozenset({"if", "unless", "until", "once", "provided"})
_CLAUSE_FOLLOWS = frozenset({"as", "while", "and", "but", "though", "although", "after", "when", "because", "yet"})


def clause_end(reading: Reading, cue: Cue, start: int, end: int, *, is_misread: bool = False) -> int:
    """Return the last token of a clause that begins at `start`; `end` is the last token of its sentence.

    Where the parse of the clause `is_misread`, only the next report or the sentence ends it.
    """
    last = end if is_misread else _before_next_part(reading, cue, start, _subtree_end(reading.syntax, cue, start, end))
    last = _before_aside(reading, start, _before_next_report(reading, cue, start, last))
    return _whole_quotes(reading, cue, start, last)


def _before_next_part(reading: Reading, cue: Cue, start: int, last: int) -> int:
    syntax = reading.syntax
    for child in _later_parts(syntax, cue, start):
        left = syntax.left_edge(child)
        if reading.quote_of[left] >= 0 and reading.quote_of[left] != cue.quote:
            continue
        label = syntax.dep[child]
        if label in _BREAKS and not _is_reported(syntax, child):
            return min(last, left - 1)
        if reading.is_stop[left - 1] and label in _ADJUNCTS:
            return min(last, left - 1)
    return last


def _is_reported(syntax: Syntax, child: int) -> bool:
    """Tell whether a verb coordinated with the cue belongs to what is said: `said it would pay and would send more`."""
    verb = child
    if syntax.dep[child] == "cc":
        verb = next((c for c in syntax.children[syntax.head[child]] if c > child), child)
    if syntax.dep[verb] != "conj" or has_subject(syntax, verb):
        return False
    return syntax.tag[verb] == "VB" or any(syntax.tag[c] == "MD" for c in syntax.children[verb])


def object_end(reading: Reading, cue: Cue, start: int, end: int) -> int:
    """Return the last token of a noun phrase that begins at `start`, with what the verb says of it."""
    syntax = reading.syntax
    last = _subtree_end(syntax, cue, start, end)
    for child in _later_parts(syntax, cue, start):
        left = syntax.left_edge(child)
        if reading.quote_of[left] >= 0 and reading.quote_of[left] != cue.quote:
            continue
        if _ends_object(reading, child, left):
            last = min(last, left - 1)
            break
    while last > start and syntax.dep[last] == "cc":
        last -= 1  # "ruled out sending soldiers [and] called for"
    return _whole_quotes(reading, cue, start, last)


def _ends_object(reading: Reading, child: int, left: int) -> bool:
    syntax = reading.syntax
    label, word = syntax.dep[child], syntax.lower[child]
    if label in _BREAKS:
        return not (label in ("cc", "conj") and _is_reported(syntax, child))
    if label == "prep":
        return word not in (_ADDING_PREPOSITIONS if reading.is_stop[left - 1] else _OBJECT_PREPOSITIONS)
    if label in ("advcl", "npadvmod", "advmod"):
        return reading.is_stop[left - 1] or not _belongs_to_act(syntax, child)
    return reading.is_stop[left - 1] and label in _ADJUNCTS


def _belongs_to_act(syntax: Syntax, clause: int) -> bool:
    """Tell whether an adverbial clause is part of what is announced: its purpose or its condition."""
    if syntax.dep[clause] != "advcl":
        return False
    return has_to(syntax, clause) or any(syntax.lower[c] in _CONDITIONS for c in syntax.children[clause] if c < clause)


def has_to(syntax: Syntax, verb: int) -> bool:
    """Tell whether the verb is an infinitive with "to"."""
    return any(syntax.lower[c] == "to" and syntax.dep[c] == "aux" for c in syntax.children[verb] if c < verb)


def has_subject(syntax: Syntax, verb: int) -> bool:
    """Tell whether the verb has a subject of its own."""
    return syntax.child(verb, "nsubj", "nsubjpass") is not None


def _subtree_end(syntax: Syntax, cue: Cue, start: int, end: int) -> int:
    limit = max(syntax.right_edge(cue.token), syntax.right_edge(cue.last))
    return min(end, limit) if limit >= start else end


def _later_parts(syntax: Syntax, cue: Cue, start: int) -> list[int]:
    parts = [c for t in range(cue.token, cue.last + 1) for c in syntax.children[t] if c > start]
    return sorted(c for c in parts if syntax.left_edge(c) > start)


def _before_next_report(reading: Reading, cue: Cue, start: int, last: int) -> int:
    """End the content where another report begins: `..., as he indicated`, `..., but she said`, `..., adding that`."""
    syntax = reading.syntax
    for other in reading.cues_between(start + 1, last):
        if other.quote != cue.quote or "clause" not in other.verb.takes:
            continue
        before = other.token - 1
        if is_coordinated(syntax, other) and syntax.tag[other.token] == syntax.tag[cue.token]:
            while before > start and syntax.tag[before] in ("RB", "MD"):
                before -= 1
            if syntax.tag[before] == "CC":
                return before - 1
        if other.verb.lemma == "according to" or syntax.tag[other.token] == "VBG":
            while before > start and syntax.tag[before] == "RB":
                before -= 1
            if syntax.lower[before] in ("before", "after", "while") and before > start:
                return before - 1
            if other.verb.lemma == "according to" or _is_parted(reading, before):
                return before - 1 if reading.is_stop[before] else before
        elif other.speaker is not None and other.speaker < other.token:
            opening = syntax.left_edge(other.speaker) - 1
            if opening - 1 > start and syntax.lower[opening] in _CLAUSE_FOLLOWS and _is_parted(reading, opening - 1):
                return opening - 2 if reading.is_stop[opening - 1] else opening - 1
    return last


def _is_parted(reading: Reading, token: int) -> bool:
    """Tell whether a comma or dash stands at the token, or before it where it is a closing quotation mark."""
    return reading.is_stop[token] or (reading.ends_quote(token) and reading.is_stop[token - 1])


def _before_aside(reading: Reading, start: int, last: int) -> int:
    """End the content before `, even as ...`, with which the narrator sets something against it."""
    lower = reading.syntax.lower
    for token in range(start + 2, last):
        if lower[token] == "even" and lower[token + 1] == "as" and _is_parted(reading, token - 1):
            return token - 2 if reading.quote_of[token] < 0 else last
    return last


def _whole_quotes(reading: Reading, cue: Cue, start: int, last: int) -> int:
    """Move the end behind a quotation that it would cut, or before one that the content does not hold."""
    number = reading.quote_of[last] if last >= start else -1
    if number < 0 or number == cue.quote:
        return last
    first, quote_last = reading.quote_tokens[number]
    return max(last, quote_last) if first >= start else last

"""What was said: the run of tokens that a reporting verb governs."""

from __future__ import annotations

from flows.extract.statements.attributions import Attribution, attribution_at
from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import COMMAS, Reading, Run
from flows.text.syntax import Syntax

_ADJUNCTS = frozenset({"advcl", "prep", "acl", "advmod", "npadvmod", "nsubj"})
_BREAKS = frozenset({"cc", "conj", "nsubj", "nsubjpass", "parataxis"})
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "to", "on", "about", "against", "with", "over", "from", "into"})
_MARKS_OF_TIME = frozenset({"after", "before", "while", "as", "when", "since", "although", "though", "because", "if"})
_TOPICS = frozenset({"of", "about", "for", "against", "with", "on", "at"})
_CLAUSE_FOLLOWS = frozenset({"as", "while", "and", "but", "though", "although", "after", "when", "because", "yet"})
_MAX_ADDRESSEE = 14
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_STARTS = ("NN", "PRP", "DT", "JJ", "CD", "$", "EX")
_CONDITIONS = frozenset({"if", "unless", "until", "once", "provided"})


def content_after(reading: Reading, cue: Cue, end: int) -> tuple[Run, str] | None:
    """Return the content that follows the cue and the rule that found it; `end` is the last token to look at."""
    takes = cue.verb.takes
    parts = _parts(reading.syntax, cue, end)
    if "infinitive" in takes and (start := _infinitive_start(reading.syntax, parts)) is not None:
        return (start, _clause_end(reading, cue, start, end)), "infinitive_after_cue"
    if takes & {"clause", "quote"} and (start := _clause_start(reading, cue, parts, end)) is not None:
        return (start, _clause_end(reading, cue, start, end)), "clause_after_cue"
    if "order" in takes and (start := _order_start(reading.syntax, parts)) is not None:
        return (start, _clause_end(reading, cue, start, end)), "order_after_cue"
    if "naming" in takes and (start := _naming_start(reading, cue, parts)) is not None:
        return (start, _object_end(reading, cue, start, end)), "naming_after_cue"
    if "object" in takes and (start := _object_start(reading.syntax, cue, parts)) is not None:
        return (start, _object_end(reading, cue, start, end)), "object_after_cue"
    return None


def _parts(syntax: Syntax, cue: Cue, end: int) -> list[int]:
    """Return the dependents of the cue and of its particles that follow it."""
    parts = [c for t in range(cue.token, cue.last + 1) for c in syntax.children[t] if cue.last < c <= end]
    if cue.verb.particles and syntax.head[cue.last] > cue.last and syntax.head[cue.last] <= end:
        parts.append(syntax.head[cue.last])  # "called for aid to flow": the particle taken for the clause's own
    return sorted(parts)


def _clause_start(reading: Reading, cue: Cue, parts: list[int], end: int) -> int | None:
    syntax = reading.syntax
    that = _that_after(reading, cue, end)
    if that is not None:
        return that + 1
    clause = next((p for p in parts if syntax.dep[p] == "ccomp"), None)
    if clause is not None:
        if "addressee" in cue.verb.takes and syntax.tag[clause].startswith("NN"):
            clause = syntax.child(clause, "ccomp", "relcl") or clause
        start = syntax.left_edge(clause)
        while start <= cue.last or syntax.lower[start] in COMMAS:
            start += 1
        return start
    following = cue.last + 1
    if following > end:
        return None
    if "quote" in cue.verb.takes and reading.quote_of[following] >= 0 > cue.quote:
        return following
    if "clause" in cue.verb.takes and "object" not in cue.verb.takes and "addressee" not in cue.verb.takes:
        opens = syntax.tag[following].startswith(_NOUN_STARTS)
        verbs = any(syntax.tag[t] in _FINITE for t in range(following + 1, end + 1))
        return following if opens and verbs else None
    return None


def _that_after(reading: Reading, cue: Cue, end: int) -> int | None:
    """Return the complementiser that opens the content: `said on Sunday that`, `told the paper that`."""
    syntax = reading.syntax
    for token in range(cue.last + 1, min(end, cue.last + _MAX_ADDRESSEE) + 1):
        if syntax.lower[token] == "that" and token < end:
            if syntax.tag[token] == "IN" or syntax.dep[token] in ("mark", "advmod"):
                return token
            opens = syntax.tag[token + 1].startswith(_NOUN_STARTS)
            return token if opens and "addressee" in cue.verb.takes else None
        if syntax.tag[token] in _FINITE or syntax.tag[token] in (".", ":"):
            return None
        if reading.quote_of[token] != cue.quote:
            return None
    return None


def _infinitive_start(syntax: Syntax, parts: list[int]) -> int | None:
    """Return where `to send more` begins, unless a clause stands before it."""
    verb = next((p for p in parts if syntax.dep[p] in ("xcomp", "advcl", "ccomp")), None)
    return None if verb is None or not _has_to(syntax, verb) or _has_subject(syntax, verb) else syntax.left_edge(verb)


def _has_subject(syntax: Syntax, verb: int) -> bool:
    return syntax.child(verb, "nsubj", "nsubjpass") is not None


def _has_to(syntax: Syntax, verb: int) -> bool:
    return any(syntax.lower[c] == "to" and syntax.dep[c] == "aux" for c in syntax.children[verb] if c < verb)


def _order_start(syntax: Syntax, parts: list[int]) -> int | None:
    """Return where `allies to send more` begins; the parser hangs the ally on either verb."""
    for part in parts:
        if syntax.dep[part] in ("xcomp", "ccomp", "advcl", "acl") and _has_to(syntax, part):
            return min(syntax.left_edge(parts[0]), syntax.left_edge(part))
        if syntax.dep[part] not in ("dobj", "dative", "npadvmod", "advmod", "prep"):
            break
    obj = next((p for p in parts if syntax.dep[p] == "dobj"), None)
    if obj is not None and any(syntax.dep[c] in ("acl", "relcl") and _has_to(syntax, c) for c in syntax.children[obj]):
        return syntax.left_edge(obj)
    return None


def _naming_start(reading: Reading, cue: Cue, parts: list[int]) -> int | None:
    """Return where `it a mistake` begins: an object with a name given to it."""
    syntax = reading.syntax
    named = next((p for p in parts if syntax.dep[p] in ("oprd", "ccomp", "xcomp", "dobj", "attr")), None)
    if named is None:
        return None
    if syntax.dep[named] == "dobj" and not any(syntax.dep[p] in ("oprd", "xcomp", "acomp") for p in parts):
        quoted = any(reading.quote_of[t] >= 0 for t in range(cue.last + 1, syntax.right_edge(named) + 1))
        if not quoted:
            return None
    return max(cue.last + 1, syntax.left_edge(parts[0]))


def _object_start(syntax: Syntax, cue: Cue, parts: list[int]) -> int | None:
    wanted = ("pobj", "pcomp", "dobj", "ccomp", "nsubj", "xcomp", "advcl") if cue.verb.particles else ("dobj", "nsubj")
    obj = next(
        (p for p in parts if syntax.dep[p] in wanted or (syntax.dep[p] == "xcomp" and syntax.tag[p] == "VBG")), None
    )
    if obj is None:
        return None
    if syntax.dep[obj] == "nsubj" and syntax.head[obj] == cue.token:
        return None
    start = syntax.left_edge(obj)
    while start <= cue.last:
        start += 1
    return start


def _clause_end(reading: Reading, cue: Cue, start: int, end: int) -> int:
    """Return the last token of a clause that begins at `start`."""
    syntax = reading.syntax
    last = _subtree_end(syntax, cue, start, end)
    for child in _later_parts(syntax, cue, start):
        left = syntax.left_edge(child)
        if reading.quote_of[left] >= 0 and reading.quote_of[left] != cue.quote:
            continue
        after_comma = syntax.lower[left - 1] in COMMAS
        if (syntax.dep[child] in _BREAKS and not _is_reported(syntax, child)) or (
            after_comma and syntax.dep[child] in _ADJUNCTS
        ):
            last = min(last, left - 1)
            break
    last = _before_next_report(reading, cue, start, last)
    return _whole_quotes(reading, cue, start, last)


def _is_reported(syntax: Syntax, child: int) -> bool:
    """Tell whether a verb coordinated with the cue belongs to what is said: `said it would pay and would send more`."""
    verb = (
        child
        if syntax.dep[child] == "conj"
        else next((c for c in syntax.children[syntax.head[child]] if c > child), -1)
    )
    if verb < 0 or syntax.dep[verb] != "conj" or _has_subject(syntax, verb):
        return False
    return syntax.tag[verb] == "VB" or any(syntax.tag[c] == "MD" for c in syntax.children[verb])


def _object_end(reading: Reading, cue: Cue, start: int, end: int) -> int:
    """Return the last token of a noun phrase that begins at `start`, with what the verb says of it."""
    syntax = reading.syntax
    last = _subtree_end(syntax, cue, start, end)
    for child in _later_parts(syntax, cue, start):
        left = syntax.left_edge(child)
        if reading.quote_of[left] >= 0 and reading.quote_of[left] != cue.quote:
            continue
        label = syntax.dep[child]
        after_comma = syntax.lower[left - 1] in COMMAS
        adjunct = label in ("advcl", "npadvmod", "advmod") and not _belongs_to_act(syntax, child)
        setting = label == "prep" and syntax.lower[child] not in _OBJECT_PREPOSITIONS
        if label in _BREAKS or (after_comma and label in _ADJUNCTS) or adjunct or setting:
            last = min(last, left - 1)
            break
    return _whole_quotes(reading, cue, start, last)


def _belongs_to_act(syntax: Syntax, clause: int) -> bool:
    """Tell whether an adverbial clause is part of what is announced: its purpose or its condition."""
    if syntax.dep[clause] != "advcl":
        return False
    return _has_to(syntax, clause) or any(syntax.lower[c] in _CONDITIONS for c in syntax.children[clause] if c < clause)


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
        if other.verb.lemma == "according to" or syntax.tag[other.token] == "VBG":
            while before > start and syntax.tag[before] == "RB":
                before -= 1
            if syntax.lower[before] in COMMAS or other.verb.lemma == "according to":
                return before - 1 if syntax.lower[before] in COMMAS else before
        elif other.speaker is not None and other.speaker < other.token:
            opening = syntax.left_edge(other.speaker) - 1
            if opening - 1 > start and syntax.lower[opening] in _CLAUSE_FOLLOWS and syntax.lower[opening - 1] in COMMAS:
                return opening - 2
    return last


def _whole_quotes(reading: Reading, cue: Cue, start: int, last: int) -> int:
    """Move the end behind a quotation that it would cut, or before one that the content does not hold."""
    number = reading.quote_of[last] if last >= start else -1
    if number < 0 or number == cue.quote:
        return last
    first, quote_last = reading.quote_tokens[number]
    return max(last, quote_last) if first >= start else last


def content_around(reading: Reading, cue: Cue, first: int, end: int) -> tuple[list[Run], int] | None:
    """Return what is said around an attribution and its speaker: `The deal is off, X said`, `The deal, X said, is off`.

    `first` and `end` are the first and last token of the sentence.
    """
    syntax = reading.syntax
    begin = _attribution_start(syntax, cue, first)
    if begin - 1 <= first or syntax.lower[begin - 1] not in COMMAS or not _is_finite(syntax, cue):
        return None
    found = attribution_at(reading, [cue], begin, end + 1)
    if found is None or found.speaker is None or _governs_content(reading, cue, found):
        return None
    before = (first, begin - 2)
    after = found.last + 1
    if after < end and syntax.lower[after] in COMMAS and _goes_on(syntax, cue, first, begin, after + 1):
        return [before, (after + 1, end)], found.speaker
    if after < end and syntax.lower[after] not in (*COMMAS, ".", "?", "!") and reading.quote_of[after] < 0:
        return None
    if syntax.lower[first] in _MARKS_OF_TIME or not _has_finite(syntax, first, begin - 1):
        return None
    return [before], found.speaker


def _is_finite(syntax: Syntax, cue: Cue) -> bool:
    tag = syntax.tag[cue.token]
    return tag in _FINITE or (tag == "VBN" and any(syntax.dep[c] == "aux" for c in syntax.children[cue.token]))


def _has_finite(syntax: Syntax, first: int, end: int) -> bool:
    return any(syntax.tag[t] in _FINITE for t in range(first, end))


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
    return _that_after(reading, cue, found.last + 1) is not None


def _goes_on(syntax: Syntax, cue: Cue, first: int, begin: int, after: int) -> bool:
    """Tell whether the clause before the attribution goes on after it: its verb is still to come."""
    if syntax.tag[after] in ("VBG", "VBN", "WP", "WDT", "CC") or syntax.lower[after] in _MARKS_OF_TIME:
        return False
    return not _has_finite(syntax, first, begin) or syntax.head[cue.token] >= after

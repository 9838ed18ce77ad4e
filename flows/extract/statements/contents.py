"""What was said: the run of tokens that a reporting verb governs after it."""

from __future__ import annotations

from flows.extract.statements.cues import Cue
from flows.extract.statements.extents import FINITE, clause_end, has_subject, has_to, object_end
from flows.extract.statements.reading import Reading, Run
from flows.text.syntax import Syntax

_NOUN_STARTS = ("NN", "PRP", "DT", "JJ", "CD", "$", "EX")
_SUBJECTS = frozenset({"he", "she", "they", "we", "i", "there"})
_MAX_ADDRESSEE = 14  # tokens between `told` and `that`


def content_after(reading: Reading, cue: Cue, end: int) -> tuple[Run, str] | None:
    """Return the content that follows the cue and the rule that found it; `end` is the last token to look at."""
    syntax, takes = reading.syntax, cue.verb.takes
    parts = _parts(syntax, cue, end)
    if "infinitive" in takes and (start := _infinitive_start(syntax, parts)) is not None:
        return (start, clause_end(reading, cue, start, end)), "infinitive_after_cue"
    if "clause" in takes and (start := _bare_clause_start(reading, parts, end)) is not None:
        return (start, clause_end(reading, cue, start, end, is_misread=True)), "clause_after_cue"
    if takes & {"clause", "quote"} and (start := _clause_start(reading, cue, parts, end)) is not None:
        return (start, clause_end(reading, cue, start, end)), "clause_after_cue"
    if "order" in takes and (start := _order_start(syntax, parts)) is not None:
        return (start, clause_end(reading, cue, start, end)), "order_after_cue"
    if "naming" in takes and (start := _naming_start(reading, cue, parts)) is not None:
        return (start, object_end(reading, cue, start, end)), "naming_after_cue"
    if "object" in takes and (start := _object_start(syntax, cue, parts)) is not None:
        return (start, object_end(reading, cue, start, end)), "object_after_cue"
    return None


def _parts(syntax: Syntax, cue: Cue, end: int) -> list[int]:
    """Return the dependents of the cue and of its particles that follow it."""
    parts = [c for t in range(cue.token, cue.last + 1) for c in syntax.children[t] if cue.last < c <= end]
    if cue.verb.particles and cue.last < syntax.head[cue.last] <= end:
        parts.append(syntax.head[cue.last])  # "called for aid to flow": the particle taken for the clause's own
    return sorted(parts)


def _bare_clause_start(reading: Reading, parts: list[int], end: int) -> int | None:
    """Return where a clause without "that" begins whose subject the parser took for the verb's object.

    It shows in the finite verb right after the object: `said the loan, carrying interest, matches`.
    """
    syntax = reading.syntax
    if not parts or syntax.dep[parts[0]] != "dobj" or reading.quote_of[parts[0]] >= 0:
        return None
    after = syntax.right_edge(parts[0]) + 1
    if after < end and reading.is_stop[after] and syntax.tag[after + 1] not in FINITE:
        close = next((t for t in range(after + 1, end + 1) if reading.is_stop[t]), None)
        if close is None or any(syntax.tag[t] in FINITE for t in range(after, close)):
            return None
        after = close
    if after < end and reading.is_stop[after]:
        after += 1
    return syntax.left_edge(parts[0]) if after < end and syntax.tag[after] in FINITE else None


def _clause_start(reading: Reading, cue: Cue, parts: list[int], end: int) -> int | None:
    syntax, takes = reading.syntax, cue.verb.takes
    if "object" in takes and "addressee" not in takes and parts and syntax.dep[parts[0]] == "dobj":
        return None
    that = _that_after(reading, cue, end) if "clause" in takes else None
    if that is not None:
        return that + 1
    clause = next((p for p in parts if syntax.dep[p] == "ccomp" or _is_noun_clause(syntax, cue, p)), None)
    if clause is not None:
        if "addressee" in takes and syntax.tag[clause].startswith("NN"):
            clause = syntax.child(clause, "ccomp", "relcl") or clause
        start = syntax.left_edge(clause)
        while start <= cue.last or reading.is_stop[start]:
            start += 1
        return start if "clause" in takes or reading.quote_of[start] >= 0 else None
    following = cue.last + 1
    if following > end:
        return None
    if "quote" in takes and reading.quote_of[following] >= 0 > cue.quote:
        return following
    if "clause" in takes and syntax.lower[following] in _SUBJECTS:
        return following if any(syntax.tag[t] in FINITE for t in range(following + 1, end + 1)) else None
    return None


def _is_noun_clause(syntax: Syntax, cue: Cue, part: int) -> bool:
    """Tell whether a clause hangs on the noun that belongs to the cue: `expressed hope the plan would hold`."""
    hangs_on_noun = syntax.head[part] == cue.last != cue.token
    return hangs_on_noun and syntax.dep[part] in ("acl", "relcl") and has_subject(syntax, part)


def _that_after(reading: Reading, cue: Cue, end: int) -> int | None:
    """Return the complementiser that opens the content: `said on Sunday that`, `told the paper that`.

    `end` may lie behind the last token of the text.
    """
    syntax = reading.syntax
    end = min(end, len(syntax.lower) - 1)
    limit = min(end, cue.last + _MAX_ADDRESSEE)
    for other in reading.cues_between(cue.last + 1, limit)[:1]:
        limit = other.token - 1
    for token in range(cue.last + 1, limit + 1):
        if syntax.lower[token] == "that" and token < end:
            if syntax.tag[token] == "IN" or syntax.dep[token] in ("mark", "advmod"):
                return token
            opens = syntax.tag[token + 1].startswith(_NOUN_STARTS)
            return token if opens and "addressee" in cue.verb.takes else None
        if syntax.tag[token] in FINITE or syntax.tag[token] in (".", ":"):
            return None
        if reading.quote_of[token] != cue.quote:
            return None
    return None


def has_that(reading: Reading, cue: Cue, end: int) -> bool:
    """Tell whether a that-clause follows the cue."""
    return _that_after(reading, cue, end) is not None


def _infinitive_start(syntax: Syntax, parts: list[int]) -> int | None:
    """Return where `to send more` begins, unless a clause stands before it."""
    verb = next((p for p in parts if syntax.dep[p] in ("xcomp", "advcl", "ccomp")), None)
    return None if verb is None or not has_to(syntax, verb) or has_subject(syntax, verb) else syntax.left_edge(verb)


def _order_start(syntax: Syntax, parts: list[int]) -> int | None:
    """Return where `allies to send more` begins; the parser hangs the ally on either verb."""
    for part in parts:
        if syntax.dep[part] in ("xcomp", "ccomp", "advcl", "acl") and has_to(syntax, part):
            return min(syntax.left_edge(parts[0]), syntax.left_edge(part))
        if syntax.dep[part] not in ("dobj", "dative", "npadvmod", "advmod", "prep"):
            break
    obj = next((p for p in parts if syntax.dep[p] == "dobj"), None)
    if obj is not None and any(syntax.dep[c] in ("acl", "relcl") and has_to(syntax, c) for c in syntax.children[obj]):
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

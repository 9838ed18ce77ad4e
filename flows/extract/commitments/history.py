"""What a sentence says of earlier promises: repeated, on top of another, part of a larger sum (R15, R16, R18)."""

from __future__ import annotations

import re

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing
from flows.reference.written_dates import MONTHS
from flows.schema.columns import ParentRelation
from flows.text.document import Document

_REPEAT = re.compile(
    r"\b(?:again|reiterat\w+|repeat\w*|renew\w*|reaffirm\w*|restat\w+|previously|(?:already|earlier) announced)\b",
    re.IGNORECASE,
)
_PAST_DAY = re.compile(
    r"\b(?:last|earlier|ago|yesterday|previous(?:ly)?|originally|initially|in (?:20|19)\d\d"
    rf"|(?:in|on) (?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}))\b"
)
_INCREMENT = re.compile(r"\b(?:further|additional|another|new|more|extra|fresh|on top of)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:part of|tranche of|instal?lment of|portion of|under)\s+(?:the|its|a|an)\s+", re.IGNORECASE)
_DRAWS_ON = re.compile(
    r"\b(?:drawn? (?:down )?(?:on|from)|from|out of)\s+(?:the|its|a)\s+[^.;]*?(?:facility|fund|envelope|package)",
    re.IGNORECASE,
)


def is_repeated(document: Document, act: Act) -> bool:
    """Tell whether an act was told before, by a word such as "again" that governs it or by its past promise."""
    return _is_told_again(document, act) or _is_known_already(act)


def _is_told_again(document: Document, act: Act) -> bool:
    match = _REPEAT.search(document.text, act.sentence.span.start, act.sentence.span.end)
    token = document.token_at(match.start()) if match else None
    if token is None:
        return False
    chain = {level.token.i for level in act.levels}
    below = act.core
    for above in act.core.ancestors:
        if below.dep_ == "ccomp" and above in (token, token.head):
            return True  # "said again that it would give"
        below = above
    verb = token if syntax.coarse_pos(token) == "verb" else syntax.governing_verb(token)
    return bool({token.i, token.head.i} & chain) or (verb is not None and verb.i in chain)


def _is_known_already(act: Act) -> bool:
    """Tell whether a sum is called by its promise of the past: "the £2m that the UK announced in June"."""
    core = act.core
    if core.dep_ not in ("acl", "relcl") or act.cue_class not in ("promise", "announce", "allocate"):
        return False
    is_definite = any(child.lower_ in ("the", "its", "their", "that", "those") for child in core.head.children)
    phrase = core.doc[core.i : core.right_edge.i + 1].text
    return is_definite and core.tag_ in ("VBD", "VBN") and _PAST_DAY.search(phrase) is not None


def is_increment(words: str) -> bool:
    """Tell whether a noun phrase says that something comes on top: "a further $3m"."""
    return _INCREMENT.search(words) is not None


def parent_of(words: str, offset: int, thing: Thing | None) -> tuple[str | None, ParentRelation | None]:
    """Return the larger promise that a row is part of or draws on, in the text's words (R16)."""
    if thing is not None and thing.whole is not None:
        start = thing.whole.span.start - offset
        before = words[:start].split()[-4:]
        relation: ParentRelation = "draws_on" if {"from", "under", "From"} & set(before) else "part_of"
        return re.split(r"[,;.]\s", words[start:], maxsplit=1)[0].strip(), relation
    match = _PART_OF.search(words) or _DRAWS_ON.search(words)
    if match is None:
        return None, None
    return _rest_of_clause(words, match), "part_of" if match.re is _PART_OF else "draws_on"


def _rest_of_clause(words: str, match: re.Match[str]) -> str:
    return re.split(r"[,;.](?!\d)", words[match.end() :], maxsplit=1)[0].strip()

"""Sums that stand together in a sentence: in lists that leave the verb out, and parts beside their wholes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.commitments.acts import Act, Thing
from flows.extract.commitments.parties import PartyNames
from flows.extract.commitments.phrases import phrase_of, prepositional
from flows.schema.span import Span
from flows.text.document import Document

# What may stand between two sums of a list besides the name: a conversion in brackets, "and", "another", "about".
_ASIDES = re.compile(
    r"\([^()]*\)|,\s(?:subject|pending|payable|spread|mostly|partly|most|some|half|all)\s[^,]{3,60}(?=,)"
)
_LINKS = re.compile(
    r"\b(?:and|while|with|plus|followed by|joined by|the|another|an?|additional|further|extra|more than"
    r"|over|about|around|some|nearly|almost"
    r"|up to|at least|just|only|all|each|US|USD|EUR|GBP"
    r"|(?:over|in|for|by|this|next|last) (?:the )?(?:\w+ )?(?:years?|months?|decades?|\d{4}))\b|[\s,;:$€£()-]",
    re.IGNORECASE,
)


_RECEIVERS = re.compile(r"\b(?:to|for|in)\b")
_INCLUDING = re.compile(
    r",\s(?:including|of which)\s(?:up to |about |some |more than |an? (?:additional|extra) )?\S{0,4}$"
)


# Between a part and its whole: "€54m of the €3bn", "£140m under the £500m package", "the first $5m from the $9m".
_OF_THE = re.compile(
    r"^\)?,?\s(?:(?:in|as) [\w ]{1,25}\s)?(?:out of|of|from|under)\s(?:the|its|that|this|a|an)\s(?:\w+\s){0,3}?"
    r"(?:about |around |some |up to )?\S{0,4}$"
)
# The same, set off by a comma behind whoever gets the part: "paid $5m to Chad on Friday, part of the $9m".
_PART_OF_THE = re.compile(
    r"^\)?\s[^\d;:.]{0,60},\s(?:a |the first )?(?:part|tranche|instal?lment|portion|half|third|quarter) of "
    r"(?:the|its|that|this|a|an)\s(?:\w+\s){0,3}?(?:about |around |some |up to )?\S{0,4}$"
)
_IS_PART_OF = re.compile(
    r"^\)?\s(?:is|was|are|were|forms?|formed)\s(?:a |the first )?(?:part|tranche|instal?lment|portion) of "
    r"(?:the|its|that|this|a|an)\s(?:\w+\s){0,3}?\S{0,4}$"
)
_OUT_OF_THE = re.compile(r"(?:^|[.;:]\s)(?:Out of|Of|From) (?:the|its|that) (?:\w+ )?\S{0,4}$")


# Where such a word tells the act, its subject gives nothing: "the pledges included $3m from Norway".
_WITHOUT_GIVER = {"include", "promise", "amount"}


def keep_parts(document: Document, acts: Sequence[Act]) -> list[Act]:
    """Take wholes out of what an act gives: of "€54m of the €3bn promised" only the €54m is paid.

    The part remembers its whole. Returns the acts that still have something to tell.
    """
    valued = _valued(acts)
    for (first, act), (second, other) in zip(valued, valued[1:], strict=False):
        if first.figure is None or second.figure is None:
            continue
        ahead = document.text[act.sentence.span.start : first.figure.char_start]
        between = document.text[first.figure.char_end : second.figure.char_start]
        if _OF_THE.match(between) or _PART_OF_THE.match(between):
            _set_apart(second, other, part=first)
        elif _IS_PART_OF.match(between) and act is not other:
            _put_in_place_of(second, other, part=first, of=act)
        elif _OUT_OF_THE.search(ahead) and between.count(",") == 1:
            _set_apart(first, act, part=second)
    return [act for act in acts if act.things or act.cue_class in ("support", "join")]


def _valued(acts: Sequence[Act]) -> list[tuple[Thing, Act]]:
    """Return the things that have a sum, in the order of the text, each with its act."""
    found = [(thing.figure.char_start, thing, act) for act in acts for thing in act.things if thing.figure is not None]
    return [(thing, act) for _, thing, act in sorted(found, key=lambda at: at[0])]


def _put_in_place_of(whole: Thing, other: Act, *, part: Thing, of: Act) -> None:
    """Let what is told of a whole be told of its part: "the €5m is part of the €9m agreed in June"."""
    part.whole = whole
    of.things = [thing for thing in of.things if thing is not part]
    other.things = [part if thing is whole else thing for thing in other.things]


def _set_apart(whole: Thing, act: Act, *, part: Thing) -> None:
    if part.whole is None:
        part.whole = whole
        act.things = [thing for thing in act.things if thing is not whole]


def share_out(document: Document, names: PartyNames, acts: Sequence[Act]) -> list[Act]:
    """Give every sum of a list without verbs to the act of the sum before it, with the party named right before it.

    In "Norway pledged $20m, Japan $15m and Iceland $2m" all are pledged, each by its own giver.

    A sum that the one before includes ("$9m, including $2m for food") belongs to its act as well.

    Returns the acts that still have something to tell.
    """
    valued = _valued(acts)
    emptied: set[int] = set()
    for (before, _), (thing, act) in zip(valued, valued[1:], strict=False):
        owner = next(a for a in acts if any(t is before for t in a.things))
        party = _named_between(document, names, before, thing)
        is_part = _INCLUDING.search(document.text, before.span.end, thing.figure.char_start if thing.figure else 0)
        if owner.cue is None or (party is None and (not is_part or act.cue is not None)):
            continue
        thing.party = party
        if owner is not act:
            act.things = [other for other in act.things if other is not thing]
            owner.things.append(thing)
            if not act.things:
                emptied.add(id(act))
    return [act for act in acts if id(act) not in emptied]


def name_senders(names: PartyNames, acts: Sequence[Act]) -> None:
    """Let each sum of a list have the giver that stands behind it: "$3m from Norway and $2m from Chad"."""
    for act in acts:
        for thing in act.things:
            senders = prepositional(thing.token, "from") if thing.figure is not None and thing.party is None else []
            if len(senders) == 1 and act.cue_class in _WITHOUT_GIVER and names.named(senders):
                thing.party = phrase_of(senders[0])


def _named_between(document: Document, names: PartyNames, before: Thing, thing: Thing) -> Span | None:
    """Return the last name between two sums, when nothing but links of a list and "for Chad" stands beside it."""
    if before.figure is None or thing.figure is None:
        return None
    gap = Span(before.figure.char_end, thing.figure.char_start)
    words = gap.of(document.text)
    if len(words) > 120 or not words.strip(" ,;"):
        return None
    spans = names.spans_within(gap)
    outside = [
        span
        for span in spans
        if not any(m.start() <= span.start - gap.start < m.end() for m in _ASIDES.finditer(words))
    ]
    if not outside:
        return None
    *receivers, name = outside
    for span in reversed(outside):
        words = words[: span.start - gap.start] + " " + words[span.end - gap.start :]
    rest = _RECEIVERS.sub(" ", words, count=len(receivers)) if receivers else words
    return None if _LINKS.sub("", _ASIDES.sub("", rest)) else name

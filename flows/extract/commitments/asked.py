"""Whom a request addresses, and who makes it."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.levels import is_asked_for
from flows.extract.commitments.parties import PartyNames
from flows.extract.commitments.party import Party
from flows.extract.commitments.phrases import modifiers_of, prepositional
from flows.extract.commitments.reading import Reading
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of


def of_request(namer: PartyNames, act: Act, reading: Reading, national: list[Party]) -> list[Party] | None:
    """Return whom a request addresses, or who answered it; None where the act is no request."""
    if reading.status == "requested" and reading.rule == "R2.request":
        asked = _asked(namer, reading.decided_by) or _asks_at_home(namer, act, reading.decided_by)
        if asked:
            return _at_home(namer, act, asked)
    if act.cue_class != "request":
        return None
    if reading.status != "requested":
        return namer.named([giver for level in act.levels[1:] for giver in _subjects_or_agents(level.token)])
    if syntax.coarse_pos(act.core) == "noun":
        return namer.named(prepositional(act.core, "to", "from")) or national
    wanted_from = [giver for thing in act.things for giver in prepositional(thing.token, "from")]
    return _asked(namer, act.core) or namer.named(wanted_from) or national


def _subjects_or_agents(token: Token) -> list[Token]:
    if syntax.coarse_pos(token) != "verb":
        return []
    return syntax.agents(token) if syntax.is_passive(token) else syntax.subjects(token)


def _asked(namer: PartyNames, request: Token) -> list[Party]:
    """Return whom a request addresses: "urged allies to", "called on Berlin to", "asked Congress for"."""
    if syntax.coarse_pos(request) == "verb" and syntax.is_passive(request):
        return namer.named(syntax.subjects(request))
    if lemma_of(request) in ("pressure", "obligation"):
        verb = syntax.governing_verb(request)
        return namer.named(prepositional(request, "on") or (syntax.subjects(verb) if verb is not None else []))
    heads = [o for o in syntax.objects(request) if syntax.coarse_pos(o) != "adjective"]
    heads += syntax.objects(request, "on", "upon", "from", "to")
    heads += syntax.objects(request, "with") if lemma_of(request) == "plead" else []
    for purpose in (child for child in request.children if is_asked_for(child)):
        heads += syntax.objects(request, "for") + [o for c in purpose.children if c.dep_ == "mark" for o in c.children]
    for child in request.children:
        if child.dep_ in ("ccomp", "xcomp"):
            heads = syntax.subjects(child) + heads
    requesters = {s.i for s in syntax.subjects(request)}
    return namer.named([head for head in heads if head.i not in requesters and head.tag_ not in ("CD", "$")])


def _at_home(namer: PartyNames, act: Act, asked: list[Party]) -> list[Party]:
    """Take "the government" that somebody asks to be that of his own country."""
    if any(party.iso3 or party.is_named or party.span is None for party in asked):
        return asked
    askers = [party for party in namer.named(find_requesters(act)) if party.home_iso3 or party.iso3]
    if not askers or not all(namer.is_government(party) for party in asked):
        return asked
    return [replace(party, iso3=askers[0].iso3 or askers[0].home_iso3, is_named=True) for party in asked]


def _asks_at_home(namer: PartyNames, act: Act, request: Token) -> list[Party]:
    """R2: return the state whose government asks its own legislature."""
    heads = syntax.objects(request) + syntax.objects(request, "from", "on", "to")
    heads += [s for child in request.children if child.dep_ in ("ccomp", "xcomp") for s in syntax.subjects(child)]
    if any(lemma_of(head) in words("legislature") for head in heads):
        return namer.named(find_requesters(act))
    return []


def find_requesters(act: Act) -> list[Token]:
    """Return the heads of whoever asks: the subject of the request, or the owner of an appeal."""
    for level in act.levels:
        if level.cue_class == "request":
            if syntax.coarse_pos(level.token) == "verb":
                return syntax.subjects(level.token)
            owners = syntax.possessors(level.token) + modifiers_of(level.token)
            above = syntax.governing_verb(level.token)
            return owners or (syntax.subjects(above) if above is not None else [])
    return []

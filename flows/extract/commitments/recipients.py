"""Who receives: the recipients that an act's sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.parties import Party, PartyNames, distinct, modifiers_of, prepositional
from flows.extract.commitments.roles import first_own_level, is_thing, objects_of
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

# Verbs whose plain object may be the receiver: "promised Ukraine", "supplied the army".
_TAKES_RECEIVER = {"support", "provide", "transfer", "promise", "include", "arrive", "offer"}


def find_recipients(namer: PartyNames, act: Act, donors: Sequence[Party]) -> list[Party]:
    """Return the recipients that the sentence names, nearest first; several only where they are joined by "and"."""
    givers = {party.iso3 for party in donors if party.iso3}
    outsider: Party | None = None
    for heads, is_direct in _candidates(act):
        found = namer.named(heads, as_recipient=True)
        named = [p for p in found if p.iso3 and p.iso3 not in givers and (is_direct or namer.is_body(p))]
        if named:
            return distinct(named) if is_direct else named[:1]
        if outsider is None and is_direct:
            outsider = next((p for p in found if not p.iso3 and namer.is_outside(p)), None)
    return [outsider] if outsider else []


def _candidates(act: Act) -> Iterator[tuple[list[Token], bool]]:
    """Yield noun heads that may be recipients, likeliest first, and whether they stand where recipients stand."""
    for level in act.levels[: first_own_level(act)]:
        if level.cue_class != "enable" and syntax.coarse_pos(level.token) == "verb":
            yield syntax.subjects(level.token), True
    if syntax.coarse_pos(act.core) == "verb":
        yield from ((heads, True) for heads in _at_verb(act))
    elif act.cue_class in ("request", "allocate"):
        yield syntax.possessors(act.core) + modifiers_of(act.core), True
    tokens = [act.core, *(thing.token for thing in act.things)]
    for token in tokens:
        yield prepositional(token, "to", "for", "with", "into"), True
    for token in tokens:
        yield prepositional(token, "in", "at", "on", "of", "from", "over"), False
    for token in tokens:
        yield _descendants(token, act), False
    for level in act.levels[1:]:
        yield prepositional(level.token, "to", "for", "with"), False
    for thing in act.things:
        yield modifiers_of(thing.token), False
    yield from ((heads, False) for heads in _asking_for_themselves(act))


def _at_verb(act: Act) -> Iterator[list[Token]]:
    """Yield the places of a receiver around a verb: its subject, its object, whoever its giver's friends are."""
    verb = act.core
    if act.cue_class in ("receive", "obtain", "have") and not syntax.is_passive(verb):
        yield syntax.subjects(verb)
    if act.cue_class == "support":
        yield syntax.objects(verb) + [word for thing in act.things for word in modifiers_of(thing.token)]
    for child in verb.children:
        if child.dep_ == "dative" and child.tag_ not in ("IN", "TO"):
            yield syntax.coordinated(child)
    friends = [subject for subject in syntax.subjects(verb) if lemma_of(subject) in words("gives_to_owner")]
    yield [owner for friend in friends for owner in syntax.possessors(friend)]
    yield objects_of(act, "to", "for")
    if act.cue_class in _TAKES_RECEIVER:
        yield [head for head in syntax.objects(verb) if not is_thing(act, head)]


def _asking_for_themselves(act: Act) -> Iterator[list[Token]]:
    """Yield who asks or expects; a call for backing or guarantees need not be for whoever calls."""
    if any(thing.item and thing.item.item_class == "security_guarantee" for thing in act.things):
        return
    for level in act.levels:
        if level.cue_class in ("request", "expect") and syntax.coarse_pos(level.token) == "verb":
            yield syntax.subjects(level.token)


def _descendants(token: Token, act: Act) -> list[Token]:
    """Return the nouns below a token behind it, nearest first: whom the aid is for often hangs deep.

    Who stands below a verb that is no help (deter, fight) is not the one who is helped.
    """
    subjects = {
        t.i for s in (syntax.subjects(act.core) if syntax.coarse_pos(act.core) == "verb" else []) for t in s.subtree
    }
    nouns = [t for t in token.subtree if t.i > token.i and t.i not in subjects and t.tag_.startswith(("NN", "JJ"))]
    return [t for t in nouns if all(_helps(above) for above in _between(t, token))][:12]


def _between(below: Token, above: Token) -> Iterator[Token]:
    for token in below.ancestors:
        if token.i == above.i:
            return
        yield token


def _helps(token: Token) -> bool:
    return syntax.coarse_pos(token) != "verb" or lemma_of(token) not in words("opposes")

"""Who gives and who receives: the parties of an act, from syntax and the article's actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.extract.actors import Actors
from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.status import Reading
from flows.reference.commitment_words import words
from flows.reference.items import find_items
from flows.reference.organisations import metonyms, organisations
from flows.schema.actors import ArticleActor
from flows.schema.columns import RecipientBasis
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.text.document import Document, Token, span_of
from flows.text.language import lemma_of


@dataclass(frozen=True, slots=True)
class Party:
    """A donor or recipient: the words that name it, the actor it is, and the country it stands for."""

    span: Span | None
    text: str | None
    actor_id: str | None
    iso3: str | None
    is_named: bool = True
    basis: RecipientBasis = "explicit"
    is_private_body: bool = False  # a company or any other body without a country
    is_public_body: bool = False  # an international organisation or bloc: whatever it gives goes to others


NOBODY = Party(None, None, None, None, is_named=False, basis="none")

# Nouns whose nationality is the donor's whoever the subject is: British and French troops.
_NATIONAL_ITEMS = {"personnel"}
# Core classes that are told from somebody else's side: the subject is not the donor.
_SUBJECT_RECEIVES = {"receive", "obtain", "have", "arrive", "amount", "expect", "bring"}
# Nouns that act for the country or body that stands before them.
# "Chad's creditors", "Ukraine's allies" give to Chad and to Ukraine.
_THIRD_PERSON = {"it", "he", "she", "they"}
_FIRST_PERSON = {"we", "us", "i", "our", "my"}
# "her country", "his government": the state of whoever the pronoun is.
_PRIVATE_ROLES = {None, "executive", "expert", "civilian"}


class PartyReader:
    """Read the parties of the acts of one article."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self._document = document
        self._actors = actors
        self._speaker_ids: tuple[str, ...] = ()

    def donors(self, act: Act, reading: Reading, statement: Statement | None) -> list[Party]:
        """Return the donors that the sentence names; empty when it names none.

        "We" in a statement is the state or body of whoever makes it.
        """
        self._speaker_ids = statement.speaker_actor_ids if statement else ()
        tells_thing = act.cue_class == "support" and not any(thing.token.dep_ == "nsubj" for thing in act.things)
        national = [] if tells_thing else self._national_donors(act)
        if national and (
            any(thing.item and thing.item.item_class in _NATIONAL_ITEMS for thing in act.things)
            or act.cue_class in _SUBJECT_RECEIVES
        ):
            return national
        if reading.status == "requested" and reading.rule == "R2.request" and act.levels[0].token is reading.decided_by:
            return self._asked(reading.decided_by) or national
        if act.cue_class == "request" and syntax.coarse_pos(act.core) == "noun" and reading.status == "requested":
            return self._named(_prepositional(act.core, "to", "from")) or national
        if act.cue_class == "request":
            return self._asked(act.core) or national
        if act.cue_class == "include":
            return national
        if act.cue_class in _SUBJECT_RECEIVES and reading.rule != "R5.have":
            owners = [owner for thing in act.things for owner in syntax.possessors(thing.token)]
            return self._named(syntax.possessors(act.core) + _objects_of(act, "from", "by") + owners) or national
        stranger: Party | None = None
        for heads in self._subject_candidates(act, reading):
            found = self._named(heads)
            if found:
                return found
            stranger = stranger or self._stranger(heads)
        return national or ([stranger] if stranger else [])

    def _of_head(self, head: Token, span: Span) -> tuple[str, ...]:
        """Return the actors that a phrase means; "Ukraine's jets" mean no actor, "Berlin's government" does."""
        if head.lower_ in _FIRST_PERSON and self._speaker_ids:
            return self._speaker_ids
        ids = self._actors.best_for(span)
        named = {m.actor_id for m in self._actors.within(span) if m.char_start <= head.idx < m.char_end}
        if syntax.coarse_pos(head) == "noun" and not named & set(ids) and lemma_of(head) not in words("acts_for_owner"):
            return ()
        return ids

    def _own_state(self, head: Token) -> Party | None:
        """Return the state of "her country", "his government": the one that whoever the pronoun is belongs to."""
        if lemma_of(head) not in words("own_state"):
            return None
        owner = next((child for child in head.children if child.dep_ == "poss" and child.tag_ == "PRP$"), None)
        if owner is None:
            return None
        for actor_id in self._of_head(owner, Span(owner.idx, owner.idx + len(owner))) or self._speaker_ids:
            if iso3 := self._actors.country_of(actor_id):
                return Party(None, None, actor_id, iso3)
        return None

    def _spoken_of(self, head: Token) -> tuple[str, ...]:
        """Return the speaker for a pronoun that nothing else explains: "the bank said it was ready to lend"."""
        return self._speaker_ids if head.lower_ in _THIRD_PERSON else ()

    def _stranger(self, heads: Sequence[Token]) -> Party | None:
        """Return a giver whom the article knows only by these words; a pronoun or a thing may be anybody."""
        for head in heads:
            if lemma_of(head) in words("can_give") or head.lower_ == "those":
                span = _phrase(head)
                if not find_items(self._document.text, span.start, span.end):
                    return Party(span, span.of(self._document.text), None, None, is_named=False)
        return None

    def recipients(self, act: Act, donors: Sequence[Party]) -> list[Party]:
        """Return the recipients that the sentence names, nearest first; several only where they are joined by "and"."""
        givers = {party.iso3 for party in donors if party.iso3}
        outsider: Party | None = None
        for heads, is_direct in self._recipient_candidates(act):
            found = self._named(heads, as_recipient=True)
            named = [p for p in found if p.iso3 and p.iso3 not in givers and (is_direct or self._is_body(p))]
            if named:
                return _distinct(named) if is_direct else named[:1]
            if outsider is None and is_direct:
                outsider = next((p for p in found if not p.iso3 and self._is_outside(p)), None)
        return [outsider] if outsider else []

    def _is_outside(self, party: Party) -> bool:
        """Tell whether a beneficiary without a country is a region, a bloc or a body, and not a person at home."""
        actor = self._actors.by_id.get(party.actor_id or "")
        return actor is None or actor.actor_type in ("bloc", "organisation", "group")

    def party_of_actor(self, actor: ArticleActor, *, basis: RecipientBasis) -> Party:
        """Return an actor as a party that the sentence itself does not name."""
        return Party(None, None, actor.actor_id, actor.country_iso3, basis=basis)

    def _subject_candidates(self, act: Act, reading: Reading) -> Iterable[list[Token]]:
        for level in act.levels[_first_own_level(act) :]:
            token = level.token
            if level.cue_class == "request":
                continue  # whoever asks is not who gives
            if syntax.coarse_pos(token) == "verb":
                passive = syntax.is_passive(token)
                yield syntax.agents(token) if passive else [s for s in syntax.subjects(token) if not _is_thing(act, s)]
            else:
                yield syntax.possessors(token)
                yield self._modifiers(token)
                if token.dep_ in ("acomp", "attr", "oprd"):
                    yield syntax.subjects(token.head)
        for thing in act.things:
            yield syntax.possessors(thing.token)
        if act.cue_class is None or syntax.coarse_pos(act.core) == "noun":
            verb = syntax.governing_verb(act.core) if _first_own_level(act) == 0 else None
            if verb is not None and act.core.dep_ in ("dobj", "pobj", "dative", "attr") and not syntax.is_passive(verb):
                yield [s for s in syntax.subjects(verb) if not _is_thing(act, s)]

    def _recipient_candidates(self, act: Act) -> Iterable[tuple[list[Token], bool]]:
        """Yield noun heads that may be recipients, likeliest first, and whether they stand where recipients stand."""
        for level in act.levels[: _first_own_level(act)]:
            if level.cue_class != "enable" and syntax.coarse_pos(level.token) == "verb":
                yield syntax.subjects(level.token), True
        tokens = [act.core, *(thing.token for thing in act.things)]
        if act.cue_class == "request" and syntax.coarse_pos(act.core) == "noun":
            yield syntax.possessors(act.core) + self._modifiers(act.core), True
        verb = act.core
        if syntax.coarse_pos(verb) == "verb":
            if act.cue_class in ("receive", "obtain", "have") and not syntax.is_passive(verb):
                yield syntax.subjects(verb), True
            if act.cue_class == "support":
                yield (
                    [o for o in syntax.objects(verb)] + [m for t in act.things for m in self._modifiers(t.token)],
                    True,
                )
            for child in verb.children:
                if child.dep_ == "dative" and child.tag_ not in ("IN", "TO"):
                    yield syntax.coordinated(child), True
            if syntax.coarse_pos(verb) == "verb":
                owners = (
                    o
                    for s in syntax.subjects(verb)
                    if lemma_of(s) in words("gives_to_owner")
                    for o in syntax.possessors(s)
                )
                yield list(owners), True
            yield _objects_of(act, "to", "for"), True
            if act.cue_class in ("support", "provide", "transfer", "promise", "include", "arrive", "offer"):
                yield [o for o in syntax.objects(verb) if not _is_thing(act, o)], True
        for token in tokens:
            yield _prepositional(token, "to", "for", "with"), True
        for token in tokens:
            yield _prepositional(token, "in", "into", "at", "on", "of", "from", "over"), False
        for token in tokens:
            yield _descendants(token, act), False
        for level in act.levels[1:]:
            yield _prepositional(level.token, "to", "for", "with"), False
        for thing in act.things:
            yield self._modifiers(thing.token), False
        if not any(thing.item and thing.item.item_class == "security_guarantee" for thing in act.things):
            for level in act.levels:
                if level.cue_class in ("request", "expect") and syntax.coarse_pos(level.token) == "verb":
                    yield syntax.subjects(level.token), False

    def _asked(self, request: Token) -> list[Party]:
        """Return whom a request addresses: "urged allies to", "called on Berlin to", "asked Congress for"."""
        heads = [o for o in syntax.objects(request) if syntax.coarse_pos(o) != "adjective"]
        heads += syntax.objects(request, "on", "upon", "from", "to")
        for child in request.children:
            if child.dep_ in ("ccomp", "xcomp"):
                heads = syntax.subjects(child) + heads
        requesters = {s.i for s in syntax.subjects(request)}
        return self._named([head for head in heads if head.i not in requesters])

    def _national_donors(self, act: Act) -> list[Party]:
        """Return the countries that stand before the things themselves: "British and French troops", "strong US backing"."""
        nouns = [thing.token for thing in act.things]
        if syntax.coarse_pos(act.core) == "noun":
            nouns.append(act.core)
        found = [party for noun in nouns for word in self._modifiers(noun) for party in self._adjectival(word)]
        return _distinct(party for party in found if self._is_body(party))

    def _adjectival(self, word: Token) -> list[Party]:
        """Return whom one word before a noun names, not the group that the whole phrase is ("Italian troops")."""
        end = word.idx + len(word)
        ids = [m.actor_id for m in self._actors.within(Span(word.idx, end)) if m.char_end <= end]
        if not ids and word.tag_.startswith("NNP"):
            return self._named([word])
        span = Span(word.idx, end)
        return [
            Party(span, span.of(self._document.text), actor_id, self._actors.country_of(actor_id)) for actor_id in ids
        ]

    def _is_body(self, party: Party) -> bool:
        """Tell whether a party is a state or organisation, and no person or described group."""
        actor = self._actors.by_id.get(party.actor_id or "")
        return (
            (actor is None and party.iso3 is not None)
            or actor is not None
            and actor.actor_type in ("country", "organisation", "bloc")
        )

    def _modifiers(self, noun: Token) -> list[Token]:
        found = []
        for child in noun.children:
            if (
                child.dep_ in ("amod", "compound", "nmod")
                and child.i < noun.i
                and child.tag_ in ("JJ", "NNP", "NNPS", "NN")
            ):
                follower = noun.doc[child.i + 1]
                if follower.text == "-" and noun.doc[child.i + 2].lower_ in words("origin_only"):
                    continue
                if child.i + 1 < noun.i and child.nbor().lower_ in words("origin_only"):
                    continue
                found.extend([child, *(c for c in child.conjuncts if c.i < noun.i)])
            if child.dep_ == "poss":
                found.extend(syntax.coordinated(child))
        return found

    def _named(self, heads: Sequence[Token], *, as_recipient: bool = False) -> list[Party]:
        """Turn noun heads into parties; a head that names no actor gives one only when it is a group that can give."""
        found: list[Party] = []
        for head in heads:
            span = _phrase(head)
            if (state := self._own_state(head)) is not None:
                found.append(replace(state, span=span, text=span.of(self._document.text)))
                continue
            ids = self._of_head(head, span) or (self._actors.best_for(span) if as_recipient else self._spoken_of(head))
            for actor_id in ids:
                actor = self._actors.by_id[actor_id]
                iso3 = actor.country_iso3 if _stands_for_country(actor) else None
                found.append(
                    Party(
                        span,
                        span.of(self._document.text),
                        actor_id,
                        iso3,
                        is_named=_is_named(actor),
                        is_private_body=_is_private_body(actor),
                        is_public_body=_is_public_body(actor),
                    )
                )
            members = _prepositional(head, "including") if lemma_of(head) in words("can_give") else []
            if members:
                found = [party for party in found if party.span != span] + self._named(members)
            elif not ids and (capital := metonyms().get(span.of(self._document.text))) and capital.iso3:
                found.append(Party(span, capital.alias, None, capital.iso3))
            elif not ids and lemma_of(head) in words("can_give"):
                found.append(Party(span, span.of(self._document.text), None, None, is_named=False))
        return _distinct(found)


def _is_named(actor: ArticleActor) -> bool:
    return actor.is_named or actor.country_iso3 is not None


def _first_own_level(act: Act) -> int:
    """Return the first level whose subject is the giver: below "allows Ukraine to use" it is the receiver."""
    return max((number + 1 for number, level in enumerate(act.levels) if level.cue_class == "enable"), default=0)


def _stands_for_country(actor: ArticleActor) -> bool:
    """Tell whether an actor's act is his country's: a private person's or a company's is not."""
    return actor.actor_type != "person" or actor.role not in _PRIVATE_ROLES


@cache
def _public_bodies() -> frozenset[str]:
    return frozenset(body.name for body in organisations().values() if body.iso3 is None)


def _is_public_body(actor: ArticleActor) -> bool:
    return actor.actor_type == "bloc" or (actor.actor_type == "organisation" and actor.name in _public_bodies())


def _is_private_body(actor: ArticleActor) -> bool:
    return actor.actor_type == "organisation" and actor.country_iso3 is None and not _is_public_body(actor)


def _is_thing(act: Act, token: Token) -> bool:
    return any(thing.token.i == token.i or thing.token.is_ancestor(token) for thing in act.things)


def _objects_of(act: Act, *prepositions: str) -> list[Token]:
    if syntax.coarse_pos(act.core) != "verb":
        return []
    return [
        joined
        for head in syntax.objects(act.core, *prepositions)
        if head.tag_.startswith(("NN", "PRP", "JJ", "CD", "DT"))
        for joined in syntax.coordinated(head)
    ]


def _prepositional(token: Token, *prepositions: str) -> list[Token]:
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend(syntax.coordinated(grandchild))
    return found


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
    return syntax.coarse_pos(token) != "verb" or lemma_of(token) in words("leads_to_receiver")


def _phrase(head: Token) -> Span:
    """Return a noun with the words before it, cut off from what is joined to it or hangs behind it."""
    first, last = syntax.noun_phrase(head)
    tokens = [t for t in head.doc[first.i : last.i + 1] if t.tag_ != "CC"]
    return span_of(tokens)


def _distinct(parties: Iterable[Party]) -> list[Party]:
    seen: set[object] = set()
    kept = []
    for party in parties:
        key = party.iso3 or party.actor_id or party.text
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return kept

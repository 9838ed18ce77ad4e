"""The words that name a giver or a receiver, and the actor and country they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.actors import Actors
from flows.extract.commitments import syntax
from flows.extract.commitments.party import Party, distinct
from flows.extract.commitments.phrases import is_group_that_gives, phrase_of, prepositional, sayers
from flows.reference.commitment_words import words
from flows.reference.items import find_items
from flows.reference.organisations import metonyms
from flows.schema.actors import ArticleActor
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.text.document import Document, Token
from flows.text.language import lemma_of

_FIRST_PERSON = {"we", "us", "i", "our", "my"}
_THIRD_PERSON = {"it", "he", "she", "they"}
# Whoever has none of the public roles speaks and gives for himself.
_PRIVATE_ROLES = {None, "executive", "expert", "civilian"}


class PartyNames:
    """Turn the noun heads of one article into parties; "we" is whoever makes the statement that is being read."""

    def __init__(self, document: Document, actors: Actors, figures: Sequence[FinancialFigure]) -> None:
        """Read an article's names; a currency's country ("US dollars") is none of them."""
        self._document = document
        self._actors = actors
        sums = [figure for figure in figures if figure.kind == "money"]
        self._in_sums = {offset for figure in sums for offset in range(figure.char_start, figure.char_end)}
        self._speaker_ids: tuple[str, ...] = ()

    def listen_to(self, statement: Statement | None) -> None:
        """Read what follows as said in a statement, or as the narrator's words."""
        self._speaker_ids = statement.speaker_actor_ids if statement else ()

    def named(self, heads: Sequence[Token], *, as_recipient: bool = False) -> list[Party]:
        """Turn noun heads into parties; a head that names no actor gives one only when it is a group that can give."""
        found: list[Party] = []
        for head in (_counted(head) for head in heads if not self._is_in_a_sum(head)):
            span = self._name_around(head) or phrase_of(head)
            if antecedents := _whose(head):
                found.extend(self.named(antecedents))
                continue
            if (state := self._own_state(head)) is not None:
                found.append(replace(state, span=span, text=span.of(self._document.text)))
                continue
            if (body := self._body_of(head)) is not None:
                found.append(replace(body, span=span, text=span.of(self._document.text)))
                continue
            owners = prepositional(head, "of") if lemma_of(head) in words("acts_for_owner") else []
            owning = [party for party in self.named(owners) if party.is_named]  # the "state" of a secretary is none
            if owning:
                found.extend(replace(party, span=span, text=span.of(self._document.text)) for party in owning[:1])
                continue
            ids = self._of_head(head, span) or (self._inside(head, span) if as_recipient else self._spoken_of(head))
            for actor_id in ids:
                actor = self._actors.by_id[actor_id]
                is_guessed = actor_id in self._actors.guessed_ids and actor.role in _PRIVATE_ROLES
                iso3 = actor.country_iso3 if stands_for_country(actor) and not is_guessed else None
                is_public = self._is_public_body(actor)
                found.append(
                    Party(
                        span,
                        span.of(self._document.text),
                        actor_id,
                        iso3,
                        is_named=_is_named(actor),
                        is_private_body=_is_company(head)
                        or (
                            not (is_public or actor_id in self._actors.known_ids)
                            and _is_private_body(actor, iso3, head)
                        ),
                        is_private_person=actor.actor_type == "person" and iso3 is None,
                        can_give=_is_named(actor) or is_group_that_gives(head),
                        is_group=actor.actor_type == "group" and is_group_that_gives(head),
                        is_organisation=actor.actor_type == "organisation",
                        is_state=actor.actor_type == "country",
                        home_iso3=actor.country_iso3,
                        is_public_body=is_public,
                    )
                )
            if not ids and (called := [child for child in head.children if child.dep_ == "appos"]):
                found.extend(self.named(called[:1], as_recipient=as_recipient))
            members = self.named(prepositional(head, "including")) if is_group_that_gives(head) else []
            if any(party.is_named for party in members):
                found = [party for party in found if party.span != span] + members
            elif not ids and (capital := metonyms().get(span.of(self._document.text))) and capital.iso3:
                found.append(Party(span, capital.alias, None, capital.iso3, is_state=True))
            elif not ids and is_group_that_gives(head):
                found.append(Party(span, span.of(self._document.text), None, None, is_named=False))
        return distinct(found)

    def spans_within(self, span: Span) -> list[Span]:
        """Return where states, blocs and organisations are named inside a span."""
        mentions = [m for m in self._actors.within(span) if m.char_end <= span.end and m.mention_type != "pronoun"]
        bodies = [m for m in mentions if self._actors.by_id[m.actor_id].actor_type not in ("person", "group")]
        return sorted({Span(m.char_start, m.char_end) for m in bodies})

    def at(self, span: Span) -> list[Party]:
        """Return the parties that the words of a span name."""
        return self.named(list(self._document.tokens_in(span))[-1:])

    def lends(self, head: Token) -> bool:
        """Tell whether a noun names a body that lends: a deal with a bank is its loan, with a charity a gift to it."""
        names = [self._actors.by_id[i].name for i in self._of_head(head, self._name_around(head) or phrase_of(head))]
        return any(not words("lends").isdisjoint(name.lower().split()) for name in names)

    def are_public(self, heads: Sequence[Token]) -> bool:
        """Tell whether one of the words names a public body or a plan that such a body asks money for."""
        is_plan = any(lemma_of(head) in words("appeal") for head in heads)
        return is_plan or any(party.is_public_body for party in self.named(heads))

    def is_said_by_public_body(self, statement: Statement | None) -> bool:
        """Tell whether a public body makes a statement."""
        speakers = [self._actors.by_id[i] for i in statement.speaker_actor_ids] if statement else []
        return any(self._is_public_body(speaker) for speaker in speakers)

    def adjectival(self, word: Token) -> list[Party]:
        """Return whom one word before a noun names, not the group that the whole phrase is ("Italian troops")."""
        end = word.idx + len(word)
        if self._is_in_a_sum(word):
            return []
        ids = [m.actor_id for m in self._actors.within(Span(word.idx, end)) if m.char_end <= end]
        if not ids and word.tag_.startswith("NNP"):
            return self.named([word])
        span = Span(word.idx, end)
        return [
            Party(span, span.of(self._document.text), actor_id, self._actors.country_of(actor_id)) for actor_id in ids
        ]

    def stranger(self, heads: Sequence[Token]) -> Party | None:
        """Return a giver whom the article knows only by these words; a pronoun or a thing may be anybody."""
        for head in (head for head in heads if head.tag_ != "JJ"):
            if lemma_of(head) in words("private_giver"):
                span = phrase_of(head)
                return Party(span, span.of(self._document.text), None, None, is_named=False, is_private_body=True)
            if lemma_of(head) in words("can_give") or head.lower_ == "those":
                span = phrase_of(head)
                if not find_items(self._document.text, span.start, span.end):
                    return Party(span, span.of(self._document.text), None, None, is_named=False)
        return None

    def _is_in_a_sum(self, word: Token) -> bool:
        return word.idx in self._in_sums

    def _name_around(self, head: Token) -> Span | None:
        """Return the whole name that a noun is part of: a name with "&" or "of" in it is more than its first noun."""
        around = [
            m
            for m in self._actors.within(Span(max(0, head.idx - 80), head.idx + 1))
            if m.mention_type == "named" and m.char_end >= head.idx + len(head)
        ]
        bodies = [m for m in around if self._actors.by_id[m.actor_id].actor_type in ("organisation", "bloc")]
        name = max(bodies, key=lambda m: m.char_end - m.char_start, default=None)
        return Span(name.char_start, name.char_end) if name is not None else None

    def _is_public_body(self, actor: ArticleActor) -> bool:
        if actor.actor_type == "organisation":
            is_known = actor.actor_id in self._actors.known_ids
            return actor.country_iso3 is None and (is_known or _sounds_public(actor.name))
        return actor.actor_type == "bloc"

    def is_government(self, party: Party) -> bool:
        """Tell whether a party is called the government or the administration, of no country that is named."""
        return party.text is not None and party.text.lower().split()[-1] in ("government", "administration", "cabinet")

    def is_body(self, party: Party) -> bool:
        """Tell whether a party is a state or organisation, and no person or described group."""
        actor = self._actors.by_id.get(party.actor_id or "")
        return (actor is None and party.iso3 is not None) or (
            actor is not None and actor.actor_type in ("country", "organisation", "bloc")
        )

    def is_outside(self, party: Party) -> bool:
        """Tell whether a beneficiary without a country is a region, a bloc or a body, and not a person at home."""
        actor = self._actors.by_id.get(party.actor_id or "")
        is_own = party.text is not None and party.text.lower().startswith(("its ", "their ", "his ", "her ", "our "))
        return not is_own and (actor is None or actor.actor_type in ("bloc", "organisation", "group"))

    def _of_head(self, head: Token, span: Span) -> tuple[str, ...]:
        """Return the actors that a phrase means; "Ukraine's jets" mean no actor, "Berlin's government" does."""
        if head.lower_ in _FIRST_PERSON and head.tag_.startswith("PRP") and self._speaker_ids:
            return self._speaker_ids
        ids = self._actors.best_for(span)
        named = {m.actor_id for m in self._actors.within(span) if m.char_start <= head.idx < m.char_end}
        if syntax.coarse_pos(head) == "noun" and not named & set(ids) and lemma_of(head) not in words("acts_for_owner"):
            return ()
        return ids

    def _inside(self, head: Token, span: Span) -> tuple[str, ...]:
        """Return the states and bodies inside a phrase: "Ukraine's army" receives for Ukraine, a company for itself."""
        if lemma_of(head) in words("private_giver"):
            return ()
        ids = self._actors.best_for(span)
        return tuple(i for i in ids if self._actors.by_id[i].actor_type in ("country", "organisation", "bloc"))

    def _own_state(self, head: Token) -> Party | None:
        """Return the state of "her country", "his government": the one that whoever the pronoun is belongs to."""
        if lemma_of(head) not in words("own_state"):
            return None
        owner = next((child for child in head.children if child.dep_ == "poss" and child.tag_ == "PRP$"), None)
        if owner is None:
            return None
        owner_span = Span(owner.idx, owner.idx + len(owner))
        for actor_id in self._sayer_of(owner) or self._of_head(owner, owner_span) or self._speaker_ids:
            if iso3 := self._actors.country_of(actor_id):
                return Party(None, None, actor_id, iso3)
        return None

    def _sayer_of(self, owner: Token) -> tuple[str, ...]:
        """Return the person who says a clause about "his country": "the minister said his country would pay"."""
        if owner.lower_ not in ("his", "her"):
            return ()
        for subject in (subject for subjects in sayers(owner) for subject in subjects):
            ids = self._of_head(subject, self._name_around(subject) or phrase_of(subject))
            if people := tuple(i for i in ids if self._actors.by_id[i].actor_type == "person"):
                return people
        return ()

    def _body_of(self, head: Token) -> Party | None:
        """Return whom an official of a public body acts for, or the state of "the Administration" with no name before.

        Only one country's executive is called so without its leader's name.
        """
        if head.text == "Administration" and all(c.dep_ == "det" for c in head.children if c.i < head.i):
            known = next((a for a in self._actors.by_id.values() if a.country_iso3 == "USA"), None)
            return Party(None, None, known.actor_id, "USA") if known is not None else None
        if lemma_of(head) not in words("acts_for_owner"):
            return None
        owners = self.named([child for child in head.children if child.dep_ == "poss" and child.tag_ != "PRP$"])
        return next((owner for owner in owners if owner.is_public_body), None)

    def _spoken_of(self, head: Token) -> tuple[str, ...]:
        """Return the speaker for a pronoun that nothing else explains: "the bank said it was ready to lend"."""
        return self._speaker_ids if head.lower_ in _THIRD_PERSON else ()


def _whose(head: Token) -> list[Token]:
    """Return whose government a relative clause names: "Fiji and Tonga, whose governments have sent medics"."""
    if lemma_of(head) not in words("acts_for_owner") or all(child.tag_ != "WP$" for child in head.children):
        return []
    clause = next((above for above in head.ancestors if above.dep_ == "relcl"), None)
    return sorted([clause.head, *clause.head.conjuncts], key=lambda token: token.i) if clause is not None else []


def _counted(head: Token) -> Token:
    """Return the noun that a number counts: "two of Chad's lenders" are lenders, and are not Chad."""
    return next(iter(prepositional(head, "of")), head) if head.tag_ == "CD" else head


def _is_named(actor: ArticleActor) -> bool:
    return actor.is_named or actor.country_iso3 is not None


def stands_for_country(actor: ArticleActor) -> bool:
    """Tell whether an actor's act is his country's: a private person's or a company's is not."""
    return actor.actor_type != "person" or actor.role not in _PRIVATE_ROLES


def _sounds_public(name: str) -> bool:
    """Tell whether a name is that of a body that exists to give: a UN fund, a development bank, the Red Cross."""
    return not words("public_name").isdisjoint(name.lower().split())


def _is_company(head: Token) -> bool:
    """Tell whether a noun names companies of a country: "American companies"."""
    return head.tag_ in ("NN", "NNS") and lemma_of(head) in ("company", "firm", "investor", "manufacturer")


def _is_private_body(actor: ArticleActor, iso3: str | None, head: Token) -> bool:
    if actor.actor_type == "country":
        return False
    own_word = actor.name.lower().split()[-1].removesuffix("s") if actor.actor_type == "group" else lemma_of(head)
    is_company = not words("private_giver").isdisjoint({own_word, own_word.removesuffix("ie") + "y"})
    return is_company or (actor.actor_type == "organisation" and iso3 is None and not is_group_that_gives(head))

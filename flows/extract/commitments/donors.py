"""Who gives: the donors that an act's sentence names."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.asked import find_requesters, of_request
from flows.extract.commitments.debt import relieves_debt
from flows.extract.commitments.parties import PartyNames
from flows.extract.commitments.party import Party, distinct
from flows.extract.commitments.phrases import modifiers_of, prepositional, sayers
from flows.extract.commitments.reading import Reading
from flows.extract.commitments.roles import first_own_level, is_thing, objects_of
from flows.reference.commitment_words import words
from flows.schema.statements import Statement
from flows.text.document import Token
from flows.text.language import lemma_of

# Nouns whose nationality is the donor's whoever the subject is: British and French troops.
_NATIONAL_ITEMS = {"personnel"}
# Core classes that are told from somebody else's side: the subject is not the donor.
_SUBJECT_RECEIVES = {"receive", "obtain", "have", "arrive", "amount", "expect", "bring"}


_PRONOUNS = {"it", "they", "he", "she"}


def find_donors(namer: PartyNames, act: Act, reading: Reading, statement: Statement | None) -> list[Party]:
    """Return the donors that the sentence names; empty when it names none.

    "We" in a statement is the state or body of whoever makes it.
    """
    namer.listen_to(statement)
    is_told = act.cue_class == "support" and not any(thing.token.dep_ == "nsubj" for thing in act.things)
    national = [] if is_told or act.cue_class in ("host", "join") else _national(namer, act)
    is_carried = lemma_of(act.core) in words("carries")
    if national and (
        any(not is_carried and thing.item and thing.item.item_class in _NATIONAL_ITEMS for thing in act.things)
        or act.cue_class in _SUBJECT_RECEIVES
    ):
        return national
    if (asked := of_request(namer, act, reading, national)) is not None:
        return asked
    if act.cue_class == "include":
        owners = [owner for subject in syntax.subjects(act.core) for owner in syntax.possessors(subject)]
        return namer.named(owners)
    lenders = _party_to_deal(namer, act) or _lenders_of_debt(namer, act)
    if lenders:
        return lenders
    if act.cue_class in _SUBJECT_RECEIVES and reading.rule != "R5.have":
        owners = [
            o for thing in act.things for owner in _owners(thing.token) for o in (_meant_at_start(owner) or [owner])
        ]
        return namer.named(syntax.possessors(act.core) + objects_of(act, "by") + _senders(act) + owners) or national
    stranger: Party | None = None
    asking = {head.i for head in find_requesters(act)} if reading.status == "requested" else set()
    for heads in _candidates(act):
        own = [head for head in heads if not is_thing(act, head) and head.i not in asking]
        spoken = [head for head in _spelled_out(act, own) if head.i not in asking]
        found = namer.named(spoken)
        if not found and spoken != own:
            found = namer.named([owner for head in spoken for owner in syntax.possessors(head)]) or namer.named(own)
        if found:
            return found
        stranger = stranger or namer.stranger(own)
    return national or ([stranger] if stranger else [])


def _spelled_out(act: Act, heads: list[Token]) -> list[Token]:
    """Replace a pronoun by the subject of the clause above: "the agency said it had given"."""
    owners = [owner for head in heads if head.tag_ == "PRP$" for owner in _meant_by(head)]
    if owners or not any(head.lower_ in _PRONOUNS for head in heads):
        return owners or heads
    own = {head.i for head in heads}
    for subjects in (*sayers(act.core), *_above_clause(act.core)):
        speakers = [s for s in subjects if s.lower_ not in _PRONOUNS and s.i not in own]
        if speakers:
            return speakers
    return heads


def _above_clause(word: Token) -> Iterable[list[Token]]:
    """Yield the subject of the clause that a relative clause hangs in: "on top of the $3m it gave, X will ..."."""
    if word.dep_ == "relcl" and (verb := syntax.governing_verb(word.head)) is not None:
        yield [subject for subject in syntax.subjects(verb) if subject != word.head]


def _meant_by(owner: Token) -> list[Token]:
    """Return whose readiness "expressed its readiness", "praised X for its readiness" tell of."""
    noun, verb = owner.head, syntax.governing_verb(owner)
    if verb is None or owner.tag_ != "PRP$" or owner.lower_ not in ("its", "their"):
        return []
    if noun.dep_ in syntax.SUBJECTS:
        return next(sayers(owner), [])
    praised = [o for o in syntax.objects(verb) if o.tag_.startswith("NNP") and noun.i > o.right_edge.i]
    return praised or syntax.subjects(verb)


def _meant_at_start(owner: Token) -> list[Token]:
    """Return whose troops "said its troops would go" tells of, where they are the subject."""
    return _meant_by(owner) if owner.head.dep_ in syntax.SUBJECTS else []


def _party_to_deal(namer: PartyNames, act: Act) -> list[Party]:
    """Return the public body that a deal is with: in "Chad's agreement with the IMF" the IMF gives."""
    if act.cue_class != "allocate" or syntax.coarse_pos(act.core) != "noun":
        return []
    with_whom = [head for head in prepositional(act.core, "with") if namer.lends(head)]
    return [party for party in namer.named(with_whom) if party.is_public_body]


def _lenders_of_debt(namer: PartyNames, act: Act) -> list[Party]:
    """Return to whom a debt that nobody is said to write off is owed: "Chad's debt to Norway will be forgiven"."""
    is_told = syntax.coarse_pos(act.core) == "verb" and (not syntax.is_passive(act.core) or syntax.agents(act.core))
    if not relieves_debt(act) or is_told:
        return []
    return namer.named([head for thing in act.things for head in prepositional(thing.token, "to")])


def _means(verb: Token) -> list[Token]:
    """Return whose help something is done with: "was built with Danish money", "rebuilt it with the help of Oslo"."""
    if lemma_of(verb) not in words("makes"):
        return []
    means = [noun for noun in syntax.objects(verb, "with") if lemma_of(noun) in words("paid_with")]
    return [word for noun in means for word in (*modifiers_of(noun), *prepositional(noun, "from", "of"))]


def _senders(act: Act) -> list[Token]:
    """Return from whom something is received: "will get $3m [from Japan]", wherever the parser hangs it."""
    may_stand_before = act.cue_class == "arrive"  # "a consignment of medicines from India reached the port"
    origins = [
        t
        for t in act.core.subtree
        if t.lower_ == "from"
        and t.dep_ == "prep"
        and (may_stand_before or t.i > act.core.i)
        and lemma_of(t.head) not in words("people_in_need")  # refugees from somewhere
    ]
    named = [child for origin in origins for child in origin.children if child.dep_ == "pobj"]
    return [joined for head in named if not is_thing(act, head) for joined in syntax.coordinated(head)]


def _owners(noun: Token) -> list[Token]:
    """Return who a thing is from, by a possessor or by who gave it: "jets from Norway", "doses donated by Canada"."""
    clauses = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    givers = [giver for clause in clauses for giver in syntax.agents(clause)]
    givers += [s for clause in clauses if not syntax.is_passive(clause) for s in _own_subjects(clause)]
    return syntax.possessors(noun) + givers


def _named_at_head(act: Act) -> list[Token]:
    """Return the name that a line of a list begins with: "CHINA - Announced 40 million yuan"."""
    doc, start = act.core.doc, act.sentence.token_start
    for i in range(start + 1, min(start + 6, act.core.i)):
        if doc[i].text in ("-", "–", "—", ":"):
            return [doc[i - 1]] if doc[i - 1].tag_.startswith("NNP") else []
    return []


def _thanked(token: Token) -> list[Token]:
    """Return whom somebody thanks, or is grateful to, for the act that a token tells."""
    verb = token if syntax.coarse_pos(token) == "verb" and lemma_of(token) == "be" else syntax.governing_verb(token)
    if verb is None:
        return []
    thankful = [child for child in verb.children if child.dep_ == "acomp" and lemma_of(child) in words("gratitude")]
    if thankful:
        return prepositional(thankful[0], "to")
    return syntax.objects(verb) if lemma_of(verb) in words("gratitude") else []


def _makers(deal: Token) -> list[Token]:
    """Return who passed or signed what gives: "[parliament] passed a bill that provides $5m"."""
    verb = syntax.governing_verb(deal)
    is_made = verb is not None and deal.dep_ == "dobj" and lemma_of(deal) in words("deal")
    return syntax.subjects(verb) if verb is not None and is_made else []


def _own_subjects(clause: Token) -> list[Token]:
    """Return who promised in "the $5m that the UK promised", never the sum itself."""
    return [s for s in syntax.subjects(clause) if s.i > clause.head.i]


def _at_verb(act: Act, verb: Token) -> Iterable[list[Token]]:
    """Yield the places of a giver around a verb: with whose help, its subject or agent, whoever that belongs to."""
    is_passive = syntax.is_passive(verb)
    if verb == act.core:
        yield _means(verb)
    givers = syntax.agents(verb) if is_passive else [s for s in syntax.subjects(verb) if not is_thing(act, s)]
    yield givers
    if is_passive and verb == act.core and lemma_of(verb) not in words("purchase"):
        yield _senders(act)
    yield [owner for giver in givers if giver.tag_.startswith("NN") for owner in syntax.possessors(giver)]
    yield [name for giver in givers if giver.tag_.startswith("NN") for name in prepositional(giver, "from")]
    yield [word for giver in givers if lemma_of(giver) in words("carrier") for word in modifiers_of(giver)]
    if verb.dep_ == "relcl":
        yield _makers(verb.head)


def _candidates(act: Act) -> Iterable[list[Token]]:
    """Yield noun heads that may be donors, from the act outwards."""
    for level in act.levels[first_own_level(act) :]:
        token = level.token
        thanked = _thanked(token)
        if thanked:
            yield thanked
        if level.cue_class == "request":
            break  # whoever asks is not who gives
        if syntax.coarse_pos(token) == "verb":
            yield from _at_verb(act, token)
        else:
            yield syntax.possessors(token)
            yield modifiers_of(token)
            if token.dep_ in ("acomp", "attr", "oprd"):
                yield syntax.subjects(token.head)
    yield _named_at_head(act)
    for thing in act.things:
        yield _owners(thing.token)
        if thing.whole is not None:
            yield _owners(thing.whole.token)
    if act.cue_class is None or syntax.coarse_pos(act.core) == "noun":
        verb = syntax.governing_verb(act.core) if first_own_level(act) == 0 else None
        asks = any(level.cue_class == "request" and level.token == verb for level in act.levels)
        if (
            verb is not None
            and not asks
            and act.core.dep_ in ("dobj", "pobj", "dative", "attr")
            and not syntax.is_passive(verb)
        ):
            yield [s for s in syntax.subjects(verb) if not is_thing(act, s)]


def _is_trained(people: Token) -> bool:
    """Tell whether people are those who are trained: "the training of Ukrainian pilots"."""
    return people.head.lower_ in ("of", "for") and lemma_of(people.head.head) == "training"


def _national(namer: PartyNames, act: Act) -> list[Party]:
    """Return the countries that stand before the things: "British and French troops", "strong US backing"."""
    nouns = [thing.token for thing in act.things if not _is_trained(thing.token)]
    if syntax.coarse_pos(act.core) == "noun":
        nouns.append(act.core)
    found = [party for noun in nouns for word in modifiers_of(noun) for party in namer.adjectival(word)]
    return distinct(party for party in found if namer.is_body(party) and (party.iso3 or party.is_public_body))

"""Who receives: the recipients that an act's sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.parties import PartyNames
from flows.extract.commitments.party import Party, distinct
from flows.extract.commitments.phrases import is_initials, is_second_object, modifiers_of, prepositional
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
    for candidates, is_direct in _candidates(act):
        heads = [head for head in candidates if not _is_only_a_place(head) and not _has_its_own(act, head)]
        if act.cue_class != "support":
            heads = [head for head in heads if all(head.i != thing.token.i for thing in act.things)]
        found = namer.named(heads, as_recipient=True)
        named = [p for p in found if p.iso3 and p.iso3 not in givers and (is_direct or namer.is_body(p))]
        if named:
            return distinct(named) if is_direct else _joined_with(named, heads)
        if outsider is None and (is_direct or any(_are_abroad(head) for head in heads)):
            giving = {party.text for party in donors}
            outside = (p for p in found if not p.iso3 and namer.is_outside(p))
            outsider = next((p for p in outside if is_direct or p.text not in giving), None)
    return [outsider] if outsider else _named_beside(namer, act, givers)


def _are_abroad(head: Token) -> bool:
    """Tell whether a noun names several countries, which receive wherever they hang on an act."""
    return head.tag_ in ("NNS", "NNPS") and lemma_of(head) in words("foreigners")


def _named_beside(namer: PartyNames, act: Act, givers: set[str]) -> list[Party]:
    """Return the one other country that a sentence names at all: "as war weighs on the X people, Y set out $5m"."""
    if not act.things or act.things[0].figure is None or act.cue_class not in ("announce", "allocate", "provide"):
        return []
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    words_of_time = [word for word in sentence if _is_in_clause_of_time(word, act)]
    named = {p.iso3: p for word in words_of_time for p in namer.adjectival(word) if p.iso3}
    others = [party for iso3, party in named.items() if iso3 not in givers]
    return [replace(others[0], basis="inferred")] if len(others) == 1 and givers else []


def _is_in_clause_of_time(word: Token, act: Act) -> bool:
    """Tell whether a word stands in an adverbial clause on the act: as, while, after something happens."""
    return any(above.dep_ == "advcl" and above.head == act.core for above in word.ancestors)


def _has_its_own(act: Act, head: Token) -> bool:
    """Tell whether a name belongs to another sum of the same list."""
    return any(thing.party is not None and thing.party.start <= head.idx < thing.party.end for thing in act.things)


def _joined_with(named: Sequence[Party], heads: Sequence[Token]) -> list[Party]:
    """Return the nearest of several parties, with those that "and" joins to it."""
    first = next(
        (head for head in heads if named[0].span and named[0].span.start <= head.idx < named[0].span.end), None
    )
    if first is None:
        return list(named[:1])
    ends = {token.idx + len(token) for token in syntax.coordinated(first)}
    return distinct([named[0], *(party for party in named[1:] if party.span and party.span.end in ends)])


def _is_only_a_place(head: Token) -> bool:
    """Tell whether a word names, or stands before, what cannot receive for its country: a border, a candidate."""
    if head.i + 2 < len(head.doc) and head.nbor().text == "-" and head.nbor(2).lower_ in words("origin_only"):
        return True
    nouns = [head, head.head] if head.dep_ in ("compound", "amod", "nmod", "poss") else [head]
    if any(lemma_of(noun) in words("legislature") for noun in nouns):
        return True
    return any(lemma_of(noun) in words("no_receiver") and not noun.tag_.startswith("NNP") for noun in nouns)


def _candidates(act: Act) -> Iterator[tuple[list[Token], bool]]:
    """Yield noun heads that may be recipients, likeliest first, and whether they stand where recipients stand."""
    for level in act.levels[: first_own_level(act)]:
        if level.cue_class != "enable" and syntax.coarse_pos(level.token) == "verb":
            yield syntax.subjects(level.token), True
    if syntax.coarse_pos(act.core) == "verb":
        yield from ((heads, True) for heads in _at_verb(act))
    elif act.cue_class in ("request", "allocate"):
        yield syntax.possessors(act.core) + modifiers_of(act.core), True
    wholes = [thing.whole.token for thing in act.things if thing.whole is not None]
    tokens = [act.core, *(thing.token for thing in act.things), *wholes]
    for thing in act.things:
        yield [word for word in thing.token.children if is_second_object(word)], True
    for token in tokens:
        yield prepositional(token, "to", "for", "with", "into"), True
    for token in tokens:
        yield prepositional(token, "in", "at", "on", "of", "over", *(("from",) if _leaves(act) else ())), False
    for token in tokens:
        yield _descendants(token, act), False
    yield from _around_levels(act)
    for thing in act.things:
        yield [word for word in modifiers_of(thing.token) if not is_initials(word)], False
    yield _thanking(act), True
    asks = act.cue_class == "request"  # a minister who asks for food asks for his state; who urges others may not
    yield from ((heads, asks) for heads in _asking_for_themselves(act))
    yield from ((heads, False) for heads in _occasions(act))
    yield from ((heads, True) for heads in _met(act))


def _around_levels(act: Act) -> Iterator[tuple[list[Token], bool]]:
    """Yield the places of a receiver around the words that govern an act: whom it is promised or asked for."""
    for level in act.levels[1:]:
        if level.cue_class == "promise" and syntax.coarse_pos(level.token) == "verb":
            yield [head for head in syntax.objects(level.token) if not is_thing(act, head)], True
        yield prepositional(level.token, "to", "for", "with"), False
        if level.cue_class == "request":
            for purpose in (child for child in level.token.children if syntax.is_infinitive(child)):
                yield _descendants(purpose, act), False  # "appealed for $5m to feed children in Chad"


def _at_verb(act: Act) -> Iterator[list[Token]]:
    """Yield the places of a receiver around a verb: its subject, its object, whoever its giver's friends are."""
    verb = act.core
    if act.cue_class in ("receive", "obtain", "have") and not syntax.is_passive(verb):
        yield [subject for subject in syntax.subjects(verb) if act.cue_class != "have" or subject.tag_ != "PRP"]
    if act.cue_class == "support":
        helped = syntax.subjects(verb) if syntax.is_passive(verb) else syntax.objects(verb)
        yield helped + [word for thing in act.things for word in modifiers_of(thing.token)]
        yield [s for child in verb.children if child.dep_ in ("ccomp", "xcomp") for s in syntax.subjects(child)]
    for child in verb.children:
        if child.dep_ == "dative" and child.tag_ not in ("IN", "TO"):
            yield syntax.coordinated(child)
    friends = [subject for subject in syntax.subjects(verb) if lemma_of(subject) in words("gives_to_owner")]
    yield [owner for friend in friends for owner in syntax.possessors(friend)]
    yield objects_of(act, "to", "for")
    if act.cue_class in _TAKES_RECEIVER:
        yield [head for head in syntax.objects(verb) if not is_thing(act, head)]


def _thanking(act: Act) -> list[Token]:
    """Return who thanks for an act: whoever thanks receives."""
    verb = syntax.governing_verb(act.core)
    if verb is None:
        return []
    is_thanks = any(lemma_of(word) in words("gratitude") for word in (verb, *verb.children) if word.dep_ != "dobj")
    return syntax.subjects(verb) if is_thanks else []


def _met(act: Act) -> Iterator[list[Token]]:
    """Yield whom somebody met as he announced an act: "met President X in Y and announced a loan"."""
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    for token in sentence:
        if syntax.coarse_pos(token) == "verb" and lemma_of(token) in words("meets"):
            yield syntax.objects(token) + syntax.objects(token, "with")


def _occasions(act: Act) -> Iterator[list[Token]]:
    """Yield for whom the occasion of a pledge is held: "at a conference for X", "in response to the X appeal"."""
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    for token in sentence:
        if lemma_of(token) in words("occasion"):
            yield prepositional(token, "for", "on") + modifiers_of(token)


def _asking_for_themselves(act: Act) -> Iterator[list[Token]]:
    """Yield who asks or expects; a call for backing or guarantees need not be for whoever calls."""
    if any(thing.item and thing.item.item_class == "security_guarantee" for thing in act.things):
        return
    for level in act.levels:
        if level.cue_class in ("request", "expect") and syntax.coarse_pos(level.token) == "verb":
            yield syntax.subjects(level.token)


def _leaves(act: Act) -> bool:
    """Tell whether help is taken away: only then "from" leads to whoever had it, and not to where it comes from."""
    return any(level.cue_class == "withdraw" for level in act.levels)


def _descendants(token: Token, act: Act) -> list[Token]:
    """Return the nouns below a token behind it, nearest first: whom the aid is for often hangs deep.

    Who stands below a verb that is no help (deter, fight) is not the one who is helped.
    """
    subjects = {
        t.i for s in (syntax.subjects(act.core) if syntax.coarse_pos(act.core) == "verb" else []) for t in s.subtree
    }
    nouns = [t for t in token.subtree if t.i > token.i and t.i not in subjects and t.tag_.startswith(("NN", "JJ"))]
    if not _leaves(act):
        nouns = [t for t in nouns if not (t.head.lower_ == "from" and t.dep_ == "pobj")]
    nouns = [t for t in nouns if not _is_told_as_giver(t, token) and not _is_venue(t, token)]
    return [t for t in nouns if all(_helps(above) for above in (t, *_between(t, token)))][:12]


def _is_venue(noun: Token, top: Token) -> bool:
    """Tell whether a noun is where somebody travels or meets: "pledged $5m on a visit to Berlin"."""
    for token in (noun, *_between(noun, top)):
        if token.dep_ == "prep" and token.lower_ in ("to", "in", "at") and lemma_of(token.head) in words("gathering"):
            return True
    return False


def _is_told_as_giver(noun: Token, top: Token) -> bool:
    """Tell whether a noun is the subject of a relative clause below the thing: "aid that the US had promised"."""
    for token in (noun, *_between(noun, top)):
        if token.dep_ in ("nsubj", "csubj") and token.head.dep_ == "relcl" and token.head.head.i <= token.i:
            return not syntax.is_passive(token.head) and token.tag_ not in ("WDT", "WP")
    return False


def _between(below: Token, above: Token) -> Iterator[Token]:
    for token in below.ancestors:
        if token.i == above.i:
            return
        yield token


def _tells_its_own(verb: Token) -> bool:
    """Tell whether a verb below opens a clause of its own, with a subject and a tense: "while Canada said ..."."""
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.tag_ == "MD" for child in verb.children)
    is_finite = is_finite or any(child.dep_ in ("aux", "auxpass") and child.tag_ != "TO" for child in verb.children)
    return (
        is_finite
        and verb.dep_ in ("advcl", "conj", "parataxis", "ccomp")
        and any(child.dep_ in syntax.SUBJECTS for child in verb.children)
    )


def _helps(token: Token) -> bool:
    if (token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")) and lemma_of(token.head) != "owe":
        return False
    if token.dep_ == "prep" and token.lower_ in (
        "as",
        "than",
        "like",
        "unlike",
        "against",
        "despite",
        "versus",
        "aboard",
        "via",
    ):
        return False
    if syntax.coarse_pos(token) == "verb":
        return lemma_of(token) not in words("opposes") and not _tells_its_own(token)
    if lemma_of(token) in words("no_receiver") and not token.tag_.startswith("NNP"):
        return False
    return not (lemma_of(token) in words("own_war") and token.dep_ == "pobj" and token.head.lower_ == "for")

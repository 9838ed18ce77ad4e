"""What is no gift by its nature, whoever tells it of whom: fines, sales, prices, attacks, opinions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import HOSTED, Act, Thing
from flows.extract.commitments.debt import DEBT, relieves_debt
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.phrases import prepositional
from flows.extract.commitments.things import item_of
from flows.extract.commitments.vagueness import names_aid
from flows.reference.commitment_cues import CueClass
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.text.document import Token
from flows.text.language import lemma_of

# How many words away a noun still tells what a sum is for.
_NEAR = 6
# More of these is a matter of prices and stocks, not of help.
_NO_INCREASE = {"relief_goods", "weapons_ammunition", "other"}
# Troops are kept somewhere; whoever keeps anything else gives nothing.
_HOLDS = {"keep", "maintain", "retain", "leave"}
# "A shell landed" is no delivery.
_IMPACT = {"land", "reach", "come"}
_PROJECTILES = {"shell", "missile", "rocket", "bomb", "mortar", "drone", "warhead", "grenade", "artillery shell"}
_FLOWN = {"aircraft", "helicopter", "military aircraft"}


@dataclass(frozen=True, slots=True)
class _Act:
    """One act with what its tests ask for."""

    act: Act
    items: tuple[ItemMatch, ...]
    finding: Finding

    @property
    def lemma(self) -> str:
        return lemma_of(self.act.core)

    @property
    def is_valued(self) -> bool:
        return any(thing.figure is not None for thing in self.act.things)

    def has_class(self, *item_classes: str) -> bool:
        return any(item.item_class in item_classes for item in self.items)

    def has_lemma(self, lemmas: set[str]) -> bool:
        return any(item.lemma in lemmas for item in self.items)


def why_no_gift(finding: Finding) -> str | None:
    """Return in a few words why an act is no gift by its nature, or None when it may be one."""
    act = finding.act
    items = tuple(item for thing in act.things if (item := item_of(act, thing)) is not None)
    read = _Act(act, items, finding)
    return next((reason for reason, applies in _REASONS if applies(read)), None)


def drop_people_who_flee(act: Act) -> None:
    """Take refugees out of what an act gives, unless it takes them in: money for them is no gift of them."""
    if act.cue_class != "host":
        act.things = [thing for thing in act.things if thing.item is None or thing.item.lemma != HOSTED]


def _is_figure_of_economy(read: _Act) -> bool:
    valued = [thing for thing in read.act.things if thing.figure is not None]
    is_difference = not any(_changes_help(level.token, level.cue_class) for level in read.act.levels)
    return (
        bool(valued)
        and not relieves_debt(read.act)
        and all(
            _measures_economy(thing, [other.token for other in read.act.things])
            or (is_difference and thing.token.head.lower_ == "by" and thing.token.head.dep_ != "agent")
            for thing in valued
        )
    )


def _changes_help(word: Token, cue_class: CueClass | None) -> bool:
    """Tell whether a word makes help more or less by a sum: "cut its aid by $3m", not "raised the tariff by $3"."""
    raised = syntax.objects(word) if syntax.coarse_pos(word) == "verb" else []
    return cue_class in ("increase", "withdraw") and not any(lemma_of(noun) in words("charge") for noun in raised)


def _measures_economy(thing: Thing, given: Sequence[Token]) -> bool:
    """Tell whether a sum is one of "a budget of $3bn", "a $3bn deficit"."""
    if thing.figure is None or thing.item is not None:
        return False
    if any(lemma_of(noun) in words("loss") for noun in prepositional(thing.token, "in", "of")):
        return True
    noun = thing.token.head.head if thing.token.head.lower_ in ("of", "to", "at") else thing.token.head
    if thing.token.head.lower_ == "at" and any(_estimates(above) for above in thing.token.ancestors):
        return True
    nouns = [noun, *(syntax.subjects(noun) if syntax.coarse_pos(noun) == "verb" else [])]
    return any(lemma_of(noun) in words("economy") for noun in nouns if noun not in given)


def _estimates(verb: Token) -> bool:
    """Tell whether a verb puts a cost or a need at a sum."""
    return syntax.coarse_pos(verb) == "verb" and any(lemma_of(o) in words("estimate") for o in syntax.objects(verb))


def _is_paid_for(read: _Act) -> bool:
    if relieves_debt(read.act):
        return False
    nouns = [token for thing in read.act.things for token in _phrase_around(read.act, thing)]
    if any(lemma_of(thing.token) in words("paid_back") for thing in read.act.things):
        return True
    return any(lemma_of(noun) in words("no_gift") for noun in nouns)


def _phrase_around(act: Act, thing: Thing) -> list[Token]:
    """Return the nouns that a thing stands with: below it, beside it under the core, and what it depends on."""
    beside = [
        token for token in act.core.subtree if token.tag_.startswith("NN") and abs(token.i - thing.token.i) <= _NEAR
    ]
    return [thing.token, *thing.token.children, *beside]


def _is_for_a_cause(read: _Act) -> bool:
    """Tell whether support is for a motion or an idea: "gave its support to a resolution"."""
    if read.is_valued or any(party.is_state for party in read.finding.recipients):
        return False
    heads = [head for thing in read.act.things for head in prepositional(thing.token, "to", "for")]
    heads += prepositional(read.act.core, "to", "for")
    return any(lemma_of(head) in words("cause") for head in heads)


def _is_ordered_by_court(read: _Act) -> bool:
    verbs = [level.token for level in read.act.levels if syntax.coarse_pos(level.token) == "verb"]
    return any(lemma_of(subject) in words("court") for verb in verbs for subject in syntax.subjects(verb))


def _is_own_purchase(read: _Act) -> bool:
    """Tell whether somebody orders arms or goods and nobody else is named to receive them."""
    buys = any(lemma_of(level.token) in words("purchase") for level in read.act.levels) or _is_bought(read.act)
    sellers = {head.idx for level in read.act.levels for head in prepositional(level.token, "with", "from")}
    receivers = [
        p for p in read.finding.recipients if p.span is None or not any(p.span.start <= i < p.span.end for i in sellers)
    ]
    for_others = any(party.basis == "explicit" and party.is_state for party in receivers)
    return buys and not for_others and not read.has_class("financing") and bool(read.items or sellers)


def _is_bought(act: Act) -> bool:
    """Tell whether a bare noun is the object of a purchase: "bought $3m of goods"."""
    verb = syntax.governing_verb(act.core) if act.cue is None and act.core.dep_ == "dobj" else None
    return verb is not None and lemma_of(verb) in words("purchase")


def _is_at_home(read: _Act) -> bool:
    """Tell whether help is called federal, domestic or one's own, or goes to people whom only their own state helps."""
    receivers = [noun for thing in read.act.things for noun in prepositional(thing.token, "to", "for", "towards")]
    receivers += prepositional(read.act.core, "to", "for", "towards")
    nouns = [*(thing.token for thing in read.act.things), *receivers]
    if any(child.lower_ in words("at_home") for noun in nouns for child in noun.children):
        return True
    if any(child.lower_ == "own" for noun in receivers for child in noun.children):
        return True
    is_told = read.finding.is_about_help and not read.finding.is_domestic
    is_abroad = any(party.iso3 and (party.basis == "explicit" or is_told) for party in read.finding.recipients)
    return not is_abroad and any(lemma_of(noun) in words("people_at_home") for noun in receivers)


def _only_moves(read: _Act) -> bool:
    """Tell whether somebody flies a helicopter, joins soldiers or goes on strike, and hands nothing over."""
    if read.is_valued:
        return False
    if read.lemma == "go":
        return read.act.cue is not None and read.act.cue.particle != "to"
    if read.lemma == "join":
        named = [thing.token for thing in read.act.things]
        is_mission = any(lemma_of(noun) in words("common_effort") for noun in named)
        return not is_mission and all(item.item_class == "personnel" for item in read.items)
    own = [thing.item for thing in read.act.things if thing.item is not None]
    return read.lemma == "fly" and bool(own) and all(item.lemma in _FLOWN for item in own)


def _is_stock(read: _Act) -> bool:
    is_stock = not read.items or read.has_class(*_NO_INCREASE)
    return read.act.cue_class == "increase" and is_stock and not names_aid(read.act)


def _is_held(read: _Act) -> bool:
    return read.lemma in _HOLDS and not read.has_class("personnel") and not names_aid(read.act)


def _is_asked(read: _Act) -> bool:
    tokens = [*(thing.token for thing in read.act.things), *(level.token for level in read.act.levels)]
    asking = [word for token in tokens for child in token.children for word in (child, *child.children)]
    if any(word.lower_ == "where" and word.head.dep_ == "ccomp" for word in asking):
        return True  # "did not say where its troops would be based"
    return any(word.lower_ in ("how", "why") for word in asking if word.dep_ == "advmod" and not _explains(word))


def _explains(word: Token) -> bool:
    """Tell whether a headline promises an answer, and asks nothing: "Why Oslo wants to keep its troops there"."""
    end = word.sent[-1]
    return (
        bool(word.is_sent_start)
        and end.text != "?"
        and not any(child.dep_ == "aux" for child in word.sent.root.children)
    )


def _arrives(read: _Act) -> bool:
    return read.act.cue_class == "arrive"


def _is_range(read: _Act) -> bool:
    return read.lemma in _IMPACT and _arrives(read) and read.act.levels[0].modal in ("can", "could")


def _are_sanctions(read: _Act) -> bool:
    classes = {thing.item.item_class for thing in read.act.things if thing.item is not None}
    return classes == {"sanctions"}


def _is_negated(read: _Act) -> bool:
    return any(level.is_negated for level in read.act.levels)


# The first that applies is told.
_REASONS: tuple[tuple[str, Callable[[_Act], bool]], ...] = (
    ("sanctions are no support", _are_sanctions),
    ("a figure of an economy or a household", _is_figure_of_economy),
    ("paid for something, not given", _is_paid_for),
    ("an opinion, no help", _is_for_a_cause),
    ("nobody is taken in", lambda read: read.act.cue_class == "host" and not read.has_lemma({HOSTED})),
    ("what a court orders", _is_ordered_by_court),
    ("sold, not given", lambda read: read.lemma in ("sell", "sale") and not read.has_class("weapons_ammunition")),
    ("bought for itself", _is_own_purchase),
    ("help at home", _is_at_home),
    ("movement, no gift", _only_moves),
    ("an attack", lambda read: _arrives(read) and read.lemma in _IMPACT and read.has_lemma(_PROJECTILES)),
    ("how far something reaches", _is_range),
    ("bought or borrowed by nobody", lambda read: read.act.cue_class == "obtain" and _is_negated(read)),
    ("debt that nobody relieves", lambda read: read.has_lemma({DEBT}) and not relieves_debt(read.act)),
    ("more of a price or a stock, not of help", _is_stock),
    ("held, not given", _is_held),
    (
        "a number of something else",
        lambda read: read.act.cue_class == "amount" and not (read.items and read.is_valued),
    ),
    ("asked, not told", _is_asked),
)

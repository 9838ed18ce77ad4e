"""Whether an act is support for somebody else at all (DATA_MODEL.md, R1 and further decisions)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing, reaches_effort
from flows.extract.commitments.debt import DEBT, relieves_debt
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.parties import Party, prepositional
from flows.extract.commitments.status import Reading
from flows.extract.commitments.things import item_of
from flows.extract.commitments.totals import are_stationed
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.text.document import Token
from flows.text.language import lemma_of

# Words that are support by themselves, whoever the beneficiary is.
HOSTED = "refugee"
# How many words away a noun still tells what a sum is for.
_NEAR = 6
# More of these is a matter of prices and stocks, not of help.
_NO_INCREASE = {"relief_goods", "weapons_ammunition", "other"}
# What nobody would take for a household's money or a shop's goods.
_UNMISTAKABLE = {"weapons_ammunition", "personnel", "training", "security_guarantee", "peace_support"}
# Troops are kept somewhere; whoever keeps anything else gives nothing.
_HOLDS = {"keep", "maintain", "retain", "leave"}
# "A shell landed" is no delivery.
_IMPACT = {"land", "reach", "come"}
_PROJECTILES = {"shell", "missile", "rocket", "bomb", "mortar", "drone", "warhead", "grenade", "artillery shell"}
# In an article that tells what somebody gives abroad, his other gifts are taken to go there too.
_HANDS_OVER = {"transfer", "promise", "join", "offer", "arrive", "withdraw", "resume"}
# Such words mean a gift abroad even where the sentence names nobody who receives it.
_GIVES_AWAY = {"donate", "contribute"}
# What is only ever given to others.
_FOR_OTHERS = {"security_guarantee", "peace_support"}


def objection(finding: Finding) -> str | None:
    """Return why an act is no commitment, in a few words for analysts, or None when it is one."""
    act, donors, recipients = finding.act, finding.donors, finding.recipients
    if not act.things:
        return _objection_to_effort(finding)
    items = [item for thing in act.things if (item := item_of(act, thing)) is not None]
    return (
        _objection_to_thing(act, items, recipients)
        or _objection_to_vagueness(act, donors, recipients)
        or _objection_to_telling(finding)
        or _objection_to_parties(finding, items)
    )


def _objection_to_thing(act: Act, items: Sequence[ItemMatch], recipients: Sequence[Party]) -> str | None:
    """Object to what is no gift by its nature."""
    if any(item.item_class == "sanctions" for item in items):
        return "sanctions are no support"
    valued = [thing for thing in act.things if thing.figure is not None]
    if valued and not relieves_debt(act) and all(_measures_economy(thing) for thing in valued):
        return "a figure of an economy or a household"
    if any(lemma_of(token) in words("no_gift") for thing in act.things for token in _phrase_around(act, thing)):
        return "paid for something, not given"
    if _is_for_a_cause(act, recipients):
        return "an opinion, no help"
    if act.cue_class == "host" and not any(item.lemma == HOSTED for item in items):
        return "nobody is taken in"
    if any(lemma_of(word) in words("court") for level in act.levels for word in _subjects(level.token)):
        return "what a court orders"
    if lemma_of(act.core) in ("sell", "sale") and not any(item.item_class == "weapons_ammunition" for item in items):
        return "sold, not given"
    if _only_moves(act, items):
        return "movement, no gift"
    if act.cue_class == "arrive" and lemma_of(act.core) in _IMPACT and any(i.lemma in _PROJECTILES for i in items):
        return "an attack"
    if act.cue_class == "arrive" and act.levels[0].modal in ("can", "could"):
        return "how far something reaches"
    if act.cue_class == "obtain" and any(level.is_negated for level in act.levels):
        return "bought or borrowed by nobody"
    if any(item.lemma == DEBT for item in items) and not relieves_debt(act):
        return "debt that nobody relieves"
    is_stock = not items or any(item.item_class in _NO_INCREASE for item in items)
    if act.cue_class == "increase" and is_stock and not _words(act) & words("aid_word"):
        return "more of a price or a stock, not of help"
    if (
        lemma_of(act.core) in _HOLDS
        and not any(item.item_class == "personnel" for item in items)
        and not _words(act) & words("aid_word")
    ):
        return "held, not given"
    if act.cue_class == "amount" and (not items or all(thing.figure is None for thing in act.things)):
        return "a number of something else"
    asking = [*(thing.token for thing in act.things), *(level.token for level in act.levels)]
    if any(child.lower_ in ("how", "why") for token in asking for child in token.children):
        return "asked, not told"
    return None


def _objection_to_vagueness(act: Act, donors: Sequence[Party], recipients: Sequence[Party]) -> str | None:
    """Object to support, money or packages of which nobody says who gives them to whom."""
    if not all(is_vague(thing) for thing in act.things):
        return None
    givers = [party for party in donors if party.span is not None and not party.is_private_body and party.can_give]
    receivers = [party for party in recipients if party.iso3 and party.iso3 not in {giver.iso3 for giver in givers}]
    if not any(giver.iso3 or giver.is_public_body for giver in givers):
        receivers = [party for party in receivers if party.basis == "explicit"]
    return None if givers and receivers else "support in general, without giver or beneficiary"


def is_vague(thing: Thing) -> bool:
    """Tell whether a thing is one word without amount that means support only in the right company."""
    if thing.figure is not None or thing.item is None:
        return False
    if thing.token.head.lower_ == "of" and any(c.tag_ == "CD" for c in thing.token.head.head.children):
        return False  # 12 tonnes of rice
    is_counted = any(child.tag_ == "CD" for child in thing.token.children)
    return (
        not is_counted
        and lemma_of(thing.token) in words("vague_thing")
        and len(thing.token.text) >= thing.span.end - thing.span.start
    )


def _objection_to_telling(finding: Finding) -> str | None:
    """Object to what is alluded to, not told."""
    act, reading, donors, recipients = finding.act, finding.reading, finding.donors, finding.recipients
    is_specific = any(thing.figure or (thing.item and thing.item.item_class != "financing") for thing in act.things)
    if act.cue_class == "consider" and not is_specific:
        return "talk about help in general"
    is_told = _is_governed(act) or are_stationed(act) or _is_told_noun(finding)
    if act.cue_class is None and not is_told:
        return "a noun that no verb of giving governs, without amount, giver and beneficiary"
    if act.cue_class == "support" and not donors:
        return "help without a helper"
    is_noun = (
        act.cue_class in ("withdraw", "increase") and syntax.coarse_pos(act.core) == "noun" and not _is_governed(act)
    )
    if is_noun and len(act.levels) == 1 and not any(party.span for party in (*donors, *recipients)):
        return "told in passing, of nobody"
    if reading.rule == "R5.tense" and not _is_told_of_somebody(act, donors):
        return "help told in passing, of nobody"
    return None


def _objection_to_parties(finding: Finding, items: Sequence[ItemMatch]) -> str | None:
    act, reading, donors, recipients = finding.act, finding.reading, finding.donors, finding.recipients
    if donors and all(party.is_private_body for party in donors) and not _words(act) & words("aid_word"):
        return "a company's business"
    if donors and all(party.is_private_person for party in donors) and not _words(act) & words("aid_word"):
        return "a private person's business"
    is_anonymous = not any(party.is_named for party in donors)
    is_aid = bool(_words(act) & words("aid_word")) or any(item.item_class in _UNMISTAKABLE for item in items)
    is_round = act.cue_class == "promise" and any(party.can_give and party.span is not None for party in donors)
    is_asked = (
        is_round
        or reading.status == "requested"
        and (any(party.span is not None for party in donors) or reading.is_appeal)
    )
    if is_anonymous and not is_aid and not is_asked and not any(party.basis == "explicit" for party in recipients):
        return "neither giver nor beneficiary is named"
    if finding.is_on_topic and act.cue_class in _HANDS_OVER and not all(is_vague(thing) for thing in act.things):
        return None
    if any(item.item_class != "financing" for item in items):
        return _objection_to_goods(act, reading, donors, recipients)
    return _objection_to_money(finding)


def _only_moves(act: Act, items: Sequence[ItemMatch]) -> bool:
    """Tell whether somebody flies a helicopter, joins soldiers or goes on strike, and hands nothing over."""
    if any(thing.figure is not None for thing in act.things):
        return False
    lemma = lemma_of(act.core)
    if lemma == "go":
        return act.cue is not None and act.cue.particle != "to"
    if lemma == "join":
        return all(item.item_class == "personnel" for item in items)
    return lemma == "fly" and all(item.lemma in ("aircraft", "helicopter", "military aircraft") for item in items)


def _measures_economy(thing: Thing) -> bool:
    """Tell whether a sum is one of "a budget of $3bn", "a $3bn deficit"."""
    if thing.figure is None or thing.item is not None:
        return False
    if any(lemma_of(noun) in words("loss") for noun in prepositional(thing.token, "in", "of")):
        return True
    noun = thing.token.head.head if thing.token.head.lower_ in ("of", "to", "at") else thing.token.head
    if thing.token.head.lower_ == "at" and any(lemma_of(o) in words("estimate") for o in syntax.objects(noun)):
        return True
    nouns = [noun, *(syntax.subjects(noun) if syntax.coarse_pos(noun) == "verb" else [])]
    return any(lemma_of(noun) in words("economy") for noun in nouns)


def _subjects(token: Token) -> list[Token]:
    return syntax.subjects(token) if syntax.coarse_pos(token) == "verb" else []


def _phrase_around(act: Act, thing: Thing) -> list[Token]:
    """Return the nouns that a thing stands with: below it, beside it under the core, and what it depends on."""
    beside = [
        token for token in act.core.subtree if token.tag_.startswith("NN") and abs(token.i - thing.token.i) <= _NEAR
    ]
    return [thing.token, *thing.token.children, *beside]


def _is_for_a_cause(act: Act, recipients: Sequence[Party]) -> bool:
    """Tell whether support is for a motion or an idea: "gave its support to a resolution"."""
    if any(thing.figure is not None for thing in act.things) or any(party.is_state for party in recipients):
        return False
    heads = [head for thing in act.things for head in prepositional(thing.token, "to", "for")]
    heads += prepositional(act.core, "to", "for")
    return any(lemma_of(head) in words("cause") for head in heads)


def drop_people_who_flee(act: Act) -> None:
    """Take refugees out of what an act gives, unless it takes them in: money for them is no gift of them."""
    if act.cue_class != "host":
        act.things = [thing for thing in act.things if thing.item is None or thing.item.lemma != HOSTED]


def _objection_to_effort(finding: Finding) -> str | None:
    act, donors, recipients = finding.act, finding.donors, finding.recipients
    if act.cue_class not in ("support", "join"):
        return "nothing is given"
    if not donors:
        return "help without a helper"
    is_common = act.cue_class == "join" or reaches_effort(act.core)
    if not recipients and (finding.is_domestic or not is_common):
        return "help without a beneficiary"
    if is_common:
        return "help told in passing, not promised" if finding.reading.rule == "R5.tense" else None
    if act.cue is not None and act.cue.particle.startswith("to the "):
        return None
    if not any(party.span is not None and party.is_public_body for party in donors):
        return "help in general, of no body that exists to help"
    return None


def _objection_to_goods(act: Act, reading: Reading, donors: Sequence[Party], recipients: Sequence[Party]) -> str | None:
    """R1: goods and people are support when somebody outside receives them; aid and public bodies say so themselves."""
    if recipients or any(party.is_public_body for party in donors):
        return None
    if not donors:
        return "neither giver nor beneficiary is known"
    if _words(act) & words("aid_word") or reading.status in ("requested", "expected", "not_committed", "denied"):
        return None
    if any(thing.item is not None and thing.item.item_class in _FOR_OTHERS for thing in act.things):
        return None
    if act.cue_class == "host" and any(party.is_named for party in donors):
        return None
    promises = any(
        level.cue_class in ("promise", "join") or lemma_of(level.token) in _GIVES_AWAY for level in act.levels
    )
    if promises and any(party.span is not None and party.iso3 for party in donors):
        return None
    return "no beneficiary outside the giver's own country"


def _is_told_of_somebody(act: Act, donors: Sequence[Party]) -> bool:
    """Tell whether a delivery names who gives or how much: else the article only alludes to one."""
    if act.cue_class in ("receive", "arrive", "stay") or syntax.is_passive(act.core):
        return True
    return any(party.span is not None for party in donors) or any(thing.figure is not None for thing in act.things)


def _words(act: Act) -> set[str]:
    found: set[str] = set()
    for thing in act.things:
        if thing.item is not None and not is_vague(thing):
            is_one_word = len(thing.token.text) >= thing.item.span.end - thing.item.span.start
            found |= {lemma_of(thing.token)} if is_one_word else set(thing.item.lemma.split())
    return found


def _objection_to_money(finding: Finding) -> str | None:
    """R1: money is support only when it goes to somebody else; the words "aid" and "relief" say so themselves."""
    act, reading, donors, recipients = finding.act, finding.reading, finding.donors, finding.recipients
    givers = {party.iso3 for party in donors if party.iso3}
    named = [party for party in recipients if party.basis == "explicit"]
    if (
        not donors
        and reading.status != "requested"
        and not _words(act) & words("aid_word")
        and not any(party.is_state for party in recipients)
    ):
        return "money from nobody known"
    if _words(act) & words("aid_word"):
        if recipients or any(party.is_public_body or not party.iso3 for party in donors):
            return None
        is_plain = all(len(thing.token.text) >= thing.span.end - thing.span.start for thing in act.things if thing.item)
        return "aid at home, or of nobody" if (is_plain and finding.is_domestic) or not donors else None
    if reading.status == "requested" and recipients:
        return None
    if any(party.is_public_body for party in donors):
        return None
    if any(party.iso3 and party.iso3 not in givers for party in named) or (named and givers):
        return None
    if givers and recipients:
        return None
    return "money without a beneficiary outside the giver's own country"


def _is_governed(act: Act) -> bool:
    classes = {level.cue_class for level in act.levels[1:]} - {None, "continue", "enable", "have"}
    if any(thing.figure is not None for thing in act.things):
        return bool(classes)
    is_asked = len(act.levels) > 1 and act.levels[1].cue_class == "request"
    return is_asked and not all(is_vague(thing) for thing in act.things)


def _is_told_noun(finding: Finding) -> bool:
    """Tell whether a bare noun reports support: it says how much, and who gives and receives."""
    act, donors, recipients, is_on_topic = finding.act, finding.donors, finding.recipients, finding.is_on_topic
    has_figure = any(thing.figure is not None for thing in act.things)
    parties = [*donors, *recipients]
    is_named = any(party.span is not None for party in parties) or (is_on_topic and act.core.dep_ == "nsubj")
    return has_figure and any(t.item is not None for t in act.things) and bool(donors) and bool(recipients) and is_named

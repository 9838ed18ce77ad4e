"""Whether an act is support for somebody else at all (DATA_MODEL.md, R1 and further decisions)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.debt import DEBT, relieves_debt
from flows.extract.commitments.parties import Party
from flows.extract.commitments.status import Reading
from flows.extract.commitments.things import item_of
from flows.extract.commitments.totals import are_stationed
from flows.reference.commitment_words import words

# Words that are support by themselves, whoever the beneficiary is.
HOSTED = "refugee"
# More of these is a matter of prices and stocks, not of help.
_NO_INCREASE = {"relief_goods", "weapons_ammunition", "other"}
# What is only ever given to others.
_FOR_OTHERS = {"security_guarantee", "peace_support"}


def objection(act: Act, reading: Reading, donors: Sequence[Party], recipients: Sequence[Party]) -> str | None:
    """Return why an act is no commitment, in a few words for analysts, or None when it is one."""
    named = [party for party in recipients if party.basis == "explicit"]
    if not act.things:
        return _objection_to_effort(act, reading, donors)
    items = [item_of(act, thing) for thing in act.things]
    if any(item is not None and item.item_class == "sanctions" for item in items):
        return "sanctions are no support"
    if act.cue_class == "host" and not any(item is not None and item.lemma == HOSTED for item in items):
        return "nobody is taken in"
    if any(item is not None and item.lemma == DEBT for item in items) and not relieves_debt(act):
        return "debt that nobody relieves"
    if act.cue_class == "increase" and any(item is not None and item.item_class in _NO_INCREASE for item in items):
        return "more of a price or a stock, not of help"
    if act.cue_class == "consider" and not any(
        thing.figure or (thing.item and thing.item.item_class != "financing") for thing in act.things
    ):
        return "talk about help in general"
    if act.cue_class is None and not _is_governed(act) and not are_stationed(act) and not _is_told_noun(act, donors, recipients):
        return "a noun that no verb of giving governs, without amount, giver and beneficiary"
    if act.cue_class == "support" and not donors:
        return "help without a helper"
    if reading.rule == "R5.tense" and not _is_told_of_somebody(act, donors):
        return "help told in passing, of nobody"
    if donors and all(party.is_private_body for party in donors) and not _words(act) & words("aid_word"):
        return "a company's business"
    if any(item is not None and item.item_class != "financing" for item in items):
        return _objection_to_goods(act, reading, donors, recipients)
    return _objection_to_money(act, reading, donors, recipients, named)


def drop_people_who_flee(act: Act) -> None:
    """Take refugees out of what an act gives, unless it takes them in: money for them is no gift of them."""
    if act.cue_class != "host":
        act.things = [thing for thing in act.things if thing.item is None or thing.item.lemma != HOSTED]


def _objection_to_effort(act: Act, reading: Reading, donors: Sequence[Party]) -> str | None:
    if act.cue_class not in ("support", "join"):
        return "nothing is given"
    if not donors:
        return "help without a helper"
    return "help told in passing, not promised" if reading.rule == "R5.tense" else None


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
    return "no beneficiary outside the giver's own country"


def _is_told_of_somebody(act: Act, donors: Sequence[Party]) -> bool:
    """Tell whether a delivery names who gives or how much: else the article only alludes to one."""
    if act.cue_class in ("receive", "arrive", "stay") or syntax.is_passive(act.core):
        return True
    return any(party.span is not None for party in donors) or any(thing.figure is not None for thing in act.things)


def _words(act: Act) -> set[str]:
    return {word for thing in act.things if thing.item for word in thing.item.lemma.split()}


def _objection_to_money(
    act: Act, reading: Reading, donors: Sequence[Party], recipients: Sequence[Party], named: Sequence[Party]
) -> str | None:
    """R1: money is support only when it goes to somebody else; the words "aid" and "relief" say so themselves."""
    givers = {party.iso3 for party in donors if party.iso3}
    if not donors and act.cue_class in ("receive", "obtain", "transfer") and not _words(act) & words("aid_word"):
        return "money from nobody known"
    if _words(act) & words("aid_word"):
        return None if recipients or donors else "aid without giver and beneficiary"
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
    return any(level.cue_class not in (None, "continue", "enable", "have") for level in act.levels[1:]) and any(
        thing.figure is not None for thing in act.things
    )


def _is_told_noun(act: Act, donors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Tell whether a bare noun reports support: it says how much, and who gives and receives."""
    has_figure = any(thing.figure is not None for thing in act.things)
    return has_figure and any(thing.item is not None for thing in act.things) and bool(donors) and bool(recipients)

"""Whether an act is support for somebody else at all (DATA_MODEL.md, R1 and further decisions)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.commitments.acts import Act
from flows.extract.commitments.parties import Party
from flows.extract.commitments.status import Reading
from flows.extract.commitments.things import item_of
from flows.text.document import Document

# Words that are support by themselves, whoever the beneficiary is.
_HOSTED = "refugee"
# More of these is a matter of prices and stocks, not of help.
_NO_INCREASE = {"relief_goods", "weapons_ammunition", "other"}
_SUPPORT_WORDS = {"aid", "assistance", "relief", "donation", "donor"}


def is_support(
    document: Document, act: Act, reading: Reading, donors: Sequence[Party], recipients: Sequence[Party]
) -> bool:
    """Tell whether an act can be a commitment: a giver that can give, a beneficiary outside the giver's own people."""
    named = [party for party in recipients if party.basis == "explicit"]
    givers = {party.iso3 for party in donors if party.iso3}
    if not act.things and act.cue_class not in ("support", "join"):
        return False
    if not act.things:
        return bool(donors) and reading.rule != "R5.tense"
    items = [item_of(act, thing) for thing in act.things]
    if any(item is not None and item.item_class == "sanctions" for item in items):
        return False
    if any(item is not None and item.lemma == _HOSTED for item in items) != (act.cue_class == "host"):
        return False
    if act.cue_class == "increase" and all(item is None or item.item_class in _NO_INCREASE for item in items):
        return False
    if act.cue_class is None and not _is_told_noun(act, donors, named):
        return False
    if act.cue_class == "support" and not donors:
        return False
    if any(item is not None and item.item_class != "financing" for item in items):
        return bool(donors or named or recipients)
    lemmas = {thing.item.lemma.split()[0] for thing in act.things if thing.item} | {
        word for thing in act.things if thing.item for word in thing.item.lemma.split()
    }
    if lemmas & _SUPPORT_WORDS:
        return bool(recipients) or any(party.iso3 for party in donors)
    return bool(named and (not givers or any(party.iso3 not in givers for party in named))) or (
        bool(donors) and bool(recipients) and any(thing.figure is not None for thing in act.things)
    )


def _is_told_noun(act: Act, donors: Sequence[Party], named: Sequence[Party]) -> bool:
    """A bare noun is only a report of support when it says how much, and who gives or receives."""
    return any(thing.figure is not None and thing.item is not None for thing in act.things) and bool(donors) and bool(named)

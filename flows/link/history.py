"""What each mention does to its ledger entry: new, repeat, revises, fulfils, withdraws."""

from __future__ import annotations

from collections.abc import Sequence

from flows.link.comparison import counts_agree, likeness_of_amounts
from flows.link.entry import Entry
from flows.link.mentions import STAGES, Mention
from flows.link.money import Rates
from flows.schema.columns import LinkRelation


def relations(mentions: Sequence[Mention], rates: Rates) -> list[LinkRelation]:
    """Return the relation of each mention of one entry, the mentions given in ledger order.

    A stage further than any before fulfils; a denial or halt after a promise withdraws; another amount, count or a
    promise after a halt revises; the rest repeats. Mentions of one day in one article tell one state of affairs.
    """
    found: list[LinkRelation] = []
    for number, mention in enumerate(mentions):
        earlier = [
            other
            for other in mentions[:number]
            if (other.article_id, other.announced) != (mention.article_id, mention.announced)
        ]
        found.append("new" if number == 0 else _relation(mention, mentions[number - 1], earlier, rates))
    return found


def _relation(mention: Mention, previous: Mention, earlier: Sequence[Mention], rates: Rates) -> LinkRelation:
    if mention.is_refusal and not previous.is_refusal:
        return "withdraws"
    if previous.is_refusal and not mention.is_refusal:
        return "fulfils" if mention.status == "delivered" else "revises"
    if not earlier:
        return "repeat"
    if not mention.is_refusal and STAGES[mention.status] > max(
        (STAGES[other.status] for other in earlier if not other.is_refusal), default=0
    ):
        return "fulfils"
    return "revises" if _is_changed(mention, earlier, rates) else "repeat"


def _is_changed(mention: Mention, earlier: Sequence[Mention], rates: Rates) -> bool:
    """Tell whether amount or count differ from the last ones that were told."""
    if mention.previous_money:
        return True
    valued = [other for other in earlier if other.money]
    if mention.money and valued:
        likeness = likeness_of_amounts(mention, Entry.of(valued[-1:]), rates)
        if likeness in ("near", "far"):
            return True
    counted = [other.quantity for other in earlier if other.quantity is not None]
    if mention.quantity is None or not counted:
        return False
    return not counts_agree(mention.quantity, counted[-1])

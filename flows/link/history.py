"""What each mention does to its ledger entry: new, repeat, revises, fulfils, withdraws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.link.comparison import counts_agree
from flows.link.mentions import STAGES, Mention
from flows.link.money import Money, compare
from flows.schema.columns import LinkRelation


@dataclass(slots=True)
class _State:
    """What has been told of an entry, up to a point in ledger order."""

    stage: int = 0
    money: tuple[Money, ...] = ()
    quantity: tuple[float, float] | None = None

    def add(self, mention: Mention) -> None:
        if not mention.is_refusal:
            self.stage = max(self.stage, STAGES[mention.status])
        self.money = mention.money or self.money
        self.quantity = mention.quantity or self.quantity


def relations(mentions: Sequence[Mention]) -> list[LinkRelation]:
    """Return the relation of each mention of one entry, the mentions given in ledger order.

    A stage further than any before fulfils; a denial or halt after a promise withdraws; another amount, count or a
    promise after a halt revises; the rest repeats. Mentions of one day in one article tell one state of affairs.
    """
    found: list[LinkRelation] = []
    before, today = _State(), list[Mention]()
    for mention in mentions:
        if today and today[0].announced != mention.announced:
            for told in today:
                before.add(told)
            today = []
        known = replace(before)
        for told in today:
            if told.article_id != mention.article_id:
                known.add(told)
        found.append(_relation(mention, mentions[len(found) - 1] if found else None, known))
        today.append(mention)
    return found


def _relation(mention: Mention, previous: Mention | None, before: _State) -> LinkRelation:
    if previous is None:
        return "new"
    if mention.is_refusal and not previous.is_refusal:
        return "withdraws"
    if previous.is_refusal and not mention.is_refusal:
        return "fulfils" if mention.status == "delivered" else "revises"
    if not mention.is_refusal and 0 < before.stage < STAGES[mention.status]:
        return "fulfils"
    return "revises" if _is_changed(mention, before) else "repeat"


def _is_changed(mention: Mention, before: _State) -> bool:
    """Tell whether amount or count differ from the last ones that were told before."""
    if before.money and mention.money and compare(mention.money, before.money) in ("near", "far"):
        return True
    if mention.quantity is None or before.quantity is None:
        return False
    return not counts_agree(mention.quantity, before.quantity)

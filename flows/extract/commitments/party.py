"""A giver or a receiver: the words that name it, and what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.schema.columns import RecipientBasis
from flows.schema.span import Span


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
    is_private_person: bool = False  # somebody who acts for himself, and for no state
    can_give: bool = True  # False for a described group that is nobody's giver: officials, experts
    is_group: bool = False  # a described group that can give: the international community
    is_organisation: bool = False
    is_state: bool = False  # named as a country, and not as one of its people or bodies
    home_iso3: str | None = None  # the country that a party is from, whether or not it stands for it
    is_public_body: bool = False  # an international organisation or bloc: whatever it gives goes to others


NOBODY = Party(None, None, None, None, is_named=False, basis="none")


def distinct(parties: Iterable[Party]) -> list[Party]:
    """Drop parties that are the same country, actor or words as an earlier one."""
    seen: set[object] = set()
    kept = []
    for party in parties:
        key = party.iso3 or party.actor_id or party.text
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return kept

"""Finished ledger entries -> rows of commitment_links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from flows.link.decisions import Decisions
from flows.link.entry import Entry
from flows.link.history import relations
from flows.link.mentions import Mention
from flows.link.parents import Parents, find_parents
from flows.link.scoring import Match
from flows.schema.commitments import CommitmentLink

DECISION = "decision"
Where = TypeVar("Where")


class Reason(NamedTuple):
    """Why a mention is in its entry: score and rule, and the ledger_id of the entry that it came near to."""

    score: float | None = None
    rule: str | None = None
    review_of: str | None = None

    @classmethod
    def of(cls, match: Match | None, review_of: str | None) -> Reason:
        """Return the reason as it is stored, with two digits of the score."""
        return cls(None, None, review_of) if match is None else cls(round(match.score, 2), match.rule, review_of)


def links_of_entry(
    entry: Entry, reasons: Mapping[str, Reason], parents: Parents, decided: Decisions
) -> Iterator[CommitmentLink]:
    """Yield the links of an entry, whose mentions must be in ledger order; all name the same parent."""
    ledger_id = entry.ledger_id
    parent, parent_relation = parents.of.get(ledger_id, (None, None))
    for mention, relation in zip(entry.mentions, relations(entry.mentions), strict=True):
        reason = reasons[mention.commitment_id]
        fields = decided.link_fields(mention.commitment_id)
        yield CommitmentLink(
            commitment_id=mention.commitment_id,
            article_id=mention.article_id,
            ledger_id=ledger_id,
            relation=fields.get("relation", parent_relation if relation == "new" and parent_relation else relation),  # type: ignore[arg-type]
            parent_ledger_id=fields.get("parent_ledger_id", parent),
            parent_relation=fields.get("parent_relation", parent_relation),  # type: ignore[arg-type]
            match_score=reason.score,
            match_rule=DECISION if "ledger_id" in fields else reason.rule,
            review_ledger_id=reason.review_of,
        )


def empty_link(commitment_id: str, article_id: str) -> CommitmentLink:
    """Return the link of a mention that no entry has."""
    return CommitmentLink(commitment_id, article_id, None, None, None, None, None, None, None)


def parents_by_donor(entries: Iterable[Entry]) -> Parents:
    """Find the parents donor by donor; unnamed donors have no envelopes."""
    by_donor: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_donor[entry.mentions[0].donor].append(entry)
    found = Parents()
    for donor, of_donor in sorted(by_donor.items()):
        if donor:
            parents = find_parents(of_donor)
            found.of |= parents.of
            found.envelopes += parents.envelopes
    return found


def follow_pins(
    pinned: Iterable[Mention],
    pins: Mapping[str, str | None],
    where: dict[str, Where],
    alone: Callable[[Mention], Where],
) -> Iterator[tuple[Mention, Where]]:
    """Yield each pinned mention with the place of the mention that its pin leads to, over other pins.

    `where` tells where the free mentions are; a circle or an unknown target stands alone.
    """
    for mention in pinned:
        seen = [mention.commitment_id]
        while (target := pins.get(seen[-1])) is not None and target not in seen:
            seen.append(target)
        leader = next((one for one in reversed(seen) if one in where), None)
        place = where[leader] if leader is not None else alone(mention)
        for one in seen:
            where.setdefault(one, place)
        yield mention, place

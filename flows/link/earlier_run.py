"""What an earlier run of linking left, and what of it has to be worked anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from flows.link.arrow_rows import column, rows_of
from flows.link.decisions import Decisions
from flows.link.matching import Earlier
from flows.schema.commitments import CommitmentEnvelope, CommitmentLink

DECISION = "decision"
LINK_COLUMNS = (
    "commitment_id", "article_id", "ledger_id", "relation", "parent_ledger_id", "parent_relation", "match_score",
    "match_rule", "review_ledger_id",
)  # fmt: skip
ENVELOPE_COLUMNS = (
    "ledger_id", "commitment_id", "article_id", "status", "item_text", "amount", "amount_low", "amount_high",
    "currency", "amount_qualifier", "figure_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The link tables as stored, and the articles that have changed without their commitments changing their ids.

    New and vanished commitments are found by themselves. An article belongs into `changed_articles` when its
    `duplicate_of` or the entity_id of one of its actors is another now. Where rates or the rules themselves are others
    than in the earlier run, do without one.
    """

    links: pa.Table
    envelopes: pa.Table
    changed_articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rework:
    """Which donors are worked anew, and the earlier rows of the others."""

    donors: frozenset[str] | None  # None: all
    earlier: Earlier = field(default_factory=Earlier)
    links: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    envelopes: tuple[Mapping[str, Any], ...] = ()

    def rows_of(self, commitments: pa.Table, donors: Mapping[str, str]) -> pa.Table:
        """Return the commitments of the donors that are worked anew."""
        if self.donors is None:
            return commitments
        mask = [donors[commitment_id] in self.donors for commitment_id in column(commitments, "commitment_id")]
        return commitments.filter(pa.array(mask, type=pa.bool_()))

    def kept_link(self, commitment_id: str, article_id: str, donor: str) -> CommitmentLink:
        """Return the earlier link of a mention that is not worked anew; an empty one for a mention without an entry."""
        if self.donors is None or donor in self.donors:
            return CommitmentLink(commitment_id, article_id, None, None, None, None, None, None, None)
        return CommitmentLink(**self.links[commitment_id])

    def kept_envelopes(self, donors: Mapping[str, str]) -> Iterator[CommitmentEnvelope]:
        """Yield the earlier envelopes of the donors that are not worked anew."""
        for row in self.envelopes:
            donor = donors.get(row["commitment_id"])
            if self.donors is not None and donor is not None and donor not in self.donors:
                yield CommitmentEnvelope(**row)

    def reason(self, commitment_id: str) -> tuple[float | None, str | None]:
        """Return score and rule of a kept assignment."""
        row = self.links[commitment_id]
        return row["match_score"], row["match_rule"]


def plan_rework(donors: Mapping[str, str], *, decided: Decisions, earlier: EarlierRun | None) -> Rework:
    """Find the donors of whom there is news, and what the earlier run made of their other mentions."""
    if earlier is None:
        return Rework(donors=None)
    links = {row["commitment_id"]: row for row in rows_of(earlier.links, LINK_COLUMNS)}
    changed = {
        commitment_id
        for commitment_id, row in links.items()
        if row["article_id"] in earlier.changed_articles
        or row["match_rule"] == DECISION
        or commitment_id in decided.values
        or commitment_id not in donors
    }
    pins = decided.pins(donors)
    news = {commitment_id for commitment_id in donors if commitment_id not in links}
    news |= changed & donors.keys()
    news |= pins.keys() | {target for target in pins.values() if target is not None}
    envelopes = tuple(rows_of(earlier.envelopes, ENVELOPE_COLUMNS))
    broken = {links[commitment_id]["ledger_id"] for commitment_id in changed} - {None}
    lost = broken | {row["ledger_id"] for row in envelopes if row["commitment_id"] in changed}
    touched = {donors[commitment_id] for commitment_id in news}
    # A vanished mention's donor is not known any more; who else was counted on it, or stood beside it, tells.
    gone_from = {links[commitment_id]["article_id"] for commitment_id in changed - donors.keys()}
    touched |= {
        donors[one]
        for one, row in links.items()
        if one in donors
        and (
            row["article_id"] in gone_from
            or not lost.isdisjoint((row["ledger_id"], row["review_ledger_id"], row["parent_ledger_id"]))
        )
    }
    return Rework(
        donors=frozenset(touched),
        earlier=Earlier(
            entries={one: row["ledger_id"] for one, row in links.items() if one not in changed and row["ledger_id"]},
            reviews={one: row["review_ledger_id"] for one, row in links.items() if row["review_ledger_id"]},
            broken=frozenset(broken),
        ),
        links=links,
        envelopes=envelopes,
    )

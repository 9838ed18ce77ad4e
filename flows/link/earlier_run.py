"""What an earlier run of linking left: the entries, whom they hold, and what has become of their mentions since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from flows.link.arrow_rows import column, rows_of
from flows.link.decisions import Decisions
from flows.link.entry_links import DECISION, Reason
from flows.schema.columns import ParentRelation
from flows.schema.commitments import CommitmentEnvelope

ENVELOPE_COLUMNS = (
    "ledger_id", "commitment_id", "article_id", "status", "item_text", "amount", "amount_low", "amount_high",
    "currency", "amount_qualifier", "figure_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The result of an earlier run, and the articles that have changed without their commitments changing their ids.

    New and vanished commitments are found by themselves. An article belongs into `changed_articles` when its
    `duplicate_of` or the entity_id of one of its actors is another now. Where rates or the rules themselves are others
    than in the earlier run, do without one.
    """

    links: pa.Table  # commitment_links
    envelopes: pa.Table  # commitment_envelopes
    keys: pa.Table  # Ledger.keys
    changed_articles: frozenset[str] = frozenset()


@dataclass(slots=True)
class Remains:
    """What holds of an earlier run; entries by the ledger_id that they had.

    `entry_of` and `members` are of the mentions that are still the same and that no analyst has pinned, `reviews` their
    entries that they came near to. `broken` are the entries that have lost a mention, `lost` those that have lost all
    (and envelopes whose first mention is gone), `emptied` the articles of the mentions that are gone or have changed.
    """

    entry_of: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reviews: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    parents: dict[str, tuple[str, ParentRelation]] = field(default_factory=dict)
    same: set[str] = field(default_factory=set)  # commitment_ids of the links that still stand, entry or none
    dropped: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    envelopes: list[CommitmentEnvelope] = field(default_factory=list)

    @property
    def lost(self) -> set[str]:
        """Return the entries that have no mention left."""
        return {key for key in self.broken if key not in self.members}


def remains_of(
    earlier: EarlierRun, *, present: Collection[str], decided: Decisions, pinned: Collection[str]
) -> Remains:
    """Take out of an earlier run what is gone, has changed or is pinned; `present` are the commitment_ids of today."""
    remains = Remains()
    keyed = set(column(earlier.keys, "commitment_id"))
    names = ("commitment_id", "article_id", "ledger_id", "parent_ledger_id", "parent_relation", "match_score",
             "match_rule", "review_ledger_id")  # fmt: skip
    for one, article_id, key, parent, relation, score, rule, review in zip(
        *(column(earlier.links, name) for name in names), strict=True
    ):
        is_changed = article_id in earlier.changed_articles or rule == DECISION or one in decided.values
        if one not in present or is_changed or one in pinned or (key is not None and one not in keyed):
            remains.dropped.add(one)
            remains.emptied.add(article_id)
            if key is not None:
                remains.broken.add(key)
            continue
        remains.same.add(one)
        if key is None:
            continue
        remains.entry_of[one] = key
        remains.members[key].append(one)
        remains.reasons[one] = Reason(score, rule, review)
        if review is not None:
            remains.reviews[one] = review
        if parent is not None:
            remains.parents[key] = (parent, relation)
    for row in rows_of(earlier.envelopes, ENVELOPE_COLUMNS):
        if row["commitment_id"] in remains.dropped or row["commitment_id"] not in present:
            remains.broken.add(row["ledger_id"])
        else:
            remains.envelopes.append(CommitmentEnvelope(**row))
    return remains


def unknown_of(commitment_ids: Iterable[str], remains: Remains) -> list[str]:
    """Return the commitments that are new, or must be matched as if they were."""
    return [one for one in commitment_ids if one not in remains.same]

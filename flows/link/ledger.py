"""Commitment mentions of all articles -> the ledger: each commitment once, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from flows.link.arrow_rows import column
from flows.link.collector import collector_paused
from flows.link.decisions import Decisions
from flows.link.earlier_run import EarlierRun
from flows.link.entry import Entry
from flows.link.entry_links import Reason, empty_link, follow_pins, links_of_entry, parents_by_donor
from flows.link.matching import Assignment, Matcher
from flows.link.mention_source import MentionSource
from flows.link.mentions import Mention
from flows.link.relinking import Change, relink
from flows.link.stored_keys import keys_table
from flows.schema.commitments import CommitmentEnvelope, CommitmentLink


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of commitment_links and commitment_envelopes, sorted by key, and what the next run needs of them."""

    links: tuple[CommitmentLink, ...]
    envelopes: tuple[CommitmentEnvelope, ...]
    keys: pa.Table = field(repr=False)


@collector_paused()
def link_commitments(
    commitments: pa.Table,
    *,
    articles: pa.Table,
    figures: pa.Table,
    actor_links: pa.Table,
    rates: pa.Table,
    decisions: pa.Table,
) -> Ledger:
    """Join the mentions of one commitment, and say what each does to it.

    Takes whole tables in their schema's columns (articles with `duplicate_of` filled; `rates` is ref_fx; `decisions`
    is review_decisions, possibly empty) and returns one link per commitment mention. Mentions that are requested,
    expected or not_committed have no entry: ledger_id and relation are None. All links of an entry name the same
    parent. The order of the rows makes no difference.
    """
    decided = Decisions.from_table(decisions)
    source = MentionSource(
        commitments, articles=articles, figures=figures, actor_links=actor_links, rates=rates, decided=decided
    )
    mentions = source.all()
    assignments = _assign(mentions, decided.pins(column(commitments, "commitment_id")))
    groups = _group(assignments)
    parents = parents_by_donor(entry for entry, _ in groups)
    links = {
        link.commitment_id: link
        for entry, reasons in groups
        for link in links_of_entry(entry, reasons, parents, decided)
    }
    for commitment_id, article_id in zip(
        column(commitments, "commitment_id"), column(commitments, "article_id"), strict=True
    ):
        if commitment_id not in links:
            links[commitment_id] = empty_link(commitment_id, article_id)
    return Ledger(
        tuple(links[commitment_id] for commitment_id in sorted(links)),
        tuple(sorted(parents.envelopes, key=lambda envelope: envelope.ledger_id)),
        keys_table(mentions),
    )


@collector_paused()
def update_ledger(
    earlier: EarlierRun,
    commitments: pa.Table,
    *,
    articles: pa.Table,
    figures: pa.Table,
    actor_links: pa.Table,
    rates: pa.Table,
    decisions: pa.Table,
) -> Change:
    """Bring the result of an earlier run up to date, at the cost of the entries that something new touches.

    Takes the tables of today, as `link_commitments` does; with what changes, the ledger is the one that it makes.
    """
    decided = Decisions.from_table(decisions)
    source = MentionSource(
        commitments, articles=articles, figures=figures, actor_links=actor_links, rates=rates, decided=decided
    )
    return relink(commitments, source=source, decided=decided, earlier=earlier)


def _assign(mentions: Iterable[Mention], pins: Mapping[str, str | None]) -> list[Assignment]:
    """Assign the free mentions donor by donor, then the pinned ones where the analysts put them."""
    by_donor: dict[str, list[Mention]] = defaultdict(list)
    pinned: list[Mention] = []
    for mention in mentions:
        if mention.commitment_id in pins:
            pinned.append(mention)
        else:
            by_donor[mention.donor].append(mention)
    assignments = [assignment for donor in sorted(by_donor) for assignment in Matcher().assign(by_donor[donor])]
    where = {assignment.mention.commitment_id: assignment.entry for assignment in assignments}
    for mention, entry in follow_pins(pinned, pins, where, alone=lambda _: Entry()):
        entry.add(mention)
        assignments.append(Assignment(mention, entry, None))
    return assignments


def _group(assignments: Iterable[Assignment]) -> list[tuple[Entry, Mapping[str, Reason]]]:
    """Return the entries, their mentions in ledger order, with the reasons of their mentions."""
    by_entry: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_entry[id(assignment.entry)].append(assignment)
    groups: list[tuple[Entry, Mapping[str, Reason]]] = []
    for group in by_entry.values():
        entry = group[0].entry
        entry.mentions.sort(key=lambda mention: mention.order)
        reasons = {
            one.mention.commitment_id: Reason.of(one.match, one.review_of.ledger_id if one.review_of else None)
            for one in group
        }
        groups.append((entry, reasons))
    return groups

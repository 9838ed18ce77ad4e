"""Commitment mentions of all articles -> the ledger: each commitment once, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from flows.link.arrow_rows import column
from flows.link.decisions import Decisions
from flows.link.entry import Entry
from flows.link.history import relations
from flows.link.matching import Assignment, Matcher
from flows.link.mentions import Mention, read_mentions
from flows.link.money import Rates
from flows.link.parents import Parents, find_parents
from flows.schema.commitments import CommitmentEnvelope, CommitmentLink


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of commitment_links and commitment_envelopes."""

    links: tuple[CommitmentLink, ...]
    envelopes: tuple[CommitmentEnvelope, ...]


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
    is review_decisions, possibly empty) and returns one link per commitment mention, sorted by commitment_id.
    Mentions that are requested, expected or not_committed have no entry: ledger_id and relation are None. All links
    of an entry name the same parent. The order of the rows makes no difference.
    """
    decided = Decisions.from_table(decisions)
    mentions = read_mentions(
        commitments, articles=articles, figures=figures, actor_links=actor_links, decisions=decided
    )
    fx = Rates.from_rows(zip(*(column(rates, name) for name in ("currency", "rate_date", "per_eur")), strict=True))
    pins = decided.pins(column(commitments, "commitment_id"))
    assignments = _assign(mentions, pins, fx)
    by_entry: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_entry[id(assignment.entry)].append(assignment)
    parents = _parents_by_donor([group[0].entry for group in by_entry.values()], fx)
    links = {
        link.commitment_id: link for group in by_entry.values() for link in _links_of_entry(group, parents, decided, fx)
    }
    every = zip(column(commitments, "commitment_id"), column(commitments, "article_id"), strict=True)
    for commitment_id, article_id in every:
        if commitment_id not in links:
            links[commitment_id] = CommitmentLink(commitment_id, article_id, None, None, None, None, None, None, None)
    return Ledger(
        tuple(links[commitment_id] for commitment_id in sorted(links)),
        tuple(sorted(parents.envelopes, key=lambda envelope: envelope.ledger_id)),
    )


def _assign(mentions: Iterable[Mention], pins: Mapping[str, str | None], rates: Rates) -> list[Assignment]:
    """Assign the free mentions donor by donor, then the pinned ones where the analysts put them."""
    by_donor: dict[str, list[Mention]] = defaultdict(list)
    pinned: list[Mention] = []
    for mention in mentions:
        if mention.commitment_id in pins:
            pinned.append(mention)
        else:
            by_donor[mention.donor].append(mention)
    assignments = [assignment for donor in sorted(by_donor) for assignment in Matcher(rates).assign(by_donor[donor])]
    return assignments + _assign_pinned(pinned, pins, {a.mention.commitment_id: a.entry for a in assignments})


def _assign_pinned(
    pinned: Collection[Mention], pins: Mapping[str, str | None], entries: dict[str, Entry]
) -> list[Assignment]:
    """Follow each pin to the mention that it leads to, over other pins; a circle or an unknown target stands alone."""
    assignments = []
    for mention in pinned:
        seen = [mention.commitment_id]
        while (target := pins.get(seen[-1])) is not None and target not in seen:
            seen.append(target)
        leader = next((one for one in reversed(seen) if one in entries), None)
        entry = entries[leader] if leader is not None else Entry()
        for one in seen:
            entries.setdefault(one, entry)
        entry.add(mention)
        assignments.append(Assignment(mention, entry, None))
    return assignments


def _parents_by_donor(entries: Iterable[Entry], rates: Rates) -> Parents:
    by_donor: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        entry.mentions.sort(key=lambda mention: mention.order)
        by_donor[entry.mentions[0].donor].append(entry)
    found = Parents()
    for donor, group in sorted(by_donor.items()):
        if donor:
            parents = find_parents(group, rates)
            found.of |= parents.of
            found.envelopes += parents.envelopes
    return found


def _links_of_entry(
    group: list[Assignment], parents: Parents, decided: Decisions, rates: Rates
) -> Iterable[CommitmentLink]:
    entry = group[0].entry
    ledger_id = entry.ledger_id
    parent, parent_relation = parents.of.get(ledger_id, (None, None))
    found = dict(zip((m.commitment_id for m in entry.mentions), relations(entry.mentions, rates), strict=True))
    for assignment in group:
        mention, match = assignment.mention, assignment.match
        relation = found[mention.commitment_id]
        if relation == "new" and parent_relation is not None:
            relation = parent_relation
        fields = decided.link_fields(mention.commitment_id)
        yield CommitmentLink(
            commitment_id=mention.commitment_id,
            article_id=mention.article_id,
            ledger_id=ledger_id,
            relation=fields.get("relation", relation),  # type: ignore[arg-type]
            parent_ledger_id=fields.get("parent_ledger_id", parent),
            parent_relation=fields.get("parent_relation", parent_relation),  # type: ignore[arg-type]
            match_score=round(match.score, 2) if match else None,
            match_rule="decision" if "ledger_id" in fields else match.rule if match else None,
            review_ledger_id=assignment.review_of.ledger_id if assignment.review_of else None,
        )

"""Commitment mentions of all articles -> the ledger: each commitment once, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.link.arrow_rows import column, rows_of
from flows.link.collector import collector_paused
from flows.link.decisions import Decisions
from flows.link.earlier_run import EarlierRun, Rework, plan_rework
from flows.link.entry import Entry
from flows.link.figures import FIGURE_COLUMNS, Figures
from flows.link.history import relations
from flows.link.matching import Assignment, Matcher
from flows.link.mentions import COMMITMENT_COLUMNS, Mention, donor_key, read_mentions
from flows.link.money import Rates
from flows.link.parents import Parents, find_parents
from flows.schema.commitments import CommitmentEnvelope, CommitmentLink


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of commitment_links and commitment_envelopes, sorted by key."""

    links: tuple[CommitmentLink, ...]
    envelopes: tuple[CommitmentEnvelope, ...]


@collector_paused()
def link_commitments(
    commitments: pa.Table,
    *,
    articles: pa.Table,
    figures: pa.Table,
    actor_links: pa.Table,
    rates: pa.Table,
    decisions: pa.Table,
    earlier: EarlierRun | None = None,
) -> Ledger:
    """Join the mentions of one commitment, and say what each does to it.

    Takes whole tables in their schema's columns (articles with `duplicate_of` filled; `rates` is ref_fx; `decisions`
    is review_decisions, possibly empty) and returns one link per commitment mention. Mentions that are requested,
    expected or not_committed have no entry: ledger_id and relation are None. All links of an entry name the same
    parent. The order of the rows makes no difference, nor does `earlier`, which only saves the work on donors of whom
    there is no news.
    """
    decided = Decisions.from_table(decisions)
    entities = dict(zip(column(actor_links, "actor_id"), column(actor_links, "entity_id"), strict=True))
    donors = _donors(commitments, entities, decided)
    rework = plan_rework(donors, decided=decided, earlier=earlier)
    fx = Rates.from_rows(zip(*(column(rates, name) for name in ("currency", "rate_date", "per_eur")), strict=True))
    mentions = read_mentions(
        decided.correct(rows_of(rework.rows_of(commitments, donors), COMMITMENT_COLUMNS)),
        articles=articles,
        figures=Figures(rows_of(figures, FIGURE_COLUMNS), fx),
        entities=entities,
    )
    groups = _group(_assign(mentions, rework, decided.pins(donors)))
    parents = _parents_by_donor(groups)
    links = {link.commitment_id: link for group in groups for link in _links_of_entry(group, parents, rework, decided)}
    article_ids = zip(column(commitments, "commitment_id"), column(commitments, "article_id"), strict=True)
    for commitment_id, article_id in article_ids:
        if commitment_id not in links:
            links[commitment_id] = rework.kept_link(commitment_id, article_id, donors[commitment_id])
    envelopes = [*parents.envelopes, *rework.kept_envelopes(donors)]
    return Ledger(
        tuple(links[commitment_id] for commitment_id in sorted(links)),
        tuple(sorted(envelopes, key=lambda envelope: envelope.ledger_id)),
    )


def _donors(commitments: pa.Table, entities: Mapping[str, str], decided: Decisions) -> dict[str, str]:
    """Return the donor's key of every commitment row by commitment_id, as analysts have corrected it."""
    columns = ("commitment_id", "donor_iso3", "donor_named", "donor_actor_id", "donor_text")
    rows = decided.correct(rows_of(commitments, columns))
    return {row["commitment_id"]: donor_key(row, entities) for row in rows}


def _assign(mentions: Iterable[Mention], rework: Rework, pins: Mapping[str, str | None]) -> list[Assignment]:
    """Assign the free mentions donor by donor, then the pinned ones where the analysts put them."""
    by_donor: dict[str, list[Mention]] = defaultdict(list)
    pinned: list[Mention] = []
    for mention in mentions:
        if mention.commitment_id in pins:
            pinned.append(mention)
        else:
            by_donor[mention.donor].append(mention)
    assignments = [
        assignment for donor in sorted(by_donor) for assignment in Matcher(rework.earlier).assign(by_donor[donor])
    ]
    return assignments + _assign_pinned(pinned, pins, {a.mention.commitment_id: a.entry for a in assignments})


def _assign_pinned(
    pinned: Iterable[Mention], pins: Mapping[str, str | None], entries: dict[str, Entry]
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


def _group(assignments: Iterable[Assignment]) -> list[list[Assignment]]:
    """Return the assignments entry by entry, each entry's in ledger order."""
    by_entry: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_entry[id(assignment.entry)].append(assignment)
    for group in by_entry.values():
        group.sort(key=lambda assignment: assignment.mention.order)
        group[0].entry.mentions = [assignment.mention for assignment in group]
    return list(by_entry.values())


def _parents_by_donor(groups: Sequence[Sequence[Assignment]]) -> Parents:
    """Find the parents donor by donor; unnamed donors have no envelopes."""
    by_donor: dict[str, list[Entry]] = defaultdict(list)
    for group in groups:
        by_donor[group[0].mention.donor].append(group[0].entry)
    found = Parents()
    for donor, entries in sorted(by_donor.items()):
        if donor:
            parents = find_parents(entries)
            found.of |= parents.of
            found.envelopes += parents.envelopes
    return found


def _links_of_entry(
    group: Sequence[Assignment], parents: Parents, rework: Rework, decided: Decisions
) -> Iterator[CommitmentLink]:
    entry = group[0].entry
    ledger_id = entry.ledger_id
    parent, parent_relation = parents.of.get(ledger_id, (None, None))
    for assignment, relation in zip(group, relations(entry.mentions), strict=True):
        mention = assignment.mention
        score, rule = (
            rework.reason(mention.commitment_id)
            if assignment.is_kept
            else (round(assignment.match.score, 2), assignment.match.rule)
            if assignment.match
            else (None, None)
        )
        fields = decided.link_fields(mention.commitment_id)
        yield CommitmentLink(
            commitment_id=mention.commitment_id,
            article_id=mention.article_id,
            ledger_id=ledger_id,
            relation=fields.get("relation", parent_relation if relation == "new" and parent_relation else relation),  # type: ignore[arg-type]
            parent_ledger_id=fields.get("parent_ledger_id", parent),
            parent_relation=fields.get("parent_relation", parent_relation),  # type: ignore[arg-type]
            match_score=score,
            match_rule="decision" if "ledger_id" in fields else rule,
            review_ledger_id=assignment.review_of.ledger_id if assignment.review_of else None,
        )

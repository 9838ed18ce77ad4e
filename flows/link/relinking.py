"""The ledger of an earlier run brought up to date: only what news touches is matched and written anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from flows.link.arrow_rows import column
from flows.link.decisions import Decisions
from flows.link.earlier_run import EarlierRun, Remains, remains_of, unknown_of
from flows.link.entry import Entry
from flows.link.entry_links import Reason, empty_link, follow_pins, links_of_entry, parents_by_donor
from flows.link.family_scope import keys_of_parent, may_have_relatives
from flows.link.matching import place_of
from flows.link.mention_source import MentionSource
from flows.link.mentions import Mention
from flows.link.rematching import Rematcher
from flows.link.stored_keys import StoredKeys, keys_table, merge_keys
from flows.schema.commitments import CommitmentEnvelope, CommitmentLink


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the earlier run."""

    links: tuple[CommitmentLink, ...]  # those that are new or others now
    same: frozenset[str]  # commitment_ids of the earlier links that stand; the rest is gone or in `links`
    envelopes: tuple[CommitmentEnvelope, ...]  # all
    keys: pa.Table  # all


def relink(commitments: pa.Table, *, source: MentionSource, decided: Decisions, earlier: EarlierRun) -> Change:
    """Bring an earlier run up to date with the commitments of today; the ledger is the one that is made anew."""
    ids = column(commitments, "commitment_id")
    pins = decided.pins(ids)
    remains = remains_of(earlier, present=set(ids), decided=decided, pinned=pins.keys())
    unknown = unknown_of(ids, remains)
    news = source.get(unknown)
    keys = merge_keys(earlier.keys, keys_table(news), gone=remains.dropped)
    rematcher = Rematcher(
        source,
        StoredKeys(keys),
        entry_of=remains.entry_of,
        members=remains.members,
        reviews=remains.reviews,
        reasons=remains.reasons,
    )
    rematcher.run((mention for mention in news if mention.commitment_id not in pins), broken=remains.broken)
    update = _Update(source, remains, rematcher, decided)
    update.pin((mention for mention in news if mention.commitment_id in pins), pins)
    links, envelopes = update.links(commitments, touched=update.touched(), decided_ids=decided.values)
    articles = dict(zip(ids, column(commitments, "article_id"), strict=True))
    empty = {one: empty_link(one, articles[one]) for one in unknown if one not in links}
    changed = tuple(link for _, link in sorted((links | empty).items()))
    return Change(changed, frozenset(remains.same - links.keys()), envelopes, keys)


@dataclass(slots=True)
class _Update:
    """The entries after matching, by the keys that `Rematcher` gives them."""

    source: MentionSource
    remains: Remains
    rematcher: Rematcher
    decided: Decisions
    _pinned: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    _where: dict[str, str] = field(default_factory=dict)  # of pinned mentions
    _finished: dict[str, Entry] = field(default_factory=dict)

    def pin(self, pinned: Iterable[Mention], pins: Mapping[str, str | None]) -> None:
        """Put the pinned mentions where the analysts want them."""
        listed = list(pinned)
        if listed:
            where = dict(self.rematcher.entry_of)
            for mention, key in follow_pins(listed, pins, where, alone=lambda mention: mention.commitment_id):
                self._pinned[key].append(mention)
                self._where[mention.commitment_id] = key

    def touched(self) -> set[str]:
        """Return the entries of which a mention may have another link now."""
        matched, entry_of = self.rematcher, self.rematcher.entry_of
        touched = matched.changed | self._pinned.keys() | {entry_of[one] for one in matched.verdicts}
        # An entry that others came near to may have another first mention now, and so another id.
        touched |= {entry_of[one] for one, key in self.remains.reviews.items() if key in touched and one in entry_of}
        return {key for key in touched if matched.members.get(key) or key in self._pinned}

    def links(
        self, commitments: pa.Table, *, touched: set[str], decided_ids: Iterable[str]
    ) -> tuple[dict[str, CommitmentLink], tuple[CommitmentEnvelope, ...]]:
        """Return the links of the entries that are touched or have another parent now, and all envelopes."""
        donors = self._donors_with_news(commitments, touched)
        relatives = self._relatives(commitments, donors, decided_ids)
        self._read(relatives)
        parents = parents_by_donor(self._finish(key) for key in sorted(relatives | touched))
        former = self._former_parents(donors) | {
            key: parent for key, parent in self.remains.parents.items() if key in relatives
        }
        emitted = touched | {key for key, parent in former.items() if parents.of.get(key) != parent}
        emitted |= {key for key in relatives if parents.of.get(key) != self.remains.parents.get(key)}
        links = {
            link.commitment_id: link
            for key in emitted
            for link in links_of_entry(self._finish(key), self._reasons(key), parents, self.decided)
        }
        envelope_donors = self.source.donors(envelope.commitment_id for envelope in self.remains.envelopes)
        kept = [one for one in self.remains.envelopes if envelope_donors[one.commitment_id] not in donors]
        envelopes = sorted([*kept, *parents.envelopes], key=lambda envelope: envelope.ledger_id)
        return links, tuple(envelopes)

    def _donors_with_news(self, commitments: pa.Table, touched: Iterable[str]) -> set[str]:
        """Return the donors among whose entries parents may be others now."""
        self._read(touched)
        # A pin may lead to an entry of another donor, and so take a mention from its own donor's entries.
        donors = {mention.donor for key in touched for mention in self._finish(key).mentions}
        lost, emptied = self.remains.lost, self.remains.emptied
        if lost or emptied:
            orphans = {key for key, (parent, _) in self.remains.parents.items() if parent in lost}
            beside = [
                one
                for one, article_id in zip(
                    column(commitments, "commitment_id"), column(commitments, "article_id"), strict=True
                )
                if article_id in emptied
            ]
            members = [one for key in orphans for one in self.rematcher.members.get(key, ())]
            donors |= set(self.source.donors([*beside, *members]).values())
        return donors

    def _relatives(self, commitments: pa.Table, donors: set[str], decided_ids: Iterable[str]) -> set[str]:
        """Return the entries of these donors that may be parents or children."""
        chosen = may_have_relatives(commitments, corrected=decided_ids)
        of_donors = [one for one, donor in self.source.donors(chosen).items() if donor in donors]
        mentions = self.source.get(of_donors)
        sought = {
            parent
            for mention in mentions
            if (keys := keys_of_parent(mention))
            for parent in self.rematcher.keys.standing_under(mention.donor, keys)
        }
        return {
            key for one in {*of_donors, *sought} if (key := self._where.get(one) or self.rematcher.entry_of.get(one))
        }

    def _former_parents(self, donors: set[str]) -> dict[str, tuple[str, object]]:
        """Return the parents that entries of these donors had."""
        members = {key: found[0] for key in self.remains.parents if (found := self.rematcher.members.get(key))}
        donor_of = self.source.donors(members.values())
        return {
            key: parent
            for key, parent in self.remains.parents.items()
            if key in members and donor_of[members[key]] in donors
        }

    def _read(self, keys: Iterable[str]) -> None:
        """Read the mentions of many entries in one go."""
        self.source.get([one for key in keys for one in self.rematcher.members.get(key, ())])

    def _finish(self, key: str) -> Entry:
        """Return an entry with all its mentions, in ledger order."""
        entry = self._finished.get(key)
        if entry is None:
            free = sorted(self.source.get(self.rematcher.members.get(key, ())), key=place_of)
            entry = self._finished[key] = Entry.of([*free, *self._pinned.get(key, ())])
            entry.mentions.sort(key=lambda mention: mention.order)
        return entry

    def _reasons(self, key: str) -> dict[str, Reason]:
        return dict(self._reason_of(mention.commitment_id) for mention in self._finish(key).mentions)

    def _reason_of(self, one: str) -> tuple[str, Reason]:
        verdict = self.rematcher.verdicts.get(one)
        if verdict is not None:
            return one, Reason.of(verdict.match, self._ledger_id(verdict.review_of))
        former = self.remains.reasons.get(one, Reason())
        return one, Reason(former.score, former.rule, self._ledger_id(former.review_of))

    def _ledger_id(self, key: str | None) -> str | None:
        return None if key is None else self._finish(key).ledger_id

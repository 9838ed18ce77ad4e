"""Envelopes and their parts: which ledger entries are inside another one, so that no sum counts twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.link.entry import Entry
from flows.link.ledger_id import envelope_id_of
from flows.link.mentions import Mention, normal_words
from flows.link.money import Money, Rates, compare, money_of
from flows.reference.item_words import words_of_item
from flows.schema.columns import ParentRelation
from flows.schema.commitments import CommitmentEnvelope

# Stated parts may miss their total by rounding.
SUM_TOLERANCE = 0.02


@dataclass(slots=True)
class Parents:
    """The parent of each entry that has one, by the child's ledger_id, and the envelopes that no article announces."""

    of: dict[str, tuple[str, ParentRelation]] = field(default_factory=dict)
    envelopes: list[CommitmentEnvelope] = field(default_factory=list)

    def set(self, child: str, parent: str, relation: ParentRelation) -> None:
        """Note a parent, unless the child has one already or would become its own ancestor."""
        ancestor: str | None = parent
        while ancestor is not None:
            if ancestor == child:
                return
            ancestor = self.of[ancestor][0] if ancestor in self.of else None
        self.of.setdefault(child, (parent, relation))


def find_parents(entries: Sequence[Entry], rates: Rates) -> Parents:
    """Find the parents among the entries of one donor: stated ones, then shares, itemised parts, partial deliveries."""
    ordered = sorted(entries, key=lambda entry: entry.mentions[0].order)
    ids = {id(entry): entry.ledger_id for entry in ordered}
    parents = Parents()
    _add_stated(ordered, ids, parents, rates)
    by_article = _by_article(ordered)
    for told in by_article.values():
        _add_shares(told, ids, parents)
        _add_itemised(told, ids, parents)
    _add_partial_deliveries(ordered, ids, parents)
    return parents


def _add_stated(ordered: Sequence[Entry], ids: Mapping[int, str], parents: Parents, rates: Rates) -> None:
    """Follow "part of the 35bn loan": to an entry, to an envelope named before, or to a new envelope."""
    named: list[tuple[CommitmentEnvelope, Mention]] = []
    for entry in ordered:
        for mention in entry.mentions:
            if mention.parent_text is None or mention.parent_relation is None:
                continue
            relation: ParentRelation = "draws_on" if mention.parent_relation == "draws_on" else "part_of"
            announced = _announced_parent(mention, entry, ordered, rates)
            if announced is not None:
                parents.set(ids[id(entry)], ids[id(announced)], relation)
                continue
            envelope = next((other for other, first in named if _is_same_envelope(mention, first, rates)), None)
            if envelope is None:
                envelope = _envelope_of(mention)
                named.append((envelope, mention))
                parents.envelopes.append(envelope)
            parents.set(ids[id(entry)], envelope.ledger_id, relation)


def _announced_parent(mention: Mention, child: Entry, ordered: Sequence[Entry], rates: Rates) -> Entry | None:
    """Return the entry that a text means by its words for the envelope: by the amount where it gives one."""
    words = words_of_item(mention.parent_text or "").specific
    money = _money_of_parent(mention)
    for entry in ordered:
        if entry is child or not _recipients_agree(mention.recipient, entry.recipient):
            continue
        if money:
            if any(
                compare(money, other, rates=rates, our_date=mention.announced, their_date=day) in ("same", "cross")
                for other, day in entry.money.items()
            ):
                return entry
        elif entry.money and any(
            2 * len(words & other.specific) >= min(len(words), len(other.specific)) > 0 for other in entry.words
        ):
            return entry
    return None


def _is_same_envelope(mention: Mention, first: Mention, rates: Rates) -> bool:
    ours, theirs = _money_of_parent(mention), _money_of_parent(first)
    if not _recipients_agree(mention.recipient, first.recipient):
        return False
    if ours and theirs:
        likeness = compare(ours, theirs, rates=rates, our_date=mention.announced, their_date=first.announced)
        return likeness in ("same", "cross")
    return normal_words(mention.parent_text or "") == normal_words(first.parent_text or "")


def _money_of_parent(mention: Mention) -> tuple[Money, ...]:
    money = money_of(mention.parent_figure) if mention.parent_figure is not None else None
    return (money,) if money is not None else ()


def _envelope_of(mention: Mention) -> CommitmentEnvelope:
    figure: Mapping[str, Any] = mention.parent_figure or defaultdict(lambda: None)
    return CommitmentEnvelope(
        ledger_id=envelope_id_of(mention.commitment_id),
        commitment_id=mention.commitment_id,
        article_id=mention.article_id,
        status="committed",
        item_text=mention.parent_text or "",
        amount=figure["amount"],
        amount_low=figure["amount_low"],
        amount_high=figure["amount_high"],
        currency=figure["currency"],
        amount_qualifier=figure["qualifier"],
        figure_id=figure["figure_id"],
    )


def _by_article(ordered: Iterable[Entry]) -> dict[str, list[tuple[Mention, Entry]]]:
    """Return the mentions with a single amount, article by article, in reading order; one per entry."""
    told: dict[str, list[tuple[Mention, Entry]]] = defaultdict(list)
    for entry in ordered:
        seen: set[str] = set()
        for mention in entry.mentions:
            if mention.money and mention.scope != "cumulative" and mention.article_id not in seen:
                seen.add(mention.article_id)
                told[mention.article_id].append((mention, entry))
    for mentions in told.values():
        mentions.sort(key=lambda pair: pair[0].order[3:])
    return told


def _add_shares(told: Sequence[tuple[Mention, Entry]], ids: Mapping[int, str], parents: Parents) -> None:
    """Make a share ("including 500m for X") part of the nearest larger sum of its sentence."""
    for mention, entry in told:
        if mention.scope != "share":
            continue
        totals = [
            other
            for larger, other in told
            if larger.sentence_id == mention.sentence_id and _is_larger(larger, mention) and other is not entry
        ]
        if totals:
            parents.set(ids[id(entry)], ids[id(totals[-1])], "part_of")


def _add_itemised(told: Sequence[tuple[Mention, Entry]], ids: Mapping[int, str], parents: Parents) -> None:
    """Two or more sums, told one after another, that add up to another sum of the article are its parts."""
    for total, whole in told:
        smaller = [(part, entry) for part, entry in told if entry is not whole and _is_larger(total, part)]
        run = _run_with_sum(smaller, total)
        for _, entry in run:
            parents.set(ids[id(entry)], ids[id(whole)], "part_of")


def _run_with_sum(smaller: Sequence[tuple[Mention, Entry]], total: Mention) -> Sequence[tuple[Mention, Entry]]:
    goal = total.money[0].value
    for first in range(len(smaller)):
        added = 0.0
        for last in range(first, len(smaller)):
            added += smaller[last][0].money[0].value
            if last > first and abs(added - goal) <= SUM_TOLERANCE * goal:
                return smaller[first : last + 1]
            if added > goal * (1 + SUM_TOLERANCE):
                break
    return ()


def _is_larger(total: Mention, part: Mention) -> bool:
    return (
        total.money[0].currency == part.money[0].currency
        and total.money[0].value > part.money[0].value
        and _recipients_agree(total.recipient, part.recipient)
        and not total.is_refusal
        and not part.is_refusal
    )


def _add_partial_deliveries(ordered: Sequence[Entry], ids: Mapping[int, str], parents: Parents) -> None:
    """Make some of a counted thing that arrived part of the promise of more of it."""
    by_word: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        is_delivery = all(mention.status == "delivered" for mention in entry.mentions)
        if is_delivery and entry.quantities and not entry.has_increment:
            promised = [other for words in entry.words for word in words.specific for other in by_word[word]]
            whole = next((other for other in promised if _holds(other, entry)), None)
            if whole is not None:
                parents.set(ids[id(entry)], ids[id(whole)], "part_of")
        elif entry.quantities and any(mention.status in ("pledged", "committed") for mention in entry.mentions):
            for words in entry.words:
                for word in words.specific:
                    by_word[word].append(entry)


def _holds(whole: Entry, part: Entry) -> bool:
    return (
        _recipients_agree(whole.recipient, part.recipient)
        and max(low for low, _ in whole.quantities) > max(high for _, high in part.quantities)
        and any(
            2 * len(ours.specific & theirs.specific) >= min(len(ours.specific), len(theirs.specific)) > 0
            for ours in part.words
            for theirs in whole.words
        )
        and bool(whole.classes & part.classes)
    )


def _recipients_agree(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two

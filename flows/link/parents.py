"""Envelopes and their parts: which ledger entries are inside another one, so that no sum counts twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.link.blocking import steps_of
from flows.link.entry import Entry
from flows.link.ledger_id import envelope_id_of
from flows.link.mentions import Mention
from flows.link.money import compare
from flows.reference.item_words import ItemWords, words_of_item
from flows.schema.columns import ParentRelation
from flows.schema.commitments import CommitmentEnvelope

# Stated parts may miss their total by rounding.
SUM_TOLERANCE = 0.02


@dataclass(slots=True)
class Parents:
    """The parent of each entry that has one, by the child's ledger_id, and the envelopes that no article announces."""

    of: dict[str, tuple[str, ParentRelation]] = field(default_factory=dict)
    envelopes: list[CommitmentEnvelope] = field(default_factory=list)

    def put(self, child: str, parent: str, relation: ParentRelation) -> None:
        """Note a parent, unless the child has one already or would become its own ancestor."""
        ancestor: str | None = parent
        while ancestor is not None:
            if ancestor == child:
                return
            ancestor = self.of[ancestor][0] if ancestor in self.of else None
        self.of.setdefault(child, (parent, relation))


def find_parents(entries: Iterable[Entry]) -> Parents:
    """Find the parents among the entries of one donor: stated ones, then shares, itemised parts, partial deliveries.

    The mentions of each entry must be in ledger order.
    """
    ordered = sorted(entries, key=lambda entry: entry.mentions[0].order)
    ids = {id(entry): entry.ledger_id for entry in ordered}
    parents = Parents()
    _add_stated(ordered, ids, parents)
    for told in _by_article(ordered).values():
        _add_shares(told, ids, parents)
        _add_itemised(told, ids, parents)
    _add_partial_deliveries(ordered, ids, parents)
    return parents


def _add_stated(ordered: Sequence[Entry], ids: Mapping[int, str], parents: Parents) -> None:
    """Follow "part of the 35bn loan": to an entry, to an envelope named before, or to a new envelope.

    A new one is made only where the text gives its amount and the child is a promise without a parent so far: without
    an amount it would take the child out of the totals and put nothing in its place, no refusal or mere intention shows
    that the envelope stands, and one that nobody draws on would count for itself.
    """
    children = [
        (mention, entry)
        for entry in ordered
        for mention in entry.mentions
        if mention.parent_text is not None and mention.parent_relation is not None
    ]
    if not children:
        return
    announced = _by_amount_and_word(ordered)
    named: list[tuple[CommitmentEnvelope, Mention]] = []
    for mention, entry in sorted(children, key=lambda child: child[0].order):
        relation: ParentRelation = "draws_on" if mention.parent_relation == "draws_on" else "part_of"
        parent = _announced_parent(mention, entry, announced)
        if parent is not None:
            parents.put(ids[id(entry)], ids[id(parent)], relation)
            continue
        is_promise = mention.status in ("pledged", "committed", "delivered")
        if not mention.parent_money or not is_promise or ids[id(entry)] in parents.of:
            continue
        envelope = next((other for other, first in named if _is_same_envelope(mention, first)), None)
        if envelope is None:
            envelope = _envelope_of(mention)
            named.append((envelope, mention))
            parents.envelopes.append(envelope)
        parents.put(ids[id(entry)], envelope.ledger_id, relation)


def _by_amount_and_word(ordered: Iterable[Entry]) -> dict[Hashable, list[Entry]]:
    """File the entries with a sum of their own by the steps of their amounts and by the words of their things."""
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in ordered:
        if entry.money and "cumulative" not in entry.scopes:
            keys: set[Hashable] = {key for money in entry.money for key in steps_of(money, reach=0)}
            for key in keys | {word for words in entry.words for word in words.specific}:
                found[key].append(entry)
    return found


def _announced_parent(mention: Mention, child: Entry, announced: Mapping[Hashable, Sequence[Entry]]) -> Entry | None:
    """Return the entry that a text means by its words for the envelope: by the amount where it gives one.

    Of several, the last one announced before the mention; none announced later than the mention is meant.
    """
    words = words_of_item(mention.parent_text or "")
    if mention.parent_money:
        keys: Iterable[Hashable] = steps_of(mention.parent_money, reach=1)
    else:
        keys = words.specific
    candidates = {id(entry): entry for key in keys for entry in announced.get(key, ())}
    fitting = [
        entry
        for entry in candidates.values()
        if entry is not child
        and _recipients_agree(mention.recipient, entry.recipient)
        and entry.mentions[0].order < mention.order
        and (
            any(compare(mention.parent_money, money) in ("same", "cross") for money in entry.money)
            if mention.parent_money
            else _name_one_thing([words], entry.words)
        )
    ]
    return max(fitting, key=lambda entry: entry.mentions[0].order, default=None)


def _is_same_envelope(mention: Mention, first: Mention) -> bool:
    is_same_sum = compare(mention.parent_money, first.parent_money) in ("same", "cross")
    return is_same_sum and _recipients_agree(mention.recipient, first.recipient)


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
    """Return the mentions with a sum of their own, article by article, in reading order; one per entry."""
    told: dict[str, list[tuple[Mention, Entry]]] = defaultdict(list)
    for entry in ordered:
        seen: set[str] = set()
        for mention in entry.mentions:
            if mention.money and mention.scope != "cumulative" and mention.article_id not in seen:
                seen.add(mention.article_id)
                told[mention.article_id].append((mention, entry))
    for mentions in told.values():
        mentions.sort(key=lambda pair: pair[0].order[2:])
    return told


def _add_shares(told: Sequence[tuple[Mention, Entry]], ids: Mapping[int, str], parents: Parents) -> None:
    """Make a share ("including 500m for X") part of the last larger sum of its sentence, else of its article."""
    for at, (mention, entry) in enumerate(told):
        if mention.scope != "share":
            continue
        larger = [(other, whole) for other, whole in told if whole is not entry and _is_larger(other, mention)]
        beside = [whole for other, whole in larger if other.sentence_id == mention.sentence_id]
        before = [whole for other, whole in told[:at] if (other, whole) in larger]
        if beside or before:
            parents.put(ids[id(entry)], ids[id((beside or before)[-1])], "part_of")


def _add_itemised(told: Sequence[tuple[Mention, Entry]], ids: Mapping[int, str], parents: Parents) -> None:
    """Make two or more sums, told one after another, parts of the sum of the article to which they add up."""
    for total, whole in told:
        smaller = [(part, entry) for part, entry in told if entry is not whole and _is_larger(total, part)]
        for _, entry in _run_with_sum(smaller, total):
            parents.put(ids[id(entry)], ids[id(whole)], "part_of")


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


def _add_partial_deliveries(ordered: Iterable[Entry], ids: Mapping[int, str], parents: Parents) -> None:
    """Make some of a counted thing that arrived part of the last promise of more of it."""
    promised: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in ordered:
        if not entry.quantities:
            continue
        words = {word for told in entry.words for word in told.specific}
        if entry.statuses == {"delivered"} and not entry.has_increment:
            wholes = [other for word in sorted(words) for other in reversed(promised[word]) if _holds(other, entry)][:1]
            for whole in wholes:
                parents.put(ids[id(entry)], ids[id(whole)], "part_of")
        elif entry.statuses & {"pledged", "committed"}:
            for word in words:
                promised[word].append(entry)


def _holds(whole: Entry, part: Entry) -> bool:
    return (
        _recipients_agree(whole.recipient, part.recipient)
        and max(low for low, _ in whole.quantities) > max(high for _, high in part.quantities)
        and not whole.classes.isdisjoint(part.classes)
        and _name_one_thing(part.words, whole.words)
    )


def _name_one_thing(some: Iterable[ItemWords], others: Iterable[ItemWords]) -> bool:
    """Tell whether at least half of the shorter name of a thing is in the other."""
    return any(
        2 * len(ours.specific & theirs.specific) >= min(len(ours.specific), len(theirs.specific)) > 0
        for ours in some
        for theirs in others
    )


def _recipients_agree(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one == two

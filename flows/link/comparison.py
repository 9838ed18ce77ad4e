"""What a mention and a ledger entry have in common, and what differs: facts, without any weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.link.entry import Entry
from flows.link.mentions import STAGES, Mention
from flows.link.money import LIKENESSES, Likeness, compare

Agreement = Literal["same", "partly", "other"]
Words = Literal["name", "same", "partly", "general", "other"]

# Sorts of things that texts do not tell apart sharply; a difference among them is no conflict.
VAGUE_CLASSES = frozenset({"other", "peace_support", "planning", "security_guarantee", "financing"})
SENT_PEOPLE = frozenset({"personnel", "training"})
# Promises to do something rather than to give a thing: texts word one deed in many ways.
DEEDS = frozenset({"other", "peace_support", "planning", "security_guarantee"})
# Counts that differ by so much are one count (18 or 19 of a thing are two).
COUNT_TOLERANCE = 0.05
# An undated mention is this far from every date.
UNKNOWN_GAP = 10_000


@dataclass(slots=True)  # not frozen: that trebles the cost of making one, and millions are made
class Comparison:
    """One mention beside one entry; None where either side says nothing."""

    amount: Likeness | None
    is_amount_changed: bool  # the text says that the entry's amount was the one before
    is_amount_distinctive: bool
    is_figure_shared: bool
    item_class: Agreement
    words: Words | None
    quantity: Agreement | None
    instrument: Agreement | None
    gap_days: int
    is_same_text: bool  # one article, or near-duplicates
    is_same_sentence: bool
    is_same_announcer: bool
    is_same_status: bool
    is_deed: bool
    turns_round: bool  # one gives, the other only refuses
    was_halted: bool  # the entry has been denied or withdrawn before
    goes_further: bool  # a further stage of giving than any told so far

    @property
    def is_same_thing(self) -> bool:
        """Tell whether name, or amount or count with like words, say that it is the very thing."""
        if self.words == "name":
            return True
        if self.amount in ("same", "cross"):
            return self.is_amount_distinctive or self.words in ("same", "general")
        return self.quantity == "same" and self.words == "same"


def compare_with_entry(mention: Mention, entry: Entry) -> Comparison | None:
    """Compare a mention with what the entry's mentions have said.

    None where the amounts decide at once: they differ, and no count can make it a case for review.
    """
    amount = likeness_of_amounts(mention, entry)
    is_changed = bool(mention.previous_money) and _is_previous_amount(mention, entry)
    if amount in ("near", "far") and not is_changed and (mention.quantity is None or not entry.quantities):
        return None
    is_same_text = mention.original_id in entry.originals
    turns_round = mention.is_refusal != (entry.stage == 0)
    return Comparison(
        amount="same" if is_changed else amount,
        is_amount_changed=is_changed,
        is_amount_distinctive=bool(mention.money) and mention.money[0].is_distinctive,
        is_figure_shared=mention.figure_id is not None and mention.figure_id in entry.figures,
        item_class=_compare_classes(mention, entry),
        words=_compare_words(mention, entry),
        quantity=_compare_quantities(mention, entry),
        instrument=_compare_instruments(mention, entry),
        gap_days=days_between(mention, entry),
        is_same_text=is_same_text,
        is_same_sentence=mention.sentence_id in entry.sentences,
        is_same_announcer=bool(mention.announcers & entry.announcers),
        is_same_status=mention.status in entry.statuses,
        is_deed=mention.item_class in DEEDS and bool(entry.classes & DEEDS),
        turns_round=turns_round,
        was_halted=entry.has_refusal,
        goes_further=not mention.is_refusal and 0 < entry.stage < STAGES[mention.status],
    )


def likeness_of_amounts(mention: Mention, entry: Entry) -> Likeness | None:
    """Return how alike the amounts are at best; None where one has none or no rate joins them."""
    if not mention.money or not entry.money:
        return None
    likenesses = [likeness for money in entry.money if (likeness := compare(mention.money, money)) is not None]
    return min(likenesses, key=LIKENESSES.index, default=None)


def counts_agree(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Tell whether two counts, each as (low, high), can be one."""
    return one[0] <= two[1] * (1 + COUNT_TOLERANCE) and two[0] <= one[1] * (1 + COUNT_TOLERANCE)


def days_between(mention: Mention, entry: Entry) -> int:
    """Return the days to the nearest act of an entry; a large number where one side has no date.

    What a sentence recalls was done on a day that its words allow, not when they were said.
    """
    day = mention.announced
    if day is None:
        return UNKNOWN_GAP
    if mention.recalled is None and not entry.recalled:
        if day in entry.dates:
            return 0
        return min((abs((day - other).days) for other in entry.dates), default=UNKNOWN_GAP)
    first, last = mention.recalled or (day, day)
    acts = [*((other, other) for other in entry.dates), *entry.recalled]
    return min((max((begun - last).days, (first - ended).days, 0) for begun, ended in acts), default=UNKNOWN_GAP)


def _is_previous_amount(mention: Mention, entry: Entry) -> bool:
    return any(compare(mention.previous_money, money) in ("same", "cross") for money in entry.money)


def _compare_classes(mention: Mention, entry: Entry) -> Agreement:
    if mention.item_class in entry.classes:
        return "same"
    if mention.item_class in VAGUE_CLASSES or entry.classes & VAGUE_CLASSES:
        return "partly"
    if mention.item_class in SENT_PEOPLE and entry.classes & SENT_PEOPLE:
        return "partly"
    return "other"


def _compare_words(mention: Mention, entry: Entry) -> Words | None:
    """Compare the names of the things; general words (aid) count only where neither side names anything."""
    ours = mention.words
    named = [theirs for theirs in entry.words if theirs.specific]
    if ours.specific and named:
        typed = [theirs for theirs in named if theirs.types] if ours.types else []
        if typed:
            return "name" if any(ours.types & theirs.types for theirs in typed) else "other"
        if any(ours.names & theirs.names for theirs in named):
            return "name"
        shares = [
            len(ours.specific & theirs.specific) / min(len(ours.specific), len(theirs.specific)) for theirs in named
        ]
        best = max(shares)
        return "same" if best >= 0.5 else "partly" if best else "other"
    if ours.specific:
        return None
    is_echo = any(ours.general & theirs.general for theirs in entry.words if not theirs.specific)
    return "general" if is_echo else None


def _compare_quantities(mention: Mention, entry: Entry) -> Agreement | None:
    if mention.quantity is None or not entry.quantities:
        return None
    return "same" if any(counts_agree(mention.quantity, other) for other in entry.quantities) else "other"


def _compare_instruments(mention: Mention, entry: Entry) -> Agreement | None:
    if mention.instrument is None or not entry.instruments:
        return None
    return "same" if mention.instrument in entry.instruments else "other"

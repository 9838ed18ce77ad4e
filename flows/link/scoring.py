"""How alike a mention and a ledger entry are: the weights and rules of DATA_MODEL.md, section 4.

The weights were chosen on the tune half of tests/cases/ledger.jsonl (docs/decisions/, "ledger weights").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.money import Likeness, Rates, compare

SAME = 4.0
SAME_WITHOUT_AMOUNTS = 2.5
REVIEW = 2.5
CERTAIN = 10.0

AMOUNT_WEIGHTS: dict[Likeness, float] = {"same": 3.0, "cross": 2.5, "rounded": 2.0, "near": -1.0, "far": -3.0}
SAME_CLASS, OTHER_CLASS = 1.0, -2.0
SAME_WORDS, OTHER_WORDS = 1.0, -1.0
SAME_QUANTITY, OTHER_QUANTITY = 1.5, -2.0
SAME_INSTRUMENT, OTHER_INSTRUMENT = 0.5, -1.0
SAME_ARTICLE = 1.0
SAME_ANNOUNCER = 1.0
REPEAT_CUE = 1.0

# Sorts of things that texts do not tell apart sharply; a difference among them is no conflict.
VAGUE_CLASSES = frozenset({"other", "peace_support", "planning", "security_guarantee", "financing"})
# An amount of one scope is never the same sum as one of the other group.
SCOPE_GROUPS = {"cumulative": "cumulative", "joint": "joint"}


@dataclass(frozen=True, slots=True)
class Match:
    """How a mention fits an entry: the score, what decided it, and whether the two are one commitment."""

    score: float
    rule: str
    is_same: bool

    @property
    def is_review(self) -> bool:
        """Tell whether an analyst should look at it."""
        return not self.is_same and self.score >= REVIEW


def match(mention: Mention, entry: Entry, rates: Rates) -> Match | None:
    """Score a mention against an entry of the same donor; None where they cannot be the same commitment."""
    if mention.recipient and entry.recipient and mention.recipient != entry.recipient:
        return None
    if mention.wording in entry.wordings and mention.wording[0]:
        return Match(CERTAIN, "same words", is_same=True)
    if mention.money and entry.money and _scope_group(mention.scope) not in {_scope_group(s) for s in entry.scopes}:
        return None
    is_same_text = mention.original_id in entry.originals
    if not mention.donor and not is_same_text and not _is_same_occasion(mention, entry):
        return None
    gap = _days_between(mention.announced, entry.dates)
    if mention.is_increment and not is_same_text and not (entry.has_increment or gap <= 2):
        return None
    return _scored(mention, entry, rates, gap=gap, is_same_text=is_same_text)


def _scored(mention: Mention, entry: Entry, rates: Rates, *, gap: int, is_same_text: bool) -> Match:
    likeness = likeness_of_amounts(mention, entry, rates)
    revises = bool(mention.previous_money) and _is_previous_amount(mention, entry, rates)
    if revises:
        likeness = "same"
    words = _words_score(mention, entry)
    quantity = _quantity_score(mention, entry)
    score = (
        (AMOUNT_WEIGHTS[likeness] if likeness else 0.0)
        + _class_score(mention, entry)
        + words
        + quantity
        + _instrument_score(mention, entry)
        + _date_score(mention, entry, gap)
        + (SAME_ARTICLE if is_same_text else 0.0)
        + (SAME_ANNOUNCER if not mention.donor and mention.announcers & entry.announcers else 0.0)
    )
    if revises:
        return Match(score, "amount changed", is_same=score >= SAME)
    has_no_amounts = not mention.money and not entry.money
    if has_no_amounts:
        return Match(score, "item and date", is_same=score >= SAME_WITHOUT_AMOUNTS and (gap <= 14 or mention.is_repeat))
    if likeness in ("near", "far") and words > 0 and quantity > 0 and gap <= 14:
        return Match(max(min(score, SAME - 0.1), REVIEW), "review", is_same=False)
    if score >= SAME:
        return Match(score, f"amount {likeness}" if likeness else "item and date", is_same=True)
    return Match(score, "review" if score >= REVIEW else "new", is_same=False)


def _scope_group(scope: str | None) -> str:
    return SCOPE_GROUPS.get(scope or "single", "sum")


def _is_same_occasion(mention: Mention, entry: Entry) -> bool:
    """Tell whether unnamed donors were spoken of by the same announcer on the same day."""
    return bool(mention.announcers & entry.announcers) and mention.announced in entry.dates


def likeness_of_amounts(mention: Mention, entry: Entry, rates: Rates) -> Likeness | None:
    """Return how alike the amounts are at best; None where one has none or no rate joins them."""
    if not mention.money or not entry.money:
        return None
    likenesses = [
        verdict
        for money, day in entry.money
        if (verdict := compare(mention.money, money, rates=rates, our_date=mention.announced, their_date=day))
    ]
    return min(likenesses, key=lambda likeness: -AMOUNT_WEIGHTS[likeness], default=None)


def _is_previous_amount(mention: Mention, entry: Entry, rates: Rates) -> bool:
    return any(
        compare(mention.previous_money, money, rates=rates, our_date=mention.announced, their_date=day)
        in ("same", "cross")
        for money, day in entry.money
    )


def _class_score(mention: Mention, entry: Entry) -> float:
    if mention.item_class in entry.classes:
        return SAME_CLASS
    if mention.item_class in VAGUE_CLASSES or entry.classes & VAGUE_CLASSES:
        return 0.0
    return OTHER_CLASS


def _words_score(mention: Mention, entry: Entry) -> float:
    """Compare the names of the things; the general words decide only where neither names anything."""
    specific = mention.words.specific
    if specific and entry.specific_words:
        overlap = max(len(specific & other) / min(len(specific), len(other)) for other in entry.specific_words)
        return SAME_WORDS if overlap >= 0.5 else OTHER_WORDS if overlap == 0 else 0.0
    if specific or entry.specific_words:
        return 0.0
    general = mention.words.general
    return SAME_WORDS if any(general & other for other in entry.general_words) else 0.0


def _quantity_score(mention: Mention, entry: Entry) -> float:
    if mention.quantity is None or not entry.quantities:
        return 0.0
    low, high = mention.quantity
    agrees = any(low <= other_high * 1.05 and other_low <= high * 1.05 for other_low, other_high in entry.quantities)
    return SAME_QUANTITY if agrees else OTHER_QUANTITY


def _instrument_score(mention: Mention, entry: Entry) -> float:
    if mention.instrument is None or not entry.instruments:
        return 0.0
    return SAME_INSTRUMENT if mention.instrument in entry.instruments else OTHER_INSTRUMENT


def _date_score(mention: Mention, entry: Entry, gap: int) -> float:
    if gap <= 2:
        return 1.0
    if mention.is_repeat:
        return REPEAT_CUE
    if gap <= 14:
        return 0.5
    return -2.0 if gap > 60 and mention.announced is not None and entry.dates else 0.0


def _days_between(day: date | None, days: Iterable[date]) -> int:
    """Return the days to the nearest date; a large number where one side has none."""
    if day is None:
        return 10_000
    return min((abs((day - other).days) for other in days), default=10_000)

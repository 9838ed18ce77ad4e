"""How alike a mention and a ledger entry are: the weights and rules of DATA_MODEL.md, section 4.

The weights were chosen on the tune half of tests/cases/ledger.jsonl (docs/decisions/, "ledger weights").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.link.entry import Entry
from flows.link.mentions import STAGES, Mention
from flows.link.money import LIKENESS_ORDER, Likeness, Rates, compare
from flows.reference.item_words import ItemWords

# Sorts of things that texts do not tell apart sharply; a difference among them is no conflict.
VAGUE_CLASSES = frozenset({"other", "peace_support", "planning", "security_guarantee", "financing"})
# Promises to do something rather than to give a thing: texts word one deed in many ways.
DEEDS = frozenset({"other", "peace_support", "planning", "security_guarantee"})
SENT_PEOPLE = frozenset({"personnel", "training"})
# Beyond this, a day says nothing about another (an undated mention is this far from every date).
UNKNOWN_GAP = 10_000
SUMMIT_DAYS = 2
SOON_DAYS = 14
LONG_DAYS = 60


@dataclass(frozen=True, slots=True)
class Weights:
    """What each likeness or difference adds to a score, and the scores from which two are one."""

    amount: Mapping[Likeness, float]
    amount_differs_in_article: float = -4.0
    same_figure: float = 2.0
    precise_amount: float = 0.5
    same_class: float = 1.0
    other_class: float = -2.0
    same_words: float = 1.0
    same_name: float = 0.5
    same_general_words: float = 1.0
    general_words_with_amount: float = 0.5
    other_words_of_deed: float = -0.5
    other_words: float = -1.0
    other_words_in_article: float = -3.0
    same_quantity: float = 1.5
    other_quantity: float = -2.0
    same_instrument: float = 0.5
    other_instrument: float = -1.0
    same_days: float = 1.0
    soon: float = 0.5
    repeat_cue: float = 1.0
    later_news: float = -1.0
    long_after: float = -2.0
    same_article: float = 1.0
    same_sentence: float = -2.0
    points_back: float = 2.0
    echoes_status: float = 0.5
    same_for_bare: float = 3.5
    same_announcer: float = 1.0
    turned_round: float = -1.5
    same: float = 4.0
    same_without_amounts: float = 2.5
    review: float = 2.5
    certain: float = 10.0


WEIGHTS = Weights(amount={"same": 3.0, "cross": 2.5, "rounded": 2.0, "near": -1.0, "far": -3.0})


@dataclass(frozen=True, slots=True)
class Match:
    """How a mention fits an entry: the score, what decided it, and whether the two are one commitment."""

    score: float
    rule: str
    is_same: bool

    @property
    def is_review(self) -> bool:
        """Tell whether an analyst should look at it."""
        return not self.is_same and self.score >= WEIGHTS.review


def match(mention: Mention, entry: Entry, rates: Rates) -> Match | None:
    """Score a mention against an entry of the same donor; None where they cannot be the same commitment."""
    if mention.recipient and entry.recipient and mention.recipient != entry.recipient:
        return None
    is_same_text = mention.original_id in entry.originals
    if mention.wording in entry.wordings and mention.sentence_id not in entry.sentences:
        return Match(WEIGHTS.certain, "same words", is_same=True)
    if mention.money and entry.money and ("cumulative" in entry.scopes) != (mention.scope == "cumulative"):
        return None
    if not mention.donor and not is_same_text and not _is_same_occasion(mention, entry):
        return None
    gap = days_between(mention.announced, entry.dates)
    if mention.is_increment and not is_same_text and not (entry.has_increment or gap <= SUMMIT_DAYS):
        return None
    return _scored(mention, entry, rates, gap=gap, is_same_text=is_same_text)


def likeness_of_amounts(mention: Mention, entry: Entry, rates: Rates) -> Likeness | None:
    """Return how alike the amounts are at best; None where one has none or no rate joins them."""
    if not mention.money or not entry.money:
        return None
    likenesses = [
        verdict
        for money, day in entry.money.items()
        if (verdict := compare(mention.money, money, rates=rates, our_date=mention.announced, their_date=day))
    ]
    return min(likenesses, key=LIKENESS_ORDER.__getitem__, default=None)


def days_between(day: date | None, days: set[date]) -> int:
    """Return the days to the nearest date; a large number where one side has none."""
    if day is None:
        return UNKNOWN_GAP
    if day in days:
        return 0
    return min((abs((day - other).days) for other in days), default=UNKNOWN_GAP)


def _scored(mention: Mention, entry: Entry, rates: Rates, *, gap: int, is_same_text: bool) -> Match:
    likeness = likeness_of_amounts(mention, entry, rates)
    is_change = bool(mention.previous_money) and _is_previous_amount(mention, entry, rates)
    if is_change:
        likeness = "same"
    words = _words_score(mention, entry, is_same_text=is_same_text)
    quantity = _quantity_score(mention, entry)
    is_same_thing = words > 0 and quantity > 0
    is_further = _is_further(mention, entry) and (
        is_same_thing or likeness in ("same", "cross") or _names(mention, entry)
    )
    score = (
        _amount_score(mention, entry, likeness, is_same_text=is_same_text)
        + _class_score(mention, entry)
        + words
        + quantity
        + _instrument_score(mention, entry)
        + _date_score(mention, entry, gap, is_further=is_further)
        + _place_score(mention, entry, is_same_text=is_same_text)
        + (WEIGHTS.turned_round if _turns_round(mention, entry) else 0.0)
    )
    if is_change:
        return Match(score, "amount changed", is_same=score >= WEIGHTS.same)
    if mention.is_bare and is_same_text:
        return Match(score, "echo", is_same=score >= WEIGHTS.same_for_bare)
    if not mention.money and not entry.money:
        is_in_time = gap <= SOON_DAYS or mention.is_repeat or is_further
        is_in_time = is_in_time or (gap <= LONG_DAYS and _names(mention, entry))
        return Match(score, "item and date", is_same=score >= WEIGHTS.same_without_amounts and is_in_time)
    if likeness in ("near", "far") and is_same_thing and gap <= SOON_DAYS:
        return Match(max(min(score, WEIGHTS.same - 0.1), WEIGHTS.review), "review", is_same=False)
    if score >= WEIGHTS.same:
        return Match(score, f"amount {likeness}" if likeness else "item and date", is_same=True)
    return Match(score, "review" if score >= WEIGHTS.review else "new", is_same=False)


def _is_same_occasion(mention: Mention, entry: Entry) -> bool:
    """Tell whether unnamed donors were spoken of by the same announcer on the same day."""
    return bool(mention.announcers & entry.announcers) and mention.announced in entry.dates


def _turns_round(mention: Mention, entry: Entry) -> bool:
    """Tell whether one of the two gives and the other only refuses."""
    return mention.is_refusal != (entry.stage == 0)


def _is_further(mention: Mention, entry: Entry) -> bool:
    return not mention.is_refusal and 0 < entry.stage < STAGES[mention.status]


def _amount_score(mention: Mention, entry: Entry, likeness: Likeness | None, *, is_same_text: bool) -> float:
    if likeness is None:
        return 0.0
    if likeness in ("near", "far") and is_same_text:
        return WEIGHTS.amount_differs_in_article
    score = WEIGHTS.amount[likeness]
    if mention.figure_id is not None and mention.figure_id in entry.figures:
        score += WEIGHTS.same_figure
    if likeness == "same" and mention.money[0].is_precise:
        score += WEIGHTS.precise_amount
    return score


def _is_previous_amount(mention: Mention, entry: Entry, rates: Rates) -> bool:
    return any(
        compare(mention.previous_money, money, rates=rates, our_date=mention.announced, their_date=day)
        in ("same", "cross")
        for money, day in entry.money.items()
    )


def _class_score(mention: Mention, entry: Entry) -> float:
    if mention.item_class in entry.classes:
        return WEIGHTS.same_class
    if mention.item_class in VAGUE_CLASSES or entry.classes & VAGUE_CLASSES:
        return 0.0
    if mention.item_class in SENT_PEOPLE and entry.classes & SENT_PEOPLE:
        return 0.0
    return WEIGHTS.other_class


def _words_score(mention: Mention, entry: Entry, *, is_same_text: bool) -> float:
    """Compare the names of the things; general words count only where neither names anything and none turns back."""
    named = [other for other in entry.words if other.specific]
    if mention.words.specific and named:
        best = max(_words_score_of_pair(mention.words, other, is_same_text=is_same_text) for other in named)
        is_deed = mention.item_class in DEEDS and bool(entry.classes & DEEDS)
        return max(best, WEIGHTS.other_words_of_deed) if is_deed else best
    if mention.words.specific or _turns_round(mention, entry):
        return 0.0
    if not any(mention.words.general & other.general for other in entry.words if not other.specific):
        return 0.0
    return WEIGHTS.general_words_with_amount if mention.money or entry.money else WEIGHTS.same_general_words


def _words_score_of_pair(ours: ItemWords, theirs: ItemWords, *, is_same_text: bool) -> float:
    common = ours.specific & theirs.specific
    if len(common) >= 0.5 * min(len(ours.specific), len(theirs.specific)):
        return WEIGHTS.same_words + (WEIGHTS.same_name if ours.names & theirs.names else 0.0)
    if common:
        return 0.0
    return WEIGHTS.other_words_in_article if is_same_text else WEIGHTS.other_words


def _names(mention: Mention, entry: Entry) -> bool:
    return any(mention.words.names & other.names for other in entry.words)


def _quantity_score(mention: Mention, entry: Entry) -> float:
    if mention.quantity is None or not entry.quantities:
        return 0.0
    low, high = mention.quantity
    agrees = any(low <= other_high * 1.05 and other_low <= high * 1.05 for other_low, other_high in entry.quantities)
    return WEIGHTS.same_quantity if agrees else WEIGHTS.other_quantity


def _instrument_score(mention: Mention, entry: Entry) -> float:
    if mention.instrument is None or not entry.instruments:
        return 0.0
    return WEIGHTS.same_instrument if mention.instrument in entry.instruments else WEIGHTS.other_instrument


def _date_score(mention: Mention, entry: Entry, gap: int, *, is_further: bool) -> float:
    """Score the days between: a repeat cue or a further stage explains a long time, fresh news does not."""
    if gap <= SUMMIT_DAYS:
        return WEIGHTS.same_days
    if mention.is_repeat:
        return WEIGHTS.repeat_cue
    if gap <= SOON_DAYS:
        return WEIGHTS.soon
    if is_further or mention.announced is None or not entry.dates:
        return 0.0
    return WEIGHTS.long_after if gap > LONG_DAYS else WEIGHTS.later_news


def _place_score(mention: Mention, entry: Entry, *, is_same_text: bool) -> float:
    """Score what being told in one article, one sentence or by one announcer says."""
    if mention.sentence_id in entry.sentences:
        return WEIGHTS.same_sentence
    score = 0.0
    if is_same_text:
        score += WEIGHTS.same_article
        if mention.is_bare and mention.words.is_definite:
            score += WEIGHTS.points_back
        if mention.is_bare and mention.status in entry.statuses:
            score += WEIGHTS.echoes_status
    if not mention.donor and mention.announcers & entry.announcers:
        score += WEIGHTS.same_announcer
    return score

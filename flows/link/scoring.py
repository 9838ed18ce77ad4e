"""Whether a mention belongs to a ledger entry: the weights and rules of DATA_MODEL.md, section 4.

The weights were chosen on the tune half of tests/cases/ledger.jsonl (docs/accuracy.md, "The ledger").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flows.link.comparison import Comparison, Words, compare_with_entry, days_between
from flows.link.entry import Entry
from flows.link.mentions import Mention
from flows.link.money import Likeness

SAME_DAYS = 2
WEEK = 7
SOON = 14
LONG = 60
# A promise is hardly kept, nor taken back, later than this without a word that points to it.
LONGEST_WAY = 400


@dataclass(frozen=True, slots=True)
class Weights:
    """What each likeness or difference adds to a score, and the scores from which two are one."""

    amount: Mapping[Likeness, float] = field(
        default_factory=lambda: MappingProxyType({"same": 3.0, "cross": 2.5, "rounded": 2.0, "near": -1.0, "far": -3.0})
    )
    words: Mapping[Words, float] = field(
        default_factory=lambda: MappingProxyType(
            {"name": 2.0, "same": 1.0, "partly": 0.0, "general": 1.0, "other": -1.0}
        )
    )
    amount_differs_in_text: float = -4.0
    figure_shared: float = 2.0
    distinctive_amount: float = 0.5
    class_same: float = 1.0
    class_other: float = -2.0
    words_other_in_text: float = -3.0
    words_other_of_deed: float = -0.5
    words_general_beside_amount: float = 0.5
    quantity_same: float = 1.5
    quantity_other: float = -2.0
    instrument_same: float = 0.5
    instrument_other: float = -1.0
    same_days: float = 1.0
    soon: float = 0.5
    later_news: float = -2.0
    long_after: float = -2.5
    repeat_cue: float = 1.0
    further_stage: float = 0.5
    turns_round: float = -1.5
    same_text: float = 1.0
    same_sentence: float = -2.0
    points_back: float = 2.0
    echoes_status: float = 0.5
    same_announcer: float = 1.0
    same: float = 4.0
    same_echo: float = 3.5
    same_without_amounts: float = 2.5
    review: float = 2.5
    certain: float = 10.0


WEIGHTS = Weights()


@dataclass(slots=True)
class Match:
    """How a mention fits an entry: the score, what decided it, and whether the two are one commitment."""

    score: float
    rule: str
    is_same: bool

    @property
    def is_review(self) -> bool:
        """Tell whether an analyst should look at it."""
        return not self.is_same and self.score >= WEIGHTS.review


def match(mention: Mention, entry: Entry) -> Match | None:
    """Score a mention against an entry of the same donor; None where they cannot be the same commitment."""
    if mention.recipient and entry.recipient and mention.recipient != entry.recipient:
        return None
    if mention.wording in entry.wordings and mention.sentence_id not in entry.sentences:
        return Match(WEIGHTS.certain, "same words", is_same=True)
    if mention.money and entry.money and ("cumulative" in entry.scopes) != (mention.scope == "cumulative"):
        return None
    is_same_text = mention.original_id in entry.originals
    if not mention.donor and not is_same_text and not _is_same_occasion(mention, entry):
        return None
    if mention.is_increment and not is_same_text and not _is_same_increment(mention, entry):
        return None
    beside = compare_with_entry(mention, entry)
    if beside is not None and mention.recalled and beside.gap_days > WEEK and not is_same_text:
        return None
    return None if beside is None else _judge(mention, beside, has_money=bool(mention.money or entry.money))


def score_of(mention: Mention, beside: Comparison, *, has_money: bool) -> float:
    """Add up what speaks for and against the mention's being the entry's commitment."""
    return (
        _amount_score(beside)
        + (WEIGHTS.class_same if beside.item_class == "same" else 0.0)
        + (WEIGHTS.class_other if beside.item_class == "other" else 0.0)
        + _words_score(beside, has_money=has_money)
        + (WEIGHTS.quantity_same if beside.quantity == "same" else 0.0)
        + (WEIGHTS.quantity_other if beside.quantity == "other" else 0.0)
        + (WEIGHTS.instrument_same if beside.instrument == "same" else 0.0)
        + (WEIGHTS.instrument_other if beside.instrument == "other" else 0.0)
        + _date_score(mention, beside)
        + _place_score(mention, beside)
    )


def _judge(mention: Mention, beside: Comparison, *, has_money: bool) -> Match:
    score = score_of(mention, beside, has_money=has_money)
    if mention.is_resumed and beside.was_halted and beside.item_class != "other" and beside.words != "other":
        return Match(max(score, WEIGHTS.same), "resumed", is_same=beside.amount not in ("near", "far"))
    if beside.is_amount_changed:
        return Match(score, "amount changed", is_same=score >= WEIGHTS.same)
    if mention.is_bare and beside.is_same_text:
        return Match(score, "echo", is_same=score >= WEIGHTS.same_echo)
    if mention.is_recollection and _is_recalled(mention, beside):
        return Match(score, "recalled", is_same=True)
    if not has_money:
        is_same = score >= WEIGHTS.same_without_amounts and _is_in_time(mention, beside)
        return Match(score, "item and date", is_same=is_same)
    is_same_count = beside.quantity == "same" and beside.words in ("name", "same")
    if beside.amount in ("near", "far") and is_same_count and beside.gap_days <= SOON:
        return Match(max(min(score, WEIGHTS.same - 0.1), WEIGHTS.review), "review", is_same=False)
    if score >= WEIGHTS.same:
        return Match(score, f"amount {beside.amount}" if beside.amount else "item and date", is_same=True)
    return Match(score, "review" if score >= WEIGHTS.review else "new", is_same=False)


def _is_same_occasion(mention: Mention, entry: Entry) -> bool:
    """Tell whether unnamed donors were spoken of by the same announcer on the same day."""
    return bool(mention.announcers & entry.announcers) and mention.announced in entry.dates


def _is_same_increment(mention: Mention, entry: Entry) -> bool:
    """Tell whether "a further 1bn" may be the entry: news of the same days, itself told as an increment if later."""
    gap = days_between(mention, entry)
    return gap <= SAME_DAYS or (entry.has_increment and gap <= WEEK)


def _is_recalled(mention: Mention, beside: Comparison) -> bool:
    """Tell whether a repeated sum or count is the entry's: its day is told and agrees, or nothing else differs."""
    if beside.turns_round or beside.is_same_text:
        return False
    is_dated = mention.recalled is not None
    if beside.amount is None:
        return is_dated and beside.quantity == "same" and beside.words in ("name", "same")
    if not is_dated and (beside.words == "other" or beside.item_class == "other"):
        return False
    return beside.amount in ("same", "cross") or (is_dated and beside.amount == "rounded")


def _is_in_time(mention: Mention, beside: Comparison) -> bool:
    """Tell whether two promises without amounts are near enough to be one."""
    if beside.gap_days <= SOON or mention.is_recollection or _goes_on(beside):
        return True
    return beside.gap_days <= LONG and beside.words == "name"


def _goes_on(beside: Comparison) -> bool:
    """Tell whether the very same thing has come further, or has been halted or taken up again."""
    return (beside.goes_further or beside.turns_round) and beside.is_same_thing and beside.gap_days <= LONGEST_WAY


def _amount_score(beside: Comparison) -> float:
    if beside.amount is None:
        return 0.0
    if beside.amount in ("near", "far") and beside.is_same_text:
        return WEIGHTS.amount_differs_in_text
    score = WEIGHTS.amount[beside.amount]
    if beside.is_figure_shared:
        score += WEIGHTS.figure_shared
    if beside.amount == "same" and beside.is_amount_distinctive:
        score += WEIGHTS.distinctive_amount
    return score


def _words_score(beside: Comparison, *, has_money: bool) -> float:
    if beside.words is None or (beside.words == "general" and beside.turns_round):
        return 0.0
    if beside.words == "general" and has_money:
        return WEIGHTS.words_general_beside_amount
    if beside.words == "other" and beside.is_deed:
        return WEIGHTS.words_other_of_deed
    if beside.words == "other" and beside.is_same_text:
        return WEIGHTS.words_other_in_text
    return WEIGHTS.words[beside.words]


def _date_score(mention: Mention, beside: Comparison) -> float:
    """Score the days between: a repeat cue or a further stage explains a long time, fresh news does not."""
    if _goes_on(beside):
        return WEIGHTS.further_stage + (WEIGHTS.same_days if beside.gap_days <= SAME_DAYS else 0.0)
    turned = WEIGHTS.turns_round if beside.turns_round else 0.0
    if beside.gap_days <= SAME_DAYS:
        return turned + WEIGHTS.same_days
    if mention.is_recollection:
        return turned + WEIGHTS.repeat_cue
    if beside.gap_days <= SOON:
        return turned + WEIGHTS.soon
    if mention.announced is None or beside.is_amount_changed:
        return turned
    return turned + (WEIGHTS.long_after if beside.gap_days > LONG else WEIGHTS.later_news)


def _place_score(mention: Mention, beside: Comparison) -> float:
    """Score what being told in one article, one sentence or by one announcer says.

    A sentence tells different acts, but one that states a sum in two currencies tells it once.
    """
    if beside.is_same_sentence and beside.amount != "cross":
        return WEIGHTS.same_sentence
    score = 0.0
    if beside.is_same_text:
        score += WEIGHTS.same_text
        if mention.is_bare:
            score += WEIGHTS.points_back if mention.words.is_definite else 0.0
            score += WEIGHTS.echoes_status if beside.is_same_status else 0.0
    if not mention.donor and beside.is_same_announcer:
        score += WEIGHTS.same_announcer
    return score

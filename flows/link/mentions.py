"""Rows of many tables -> one `Mention` per commitment row, with all that matching reads and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from flows.link.figures import Figures
from flows.link.money import Money
from flows.link.recall import Days
from flows.link.things import words_of_thing
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.item_words import ItemWords, words_of_item

Polarity = Literal["gives", "refuses"]

# Statuses that a ledger entry can have; the others (requested, expected, not_committed) belong to none.
STAGES: Mapping[str, int] = {"signalled": 1, "pledged": 2, "committed": 3, "delivered": 4, "denied": 5, "withdrawn": 6}
REFUSALS = frozenset({"denied", "withdrawn"})
ArticleFacts = tuple[date | None, str | None]  # published_date, duplicate_of
UNKNOWN_ARTICLE: ArticleFacts = (None, None)
LAST = date.max  # undated rows are ordered last

COMMITMENT_COLUMNS = (
    "commitment_id", "article_id", "sentence_id", "status", "conditional", "is_repeat", "is_increment",
    "donor_actor_id", "donor_iso3", "donor_text", "donor_named", "recipient_actor_id", "recipient_iso3",
    "recipient_text", "recipient_basis", "item_class", "item_text", "item_start", "quantity", "quantity_low",
    "quantity_high", "instrument", "amount", "amount_low", "amount_high", "currency", "amount_qualifier",
    "amount_scope", "figure_id", "announcement_date", "parent_text", "parent_relation", "announcer_actor_ids",
    "cue_text", "char_start", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One commitment mention, ready to be compared."""

    commitment_id: str
    article_id: str
    original_id: str  # article of which its article is a near-duplicate, else its own
    donor: str  # iso3, else entity_id, else words; empty for an unnamed donor
    recipient: str | None
    status: str
    conditional: bool
    is_repeat: bool
    recalled: Days | None  # when its sentence says that it was promised: "agreed last month"
    is_increment: bool
    is_resumed: bool  # "resumed deliveries": goes on after a halt
    figure_id: str | None
    money: tuple[Money, ...]  # the stated amount, then its stated conversions
    previous_money: tuple[Money, ...]  # "raised from 1bn": what the amount was before
    scope: str | None
    item_class: str
    words: ItemWords
    quantity: tuple[float, float] | None
    instrument: str | None
    announced: date | None
    published: date | None
    announcers: frozenset[str]
    wording: tuple[object, ...]  # evidence, thing, donor and amount, to recognise a syndicated sentence
    parent_text: str | None
    parent_relation: str | None
    parent_figure: Mapping[str, Any] | None  # row of financial_figures that stands inside parent_text
    parent_money: tuple[Money, ...]
    sentence_id: str
    order: tuple[date, date, int, str, str]  # DATA_MODEL.md, section 0, 7; ids only break ties

    @property
    def is_bare(self) -> bool:
        """Tell whether it names neither amount, number nor thing ("the aid"), so that it can only echo another."""
        return not (self.money or self.quantity or self.words.specific)

    @property
    def is_recollection(self) -> bool:
        """Tell whether its sentence says that it was promised before."""
        return self.is_repeat or self.recalled is not None

    @property
    def is_refusal(self) -> bool:
        """Tell whether it denies or takes back."""
        return self.status in REFUSALS


def read_mentions(
    rows: Iterable[dict[str, Any]],
    *,
    articles: Mapping[str, ArticleFacts],
    figures: Figures,
    entities: Mapping[str, str],
) -> list[Mention]:
    """Build the mentions that a ledger entry can have, in ledger order, from rows of COMMITMENT_COLUMNS.

    Ledger order is announcement date, date of publication, offset, article_id: never arrival. `entities` gives the
    entity_id of an actor_id.
    """
    mentions = [
        _mention(row, articles.get(row["article_id"], UNKNOWN_ARTICLE), entities, figures)
        for row in rows
        if row["status"] in STAGES
    ]
    mentions.sort(key=lambda mention: mention.order)
    return mentions


def donor_key(row: Mapping[str, Any], entities: Mapping[str, str]) -> str:
    """Return what identifies a donor across articles: iso3, else entity_id, else his words; nothing if unnamed."""
    if row["donor_iso3"] is not None:
        return str(row["donor_iso3"])
    if not row["donor_named"]:
        return ""
    return entities.get(row["donor_actor_id"]) or plain_words(row["donor_text"] or "")


def _mention(row: Mapping[str, Any], article: ArticleFacts, entities: Mapping[str, str], figures: Figures) -> Mention:
    published, original_id = article
    announced = row["announcement_date"] or published
    recalled = figures.recalled_days(row, published)
    parent_text = None if figures.is_whole(row) else row["parent_text"]
    parent_figure = figures.inside(parent_text, row)
    return Mention(
        commitment_id=row["commitment_id"],
        article_id=row["article_id"],
        original_id=original_id or row["article_id"],
        donor=donor_key(row, entities),
        recipient=row["recipient_iso3"] or entities.get(row["recipient_actor_id"]),
        status=row["status"],
        conditional=row["conditional"],
        is_repeat=row["is_repeat"],
        recalled=recalled,
        is_increment=row["is_increment"] and not (recalled or row["is_repeat"]),
        is_resumed=_is_resumption(row["cue_text"]),
        figure_id=row["figure_id"],
        money=figures.money_of(row, recalled[1] if recalled else announced),
        previous_money=figures.before_change(row, announced),
        scope=row["amount_scope"],
        item_class=row["item_class"],
        words=words_of_thing(row) if row["item_text"] != figures.text_of(row) else words_of_item(""),
        quantity=_quantity(row),
        instrument=row["instrument"],
        announced=announced,
        published=published,
        announcers=frozenset(entities.get(actor, actor) for actor in row["announcer_actor_ids"] or ()),
        wording=(
            plain_words(row["evidence"]),
            plain_words(row["item_text"] or ""),
            row["donor_text"],
            row["status"],
            row["amount"],
            row["quantity"],
        ),
        parent_text=parent_text,
        parent_relation=row["parent_relation"] if parent_text else None,
        parent_figure=parent_figure,
        parent_money=figures.amounts_of(parent_figure, announced),
        sentence_id=row["sentence_id"],
        order=(announced or LAST, published or LAST, row["char_start"], row["article_id"], row["commitment_id"]),
    )


def _is_resumption(cue_text: str) -> bool:
    """Tell whether a cue belongs to the class "resume", by the stems of its words."""
    words = plain_words(cue_text).split()
    return any(word.startswith(stem) for word in words for stem in _resumption_stems())


@cache
def _resumption_stems() -> tuple[str, ...]:
    things = load_commitment_cues().things.values()
    return tuple(cue.lemma.removesuffix("e") for cues in things for cue in cues if cue.cue_class == "resume")


def _quantity(row: Mapping[str, Any]) -> tuple[float, float] | None:
    bounds = [float(row[name]) for name in ("quantity", "quantity_low", "quantity_high") if row[name] is not None]
    return (min(bounds), max(bounds)) if bounds else None


def plain_words(text: str) -> str:
    """Return a text in lower case with its words one space apart."""
    return " ".join(text.lower().split())

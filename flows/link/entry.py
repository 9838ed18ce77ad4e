"""One ledger entry while it grows: what its mentions say, gathered for comparison."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from flows.link.ledger_id import ledger_id_of
from flows.link.mentions import STAGES, Mention
from flows.link.money import Money
from flows.link.recall import Days
from flows.reference.item_words import ItemWords


@dataclass(slots=True, eq=False)
class Entry:
    """The mentions of one commitment; every collection holds each distinct value once."""

    mentions: list[Mention] = field(default_factory=list)
    recipient: str | None = None
    sums: dict[Hashable, tuple[Money, ...]] = field(default_factory=dict)  # by currencies, values and bounds
    figures: set[str] = field(default_factory=set)
    scopes: set[str | None] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    words: dict[ItemWords, None] = field(default_factory=dict)
    quantities: set[tuple[float, float]] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    recalled: set[Days] = field(default_factory=set)  # when mentions say that it was promised
    originals: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    announcers: set[str] = field(default_factory=set)
    wordings: set[tuple[object, ...]] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    stage: int = 0  # furthest stage of giving told so far; 0 while all refuse
    has_increment: bool = False
    has_refusal: bool = False

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Entry:
        """Build an entry from its mentions."""
        entry = cls()
        for mention in mentions:
            entry.add(mention)
        return entry

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self.recipient = self.recipient or mention.recipient
        if mention.money:
            self.sums.setdefault(
                tuple((one.currency, one.value, one.low, one.high) for one in mention.money), mention.money
            )
            self.scopes.add(mention.scope)
        if mention.figure_id is not None:
            self.figures.add(mention.figure_id)
        self.classes.add(mention.item_class)
        self.words[mention.words] = None
        if mention.quantity is not None:
            self.quantities.add(mention.quantity)
        if mention.instrument is not None:
            self.instruments.add(mention.instrument)
        if mention.recalled is not None:
            self.recalled.add(mention.recalled)
        elif mention.announced is not None:
            self.dates.add(mention.announced)
        self.originals.add(mention.original_id)
        self.sentences.add(mention.sentence_id)
        self.announcers |= mention.announcers
        self.wordings.add(mention.wording)
        self.has_increment = self.has_increment or mention.is_increment
        self.statuses.add(mention.status)
        if mention.is_refusal:
            self.has_refusal = True
        else:
            self.stage = max(self.stage, STAGES[mention.status])

    @property
    def money(self) -> Collection[tuple[Money, ...]]:
        """Return the different sums that have been told of it, each with its conversions."""
        return self.sums.values()

    @property
    def ledger_id(self) -> str:
        """Return the id that its first mention in ledger order gives it."""
        return ledger_id_of(min(self.mentions, key=lambda mention: mention.order).commitment_id)

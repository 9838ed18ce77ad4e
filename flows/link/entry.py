"""One ledger entry while it grows: what its mentions say, gathered for comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flows.link.ledger_id import ledger_id_of
from flows.link.mentions import Mention
from flows.link.money import Money


@dataclass(slots=True, eq=False)
class Entry:
    """The mentions of one commitment; every set holds each distinct value once."""

    mentions: list[Mention] = field(default_factory=list)
    recipient: str | None = None
    money: list[tuple[tuple[Money, ...], date | None]] = field(default_factory=list)
    scopes: set[str | None] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    specific_words: set[frozenset[str]] = field(default_factory=set)
    general_words: set[frozenset[str]] = field(default_factory=set)
    quantities: set[tuple[float, float]] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)
    announcers: set[str] = field(default_factory=set)
    wordings: set[tuple[str, str, str]] = field(default_factory=set)
    has_increment: bool = False

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
            if all(money != mention.money for money, _ in self.money):
                self.money.append((mention.money, mention.announced))
            self.scopes.add(mention.scope)
        self.classes.add(mention.item_class)
        if mention.words.specific:
            self.specific_words.add(mention.words.specific)
        if mention.words.general:
            self.general_words.add(mention.words.general)
        if mention.quantity is not None:
            self.quantities.add(mention.quantity)
        if mention.instrument is not None:
            self.instruments.add(mention.instrument)
        if mention.announced is not None:
            self.dates.add(mention.announced)
        self.originals.add(mention.original_id)
        self.announcers |= mention.announcers
        self.wordings.add(mention.wording)
        self.has_increment = self.has_increment or mention.is_increment

    @property
    def ledger_id(self) -> str:
        """Return the id that its first mention in ledger order gives it."""
        return ledger_id_of(min(self.mentions, key=lambda mention: mention.order).commitment_id)

"""What the grammar has read of one figure, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from flows.reference.currencies import Currency
from flows.schema.columns import FigureKind, FigureRole, Period, Qualifier


@dataclass(slots=True)
class StatedFigure:
    """One figure at text[start:end]; later stages fill in what the words around it tell.

    `low` equals `high` for one amount; `high` is None where only the lower bound is stated. `step` is the worth of
    the last written digit, 0 for a range. `meant` are the currencies that the words allow, `basis` why the first of
    them is taken. `converts` is the figure that this one restates.
    """

    start: int
    end: int
    kind: FigureKind
    low: Decimal
    high: Decimal | None
    step: Decimal
    meant: tuple[Currency, ...]
    basis: str
    qualifier: Qualifier = "exact"
    role: FigureRole = "other"
    period: Period | None = None
    horizon: str | None = None
    converts: StatedFigure | None = field(default=None, repr=False)

    @property
    def is_range(self) -> bool:
        """Tell whether two bounds are stated, or one bound of a vague number."""
        return self.low != self.high

    @property
    def currency(self) -> Currency | None:
        """Return the currency taken; None for a share of GDP."""
        return self.meant[0] if self.meant else None

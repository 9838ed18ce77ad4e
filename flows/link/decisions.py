"""Analysts' decisions, as linking reads them: corrected values of mentions, and pins to an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from flows.link.ledger_id import ledger_id_of
from flows.schema.tables import arrow_schema

# Fields that a decision about a mention may set on its link instead of on the mention.
LINK_FIELDS = frozenset({"ledger_id", "relation", "parent_ledger_id", "parent_relation"})


@dataclass(slots=True)
class Decisions:
    """The latest decision for each (object, field)."""

    values: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @classmethod
    def from_table(cls, table: pa.Table) -> Decisions:
        """Read the review_decisions table; of several about one field the last decided holds."""
        decisions = cls()
        rows = table.select(["decided_at", "object_id", "field", "value"]).to_pylist()
        for row in sorted(
            rows, key=lambda row: (row["decided_at"], row["object_id"], row["field"], row["value"] or "")
        ):
            decisions.values.setdefault(row["object_id"], {})[row["field"]] = row["value"]
        return decisions

    def correct(self, rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        """Yield commitment rows with the analysts' values in place of the extracted ones."""
        for row in rows:
            decided = self.values.get(row["commitment_id"])
            if decided:
                row = row | {name: _typed(name, value) for name, value in decided.items() if name in row}
            yield row

    def link_fields(self, commitment_id: str) -> Mapping[str, str | None]:
        """Return the link columns that an analyst has set for a mention."""
        return {name: value for name, value in self.values.get(commitment_id, {}).items() if name in LINK_FIELDS}

    def pins(self, commitment_ids: Iterable[str]) -> dict[str, str | None]:
        """Return for each pinned mention the mention whose entry it belongs to; None for an entry of its own.

        A decision names the entry by its ledger_id, or by the commitment_id of any of its mentions. As a ledger_id
        is made from a mention, it keeps its meaning when a late article gives the entry another first mention.
        """
        if not any("ledger_id" in fields for fields in self.values.values()):
            return {}
        known = {ledger_id_of(commitment_id): commitment_id for commitment_id in commitment_ids}
        known |= {commitment_id: commitment_id for commitment_id in known.values()}
        return {
            commitment_id: known.get(fields["ledger_id"]) if fields["ledger_id"] is not None else None
            for commitment_id, fields in self.values.items()
            if "ledger_id" in fields and commitment_id in known
        }


def _typed(column: str, value: str | None) -> Any:
    """Read a decided value as the type that its commitments column has."""
    if value is None:
        return None
    kind = arrow_schema("commitments").field(column).type
    if pa.types.is_boolean(kind):
        return value.strip().lower() in ("true", "yes", "1")
    if pa.types.is_decimal(kind):
        return Decimal(value)
    if pa.types.is_date(kind):
        return date.fromisoformat(value)
    return value

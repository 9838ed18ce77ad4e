"""The columns that an analyst can decide, and how the text of a cell is read as a value of each.

A decided value is kept as text in one form (`value_text`), so that two decisions are the same when their texts are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from flows.reference.countries import countries, find_country
from flows.reference.currencies import load_currencies
from flows.schema.tables import ColumnSpec, columns_of

# A cell that is to say "there is none" cannot be empty: empty means that nothing is decided.
NONE = "none"

# What the views commitments_reviewed and ledger_entries take from review_decisions; ledger_id and the parents are read
# by linking.
_MENTION_FIELDS = (
    "status", "conditional", "condition_text", "condition_kind", "certainty", "source_basis", "is_repeat",
    "is_increment", "donor_iso3", "donor_text", "donor_named", "recipient_iso3", "recipient_text", "sector",
    "item_class", "item_text", "quantity", "quantity_low", "quantity_high", "quantity_qualifier", "unit", "instrument",
    "amount", "amount_low", "amount_high", "currency", "amount_qualifier", "amount_scope", "announcement_date",
)  # fmt: skip
_LINK_FIELDS = ("ledger_id", "parent_ledger_id", "parent_relation")
_ENTRY_FIELDS = (
    "status", "conditional", "condition_text", "donor_iso3", "recipient_iso3", "sector", "item_class", "item_text",
    "instrument", "amount", "currency", "amount_scope",
)  # fmt: skip
# Columns of an entry that no table has.
_FIRST_ANNOUNCED = ColumnSpec("first_announced", pa.date32(), True, "Day of the first act.", None, ())
_COUNTS = ColumnSpec("counts_toward_total", pa.bool_(), False, "Whether totals add the entry.", None, ())

_YES, _NO = ("yes", "true", "y", "1"), ("no", "false", "n", "0")
_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?")
_LOSSY = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


@cache
def mention_fields() -> Mapping[str, ColumnSpec]:
    """Return the columns that can be decided about a mention, by name."""
    mentions = {spec.name: spec for spec in columns_of("commitments")}
    links = {spec.name: spec for spec in columns_of("commitment_links")}
    found = {name: mentions[name] for name in _MENTION_FIELDS} | {name: links[name] for name in _LINK_FIELDS}
    # A mention without a status is no commitment.
    return MappingProxyType(found | {"status": replace(mentions["status"], nullable=True)})


@cache
def entry_fields() -> Mapping[str, ColumnSpec]:
    """Return the columns that can be decided about a ledger entry as a whole, by name."""
    found = {name: mention_fields()[name] for name in (*_ENTRY_FIELDS, "parent_ledger_id", "parent_relation")}
    return MappingProxyType(found | {spec.name: spec for spec in (_FIRST_ANNOUNCED, _COUNTS)})


def read_value(spec: ColumnSpec, cell: str) -> str | None:
    """Return the decided value that a filled cell means, as `value_text` writes it; None for none.

    Raises ValueError with what is wrong and the cure.
    """
    text = " ".join(cell.split())
    if text.lower() == NONE:
        if not spec.nullable:
            raise ValueError("cannot be none")
        return None
    if spec.enum:
        return _listed(text, spec.enum)
    if pa.types.is_boolean(spec.arrow):
        return _truth(text)
    if pa.types.is_decimal(spec.arrow):
        return value_text(_number(text))
    if pa.types.is_date(spec.arrow):
        return _day(text)
    if spec.name.endswith("_iso3"):
        return _country(text)
    return _currency(text) if spec.name == "currency" else text


def value_text(value: Any) -> str | None:
    """Return a value of a column as a decision writes it: true, 1600000000, 2.50, 2025-03-02."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:.2f}".removesuffix(".00")
    return value.isoformat() if isinstance(value, date) else value


def _listed(text: str, allowed: tuple[str, ...]) -> str:
    value = text.lower().replace(" ", "_").replace("-", "_")
    if value not in allowed:
        raise ValueError(f"is {text!r}, which is none of {', '.join(allowed)}")
    return value


def _truth(text: str) -> str:
    if text.lower() in _YES:
        return "true"
    if text.lower() in _NO:
        return "false"
    raise ValueError(f"is {text!r}; write yes or no")


def _number(text: str) -> Decimal:
    digits = text.replace(" ", "")
    if _LOSSY.fullmatch(digits):
        raise ValueError(f"is {text!r}, a form in which spreadsheets drop digits; show the column as a number")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(f"is {text!r}; write plain digits without signs or scale words, such as 1600000000 or 2.50")
    return Decimal(digits.replace(",", "."))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"is {text!r}; write the day as 2025-03-02, in a column that is shown as text") from None


def _country(text: str) -> str:
    code = text.upper()
    if code in countries():
        return code
    meant = find_country(text)
    hint = f"write {meant}" if meant else "write the three letters of its code, such as GBR, or none"
    raise ValueError(f"is {text!r}, which is no country code; {hint}")


def _currency(text: str) -> str:
    code = text.upper()
    if code not in load_currencies().by_code:
        raise ValueError(f"is {text!r}, which is no currency code; write three letters, such as EUR, or none")
    return code

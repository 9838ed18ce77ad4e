"""What a decision about one column of a mention means for others, so that no half-corrected row is left.

An analyst who corrects an amount need not also clear the bounds that the text gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

Values = Mapping[str, str | None]

MONEY_DETAILS = ("amount_low", "amount_high", "amount_qualifier", "amount_scope", "currency")


def with_consequences(decided: Values, row: Values) -> dict[str, str | None]:
    """Return the decided values of a mention together with what they bring with them.

    `row` holds the values of all its fields before. Raises ValueError, naming the cure, where something is missing.
    """
    if "status" in decided and decided["status"] is None:
        return dict(decided)
    found = dict(decided)
    if decided.get("donor_iso3") is not None and row["donor_named"] == "false":
        found.setdefault("donor_named", "true")
    _condition(found, row)
    _exact_number(found, row, "amount")
    _exact_number(found, row, "quantity")
    _money(found, row)
    return found


def _condition(found: dict[str, str | None], row: Values) -> None:
    if found.get("conditional") == "false":
        _clear(found, row, ("condition_text", "condition_kind"))
    elif found.get("conditional") == "true" and _after(found, row, "condition_text") is None:
        raise ValueError("conditional is yes and no condition is stated; write it in new_condition_text")


def _exact_number(found: dict[str, str | None], row: Values, name: str) -> None:
    """Take a new number for exact, and none for one without bounds, unless bounds or a qualifier are given with it."""
    details = (f"{name}_low", f"{name}_high", f"{name}_qualifier")
    if name in found and not any(detail in found for detail in details):
        _clear(found, row, details[:2])
        qualifier = "exact" if found[name] is not None else None
        if row[details[2]] != qualifier:
            found[details[2]] = qualifier
    low, high = (_after(found, row, detail) for detail in details[:2])
    if low is not None and high is not None and Decimal(low) > Decimal(high):
        raise ValueError(
            f"{name}_low is {low} and {name}_high {high}; the low end of a range is not above its high end"
        )


def _money(found: dict[str, str | None], row: Values) -> None:
    if not found.keys() & {"amount", *MONEY_DETAILS}:
        return
    if all(_after(found, row, name) is None for name in ("amount", "amount_low", "amount_high")):
        _clear(found, row, MONEY_DETAILS)
        return
    if _after(found, row, "currency") is None:
        raise ValueError("there is an amount and no currency; write its code in new_currency")
    if _after(found, row, "amount_scope") is None:
        found["amount_scope"] = "single"


def _after(found: Values, row: Values, name: str) -> str | None:
    return found[name] if name in found else row[name]


def _clear(found: dict[str, str | None], row: Values, names: tuple[str, ...]) -> None:
    for name in names:
        if row[name] is not None:
            found.setdefault(name, None)

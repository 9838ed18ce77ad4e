"""Filled lines of a sheet -> review decisions, or what is wrong with each line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.review.consequences import with_consequences
from flows.review.fields import entry_fields, mention_fields, read_value
from flows.review.sheet import FILLED_FIELDS, NEW, SheetLine
from flows.schema.commitments import ReviewDecision

OK, NO_COMMITMENT = "ok", "no commitment"
# Shown columns that a spreadsheet program leaves as they are: another value in one was typed there by mistake.
_SHOWN = tuple(
    name for name in FILLED_FIELDS if mention_fields()[name].enum or name.endswith("_iso3") or name == "currency"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse holds of the objects that a sheet names.

    `extracted` has the values of each mention or entry before analysts' decisions, `decided` those of their latest
    decisions, both as text by field. To the ids of `pins` a mention can be pinned; those of `parents` are entries.
    """

    extracted: Mapping[str, Mapping[str, str | None]]
    decided: Mapping[str, Mapping[str, str | None]]
    pins: Collection[str]
    parents: Collection[str]

    def now(self, object_id: str) -> dict[str, str | None]:
        """Return the values that hold at present; those of a mention that was taken out as they were extracted."""
        decided = dict(self.decided.get(object_id, {}))
        if decided.get("status", "") is None:
            del decided["status"]
        return {**self.extracted[object_id], **decided}


def decide(
    lines: Iterable[SheetLine], known: Known, *, analyst: str, decided_at: datetime
) -> tuple[list[ReviewDecision], list[str]]:
    """Return the decisions of the filled lines that say something new, and a sentence for each line that is wrong."""
    problems: list[str] = []
    made: dict[tuple[str, str], tuple[str | None, int]] = {}
    decisions = []
    for line in lines:
        try:
            values = _values(line, known)
        except ValueError as error:
            problems.append(f"line {line.number}: {error}")
            continue
        for field, value in values.items():
            earlier = made.setdefault((line.object_id, field), (value, line.number))
            if earlier[0] != value:
                problems.append(
                    f"line {line.number}: {field} of {line.object_id} is {_shown(value)} here and {_shown(earlier[0])} "
                    f"in line {earlier[1]}; leave one"
                )
            elif earlier[1] == line.number and not _is_decided(known, line.object_id, field, value):
                note = line.cells.get("note")
                decisions.append(ReviewDecision(line.object_id, field, value, analyst, decided_at, note))
    return decisions, problems


def named_ids(lines: Sequence[SheetLine]) -> tuple[set[str], set[str], set[str]]:
    """Return the ids of mentions, those of entries, and those to which the lines pin mentions or parents."""
    pinned = {
        cell for line in lines for field, cell in line.new_values.items() if field in ("ledger_id", "parent_ledger_id")
    }
    return (
        {line.object_id for line in lines if not line.is_about_entry},
        {line.object_id for line in lines if line.is_about_entry},
        pinned,
    )


def _values(line: SheetLine, known: Known) -> dict[str, str | None]:
    """Return the decided values of one line; raises ValueError with what is wrong and the cure."""
    if line.object_id not in known.extracted:
        if not line.is_filled:
            return {}
        kind = "ledger entry" if line.is_about_entry else "commitment"
        raise ValueError(
            f"there is no {kind} {line.object_id} in the warehouse; take it from a sheet that was written after the "
            "last run"
        )
    if not line.is_about_entry:
        _check_shown(line, known)
    if not line.is_filled:
        return {}
    fields = entry_fields() if line.is_about_entry else mention_fields()
    values: dict[str, str | None] = {}
    for field, cell in line.new_values.items():
        if field not in fields:
            kind = "a ledger entry" if line.is_about_entry else "a mention"
            raise ValueError(f"{NEW}{field} cannot be decided about {kind}; fields are {', '.join(fields)}")
        try:
            values[field] = read_value(fields[field], cell)
        except ValueError as error:
            raise ValueError(f"{NEW}{field} {error}") from None
        targets = {"ledger_id": known.pins, "parent_ledger_id": known.parents}.get(field)
        if targets is not None and values[field] not in (None, *targets):
            raise ValueError(f"{NEW}{field} is {cell!r}, and there is no entry of that id in the warehouse")
    _add_verdict(line, values, known)
    if not values:
        raise ValueError("there is a note and nothing else; write ok in verdict if the row is right")
    return values if line.is_about_entry else with_consequences(values, known.now(line.object_id))


def _add_verdict(line: SheetLine, values: dict[str, str | None], known: Known) -> None:
    """Add what the verdict means: with `ok` the status stands as it is, with `no commitment` there is none."""
    if line.verdict == OK:
        values.setdefault("status", known.now(line.object_id)["status"])
    elif line.verdict == NO_COMMITMENT:
        if values:
            raise ValueError(f"verdict is {NO_COMMITMENT!r} and {NEW}{next(iter(values))} is filled; leave one")
        values["status"] = None
    elif line.verdict:
        raise ValueError(f"verdict is {line.cells['verdict']!r}; write {OK}, {NO_COMMITMENT} or nothing")


def _check_shown(line: SheetLine, known: Known) -> None:
    """Refuse a line whose shown values were changed in place: such a correction would be lost in silence."""
    now, extracted = known.now(line.object_id), known.extracted[line.object_id]
    for name in _SHOWN:
        cell = line.cells.get(name)
        if cell is not None and cell not in (now[name], extracted[name]):
            raise ValueError(
                f"{name} shows {cell!r} and the warehouse has {_shown(now[name])}; write a correction in {NEW}{name}, "
                "or take the line from a new sheet"
            )


def _is_decided(known: Known, object_id: str, field: str, value: str | None) -> bool:
    decided = known.decided.get(object_id, {})
    return field in decided and decided[field] == value


def _shown(value: str | None) -> str:
    return "none" if value is None else repr(value)

"""Debt relief: the one gift that is told as something taken away."""

from __future__ import annotations

from flows.extract.commitments.acts import Act

# The item of items.csv that stands for what is owed.
DEBT = "debt"
# What is given up is owed, even where it is only called a sum.
_GIVES_UP = {("forgive", ""), ("write", "off"), ("write-off", ""), ("waive", "")}


def relieves_debt(act: Act) -> bool:
    """Tell whether an act takes debt off somebody: written off, rescheduled, frozen, cancelled."""
    owed = {DEBT, "loan", "money"} if act.cue_class == "relieve" else {DEBT}
    if act.cue is not None and (act.cue.lemma, act.cue.particle) in _GIVES_UP and any(t.figure for t in act.things):
        return True
    things = [*act.things, *(thing.whole for thing in act.things if thing.whole is not None)]
    return act.cue_class in ("relieve", "withdraw") and any(
        thing.item is not None and thing.item.lemma in owed for thing in things
    )

"""Running totals: sums that add up what was given so far (R14)."""

from __future__ import annotations

import re

from flows.extract.commitments.acts import Act

_TOTAL = re.compile(
    r"\b(?:total(?:s|ling|ing|led|ed)?|since|so far|to date|overall|altogether|cumulative|brings?|bringing|brought"
    r"|(?:in|over) the (?:last|past)|this (?:fiscal )?year alone|already|amounts? to|amounted to|in all|stands at"
    r"|more than any|largest|biggest)\b",
    re.IGNORECASE,
)


def is_running_total(act: Act) -> bool:
    """Tell whether the sentence of an act speaks of a total, or of a time up to now."""
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    return _TOTAL.search(sentence.text) is not None


def are_stationed(act: Act) -> bool:
    """Tell whether people simply are somewhere: "there are some 3,000 American troops in Iraq"."""
    is_personnel = any(thing.item is not None and thing.item.item_class == "personnel" for thing in act.things)
    governor = act.core.head
    return (
        is_personnel and governor.lower_ in ("is", "are", "were") and any(c.dep_ == "expl" for c in governor.children)
    )

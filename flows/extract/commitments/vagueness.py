"""Whether an act's things are named so that they can only be help, or so vaguely that they may be anything."""

from __future__ import annotations

from flows.extract.commitments.acts import Act, Thing
from flows.reference.commitment_words import words
from flows.text.language import lemma_of


def is_vague(thing: Thing) -> bool:
    """Tell whether a thing is one word without amount that means support only in the right company."""
    if thing.figure is not None or thing.item is None:
        return False
    if thing.token.head.lower_ == "of" and any(c.tag_ == "CD" for c in thing.token.head.head.children):
        return False  # 12 tonnes of rice
    is_counted = any(child.tag_ == "CD" for child in thing.token.children)
    return (
        not is_counted
        and lemma_of(thing.token) in words("vague_thing")
        and len(thing.token.text) >= thing.span.end - thing.span.start
    )


def names_aid(act: Act) -> bool:
    """Tell whether a thing is called aid, assistance or relief: support by itself, whoever the beneficiary is."""
    found: set[str] = set()
    for thing in act.things:
        if thing.item is not None and not is_vague(thing):
            found |= {lemma_of(thing.token), *thing.item.lemma.split()}
    return bool(found & words("aid_word"))


def brings_goods(act: Act) -> bool:
    """Tell whether somebody brought goods or people: "a patrol vessel brought drinking water"."""
    goods = ("relief_goods", "personnel", "weapons_ammunition")
    is_told = act.core.tag_ in ("VBD", "VBN", "VBZ") or act.levels[0].modal is not None
    is_under_way = act.core.tag_ == "VBG" and any(child.dep_ == "aux" for child in act.core.children)
    return (is_told or is_under_way) and any(t.item is not None and t.item.item_class in goods for t in act.things)

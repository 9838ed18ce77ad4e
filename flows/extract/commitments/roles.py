"""Which words of an act stand where givers and receivers stand."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.text.document import Token


def first_own_level(act: Act) -> int:
    """Return the first level whose subject is the giver: below "allows Ukraine to use" it is the receiver."""
    return max((number + 1 for number, level in enumerate(act.levels) if level.cue_class == "enable"), default=0)


def is_thing(act: Act, token: Token) -> bool:
    """Tell whether a token is one of the things, or part of one."""
    return any(
        thing.token.i == token.i or (thing.token.is_ancestor(token) and not act.core.is_ancestor(token))
        for thing in act.things
    )


def objects_of(act: Act, *prepositions: str) -> list[Token]:
    """Return the nouns that prepositions attach to a verbal core."""
    if syntax.coarse_pos(act.core) != "verb":
        return []
    return [
        joined
        for head in syntax.objects(act.core, *prepositions)
        if head.tag_.startswith(("NN", "PRP", "JJ", "CD", "DT"))
        for joined in syntax.coordinated(head)
    ]

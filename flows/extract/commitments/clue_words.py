"""How a clue names a word: by its base form, and by what the vocabularies say of it.

Names and numbers are no clues: they stand as NAME and NUMBER, so that no weight belongs to one country.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words_by_list
from flows.reference.items import load_items
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.text.document import Token
from flows.text.language import lemma_of

_NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})


def word_of(token: Token) -> str:
    """Return a word's base form, or what stands for it where it is a name, a number or a mark."""
    if token.tag_.startswith("NNP") or token.ent_type_ in _NAMES or _has_capital(token):
        return "NAME"
    if token.tag_ in ("CD", "$"):
        return "NUMBER"
    lemma = lemma_of(token)
    return lemma if lemma.replace("-", "").isalpha() else "MARK"


def _has_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text != "I" and not token.is_sent_start


def classes_of(word: str) -> frozenset[str]:
    """Return the classes of a word: those of its cues, what it names, the lists it is in."""
    return _all_classes().get(word, frozenset())


@cache
def _all_classes() -> dict[str, frozenset[str]]:
    """Return what the vocabularies say of each word: the classes of its cues, what it names, the lists it is in."""
    found: dict[str, set[str]] = defaultdict(set)
    cues = load_commitment_cues()
    for place, named in (("thing", cues.things), ("act", cues.acts)):
        for (lemma, _), entries in named.items():
            found[lemma] |= {f"{cue.cue_class} {place}" for cue in entries}
    for word, item_class in load_items().last_words():
        found[word] |= {"item", f"item {item_class}"}
    for name, members in words_by_list().items():
        for word in members:
            found[word].add(name)
    for verb in load_reporting_verbs():
        found[verb].add("says")
    return {word: frozenset(classes) for word, classes in found.items()}

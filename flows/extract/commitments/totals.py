"""Running totals: sums that add up what was given so far (R14)."""

from __future__ import annotations

import re

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

_TOTAL = re.compile(
    r"\b(?:total(?:s|ling|ing|led|ed)?|since|so far|to date|overall|altogether|cumulative|brings?|bringing|brought"
    r"|(?:in|over) the (?:last|past)|this (?:fiscal )?year alone|already|amounts? to|amounted to|in all|stands at"
    r"|more than any|(?:largest|biggest)(?: \w+)? (?:donor|contributor|provider|backer|supporter|giver)"
    r"|now stands?|stood at|reach(?:es|ed)|that makes|all told|takes .{3,60} to)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(r"\b(?:on (?:its|their|the) way|en route|bound for)\b")
# "has spent $3bn" tells all that was spent so far, "has given $3bn" may be one gift.
_ADDS_UP = {"spend", "pour", "pump"}


def is_running_total(act: Act) -> bool:
    """Tell whether the sentence of an act speaks of a total, or of a time up to now."""
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    return _TOTAL.search(sentence.text) is not None


_IS_TO_DATE = re.compile(r"\b(?:alone|to date|so far|since|already|in all|all told|altogether)\b", re.IGNORECASE)
_UP_TO_NOW = re.compile(
    r"\b(?:since (?:the|it|\d{4}|january|february|march|russia)|(?:in|over) the (?:past|last)|in all,|all told"
    r"|to date)\b",
    re.IGNORECASE,
)


def is_sum_to_date(act: Act) -> bool:
    """Tell whether a noun is said to be a sum that adds up: "US funding is more than $5m this year alone"."""
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    above = [lemma_of(level.token) for level in act.levels[1:]]
    return above == ["be"] and _IS_TO_DATE.search(sentence.text) is not None


def is_sum_up_to_now(act: Act) -> bool:
    """Tell whether a promise in the perfect adds up all earlier ones: "in all, it has committed $3bn since the war"."""
    has_perfect = any(child.dep_ == "aux" and child.lower_ in ("has", "have", "had") for child in act.core.children)
    sentence = act.core.doc[act.sentence.token_start : act.sentence.token_end]
    return has_perfect and _UP_TO_NOW.search(sentence.text) is not None


def are_stationed(act: Act) -> bool:
    """Tell whether people simply are somewhere: "there are some 3,000 US troops", "our contingent is 500-strong"."""
    is_personnel = any(thing.item is not None and thing.item.item_class == "personnel" for thing in act.things)
    governor = act.core.head
    told = [c for c in governor.children if c.dep_ == "expl" or (c.dep_ in ("acomp", "attr") and c.lower_ == "strong")]
    is_said = governor.lower_ in ("is", "are", "were", "been") and bool(told)
    return (is_personnel and (is_said or _are_on_the_spot(act.core))) or _is_on_its_way(act.core)


def _is_on_its_way(noun: Token) -> bool:
    """Tell whether goods or people are said to be under way: "six pumps are on their way", "a ship is en route"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or lemma_of(verb) != "be":
        return False
    return _UNDER_WAY.search(verb.doc[verb.i : verb.right_edge.i + 1].text) is not None


def _are_on_the_spot(people: Token) -> bool:
    """Tell whether a state's people are said to be at a place: "some 60 Danish medics are in the camps"."""
    works = lemma_of(people.head) in words("at_work") and people.head.tag_ in ("VBG", "VBP", "VBD")
    is_there = works or (lemma_of(people.head) == "be" and _is_place(people.head))
    clause = next((child for child in people.children if child.dep_ == "relcl"), None)
    is_told = clause is not None and clause.lower_ in ("are", "were", "been") and _is_place(clause)
    is_national = any(child.dep_ in ("amod", "compound") and child.text[:1].isupper() for child in people.children)
    return is_national and (is_told or (people.dep_ == "nsubj" and is_there))


def _is_place(verb: Token) -> bool:
    """Tell whether "be" only says where somebody is."""
    told = [child for child in verb.children if child.dep_ in ("prep", "attr", "acomp")]
    return bool(told) and all(child.dep_ == "prep" and child.lower_ in ("in", "at", "on") for child in told)


def is_perfect(act: Act) -> bool:
    """R14: "has provided $175 billion" runs up to today; "has granted" is one act."""
    core = act.core
    return (
        act.cue_class in ("transfer", "provide")
        and core.tag_ == "VBN"
        and lemma_of(core) not in words("single_act")
        and (is_running_total(act) or lemma_of(core) in _ADDS_UP)
        and any(aux.lower_ in ("has", "have", "having", "'s", "’s") for aux in syntax.auxiliaries(core))
        and not is_promised(act)
    )


def is_given_sum(act: Act) -> bool:
    """R14: "leads with $196bn given to X": a sum that is only described as given adds up what went before."""
    core = act.core
    return (
        act.cue_class in ("transfer", "provide")
        and core.dep_ == "acl"
        and core.tag_ == "VBN"
        and core.head.tag_ == "CD"
    )


def is_promised(act: Act) -> bool:
    """Tell whether an act is told as one to come: will give, promised to give."""
    return any(level.modal == "will" or level.cue_class in ("promise", "offer", "intend") for level in act.levels)

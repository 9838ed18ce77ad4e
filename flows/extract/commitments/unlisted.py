"""Gifts that no vocabulary lists: "flew in fridges", "will fund 10,000 mobile homes", "offered a rescue unit".

The verb must be one whose object is given whatever it is, and the object a plain noun. That alone says too little
("sent a message"), so `beneficiaries` lets such an act count only where the article tells of other help in full and
the sentence names who gives.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing, tokens_of_acts
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.levels import levels_above
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues
from flows.reference.commitment_words import words
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of

_GIVES = ("transfer", "provide", "join")
# Whatever somebody pays for, he gives the money.
_PAYS = {"fund", "finance", "bankroll", "sponsor"}


def find_unlisted(
    document: Document,
    sentence: SentenceView,
    acts: Sequence[Act],
    figures: Sequence[FinancialFigure],
    cues: CommitmentCues,
) -> list[Act]:
    """Find the acts of a sentence whose thing is in no vocabulary; never a verb that is part of another act."""
    cores = {act.core.i for act in acts}
    known = tokens_of_acts([act for act in acts if act.cue is not None])
    known |= {thing.token.i for act in acts for thing in act.things if _is_arm(thing)}
    found = []
    for token in document.tokens_of(sentence):
        if token.i in known or syntax.coarse_pos(token) != "verb" or token.dep_ in ("advcl", "amod"):
            continue
        pays = _pays_bill(token)
        paid = _paid_for(token)
        if (token.dep_ == "relcl" and not pays) or (paid is not None and paid.i in known):
            continue
        cue = CommitmentCue(lemma_of(token), "verb", "", "provide") if pays else find_cue(token, cues.things)
        if cue is None:
            continue
        thing = _given(token, figures) if pays or lemma_of(token) in words("gives_anything") else None
        is_gift = thing is not None and cue.cue_class in _GIVES
        if is_gift or (cue.cue_class == "support" and _helps_somebody(token)):
            levels = list(levels_above(token, cue.cue_class, cues))
            if any(level.token.i in cores for level in levels):
                continue  # "commits tanks to help Chad" is one act
            things = [thing] if is_gift and thing is not None else []
            found.append(Act(sentence, token, cue, things=things, levels=levels, is_unlisted=True))
    return found


def _is_arm(thing: Thing) -> bool:
    """Tell whether a thing is a weapon: whoever pays for those buys them."""
    return thing.item is not None and thing.item.item_class == "weapons_ammunition"


def _pays_bill(verb: Token) -> bool:
    """Tell whether a verb takes over what something costs: "bears the cost of the repairs", "paid for the wells"."""
    if _paid_for(verb) is not None:
        return True
    return lemma_of(verb) in words("pays_bill") and any(lemma_of(o) in words("bill") for o in syntax.objects(verb))


def _paid_for(verb: Token) -> Token | None:
    """Return what somebody pays for, or what is paid for by somebody: "143 lorries paid for by Oslo"; else None."""
    if lemma_of(verb) != "pay":
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and syntax.agents(verb):
        return verb.head if any(child.lower_ == "for" for child in verb.children) else None
    if syntax.is_passive(verb):  # "the road was paid for by Oslo"
        is_said = syntax.agents(verb) and any(child.lower_ == "for" for child in verb.children)
        return next((s for s in syntax.subjects(verb) if is_said and s.tag_.startswith("NN")), None)
    objects = syntax.objects(verb, "for")
    return next((noun for noun in objects if noun.tag_ in ("NN", "NNS", "CD", "NNP")), None)


def _helps_somebody(verb: Token) -> bool:
    """Tell whether a verb of help has somebody or something as its object: "will train 32 Kurdish fighters"."""
    places = ("nsubjpass",) if syntax.is_passive(verb) else ("dobj",)
    helped = [child for child in verb.children if child.dep_ in places and child.tag_.startswith("NN")]
    if lemma_of(verb) in ("help", "assist"):  # "would help [Chad] balance its budget"
        clauses = [child for child in verb.children if child.dep_ == "ccomp"]
        helped += [s for clause in clauses for s in syntax.subjects(clause) if s.tag_.startswith("NNP")]
    is_opinion = not syntax.is_negated(verb) and all(lemma_of(noun) in words("cause") for noun in helped)
    return bool(helped) and not is_opinion


def _given(verb: Token, figures: Sequence[FinancialFigure]) -> Thing | None:
    """Return what a verb hands over, by its object or the subject of its passive."""
    places = ("nsubjpass",) if syntax.is_passive(verb) else ("dobj",)
    if (paid := _paid_for(verb)) is not None:
        return Thing(paid, Span(paid.idx, paid.idx + len(paid)))
    for child in verb.children:
        is_noun = child.tag_ in ("NN", "NNS") or (child.tag_ == "NNP" and lemma_of(verb) in _PAYS)
        if child.dep_ in places and is_noun:
            span = Span(child.idx, child.idx + len(child))
            is_sum = any(span.overlaps(Span(figure.char_start, figure.char_end)) for figure in figures)
            is_paid = lemma_of(verb) in _PAYS or lemma_of(child) not in words("immaterial")
            is_thing = child.lower_ != "home" and child.ent_type_ not in ("DATE", "TIME")  # "sent them home"
            if is_thing and is_paid and not is_sum:
                return Thing(child, span)
    return None

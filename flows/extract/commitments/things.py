"""What is given: item words, amounts and counts, bound to the noun phrases that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.totals import is_given_sum, is_perfect, is_promised, is_running_total, is_sum_up_to_now
from flows.extract.commitments.unnamed_things import find_unnamed_things
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch, find_items
from flows.schema.columns import AmountScope, Instrument, ItemClass, Sector
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.span import Span
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of

# How an amount hangs on the noun whose phrase it belongs to.
_IN_A_PHRASE = {"nummod", "compound", "nmod", "quantmod", "amod", "prep", "appos", "npadvmod", "acl", "advmod", "poss"}
_IN_A_PHRASE |= {"dep", "pobj"}
# "The package is worth $3bn", "aid valued at $3bn"
_VALUES = {"be", "value", "total", "cost", "amount"}
_SHARE = re.compile(r"\b(?:including|of which|among (?:it|them)|comprising)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_EACH = re.compile(r"\)?(?:\s\([^)]*\))?\s(?:each|apiece)\b")
_POT = r"(?:new )?(?:funds?|funding|money|total|sum|amount|package|pledge)\b"
_OF_A_TOTAL = re.compile(rf"\)?\s(?:of|from) (?:the|this|that|its) {_POT}")
_OF_THIS = re.compile(rf"(?:Of|From|Out of) (?:the|this|that|which|these) (?:{_POT})?,?", re.IGNORECASE)
_INSTRUMENT_WORDS: tuple[tuple[str, Instrument], ...] = (
    ("export financ", "export_credit"),
    ("export credit", "export_credit"),
    ("budget support", "budget_support"),
    ("budgetary support", "budget_support"),
    ("loan guarantee", "guarantee"),
    ("debt relief", "debt_relief"),
    ("guarantee", "guarantee"),
    ("loan", "loan"),
    ("grant", "grant"),
)


def find_things(document: Document, sentence: SentenceView, figures: Sequence[FinancialFigure]) -> list[Thing]:
    """Find what can be given in a sentence: item words and stated amounts, one thing a noun phrase."""
    things: dict[int, Thing] = {}
    for match in find_items(document.text, sentence.span.start, sentence.span.end):
        token = _head_in(document, match.span)
        if token is not None and token.tag_ == "CD" and token.dep_ == "nummod":
            token = token.head  # the F-16 in "F-16 fighters", which the tagger takes for a number
        if token is None or syntax.coarse_pos(token) == "other" or (token.tag_ == "JJ" and token.dep_ == "amod"):
            continue
        is_treaty = match.item_class == "security_guarantee"
        if (_is_in_name(document, token, match) and not is_treaty) or _is_somebody(token):
            continue
        if token.head.lower_ == "to" and lemma_of(token.head.head) == "come":
            continue  # "come to the aid of": what is promised is the coming
        is_noun = token.tag_ == "VBG" and token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")
        if (token.tag_.startswith("VB") and not is_noun) or (
            token.dep_ in ("amod", "compound") and token.head.i in things
        ):
            continue
        things[token.i] = Thing(token, match.span, item=match)
    unnamed = find_unnamed_things(document, sentence)
    things |= {thing.token.i: thing for thing in unnamed if thing.token.i not in things}
    for figure in figures:
        span = Span(figure.char_start, figure.char_end)
        if (
            figure.kind != "money"
            or figure.conversion_of is not None
            or figure.role in ("from", "cost")
            or not sentence.span.contains(span)
        ):
            continue
        token = _head_in(document, span)
        if token is None:
            continue
        noun = _holder(token, things)
        if noun is not None and things[noun].figure is None:
            things[noun].figure = figure
        else:
            things[token.i] = Thing(token, span, figure=figure)
    return _without_heads({i: thing for i, thing in things.items() if not _names_something_else(thing, things)})


def _names_something_else(thing: Thing, things: dict[int, Thing]) -> bool:
    """Tell whether an item word only says what sort of other thing is meant: finance minister, food prices."""
    token, head = thing.token, thing.token.head
    if thing.figure is not None or token.dep_ not in ("compound", "nmod", "amod", "poss") or head is token:
        return False
    if head.i in things or syntax.coarse_pos(head) != "noun" or lemma_of(head) in words("same_thing"):
        return False
    cues = load_commitment_cues()
    return find_cue(head, cues.things) is None and find_cue(head, cues.acts) is None


def _is_somebody(noun: Token) -> bool:
    """Tell whether a noun only says what somebody named is: "a UN expert, Tom Andrews"."""
    return noun.tag_ == "NN" and any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in noun.children)


def _is_in_name(document: Document, token: Token, match: ItemMatch) -> bool:
    """Tell whether an item word is part of a name: Finance Minister, Refugee Agency; arms keep their names."""
    first, behind = document.token_at(match.span.start), document.token_at(match.span.end + 1)
    if lemma_of(token) in words("gift_word") and (behind is None or not behind.tag_.startswith("NNP")):
        return False  # Emergency Grant Aid
    if first is None or not first.text[:1].isupper() or first.is_sent_start or match.item_class == "weapons_ammunition":
        return False
    if match.item_class == "personnel" and first != token and (behind is None or not behind.tag_.startswith("NNP")):
        return False  # Disaster Assistance Response Team
    return token.tag_.startswith("NNP") or token.head.tag_.startswith("NNP")


def item_of(act: Act, thing: Thing) -> ItemMatch | None:
    """Return the item word that tells best what a thing is: the most material one of the act's."""
    own = [t.item for t in act.things if t.item is not None and (t is thing or t.figure is None)]
    return min(own, key=lambda item: (_VAGUENESS.get(item.item_class, 1), item.span.start), default=thing.item)


# The less a class tells, the later it is chosen when one act names several: money for missiles is about missiles.
_VAGUENESS: dict[ItemClass, int] = {
    "financing": 3,
    "other": 4,
    "planning": 4,
    "peace_support": 2,
    "security_guarantee": 2,
}


def sector_of(item: ItemMatch | None, words: str) -> Sector:
    """Return the sector of an item in its context: military, humanitarian or climate words colour money."""
    lowered = words.lower()
    if item is not None and item.item_class not in ("financing", "other"):
        return item.sector
    for sector, pattern in _COLOURS:
        if pattern.search(lowered):
            return sector
    return item.sector if item is not None else "financial"


_COLOURS: tuple[tuple[Sector, re.Pattern[str]], ...] = (
    (
        "military",
        re.compile(r"\b(?:military|lethal|weapon|arms|defen[cs]e|missile|munition|ammunition|security assistance)"),
    ),
    ("climate", re.compile(r"\b(?:climate|emission|forest|amazon|net[ -]zero|renewable)")),
    (
        "humanitarian",
        re.compile(
            r"\b(?:humanitarian|relief|emergency|refugee|famine|food|drought|earthquake|disaster|tsunami|medical|displaced|hunger)"
        ),
    ),
)


def instrument_of(item: ItemMatch | None, words: str) -> Instrument | None:
    """Return the form of finance that the words name; goods and weapons given as such are in kind elsewhere."""
    lowered = words.lower()
    for word, instrument in _INSTRUMENT_WORDS:
        if word in lowered:
            return instrument
    return item.instrument if item is not None else None


def scope_of(document: Document, act: Act, figure: FinancialFigure, *, n_donors: int) -> AmountScope:
    """Return what an amount covers (DATA_MODEL.md, section 0, 4 and rules R14, R17)."""
    text, sentence = document.text, act.sentence.span
    before = text[sentence.start : figure.char_start]
    if _SHARE.search(before) or _OF_A_TOTAL.match(text[figure.char_end : sentence.end]) or _OF_THIS.match(before):
        return "share"
    if (
        act.cue_class in ("bring", "amount")
        or (act.cue is None and len(act.levels) <= 2 and is_running_total(act))
        or is_sum_up_to_now(act)
        or is_given_sum(act)
        or any(child.lower_ in ("total", "overall", "cumulative") for child in act.core.children)
        or is_perfect(act)
        or (act.core.tag_ in ("VBN", "VBD", "VBG", "NN", "NNS") and is_running_total(act) and not is_promised(act))
    ):
        return "cumulative"
    if figure.period is not None:
        return "per_year" if figure.period == "year" else "single"
    if figure.qualifier == "up_to":
        return "ceiling"
    return "joint" if n_donors > 1 and not _is_of_each(act, text[figure.char_end : sentence.end]) else "single"


def quantity_of(act: Act, quantities: Sequence[Quantity]) -> Quantity | None:
    """Return the count that stands on one of the act's things."""
    return next((found for thing in act.things if (found := quantity_on(thing, quantities)) is not None), None)


def quantity_on(thing: Thing, quantities: Sequence[Quantity]) -> Quantity | None:
    """Return the count of one thing."""
    return next((q for q in quantities if Span(q.char_start, q.char_end).overlaps(thing.span)), None)


def _is_of_each(act: Act, behind: str) -> bool:
    """Tell whether each of several givers gives the sum: "gave $3m each", "each pledged $3m"."""
    is_before = any(
        child.lower_ == "each" for child in (*act.core.children, *act.core.doc[max(0, act.core.i - 2) : act.core.i])
    )
    return is_before or _EACH.match(behind) is not None


def _head_in(document: Document, span: Span) -> Token | None:
    """Return the token of a span that governs the others."""
    tokens = [token for token in document.tokens_in(span) if not token.is_space]
    if not tokens:
        return document.token_at(span.start)
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head is token:
            if token.tag_ in ("$", "CD", "IN", "SYM") and len(tokens) > 1 and tokens[-1].tag_.startswith(("NN", "CD")):
                return tokens[-1] if tokens[-1].head.i not in inside or tokens[-1].head is token else token
            return token
    return tokens[-1]


def _holder(amount: Token, things: dict[int, Thing]) -> int | None:
    """Return the item noun whose phrase the amount belongs to: "a $3bn package", "$3bn of aid", "aid worth $3bn"."""
    if amount.head.lower_ == "worth" and amount.head.i - 1 in things:
        return amount.head.i - 1  # "pledged aid worth $2m": the parser hangs "worth" on the verb
    below = amount
    for above in list(amount.ancestors)[:4]:
        if above.tag_.startswith("VB") and lemma_of(above) in _VALUES:
            return _valued_by(above, things)
        if above.tag_.startswith("VB") and above.lower_ not in ("totaling", "totalling", "valued", "worth"):
            return None
        if above.i in things and below.dep_ in _IN_A_PHRASE:
            return above.i
        below = above
    return _measured_by(amount, things)


def _valued_by(verb: Token, things: dict[int, Thing]) -> int | None:
    """Return what a verb puts a price on: "the package is worth", "aid valued at"."""
    if verb.dep_ in ("acl", "relcl"):
        return next((i for i in _noun_chain(verb.head) if i in things), None)
    return next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i in things), None)


def _measured_by(amount: Token, things: dict[int, Thing]) -> int | None:
    """Return what an amount is of: "$3bn of aid", "$3bn in loans"."""
    for child in amount.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "worth"):
            for grandchild in child.children:
                if grandchild.i in things:
                    return grandchild.i
                inner = next((t.i for t in grandchild.subtree if t.i in things), None)
                if inner is not None and child.lower_ == "of":
                    return inner
    return None


def _noun_chain(noun: Token) -> Iterator[int]:
    """Yield a noun, then the nouns that it hangs on: in "aid for X, valued at $3bn" the clause may hang on X."""
    yield noun.i
    for above in noun.ancestors:
        if above.dep_ != "prep" and syntax.coarse_pos(above) != "noun":
            return
        yield above.i


def _without_heads(things: dict[int, Thing]) -> list[Thing]:
    """Drop an item word that only modifies another one of the same phrase (aid in "aid package")."""
    kept = []
    for i in sorted(things):
        thing = things[i]
        head = thing.token.head
        if thing.token.dep_ in ("compound", "nmod", "amod") and head.i in things and thing.figure is None:
            outer = things[head.i]
            if (
                outer.item is not None
                and thing.item is not None
                and _VAGUENESS.get(thing.item.item_class, 1) < _VAGUENESS.get(outer.item.item_class, 1)
            ):
                outer.item = ItemMatch(
                    Span(thing.span.start, outer.span.end),
                    thing.item.item_class,
                    thing.item.sector,
                    outer.item.instrument,
                    outer.item.lemma,
                )
                outer.span = outer.item.span
            continue
        kept.append(thing)
    return kept

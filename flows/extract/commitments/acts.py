"""Acts of support in a sentence: the word that tells the act, the things it is about, and what governs it.

An act begins with a thing (aid, missiles, $5bn). Syntax is climbed from the thing to the first word that the cue
vocabulary knows as taking things: the act's core (`cores`). From the core it is climbed further through promises,
plans, requests and refusals (`levels`); `status` folds them from the inside out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.extract.commitments import syntax
from flows.extract.commitments.cores import core_of
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.levels import Level, levels_above
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues, CueClass, load_commitment_cues
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of


@dataclass(slots=True)
class Thing:
    """Something that can be given: an item word, an amount of money, or both in one noun phrase.

    `party` are the words that name who gives or receives this thing alone, in a list without verbs; `whole` is the
    larger sum that this one is a part of.
    """

    token: Token
    span: Span
    item: ItemMatch | None = None
    figure: FinancialFigure | None = None
    party: Span | None = None
    whole: Thing | None = None


@dataclass(slots=True)
class Act:
    """One act of support before its parts are named; `levels[0]` is the core."""

    sentence: SentenceView
    core: Token
    cue: CommitmentCue | None
    things: list[Thing] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    is_echo: bool = False  # it names no thing: what it is about, the article has told before
    is_unlisted: bool = False  # its thing is in no vocabulary

    @property
    def is_in_full(self) -> bool:
        """Tell whether an act names something that the vocabularies know as help."""
        return not (self.is_echo or self.is_unlisted)

    @property
    def cue_class(self) -> CueClass | None:
        """Return the class of the core; None for a bare noun."""
        return self.cue.cue_class if self.cue else None


def tokens_of_acts(acts: Sequence[Act]) -> set[int]:
    """Return the places of the words that acts are made of: their chains and their things."""
    return {level.token.i for act in acts for level in act.levels} | {t.token.i for act in acts for t in act.things}


# The item of items.csv that stands for people who are taken in.
HOSTED = "refugee"
# "cut its aid by $3bn": the amount belongs to what is cut.
_BY_AN_AMOUNT = {"withdraw", "increase"}


def find_acts(document: Document, sentence: SentenceView, things: Sequence[Thing], cues: CommitmentCues) -> list[Act]:
    """Find the acts of a sentence in reading order; things that share a core are one act."""
    acts: dict[int, Act] = {}
    tokens = {thing.token.i for thing in things}
    for thing in things:
        core, cue = core_of(thing.token, tokens, cues)
        act = acts.setdefault(core.i, Act(sentence, core, _hosting(core, thing) or cue))
        act.things.append(thing)
    for token, cue in _efforts(document, sentence, cues):
        acts.setdefault(token.i, Act(sentence, token, cue))
    for act in acts.values():
        act.levels = list(levels_above(act.core, act.cue_class, cues))
    return _joined([acts[i] for i in sorted(acts)])


def _hosting(verb: Token, thing: Thing) -> CommitmentCue | None:
    """Return what "take", "accept" mean of people: they are taken in."""
    is_hosted = thing.item is not None and thing.item.lemma == HOSTED
    is_taken = is_hosted and syntax.coarse_pos(verb) == "verb" and lemma_of(verb) in words("takes_in")
    return CommitmentCue(lemma_of(verb), "verb", "", "host") if is_taken else None


def _joined(acts: list[Act]) -> list[Act]:
    """Give the things of a bare noun to the act that it serves: "use £2bn of export finance to buy missiles"."""
    kept = []
    for act in acts:
        serves = next((other for other in acts if other is not act and _serves(act, other)), None)
        if serves is None:
            kept.append(act)
        else:
            serves.things.extend(act.things)
    return kept


def _serves(act: Act, other: Act) -> bool:
    if other.cue_class == "bring" and act.core.tag_.startswith("NN") and act.core.head == other.core:
        return not any(thing.figure is not None for thing in act.things)  # "brings its contribution to $5m"
    if act.cue is not None:
        return False
    if any(thing.figure is not None for thing in act.things):
        return len(act.levels) > 1 and act.levels[1].token.i == other.core.i and other.cue_class in _BY_AN_AMOUNT
    its_words = {thing.token.i for thing in other.things} | {other.core.i}
    if len(act.levels) == 1:
        its_words |= {level.token.i for level in other.levels}
    return other.core.i != act.core.i and _hangs_on(act.core, its_words)


def _hangs_on(noun: Token, whole: set[int]) -> bool:
    """Tell whether a noun is below one of the words in the same clause, and not as its time, place or cause."""
    below = noun
    for above in noun.ancestors:
        if below.dep_ in ("relcl", "advcl", "ccomp", "parataxis") and not syntax.is_infinitive(below):
            return False
        if below.dep_ == "prep" and syntax.coarse_pos(above) == "verb" and below.lower_ in words("not_given"):
            return False
        if above.i in whole:
            return True
        below = above
    return False


def _efforts(document: Document, sentence: SentenceView, cues: CommitmentCues) -> Iterator[tuple[Token, CommitmentCue]]:
    """Find help that names no thing: "ready to help defend any truce", "want to be part of the plan"."""
    for token in document.tokens_of(sentence):
        if token.tag_[:2] != "VB" or token.dep_ in ("advcl", "csubj", "relcl"):
            continue
        lemma = lemma_of(token)
        if lemma not in _words_of_effort():
            continue
        if lemma == "be":
            part = next((c for c in token.children if c.dep_ == "attr" and c.lower_ == "part"), None)
            if part is not None and reaches_effort(part):
                yield token, CommitmentCue("be", "verb", "part of", "join")
            continue
        cue = find_cue(token, cues.things)
        if cue is None or cue.cue_class not in ("support", "join"):
            continue
        if (
            cue.particle.startswith("to the ")
            or reaches_effort(token)
            or (cue.cue_class == "support" and _helps_people(token))
        ):
            yield token, cue


@cache
def _words_of_effort() -> frozenset[str]:
    """Return the verbs that may tell of help without a thing."""
    cues = (cue for named in load_commitment_cues().things.values() for cue in named)
    return frozenset(cue.lemma for cue in cues if cue.cue_class in ("support", "join")) | {"be"}


def _helps_people(verb: Token) -> bool:
    """Tell whether a verb of help has people in need as its object: "continues to support those affected"."""
    return any(lemma_of(head) in words("people_in_need") for head in syntax.objects(verb))


def reaches_effort(token: Token) -> bool:
    """Tell whether a verb's objects name a common effort (peace, a truce, a mission)."""
    for child in token.children:
        is_name = child.tag_.startswith("NNP") or any(grandchild.tag_ == "PRP$" for grandchild in child.children)
        if child.dep_ in ("dobj", "pobj") and not is_name and lemma_of(child) in words("common_effort"):
            return True
        if child.dep_ == "prep" and reaches_effort(child):
            return True
    return False

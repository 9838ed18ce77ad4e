"""Acts of support in a sentence: the word that tells the act, the things it is about, and what governs it.

An act begins with a thing (aid, missiles, $5bn). Syntax is climbed from the thing to the first word that the cue
vocabulary knows as taking things: the act's core. From the core it is climbed further through promises, plans,
requests and refusals; each is a `Level`, and `status` folds them from the inside out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flows.extract.commitments import syntax
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues, CueClass
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document, SentenceView, Token
from flows.text.language import lemma_of


@dataclass(slots=True)
class Thing:
    """Something that can be given: an item word, an amount of money, or both in one noun phrase."""

    token: Token
    span: Span
    item: ItemMatch | None = None
    figure: FinancialFigure | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One word on the way from an act's core to the top of its clause."""

    token: Token
    cue_class: CueClass | None  # None: a bare noun, or "be", "have" that only carry a modal
    modal: str | None
    is_negated: bool
    is_yet: bool


@dataclass(slots=True)
class Act:
    """One act of support before its parts are named; `levels[0]` is the core."""

    sentence: SentenceView
    core: Token
    cue: CommitmentCue | None
    things: list[Thing] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)

    @property
    def cue_class(self) -> CueClass | None:
        """Return the class of the core; None for a bare noun."""
        return self.cue.cue_class if self.cue else None


# Verbs whose active subject is the thing: "aid arrives", "support totals", "our assistance will help".
_THING_IS_SUBJECT = {"arrive", "amount", "support", "stay"}
# "between 80 and 100 vehicles", "over 500 troops" are counts, no prepositional phrases.
_ABOUT_A_NUMBER = {"between", "about", "around", "over", "under"}
# "cut its aid by $3bn": the amount belongs to what is cut.
_BY_AN_AMOUNT = {"withdraw", "increase"}
# "brings the total to $3bn", "raised aid to $3bn"
_REACHES = {"bring", "amount", "increase"}
# "confirms $3bn spent on aid", "has missiles sent by allies": the nearer verb tells what was done.
_TOLD_ABOUT = {"announce", "have", "include", "amount"}
_NOUN_LINKS = {"compound", "amod", "nmod", "nummod", "quantmod", "poss", "prep", "pobj", "appos", "conj", "npadvmod"}
_NOUN_LINKS |= {"dep", "dobj", "attr", "oprd", "nsubj", "nsubjpass", "dative", "advmod", "acl", "relcl"}
_CLAUSE_LINKS = {"xcomp", "pcomp", "acl", "acomp"}
# A common effort that countries join; "be part of" needs one too, and so does "defend".
_MAX_CLIMB = 14


def find_acts(document: Document, sentence: SentenceView, things: Sequence[Thing], cues: CommitmentCues) -> list[Act]:
    """Find the acts of a sentence in reading order; things that share a core are one act."""
    acts: dict[int, Act] = {}
    tokens = {thing.token.i for thing in things}
    for thing in things:
        core, cue = _core_of(thing.token, tokens, cues)
        act = acts.setdefault(core.i, Act(sentence, core, cue))
        act.things.append(thing)
    for token, cue in _efforts(document, sentence, cues):
        acts.setdefault(token.i, Act(sentence, token, cue))
    for act in acts.values():
        act.levels = list(_levels(act, cues))
    return _joined([acts[i] for i in sorted(acts)])


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
    if act.cue is not None:
        return False
    if any(thing.figure is not None for thing in act.things):
        return len(act.levels) > 1 and act.levels[1].token.i == other.core.i and other.cue_class in _BY_AN_AMOUNT
    words = {thing.token.i for thing in other.things} | {other.core.i}
    if len(act.levels) == 1:
        words |= {level.token.i for level in other.levels}
    return other.core.i != act.core.i and any(above.i in words for above in act.core.ancestors)


def _core_of(token: Token, things: set[int], cues: CommitmentCues) -> tuple[Token, CommitmentCue | None]:
    """Climb from a thing to the nearest word that takes things; the thing's own noun when there is none."""
    own = syntax.find_cue(token, cues.things) if syntax.coarse_pos(token) == "noun" else None
    if own and own.cue_class not in ("request", "increase"):
        return token, own
    below = token
    for _ in range(_MAX_CLIMB):
        above = below.head
        if above is below:
            break
        cue = syntax.find_cue(above, cues.things)
        if cue and below.dep_ in ("nsubj", "nsubjpass") and (inner := _told_by_complement(above, cues)):
            return inner
        if cue and _takes(above, cue, below):
            told = _modifier_of(token, cues) if cue.cue_class in _TOLD_ABOUT else None
            return told or (above, cue)
        if not _may_climb(above, below, things):
            return _called_for(above, below, cues) or _modifier_of(token, cues) or (token, None)
        below = above
    return _modifier_of(token, cues) or (token, None)


def _told_by_complement(verb: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Return what is done to a subject by an infinitive: "aid is set to be cut", "the loan is expected to be paid"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in child.children):
            cue = syntax.find_cue(child, cues.things)
            return (child, cue) if cue is not None else None
    return None


def _called_for(verb: Token, subject: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Undo "called [for aid to reach X]": the parser takes the thing asked for as the subject of what it is for."""
    if subject.dep_ != "nsubj" or not any(child.dep_ == "mark" and child.lower_ == "for" for child in verb.children):
        return None
    governor = verb.head
    cue = syntax.find_cue(governor, cues.things) or next(
        (cue for cue in cues.things.get((lemma_of(governor), "verb"), ()) if cue.particle == "for"), None
    )
    return (governor, cue) if cue is not None and cue.cue_class in ("request", "expect") else None


def _modifier_of(token: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Return the verb of a clause that hangs on a thing: "the aid that the US has sent", "$3bn promised to Turkey"."""
    for child in token.children:
        if child.i > token.i and child.dep_ in ("relcl", "acl") and (cue := syntax.find_cue(child, cues.things)):
            return child, cue
    return None


# Prepositions behind a verb that do not lead to what is given: "cover to troops", "from stocks", "against missiles".
# Prepositions between two nouns across which the second is still what is given: "a package of aid", "$3bn in loans".
_OF_THE_SAME = {"of", "in", "worth", "as", "including"}
# After a noun that tells an act: "a contract for howitzers", "a deal on training".
_OF_THE_ACT = {*_OF_THE_SAME, "for", "with", "on"}
# Nouns that only measure or hold what follows: "a package of missiles" gives missiles, "the cost of food" no food.


def _takes(verb: Token, cue: CommitmentCue, below: Token) -> bool:
    if syntax.coarse_pos(verb) == "noun":
        return below.dep_ in _NOUN_LINKS and (below.dep_ != "prep" or below.lower_ in (*_OF_THE_ACT, cue.particle))
    if below.dep_ in ("nsubj", "csubj"):
        return cue.cue_class in _THING_IS_SUBJECT or (cue.pos == "adjective" and cue.cue_class in ("request", "expect"))
    if below.dep_ in ("relcl", "advcl", "punct", "parataxis"):
        return False
    if below.dep_ == "prep" and below.lower_ in _ABOUT_A_NUMBER and below.nbor().tag_ == "CD":
        return True
    if below.dep_ in ("prep", "agent", "advmod", "npadvmod", "dative"):
        return (
            below.lower_ == cue.particle
            or (below.lower_ == "to" and cue.cue_class in _REACHES)
            or (
                below.lower_ not in words("not_given")
                and cue.cue_class not in ("announce", "have", "expect", "withdraw", "include")
            )
        )
    return True


def _holds_what_follows(noun: Token, things: set[int]) -> bool:
    return noun.i in things or lemma_of(noun) in words("container") or noun.tag_ in ("CD", "$")


def _may_climb(above: Token, below: Token, things: set[int]) -> bool:
    kind = syntax.coarse_pos(above)
    if kind == "verb" and above.lower_ != "including":
        return above.dep_ in _CLAUSE_LINKS and below.dep_ not in ("nsubj", "advcl", "ccomp")
    if below.dep_ == "prep" and (below.lower_ not in _OF_THE_SAME or not _holds_what_follows(above, things)):
        return False
    if above.dep_ == "prep" and above.lower_ == "including":
        return True
    return below.dep_ in _NOUN_LINKS and above.dep_ not in ("ccomp", "advcl")


def _efforts(document: Document, sentence: SentenceView, cues: CommitmentCues) -> Iterator[tuple[Token, CommitmentCue]]:
    """Find help and participation that name no thing: "ready to help defend any truce", "want to be part of the plan"."""
    for token in document.tokens_of(sentence):
        if syntax.coarse_pos(token) != "verb" or token.dep_ in ("advcl", "csubj", "relcl"):
            continue
        if lemma_of(token) == "be":
            part = next((c for c in token.children if c.dep_ == "attr" and c.lower_ == "part"), None)
            if part is not None and reaches_effort(part):
                yield token, CommitmentCue("be", "verb", "part of", "join")
            continue
        cue = syntax.find_cue(token, cues.things)
        if cue and cue.cue_class in ("support", "join") and reaches_effort(token):
            yield token, cue


def reaches_effort(token: Token) -> bool:
    """Tell whether a verb's objects name a common effort (peace, a truce, a mission)."""
    for child in token.children:
        if child.dep_ in ("dobj", "pobj") and lemma_of(child) in words("common_effort"):
            return True
        if child.dep_ == "prep" and reaches_effort(child):
            return True
    return False


def _levels(act: Act, cues: CommitmentCues) -> Iterator[Level]:
    yield level_of(act.core, act.cue_class)
    below = act.core
    for _ in range(_MAX_CLIMB):
        step = _governor(below)
        if step is None:
            return
        above, is_joined = step
        if is_joined:
            below = above
            continue
        cue = syntax.find_cue(above, cues.acts) or (
            syntax.find_cue(above, cues.things) if syntax.coarse_pos(below) == "noun" else None
        )
        if cue is not None:
            yield level_of(above, cue.cue_class, below)
        elif lemma_of(above) in ("be", "have", "go", "become", "remain", "stay"):
            yield level_of(above, None, below)
        elif syntax.coarse_pos(above) == "verb":
            return
        below = above


def _governor(token: Token) -> tuple[Token, bool] | None:
    """Return the word that governs a verb or noun, and whether the two are only joined by "and"."""
    head = token.head
    if token.dep_ == "advcl" and token.tag_ == "VBG" and 0 < token.i - head.i <= 2:
        return head, False  # "ruled out sending": the parser takes the object clause for an adverbial one
    if head is token or token.dep_ in ("relcl", "advcl", "parataxis", "ROOT"):
        return None
    if token.dep_ == "conj":
        return head, True
    if token.dep_ in ("pcomp", "pobj") or (token.dep_ == "prep"):
        while head.dep_ == "prep" and head.head is not head:
            head = head.head
        if head.tag_ in ("IN", "TO"):
            head = head.head
        return head, False
    if syntax.coarse_pos(token) == "verb":
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return None
        return (head, False) if token.dep_ in ("xcomp", "ccomp", "acl", "acomp", "oprd", "attr") else None
    if token.dep_ == "nsubj":
        complement = next((c for c in head.children if c.dep_ in ("acomp", "oprd", "attr")), None)
        return (complement, False) if complement is not None and complement is not token else (head, False)
    return head, False


def level_of(token: Token, cue_class: CueClass | None, below: Token | None = None) -> Level:
    """Read the modal and the negation that stand on one word of the chain; a "no" on the word below is that word's."""
    carrier = token
    if syntax.coarse_pos(token) != "verb" and token.dep_ in ("acomp", "attr", "oprd"):
        carrier = token.head
    governor = token.head
    is_yet = syntax.has_adverb(token, "yet") or (
        token.dep_ in ("xcomp", "ccomp") and lemma_of(governor) in ("have", "be") and syntax.has_adverb(governor, "yet")
    )
    return Level(
        token=token,
        cue_class=cue_class,
        modal=_modal(token, carrier),
        is_negated=syntax.is_negated(carrier, besides=below)
        or (carrier is not token and syntax.is_negated(token, besides=below)),
        is_yet=is_yet,
    )


def _modal(token: Token, carrier: Token) -> str | None:
    modal = syntax.modal_of(carrier) if syntax.coarse_pos(carrier) == "verb" else None
    if modal is None and syntax.coarse_pos(token) == "verb" and syntax.is_infinitive(token):
        governor = token.head
        if token.dep_ == "ROOT":
            return "will"
        if lemma_of(governor) == "be" and governor is not token and token.dep_ in ("xcomp", "ccomp", "attr"):
            return "will"
        if lemma_of(governor) == "go" and governor.tag_ == "VBG":
            return "will"
        if lemma_of(governor) in ("have", "need") and token.dep_ == "xcomp" and not syntax.has_adverb(governor, "yet"):
            return "must"
    return modal


def spans_of(things: Iterable[Thing]) -> list[Span]:
    """Return the spans of the things in reading order."""
    return sorted(thing.span for thing in things)

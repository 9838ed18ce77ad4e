"""How far a promise has come: the chain of an act's words, folded from the inside out (DATA_MODEL.md, 2.3 and 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.debt import relieves_debt
from flows.extract.commitments.levels import Level
from flows.extract.commitments.totals import is_running_total
from flows.reference.commitment_cues import CueClass, load_commitment_cues
from flows.schema.columns import Certainty, Status
from flows.text.document import Token
from flows.text.language import lemma_of

POSITIVE: frozenset[Status] = frozenset({"signalled", "pledged", "committed", "delivered"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of an act, how sure its words are, which word decided it, and the rule by which it did."""

    status: Status
    certainty: Certainty
    decided_by: Token
    rule: str
    is_plain_future: bool = False  # a "will" with no promise verb: a third party's is only an expectation (R2)


# What the core says by itself when it is finite and not negated.
_BASE: dict[CueClass, Status] = {
    "allocate": "committed",
    "increase": "committed",
    "promise": "pledged",
    "announce": "committed",
    "offer": "signalled",
    "intend": "signalled",
    "consider": "signalled",
    "refuse": "denied",
    "undecided": "not_committed",
    "withdraw": "withdrawn",
    "resume": "delivered",
    "request": "requested",
    "expect": "expected",
    "include": "committed",
    "bring": "delivered",
    "amount": "delivered",
    "obtain": "committed",
    "decide": "committed",
}
_TRANSPARENT: frozenset[CueClass] = frozenset({"continue", "enable"})
_TOLD_IN_TIME: frozenset[CueClass] = frozenset({"transfer", "provide", "support", "receive", "arrive", "join", "host"})


def read_status(act: Act, *, is_headline: bool) -> Reading | None:
    """Fold an act's levels into one reading, or return None when the words promise nothing."""
    reading = _core_reading(act, is_headline=is_headline)
    if reading is None:
        return None
    for number, level in enumerate(act.levels):
        if number:
            reading = _governed(reading, level)
        if reading is not None:
            reading = _modified(reading, level)
        if reading is None:
            return None
    return reading


def _core_reading(act: Act, *, is_headline: bool) -> Reading | None:
    core, cue_class = act.core, act.cue_class
    if any(_is_supposed(level.token) for level in act.levels):
        return None
    if cue_class is None:
        running = len(act.levels) == 1 and is_running_total(act)
        return Reading("delivered" if running else "committed", "certain", core, "noun")
    if cue_class == "stay":
        return Reading("delivered", "certain", core, "R5.stay")
    if cue_class == "have" and _stations_people(act):
        return Reading("delivered", "certain", core, "R5.have")
    if cue_class == "have":
        modal = act.levels[0].modal
        if modal in ("must", "should", "ought"):
            return Reading("requested", "certain", core, "R2.need")
        return Reading("expected", "underspecified", core, "R2.have") if modal == "will" else None
    if syntax.coarse_pos(core) == "noun" and cue_class in ("transfer", "arrive"):
        return Reading("delivered", "certain", core, "R5.noun")
    if cue_class in _TOLD_IN_TIME and _is_only_purpose(act, is_headline=is_headline):
        return None
    if cue_class == "join" and any(thing.item and thing.item.item_class == "financing" for thing in act.things):
        return Reading("committed", "certain", core, "R6.contribute")
    if cue_class in _TOLD_IN_TIME:
        return Reading(_by_tense(act, is_headline=is_headline), "certain", core, "R5.tense")
    if relieves_debt(act):
        return Reading("committed", "certain", core, "R6.relieve")
    if cue_class == "bring" and not any(thing.figure for thing in act.things):
        return None
    if cue_class == "consider":
        return Reading("signalled", "possible", core, "R8.consider")
    if cue_class == "promise" and lemma_of(core) == "commit" and any(thing.figure for thing in act.things):
        return Reading("committed", "certain", core, "R6.commit")
    if cue_class == "include":
        return Reading(_status_of_whole(core), "certain", core, "core.include")
    status = _BASE.get(cue_class)
    return Reading(status, "certain", core, f"core.{cue_class}") if status else None


def _status_of_whole(verb: Token) -> Status:
    """Return the status of the whole that a list of parts belongs to: a request's parts are requested."""
    cues = load_commitment_cues()
    for subject in syntax.subjects(verb):
        cue = syntax.find_cue(subject, cues.things)
        if cue is not None and cue.cue_class in ("request", "promise", "offer"):
            return _BASE[cue.cue_class]
    return "committed"


def _is_supposed(token: Token) -> bool:
    """Tell whether a clause only supposes what it tells: "if it sends", "had it sent", "would have sent"."""
    if syntax.coarse_pos(token) != "verb":
        return False
    if any(child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless", "lest") for child in token.children):
        return True
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    words = {aux.lower_ for aux in auxiliaries}
    if words & {"would", "could", "should", "might"} and "have" in words:
        return True
    subject = next((child for child in token.children if child.dep_ in syntax.SUBJECTS), None)
    return (
        token.dep_ == "advcl"
        and subject is not None
        and any(aux.lower_ == "had" and aux.i < subject.i for aux in auxiliaries)
    )


def _is_only_purpose(act: Act, *, is_headline: bool) -> bool:
    """Tell whether the core is an infinitive that no promise, plan or request governs: "to help", not "vowed to help"."""
    core = act.core
    if core.tag_ != "VB" or is_headline or act.levels[0].modal is not None:
        return False
    return all(level.cue_class is None or level.cue_class in _TRANSPARENT for level in act.levels[1:])


def _stations_people(act: Act) -> bool:
    return act.levels[0].modal is None and any(
        thing.item and thing.item.item_class == "personnel" for thing in act.things
    )


def _by_tense(act: Act, *, is_headline: bool) -> Status:
    """R5: done or under way is delivered; "is providing" a new sum or thing, or a headline's present, is committed."""
    core = act.core
    names_sum = any(thing.figure is not None for thing in act.things)
    if core.tag_ == "VBG" and any(aux.tag_ in ("VBP", "VBZ") for aux in syntax.auxiliaries(core)):
        return "committed" if names_sum and not syntax.is_passive(core) else "delivered"
    if is_headline and core.tag_ in ("VBZ", "VBP", "VB", "NNS", "NN") and act.cue_class == "provide":
        return "committed"
    return "delivered"


def _governed(inner: Reading, level: Level) -> Reading | None:
    """Apply one governing cue to what it governs."""
    cue_class, token = level.cue_class, level.token
    if cue_class is None or cue_class in _TRANSPARENT:
        return inner
    stopped = inner.status == "withdrawn"
    if cue_class == "request":
        return None if stopped or inner.status == "denied" else Reading("requested", "certain", token, "R2.request")
    if cue_class in ("refuse", "undecided") and inner.status == "signalled" and inner.rule == "core.offer":
        return inner  # whoever turns an offer down is not the donor
    if cue_class == "refuse":
        return None if stopped else Reading("denied", "certain", token, "R3.refuse")
    if cue_class == "undecided":
        return Reading("not_committed", "certain", token, "R3.undecided")
    if stopped or inner.status in ("denied", "requested"):
        return inner
    if cue_class == "withdraw":
        return Reading("withdrawn", "certain", token, "R4.stop")
    if cue_class == "expect":
        return Reading("expected", "underspecified", token, "R2.expect")
    if cue_class == "promise":
        return Reading("pledged", "certain", token, "R7.promise")
    if cue_class == "offer":
        return Reading("signalled", "certain", token, "R8.offer")
    if cue_class == "intend":
        return Reading("signalled", "certain", token, "R8.intend")
    if cue_class == "consider":
        return Reading("signalled", "possible", token, "R8.consider")
    if cue_class == "decide":
        in_principle = any(
            child.lower_ == "in" and "principle" in [g.lower_ for g in child.children] for child in token.children
        )
        return Reading("pledged" if in_principle else "committed", "certain", token, "R6.decide")
    if cue_class in ("announce", "allocate") and inner.rule in ("noun", "R5.noun"):
        return Reading("committed", inner.certainty, token, "R6.announce")
    if cue_class == "resume":
        return Reading("delivered", "certain", token, "R5.resume")
    return inner


def _modified(reading: Reading, level: Level) -> Reading | None:
    """Apply the modal and the negation that stand on one level."""
    token, modal = level.token, level.modal
    if level.is_yet and reading.rule == "R3.yet":
        return reading
    if level.is_negated or level.is_yet:
        return _negated(reading, level)
    if modal in ("must", "should", "ought") and reading.status in POSITIVE:
        return Reading("requested", "certain", token, "R2.must")
    if modal in ("could", "may", "might", "can") and reading.status in POSITIVE | {"expected"}:
        return Reading("signalled", "possible", token, "R8.possible")
    if reading.rule in ("core.bring", "core.amount"):
        return reading
    if modal in ("will", "would", "shall") and reading.status in ("delivered", "committed"):
        return Reading("pledged", "certain", token, "R7.will", is_plain_future=True)
    return reading


def _negated(reading: Reading, level: Level) -> Reading | None:
    """R3: what is negated is denied, undecided, or, for a refusal, left open."""
    token = level.token
    if reading.status == "denied":
        return Reading("signalled", "possible", token, "R3.not_ruled_out")
    if reading.status == "withdrawn" and token.dep_ == "xcomp" and lemma_of(token.head) in ("promise", "pledge", "vow"):
        return Reading("pledged", "certain", token, "R7.not_cut")
    if reading.status in ("withdrawn", "requested", "expected", "not_committed"):
        return None
    if level.is_yet:
        return Reading("not_committed", "certain", token, "R3.yet")
    if level.modal or level.cue_class in ("intend", "consider", "offer", None):
        return Reading("denied", "certain", token, "R3.not")
    if level.cue_class in ("promise", "decide", "announce", "allocate"):
        return Reading("not_committed", "certain", token, "R3.undecided")
    return None

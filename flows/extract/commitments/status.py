"""How far a promise has come: the chain of an act's words, folded from the inside out (DATA_MODEL.md, 2.3 and 2.4)."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.cue_finding import find_cue
from flows.extract.commitments.deals import is_in_principle
from flows.extract.commitments.debt import relieves_debt
from flows.extract.commitments.folding import NEED, TRANSPARENT, governed, modified
from flows.extract.commitments.reading import Reading
from flows.extract.commitments.supposition import is_supposed
from flows.extract.commitments.totals import are_stationed, is_running_total, is_sum_to_date, is_sum_up_to_now
from flows.extract.commitments.vagueness import brings_goods, is_vague
from flows.reference.commitment_cues import CueClass, load_commitment_cues
from flows.schema.columns import Status
from flows.text.document import Token
from flows.text.language import lemma_of

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
_FINITE = {"VBZ", "VBP", "VBD", "VBG", "VBN"}
_LENDS = {"extend", "lend", "loan", "release"}  # "India extends $1bn" is a decision, "Riyadh deposits $2bn" is done
# What has been told of before: "is sending the team", "its troops".
_KNOWN = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"}
_SENDS = {"send", "dispatch"}
_ECHO = "echo"  # help that is not named, as long as nothing says whether it is promised
_TOLD_IN_TIME: frozenset[CueClass] = frozenset(
    {"transfer", "provide", "support", "receive", "arrive", "join", "host", "stay"}
)


def read_status(act: Act, *, is_headline: bool) -> Reading | None:
    """Fold an act's levels into one reading, or return None when the words promise nothing."""
    reading = _core_reading(act, is_headline=is_headline)
    if reading is None:
        return None
    for number, level in enumerate(act.levels):
        if number:
            reading = governed(reading, level)
        if reading is not None:
            reading = modified(reading, level)
        if reading is None:
            return None
    return None if reading.rule == _ECHO else reading


def _core_reading(act: Act, *, is_headline: bool) -> Reading | None:
    core, cue_class = act.core, act.cue_class
    if any(is_supposed(level.token) for level in act.levels) or _promises_nothing(act):
        return None
    if cue_class is None:
        running = (len(act.levels) == 1 and is_running_total(act)) or is_sum_to_date(act) or are_stationed(act)
        return Reading("delivered" if running else "committed", "certain", core, "noun")
    if cue_class == "echo":
        return Reading("delivered", "certain", core, _ECHO)
    if cue_class == "have":
        return _having(act)
    if cue_class in _TOLD_IN_TIME:
        return _told_in_time(act, is_headline=is_headline)
    if relieves_debt(act):
        is_bare = core.tag_ in ("VB", "VBG") and not syntax.auxiliaries(core)
        is_purpose = is_bare and len(act.levels) == 1 and not is_headline
        return None if is_purpose else Reading("committed", "certain", core, "R6.relieve")
    if cue_class in ("increase", "resume") and not _names_sum(act) and _is_only_purpose(act, is_headline=is_headline):
        return None
    return _by_class(act, cue_class)


def _promises_nothing(act: Act) -> bool:
    """Tell whether a core is a thought or a need that nobody acts on: "considered to be", "would need", "takes"."""
    lemma = lemma_of(act.core)
    if lemma == "consider":
        return act.core.dep_ == "acl"
    if lemma == "need":
        return act.levels[0].modal == "would"
    if lemma == "find":
        return not _names_sum(act)
    return act.cue_class == "bring" and not _names_sum(act) and not brings_goods(act)


def _by_class(act: Act, cue_class: CueClass) -> Reading | None:
    """Read a core by its class alone; a sum makes some of them more than a word."""
    core, names_sum = act.core, _names_sum(act)
    if cue_class == "consider":
        return Reading("signalled", "possible", core, "R8.consider")
    names_goods = any(not is_vague(thing) for thing in act.things)
    if cue_class == "bring" and not names_sum:
        return Reading("delivered", "certain", core, "R5.tense")
    if cue_class == "promise" and (
        (lemma_of(core) in ("commit", "guarantee") and names_goods) or (lemma_of(core) == "commitment" and names_sum)
    ):
        return Reading("committed", "certain", core, "R6.commit")
    is_past = core.tag_ in ("VBD", "VBN")
    if cue_class == "increase" and is_past and (not names_sum or is_sum_up_to_now(act)):
        return Reading("delivered", "certain", core, "R5.increase")
    if cue_class in ("allocate", "decide") and is_in_principle(core):
        return Reading("pledged", "certain", core, "R6.decide")
    if cue_class == "include":
        return Reading(_status_of_whole(core), "certain", core, "core.include")
    status = _BASE.get(cue_class)
    return Reading(status, "certain", core, f"core.{cue_class}") if status else None


def _told_in_time(act: Act, *, is_headline: bool) -> Reading | None:
    """Read a movement or a help by its tense (R5); a bare infinitive of purpose tells none."""
    core, cue_class = act.core, act.cue_class
    if syntax.coarse_pos(core) == "noun":
        return Reading("delivered", "certain", core, "R5.noun")
    if cue_class == "stay":
        return Reading("delivered", "certain", core, "R5.stay")
    if _is_only_purpose(act, is_headline=is_headline):
        return None
    if cue_class == "join" and any(thing.item and thing.item.item_class == "financing" for thing in act.things):
        return Reading("committed", "certain", core, "R6.contribute")
    return Reading(_by_tense(act, is_headline=is_headline), "certain", core, "R5.tense")


def _having(act: Act) -> Reading | None:
    """Read "has 3,000 troops there" as done, "must have US backing" as asked, "will have it" as expected."""
    core, modal = act.core, act.levels[0].modal
    if modal is None:
        stations = any(thing.item and thing.item.item_class == "personnel" for thing in act.things)
        return Reading("delivered", "certain", core, "R5.have") if stations else None
    if _names_sum(act):
        return None
    if modal in NEED:
        return Reading("requested", "certain", core, "R2.need")
    return Reading("expected", "underspecified", core, "R2.have") if modal == "will" else None


def _is_new(act: Act) -> bool:
    """Tell whether a thing is told as new to the reader: "another team", "five ambulances", not "the convoy"."""
    if lemma_of(act.core) in _SENDS:
        things = [thing for thing in act.things if thing.token.dep_ == "dobj"]
        return any(all(child.lower_ not in _KNOWN for child in thing.token.children) for thing in things)
    return any(
        child.dep_ == "nummod" or child.lower_ in ("a", "an", "another", "new", "more", "additional", "further")
        for thing in act.things
        for child in thing.token.children
    )


def _names_sum(act: Act) -> bool:
    return any(thing.figure is not None for thing in act.things)


def _status_of_whole(verb: Token) -> Status:
    """Return the status of the whole that a list of parts belongs to: a request's parts are requested."""
    cues = load_commitment_cues()
    for subject in syntax.subjects(verb):
        cue = find_cue(subject, cues.things)
        if cue is not None and cue.cue_class in ("request", "promise", "offer"):
            return _BASE[cue.cue_class]
    return "committed"


def _is_only_purpose(act: Act, *, is_headline: bool) -> bool:
    """Tell whether the core is an infinitive that no promise, plan or request governs ("to help")."""
    core = act.core
    if core.tag_ != "VB" or is_headline or act.levels[0].modal is not None:
        return False
    above = [level for level in act.levels[1:] if level.cue_class or level.modal or level.is_yet]
    if any(level.modal or level.is_yet or level.token.tag_ in _FINITE for level in above):
        return False
    return all(level.cue_class is None or level.cue_class in TRANSPARENT for level in act.levels[1:])


def _by_tense(act: Act, *, is_headline: bool) -> Status:
    """R5: done or under way is delivered; "is providing" a new sum or thing, or a headline's present, is committed."""
    core = act.core
    told = ("VBP", "VBZ", "VBD") if core.dep_ == "ccomp" else ("VBP", "VBZ")
    if core.tag_ == "VBG" and any(aux.tag_ in told for aux in syntax.auxiliaries(core)):
        if any(aux.lower_ == "been" for aux in syntax.auxiliaries(core)):
            return "delivered"  # "has been sending"
        is_new = _names_sum(act) or any(level.cue_class == "announce" for level in act.levels) or _is_new(act)
        return "committed" if is_new and not syntax.is_passive(core) else "delivered"
    if core.tag_ in ("VBZ", "VBP") and act.cue_class == "provide" and _names_sum(act):
        return "committed"
    if (
        is_headline
        and core.tag_ in ("VBZ", "VBP", "VB", "NNS", "NN")
        and (act.cue_class == "provide" or (lemma_of(core) in _LENDS and _names_sum(act)))
    ):
        return "committed"
    return "delivered"

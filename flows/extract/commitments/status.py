"""How far a promise has come: the chain of an act's words, folded from the inside out (DATA_MODEL.md, 2.3 and 2.4)."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.deals import asks_legislature, is_in_principle, is_signed, promise_on
from flows.extract.commitments.debt import relieves_debt
from flows.extract.commitments.levels import Level
from flows.extract.commitments.reading import POSITIVE, Reading
from flows.extract.commitments.supposition import is_supposed
from flows.extract.commitments.totals import are_stationed, is_running_total, is_sum_to_date, is_sum_up_to_now
from flows.extract.commitments.vagueness import brings_goods, is_vague
from flows.reference.commitment_cues import CueClass, load_commitment_cues
from flows.schema.columns import Certainty, Status
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
# What a cue makes of the act that it governs, whatever that says by itself.
_GOVERNING: dict[CueClass, tuple[Status, Certainty, str]] = {
    "request": ("requested", "certain", "R2.request"),
    "expect": ("expected", "underspecified", "R2.expect"),
    "refuse": ("denied", "certain", "R3.refuse"),
    "undecided": ("not_committed", "certain", "R3.undecided"),
    "withdraw": ("withdrawn", "certain", "R4.stop"),
    "resume": ("delivered", "certain", "R5.resume"),
    "decide": ("committed", "certain", "R6.decide"),
    "promise": ("pledged", "certain", "R7.promise"),
    "offer": ("signalled", "certain", "R8.offer"),
    "intend": ("signalled", "certain", "R8.intend"),
    "consider": ("signalled", "possible", "R8.consider"),
}
_FINITE = {"VBZ", "VBP", "VBD", "VBG", "VBN"}
_LENDS = {"extend", "lend", "loan", "release"}  # "India extends $1bn" is a decision, "Riyadh deposits $2bn" is done
# What has been told of before: "is sending the team", "its troops".
_KNOWN = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"}
_SENDS = {"send", "dispatch"}
_ECHO = "echo"  # help that is not named, as long as nothing says whether it is promised
_NEED = ("must", "should", "ought")
_TRANSPARENT: frozenset[CueClass] = frozenset({"continue", "enable"})
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
            reading = _governed(reading, level)
        if reading is not None:
            reading = _modified(reading, level)
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
    if modal in _NEED:
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
        cue = syntax.find_cue(subject, cues.things)
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
    return all(level.cue_class is None or level.cue_class in _TRANSPARENT for level in act.levels[1:])


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


def _governed(inner: Reading, level: Level) -> Reading | None:
    """Apply one governing cue to what it governs."""
    cue_class, token = level.cue_class, level.token
    if cue_class == "enable" and inner.rule == "R5.noun":
        return Reading("committed", "certain", token, "R6.enable")  # "allowing a disbursement of $5m"
    if cue_class is None or cue_class in _TRANSPARENT:
        return inner
    stopped = inner.status == "withdrawn"
    if cue_class in ("refuse", "undecided") and inner.status == "signalled" and inner.rule == "core.offer":
        return inner  # whoever turns an offer down is not the donor
    if cue_class == "increase" and inner.rule == "R5.noun":
        is_purpose = token.tag_ == "VB" and syntax.modal_of(token) is None and token.dep_ in ("advcl", "relcl", "acl")
        return None if is_purpose else Reading("committed", "certain", token, "R6.increase")
    if cue_class == "refuse" and lemma_of(token) == "deny" and inner.status == "delivered":
        return None  # whoever denies having sent something refuses nothing
    if cue_class == "refuse" and inner.status == "denied" and inner.decided_by.tag_[:2] == "VB":
        return Reading("signalled", "possible", token, "R3.not_ruled_out")  # "refused to rule out sending"
    if cue_class in ("request", "refuse"):
        is_void = stopped or (cue_class == "request" and inner.status == "denied")
        return None if is_void else _governing(cue_class, token)
    if cue_class == "promise" and inner.rule == "R2.request" and asks_legislature(inner.decided_by):
        return _governing(cue_class, token)  # a government that promises to ask its parliament promises
    if cue_class != "undecided" and (stopped or inner.status in ("denied", "requested")):
        return inner
    if cue_class == "decide" and is_in_principle(token):
        return Reading("pledged", "certain", token, "R6.decide")
    if cue_class == "allocate" and inner.rule == "core.promise" and syntax.coarse_pos(inner.decided_by) == "noun":
        return Reading("committed", "certain", token, "R6.sign")
    if cue_class in ("announce", "allocate"):
        told = inner.rule in ("noun", "R5.noun") or (
            inner.rule == "R5.tense" and syntax.is_infinitive(inner.decided_by)
        )
        return Reading("committed", inner.certainty, token, "R6.announce") if told else inner
    return _governing(cue_class, token) if cue_class in _GOVERNING else inner


def _governing(cue_class: CueClass, token: Token) -> Reading:
    status, certainty, rule = _GOVERNING[cue_class]
    return Reading(status, certainty, token, rule)


def _modified(reading: Reading, level: Level) -> Reading | None:
    """Apply the modal and the negation that stand on one level."""
    token, modal = level.token, level.modal
    if level.is_yet and reading.status == "not_committed":
        return reading
    if level.is_no_longer and reading.status in POSITIVE | {"signalled"}:
        return Reading("withdrawn" if reading.status in POSITIVE else "denied", "certain", token, "R4.no_longer")
    if level.is_negated or level.is_yet:
        return _negated(reading, level)
    if (
        modal in ("will", "would")
        and reading.rule in ("core.decide", "R6.decide")
        and lemma_of(token) in ("decide", "vote")
    ):
        return Reading("not_committed", "certain", token, "R3.undecided")  # "will decide on the loan next week"
    if modal in _NEED and reading.status in POSITIVE:
        return Reading("requested", "certain", token, "R2.must")
    if modal in ("could", "may", "might", "can") and reading.status in POSITIVE | {"expected"}:
        return Reading("signalled", "possible", token, "R8.possible")
    if reading.rule in ("core.bring", "core.amount"):
        return reading
    if modal in ("will", "would", "shall") and reading.status in ("delivered", "committed") and is_signed(token):
        return Reading("committed", "certain", token, "R6.sign")
    if modal == "will" and level.cue_class == "announce" and token.dep_ == "ROOT" and reading.status == "committed":
        return reading  # a release tells today what the minister will announce today
    if modal in ("will", "would", "shall") and reading.status in ("delivered", "committed"):
        return Reading("pledged", "certain", token, "R7.will", is_plain_future=True)
    return reading


def _is_kept(reading: Reading) -> bool:
    """Tell whether a promise is a noun that a clause tells the fate of."""
    promise = reading.decided_by
    return syntax.coarse_pos(promise) == "noun" and promise.dep_ in ("nsubj", "nsubjpass")


def _negated(reading: Reading, level: Level) -> Reading | None:
    """R3: what is negated is denied, undecided, or, for a refusal, left open."""
    token = level.token
    if reading.status == "delivered" and not level.modal and (promise := promise_on(token)) is not None:
        return Reading("pledged", "certain", promise, "R7.unpaid")
    if reading.status == "denied":
        return Reading("signalled", "possible", token, "R3.not_ruled_out")
    if (
        reading.status == "pledged"
        and level.cue_class in ("continue", "transfer", "provide", None)
        and _is_kept(reading)
    ):
        return reading  # "its promise has not been kept"
    if reading.status == "withdrawn" and token.dep_ == "xcomp" and lemma_of(token.head) in ("promise", "pledge", "vow"):
        return Reading("pledged", "certain", token, "R7.not_cut")
    if reading.status in ("withdrawn", "requested", "expected", "not_committed"):
        return None
    if level.modal in _NEED:
        return None  # "should not give": an opinion, and nobody's refusal
    if level.is_yet:
        return Reading("not_committed", "certain", token, "R3.yet")
    is_under_way = token.tag_ == "VBG" and bool(syntax.auxiliaries(token))
    if level.modal or level.cue_class in ("intend", "consider", None) or is_under_way or syntax.is_infinitive(token):
        return Reading("denied", "certain", token, "R3.not")
    if level.cue_class in ("promise", "decide", "announce", "allocate", "offer"):
        return Reading("not_committed", "certain", token, "R3.undecided")
    return None

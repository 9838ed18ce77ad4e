"""What the words above an act make of it: governing cues, modals and negations (DATA_MODEL.md, 2.4)."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.deals import asks_legislature, is_in_principle, is_signed, promise_on
from flows.extract.commitments.levels import Level
from flows.extract.commitments.reading import POSITIVE, Reading
from flows.reference.commitment_cues import CueClass
from flows.schema.columns import Certainty, Status
from flows.text.document import Token
from flows.text.language import lemma_of

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
NEED = ("must", "should", "ought")
TRANSPARENT: frozenset[CueClass] = frozenset({"continue", "enable"})


def governed(inner: Reading, level: Level) -> Reading | None:
    """Apply one governing cue to what it governs; None where the two together promise nothing."""
    cue_class, token = level.cue_class, level.token
    if cue_class == "enable" and inner.rule == "R5.noun":
        return Reading("committed", "certain", token, "R6.enable")  # "allowing a disbursement of $5m"
    if cue_class is None or cue_class in TRANSPARENT:
        return inner
    if cue_class in ("refuse", "undecided") and inner.status == "signalled" and inner.rule == "core.offer":
        return inner  # whoever turns an offer down is not the donor
    if cue_class == "refuse":
        return _refused(inner, token)
    if cue_class == "increase" and inner.rule == "R5.noun":
        is_purpose = token.tag_ == "VB" and syntax.modal_of(token) is None and token.dep_ in ("advcl", "relcl", "acl")
        return None if is_purpose else Reading("committed", "certain", token, "R6.increase")
    if cue_class == "request":
        return None if inner.status in ("withdrawn", "denied") else _governing(cue_class, token)
    if inner.status == "requested" and _answers(cue_class, inner):
        return _governing(cue_class, token)
    if cue_class != "undecided" and inner.status in ("withdrawn", "denied", "requested"):
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


def _refused(inner: Reading, refusal: Token) -> Reading | None:
    """Apply a refusal: of a stop and of having given it is none, of a refusal it leaves the matter open (R3)."""
    if inner.status == "withdrawn" or (lemma_of(refusal) == "deny" and inner.status == "delivered"):
        return None
    if inner.status == "denied" and syntax.coarse_pos(inner.decided_by) == "verb":
        return Reading("signalled", "possible", refusal, "R3.not_ruled_out")  # "refused to rule out sending"
    return _governing("refuse", refusal)


def _answers(cue_class: CueClass, request: Reading) -> bool:
    """Tell whether a word says what is done about a request: a promise to ask parliament, a request considered."""
    if cue_class == "promise":
        return request.rule == "R2.request" and asks_legislature(request.decided_by)
    is_noun = syntax.coarse_pos(request.decided_by) == "noun"
    return cue_class == "consider" and request.rule == "core.request" and is_noun


def _governing(cue_class: CueClass, token: Token) -> Reading:
    status, certainty, rule = _GOVERNING[cue_class]
    return Reading(status, certainty, token, rule)


def modified(reading: Reading, level: Level) -> Reading | None:
    """Apply the modal and the negation that stand on one level."""
    token, modal = level.token, level.modal
    if level.is_yet and reading.status == "not_committed":
        return reading
    if level.is_no_longer and reading.status in POSITIVE | {"signalled"}:
        return Reading("withdrawn" if reading.status in POSITIVE else "denied", "certain", token, "R4.no_longer")
    if level.is_negated or level.is_yet:
        return _negated(reading, level)
    if modal in NEED and reading.status in POSITIVE:
        return Reading("requested", "certain", token, "R2.must")
    if modal in ("could", "may", "might", "can") and reading.status in POSITIVE | {"expected"}:
        return Reading("signalled", "possible", token, "R8.possible")
    return _in_future(reading, level) if modal in ("will", "would", "shall") else reading


def _in_future(reading: Reading, level: Level) -> Reading:
    """R7: what will be given is promised, unless it is only decided on, signed already or announced today."""
    token, is_done = level.token, reading.status in ("delivered", "committed")
    if reading.rule in ("core.decide", "R6.decide") and lemma_of(token) in ("decide", "vote"):
        return Reading("not_committed", "certain", token, "R3.undecided")  # "will decide on the loan next week"
    if reading.rule in ("core.bring", "core.amount"):
        return reading
    if is_done and is_signed(token):
        return Reading("committed", "certain", token, "R6.sign")
    is_release = level.modal == "will" and level.cue_class == "announce" and token.dep_ == "ROOT"
    if is_release and reading.status == "committed":
        return reading  # a release tells today what the minister will announce today
    return Reading("pledged", "certain", token, "R7.will", is_plain_future=True) if is_done else reading


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
    if level.modal in NEED:
        return None  # "should not give": an opinion, and nobody's refusal
    if level.is_yet:
        return Reading("not_committed", "certain", token, "R3.yet")
    is_under_way = token.tag_ == "VBG" and bool(syntax.auxiliaries(token))
    if level.modal or level.cue_class in ("intend", "consider", None) or is_under_way or syntax.is_infinitive(token):
        return Reading("denied", "certain", token, "R3.not")
    if level.cue_class in ("promise", "decide", "announce", "allocate", "offer"):
        return Reading("not_committed", "certain", token, "R3.undecided")
    return None

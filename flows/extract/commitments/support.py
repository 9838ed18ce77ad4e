"""Whether an act is support for somebody else at all (DATA_MODEL.md, R1 and further decisions)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing
from flows.extract.commitments.beneficiaries import is_about_help, names_helper, why_no_beneficiary
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.gifts import why_no_gift
from flows.extract.commitments.party import Party
from flows.extract.commitments.totals import are_stationed, is_running_total
from flows.extract.commitments.vagueness import is_vague, names_aid
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

# "fall due", "fall foul of": nothing becomes less.
_FALLS_OTHERWISE = {"apart", "behind", "due", "foul", "short"}


def objection(finding: Finding) -> str | None:
    """Return why an act is no commitment, in a few words for analysts, or None when it is one."""
    if not finding.act.things:
        return why_no_beneficiary(finding)
    return why_no_gift(finding) or _why_not_told(finding) or why_no_beneficiary(finding)


def _why_not_told(finding: Finding) -> str | None:
    """Object to what is alluded to, not told."""
    act, donors = finding.act, finding.donors
    is_specific = any(thing.figure or (thing.item and thing.item.item_class != "financing") for thing in act.things)
    is_one = any(child.lower_ in ("a", "an") for thing in act.things for child in thing.token.children)
    if act.cue_class == "consider" and not (is_specific or (is_one and is_about_help(finding))):
        return "talk about help in general"
    if act.core.is_sent_start and act.core.doc[act.core.i : act.core.i + 2].text.endswith(":"):
        return "a line about who wrote the article"
    if all(_is_talked_about(act, thing) for thing in act.things):
        return "talk about help"
    if finding.reading.rule == "R2.must" and not donors and not (is_about_help(finding) and names_aid(act)):
        return "asked of nobody"
    if act.cue_class is None and not (
        _is_governed(act) or are_stationed(act) or _is_told_noun(finding) or _is_turned_down(finding)
    ):
        return "a noun that no verb of giving governs, without amount, giver and beneficiary"
    if act.cue_class == "support" and not donors:
        return "help without a helper"
    if act.cue_class == "stay" and act.core.tag_.startswith("VB") and not _are_at_work(finding):
        return "nobody who is sent"
    return "told in passing, of nobody" if _is_of_nobody(finding) else _why_in_passing(finding)


def _is_of_nobody(finding: Finding) -> bool:
    """Tell whether an act that only a named giver makes help names none: plans, help that dwindles, who sets out."""
    act, parties = finding.act, (*finding.donors, *finding.recipients)
    has_giver = any(party.span is not None for party in finding.donors)
    if act.cue is None:
        return False
    if act.cue_class == "withdraw" and lemma_of(act.core) in words("dwindles"):
        is_idiom = any(child.lower_ in _FALLS_OTHERWISE for child in act.core.children)
        return is_idiom or finding.reading.status != "withdrawn" or not has_giver
    if act.cue_class == "arrive" and act.cue.particle in ("for", "out for"):
        return not has_giver  # nurses who leave for a country go to work there
    if act.cue_class in ("withdraw", "increase") and syntax.coarse_pos(act.core) == "noun" and len(act.levels) == 1:
        return not any(party.span for party in parties) and not _is_governed(act)
    return finding.reading.rule == "core.intend" and not has_giver


def _why_in_passing(finding: Finding) -> str | None:
    """Object to a delivery of which the article tells neither who gave it nor how much it was."""
    act, donors, recipients = finding.act, finding.donors, finding.recipients
    is_bare = len(act.things) == 1 and act.things[0].token is act.core and act.things[0].figure is None
    is_told = any(party.basis == "explicit" for party in recipients) or (
        is_about_help(finding) and any(party.span is not None and party.iso3 for party in donors)
    )
    if finding.reading.rule == "R5.noun" and is_bare and not is_told:
        return "told in passing"
    if finding.reading.rule == "R5.tense" and not (_is_told_of_somebody(act, donors) or _is_under_way(finding)):
        return "help told in passing, of nobody"
    return None


def _is_talked_about(act: Act, thing: Thing) -> bool:
    """Tell whether a thing is only what a review, a report or a dispute is about."""
    governing = {level.token.i for level in act.levels} - {thing.token.i}
    for above in thing.token.ancestors:
        if above.i in governing or syntax.coarse_pos(above) == "verb":
            return False
        if lemma_of(above) in words("talk"):
            return True
    return False


def _is_told_of_somebody(act: Act, donors: Sequence[Party]) -> bool:
    """Tell whether a delivery names who gives or how much: else the article only alludes to one."""
    if act.cue_class in ("receive", "arrive", "stay") or syntax.is_passive(act.core):
        return True
    if syntax.coarse_pos(act.core) == "verb" and any(s.lower_ == "we" for s in syntax.subjects(act.core)):
        return True
    return any(party.span is not None for party in donors) or any(thing.figure is not None for thing in act.things)


def _is_under_way(finding: Finding) -> bool:
    """Tell whether an article about help says what something brings: "a third flight is carrying tents"."""
    act = finding.act
    if act.core.tag_ == "VBG" and (above := _listed_under(act.core)) is not None and lemma_of(above) == "include":
        return is_about_help(finding)  # "the response includes delivering meals"
    is_finite = act.core.tag_ in ("VBD", "VBZ", "VBP") or bool(syntax.auxiliaries(act.core))
    is_told = is_finite and act.cue_class == "transfer" and act.core.dep_ != "relcl"
    return is_told and is_about_help(finding) and not all(is_vague(thing) for thing in act.things)


def _are_at_work(finding: Finding) -> bool:
    """Tell whether those who stay or work somewhere are a state's people: "Danish engineers are inspecting bridges"."""
    people = [thing.item for thing in finding.act.things if thing.item and thing.item.item_class == "personnel"]
    if lemma_of(finding.act.core) in ("stay", "remain"):
        return True
    return bool(people) and is_about_help(finding) and any(p.span is not None and p.iso3 for p in finding.donors)


def _listed_under(gerund: Token) -> Token | None:
    """Return the verb whose list of gerunds one is part of, or None."""
    first = gerund
    while first.dep_ == "conj" and first.head.tag_ == "VBG":
        first = first.head
    return first.head if first.dep_ in ("xcomp", "dobj", "pcomp", "advcl") else None


def _is_governed(act: Act) -> bool:
    classes = {level.cue_class for level in act.levels[1:]} - {None, "continue", "enable", "have"}
    if any(thing.figure is not None for thing in act.things):
        return bool(classes)
    above = act.levels[1].cue_class if len(act.levels) > 1 else None
    is_guarantee = any(thing.item is not None and thing.item.item_class == "security_guarantee" for thing in act.things)
    if above == "promise" and (is_guarantee or act.levels[1].token.tag_.startswith("VB")):
        return True  # "assured the islands of support", "the commitment to Article 5"
    return above == "request" and not all(is_vague(thing) for thing in act.things)


def _is_turned_down(finding: Finding) -> bool:
    """Tell whether a helper's "no" or "not yet" stands on a noun: "there will be no American troops"."""
    is_answer = finding.reading.status in ("denied", "not_committed", "withdrawn", "requested")
    is_thing = any(
        p.span and p.iso3 is None and p.span.overlaps(t.span) for p in finding.donors for t in finding.act.things
    )
    return is_answer and is_about_help(finding) and names_helper(finding) and not is_thing


def _is_told_noun(finding: Finding) -> bool:
    """Tell whether a bare noun reports support: it says how much, and who gives and receives."""
    act, donors, recipients, is_on_topic = finding.act, finding.donors, finding.recipients, finding.is_on_topic
    has_figure = any(thing.figure is not None for thing in act.things)
    parties = [*donors, *recipients]
    is_named = any(party.span is not None for party in parties) or (is_on_topic and act.core.dep_ == "nsubj")
    is_given = bool(recipients) and any(party.span is not None or is_running_total(act) for party in donors)
    return has_figure and any(thing.item is not None for thing in act.things) and is_given and is_named

"""Who gives and who receives: support must benefit another party, and both must be somebody (R1)."""

from __future__ import annotations

from flows.extract.commitments.acts import reaches_effort
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.party import Party
from flows.extract.commitments.reading import POSITIVE
from flows.extract.commitments.things import item_of
from flows.extract.commitments.vagueness import is_vague, names_aid
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

# What nobody would take for a household's money or a shop's goods.
_UNMISTAKABLE = {"weapons_ammunition", "personnel", "training", "security_guarantee", "peace_support"}
# In an article that tells what somebody gives abroad, his other gifts are taken to go there too.
_HANDS_OVER = {"transfer", "promise", "join", "offer", "arrive", "withdraw", "resume", "bring", "amount", "increase"}
_GIVES = {"give", "provide", "supply"}
# Such words mean a gift abroad even where the sentence names nobody who receives it.
_GIVES_AWAY = {"donate", "contribute"}
_NEEDS = {"need", "needed"}
_NO_MONEY_ABROAD = "money without a beneficiary outside the giver's own country"
_NO_GOODS_ABROAD = "no beneficiary outside the giver's own country"
# Objections to acts that would be help if somebody else received it.
LACKS_RECEIVER = {_NO_MONEY_ABROAD, _NO_GOODS_ABROAD}
# What is only ever given to others.
_FOR_OTHERS = {"security_guarantee", "peace_support"}


def why_no_beneficiary(finding: Finding) -> str | None:
    """Return in a few words why an act's giver and receiver make it no support, or None when they do not."""
    act, donors = finding.act, finding.donors
    if not act.is_in_full:
        return _why_not_about_help(finding)
    if not act.things:
        return _why_no_help(finding)
    if donors and not names_aid(act):
        if all(party.is_private_body for party in donors):
            return "a company's business"
        if all(party.is_private_person for party in donors):
            return "a private person's business"
    if finding.is_domestic and not _goes_abroad(finding):
        return "help at home"
    if is_about_help(finding) and (names_helper(finding) or _is_need(finding)):
        return None
    is_appeal = finding.reading.is_appeal and finding.reading.status == "requested"
    if all(is_vague(thing) for thing in act.things) and not (_is_vague_help(finding) or is_appeal):
        return "support in general, without giver or beneficiary"
    items = [item for thing in act.things if (item := item_of(act, thing)) is not None]
    is_aid = names_aid(act) or any(item.item_class in _UNMISTAKABLE for item in items)
    if not is_aid and not _names_somebody(finding):
        return "neither giver nor beneficiary is named"
    hands_over = act.cue_class in _HANDS_OVER or lemma_of(act.core) in _GIVES
    if finding.is_on_topic and hands_over and not all(is_vague(thing) for thing in act.things):
        return None
    is_goods = any(item.item_class != "financing" for item in items)
    return _why_no_goods(finding) if is_goods else _why_no_money(finding)


def is_about_help(finding: Finding) -> bool:
    """Tell whether the article tells of help abroad in full, so that what is told in it in short is help as well."""
    return finding.is_about_help and not finding.is_domestic


def _asks_for_sum(finding: Finding) -> bool:
    """Tell whether so much is asked for, of whomever: "the plan seeks $876m"."""
    return finding.reading.status == "requested" and any(thing.figure is not None for thing in finding.act.things)


def names_helper(finding: Finding) -> bool:
    """Tell whether the sentence names a state, a public body or an unnamed group that gives or is asked."""
    givers = [party for party in finding.donors if party.span is not None]
    return any(party.iso3 or party.is_public_body or party.is_group or not party.is_named for party in givers)


def _is_vague_help(finding: Finding) -> bool:
    """Tell whether support, money or a package that nobody counts has a giver and somebody else to receive it."""
    givers = [p for p in finding.donors if p.span is not None and not p.is_private_body and p.can_give]
    receivers = [p for p in finding.recipients if p.iso3 and p.iso3 not in {giver.iso3 for giver in givers}]
    if any(party.is_public_body for party in finding.recipients):
        return bool(givers)
    if lemma_of(finding.act.core) in _GIVES_AWAY and any(giver.is_public_body for giver in givers):
        return True
    if not any(giver.iso3 or giver.is_public_body for giver in givers):
        receivers = [party for party in receivers if party.basis == "explicit"]
    return bool(givers and receivers)


def _is_need(finding: Finding) -> bool:
    """Tell whether an article about help says that money or support is needed, of whomever."""
    things = finding.act.things
    is_less = any(child.lower_ in ("less", "no") for thing in things for child in thing.token.children)
    return finding.reading.status == "requested" and lemma_of(finding.act.core) in _NEEDS and not is_less


def _names_somebody(finding: Finding) -> bool:
    """Tell whether an act names its giver or its receiver, or whom it asks; a public body may ask everybody."""
    act, reading = finding.act, finding.reading
    if any(party.is_named for party in finding.donors) or any(p.basis == "explicit" for p in finding.recipients):
        return True
    promises = act.cue_class == "promise" or lemma_of(act.core) in _GIVES_AWAY
    if promises and any(party.can_give and party.span is not None for party in finding.donors):
        return True
    if is_about_help(finding) and (finding.recipients or _asks_for_sum(finding)):
        return True
    is_asked = any(party.span is not None for party in finding.donors) or reading.is_appeal
    return reading.status == "requested" and is_asked


def _why_no_help(finding: Finding) -> str | None:
    act, donors, recipients = finding.act, finding.donors, finding.recipients
    if act.cue_class not in ("support", "join"):
        return "nothing is given"
    if not donors:
        return "help without a helper"
    is_common = act.cue_class == "join" or reaches_effort(act.core)
    if not recipients and (finding.is_domestic or not is_common):
        return "help without a beneficiary"
    if is_common:
        return "help told in passing, not promised" if finding.reading.rule == "R5.tense" else None
    if act.cue is not None and act.cue.particle.startswith("to the "):
        return None
    if not any(party.span is not None and party.is_public_body for party in donors):
        return "help in general, of no body that exists to help"
    return None


def _why_not_about_help(finding: Finding) -> str | None:
    """Take what names nothing that is known as help to be help where the article tells of other help in full."""
    if not is_about_help(finding):
        return "help that the article does not name"
    return None if names_helper(finding) else "help without a helper"


def _works_abroad(party: Party) -> bool:
    """Tell whether a party is a state's body for foreign affairs or aid: whatever it gives goes abroad."""
    padded = f" {(party.text or '').lower()} "
    return any(f" {name} " in padded or f" {name}'s " in padded for name in words("works_abroad"))


def _why_no_goods(finding: Finding) -> str | None:
    """Goods and people are support when somebody outside receives them; aid and public bodies say so themselves."""
    act, donors = finding.act, finding.donors
    if finding.recipients or any(party.is_public_body for party in donors):
        return None
    if finding.reading.is_appeal and finding.reading.status == "requested":
        return None
    if not donors:
        return "neither giver nor beneficiary is known"
    if names_aid(act) or finding.reading.status in ("requested", "expected", "not_committed", "denied"):
        return None
    if any(thing.item is not None and thing.item.item_class in _FOR_OTHERS for thing in act.things):
        return None
    if act.cue_class == "host" and any(party.is_named for party in donors):
        return None
    if any(_works_abroad(party) for party in donors) and finding.reading.status in POSITIVE:
        return None
    gives_away = any(lemma_of(level.token) in _GIVES_AWAY for level in act.levels)
    promises = gives_away or any(level.cue_class in ("promise", "join") for level in act.levels)
    if promises and any(party.span is not None and party.iso3 for party in donors):
        return None
    return _NO_GOODS_ABROAD


def _why_no_money(finding: Finding) -> str | None:
    """Money is support only when it goes to somebody else; the words "aid" and "relief" say so themselves."""
    act, reading, donors, recipients = finding.act, finding.reading, finding.donors, finding.recipients
    if names_aid(act):
        return _why_no_aid(finding)
    if not donors and reading.status != "requested" and not any(party.is_state for party in recipients):
        return "money from nobody known"
    if is_about_help(finding) and (_asks_for_sum(finding) or (recipients and reading.status == "expected")):
        return None
    if (reading.status == "requested" and (recipients or reading.is_appeal)) or any(
        party.is_public_body for party in donors
    ):
        return None
    if finding.is_domestic and not any(party.iso3 or party.is_public_body for party in recipients):
        return "money for people at home"
    if any(_works_abroad(party) for party in donors) and reading.status in POSITIVE:
        return None
    givers = {party.iso3 for party in donors if party.iso3}
    named = [party for party in recipients if party.basis == "explicit"]
    if (givers and recipients) or any(party.iso3 and party.iso3 not in givers for party in named):
        return None
    return _NO_MONEY_ABROAD


def _why_no_aid(finding: Finding) -> str | None:
    if finding.recipients or any(party.is_public_body or not party.iso3 for party in finding.donors):
        return None
    return None if finding.donors else "aid of nobody"


def _goes_abroad(finding: Finding) -> bool:
    """Tell whether help that an article about one country tells of is for others, by its name or who has part in it."""
    givers = {party.iso3 for party in finding.donors if party.iso3}
    others = [p for p in finding.recipients if p.is_public_body or (p.iso3 and givers and p.iso3 not in givers)]
    is_public = any(party.is_public_body or not party.iso3 for party in finding.donors)
    return bool(others) or is_public or any(_is_called_abroad(thing.token) for thing in finding.act.things)


def _is_called_abroad(noun: Token) -> bool:
    """Tell whether aid is of a kind that only foreigners get: humanitarian, development, military aid."""
    return any(child.lower_ in words("aid_abroad") for child in noun.children)

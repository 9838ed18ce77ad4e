"""What an article is about: who gives and who receives when a sentence does not say.

A donor or recipient that a sentence leaves out is the one that the article last named for such an act; a press
release's "we" is whoever issues it. What the whole article never names stays unnamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from flows.extract.actors import Actors
from flows.extract.commitments.about import home_of, is_about_help, is_about_home, is_own_text
from flows.extract.commitments.acts import Act
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.party import Party, distinct
from flows.extract.commitments.reading import POSITIVE, Reading
from flows.extract.commitments.receiver import Parts, main_receiver
from flows.reference.commitment_words import words
from flows.reference.currencies import load_currencies
from flows.schema.figures import FinancialFigure
from flows.text.document import Document

# From so many givers of sums on, an article is taken to tell of a donors' conference.
_MANY = 3
# Whoever has one of these roles speaks for a state.
_STATE_ROLES = {"head_of_state", "head_of_government", "minister", "official", "spokesperson", "military"}


class Topic:
    """What the article is about: who gives and who receives when a sentence does not say."""

    def __init__(
        self,
        document: Document,
        actors: Actors,
        findings: Sequence[Finding],
        judged: Sequence[tuple[Finding, str | None]],
        figures: Sequence[FinancialFigure],
    ) -> None:
        """Learn who gives and who receives from the acts that their own sentences tell whole.

        `judged` are those told in full, each with the objection to it.
        """
        self._actors = actors
        self._also_in: dict[str | None, list[str | None]] = {}  # the currencies into which each sum is converted
        for figure in figures:
            self._also_in.setdefault(figure.conversion_of, []).append(figure.currency)
        self._recipients: Counter[str | None] = Counter()
        self._donors: Counter[str] = Counter()
        self._last_donor: Party | None = None
        for finding in (finding for finding in findings if finding.act.is_in_full):
            weight = 2 if finding.act.things else 1
            self._recipients.update({p.iso3: weight for p in finding.recipients if p.iso3 or not p.is_public_body})
            if finding.reading.status in POSITIVE | {"withdrawn", "denied"}:
                self._donors.update({_key(p): weight for p in finding.donors if p.is_named})
        told = [finding for finding, reason in judged if reason is None]
        self._is_about_help = is_about_help(document, actors, judged)
        self._told_recipients = {p.iso3 for finding in told for p in finding.recipients if p.iso3}
        self._told_givers = Counter(p.iso3 for finding in told for p in finding.donors if p.iso3 and p.span is not None)
        self._told_donors = {_key(p) for finding in told for p in finding.donors if p.is_named}
        pledging = {
            _key(p)
            for finding in findings
            if finding.reading.status in ("pledged", "committed") and any(thing.figure for thing in finding.act.things)
            for p in (*finding.donors, *(p for own in finding.own_parties.values() for p in own))
            if p.iso3 or p.is_public_body
        }
        mentions = Counter(actors.by_id[m.actor_id].country_iso3 for m in actors.mentions)
        del mentions[None]
        self._mentions = mentions
        parts = Parts(self._recipients, self._donors, self._told_givers)
        self._receiver = main_receiver(document, actors, parts)
        self._home = home_of(mentions)
        self._is_domestic = is_about_home(document.text, mentions, self._home, told)
        self._is_round_of_pledges = len(pledging) >= _MANY
        has_generic = any(_is_generic(party) for finding in findings for party in finding.donors)
        self._issuer = _issuer(findings) if has_generic and is_own_text(document) else None
        self._donor_party = {_key(p): p for finding in findings for p in finding.donors if p.is_named}

    def complete(self, finding: Finding) -> Finding | None:
        """Fill in the parties that the sentence leaves out, and correct what only the speaker decides."""
        if not finding.donors and self._are_own_bodies(finding.recipients):
            finding = replace(finding, recipients=[])
        finding = self._by_issuer(finding)
        donors = finding.donors or self._absent_donor(finding)
        recipients = finding.recipients or self._absent_recipient(finding, donors)
        donors, recipients = self._two_sides(finding, donors, recipients)
        recipients = self._by_way_of(recipients, donors)
        givers = {p.iso3 or p.home_iso3 for p in donors if p.iso3 or p.home_iso3}
        if self._are_channels(recipients, givers):
            recipients = self._absent_recipient(finding, donors)
        if givers and recipients and all((p.iso3 or p.home_iso3) in givers for p in recipients):
            return None
        if not finding.recipients and givers and givers <= {self._main_receiver_at_most()} | {None}:
            return None
        if finding.donors and (finding.donors[0].iso3 or finding.donors[0].is_public_body):
            self._last_donor = finding.donors[0]
        reading = self._second_hand(finding, donors)
        is_on_topic = any(_key(p) in self._told_donors for p in donors) or self._is_round_of_pledges
        return replace(
            finding,
            donors=donors,
            recipients=recipients,
            reading=reading,
            is_on_topic=is_on_topic,
            is_domestic=self._is_domestic and not self._comes_from_abroad(finding),
            is_about_help=self._is_about_help,
        )

    def _comes_from_abroad(self, finding: Finding) -> bool:
        """Tell whether another state gives, or a body of many states asks, in an article about one country."""
        parties = [party for party in (*finding.donors, *finding.askers) if party.span is not None]
        return any(p.is_public_body or (p.iso3 is not None and p.iso3 != self._home) for p in parties)

    def _by_issuer(self, finding: Finding) -> Finding:
        """Take an office that a state's own release names without the state to be the state's."""
        issuer = self._issuer
        if issuer is None or not any(_is_generic(party) for party in finding.donors):
            return finding
        own = [replace(issuer, span=p.span, text=p.text) if _is_generic(p) else p for p in finding.donors]
        return replace(finding, donors=distinct(own))

    def _absent_donor(self, finding: Finding) -> list[Party]:
        if finding.reading.status == "requested":
            return self._asked_at_home(finding)
        if spoken := self._speaker_who_gives(finding):
            return [spoken]
        candidate = self._main_donor() if self._stands_out() else self._last_donor or self._main_donor()
        is_others = finding.act.cue_class in ("receive", "arrive", "support") or finding.reading.status == "expected"
        if is_others and not _is_ours(finding.act):
            is_sure = self._stands_out() or len(self._told_donors - {self._main_recipient()}) == 1
            candidate = self._main_donor() if is_sure else None
        if candidate is None or (candidate.iso3 and candidate.iso3 == self._main_recipient()):
            return []
        if candidate.iso3 in {p.iso3 for p in finding.recipients if p.iso3}:
            return []
        return [replace(candidate, span=None, text=None)]

    def _speaker_who_gives(self, finding: Finding) -> Party | None:
        """Return the state whose minister says "$5m would be released", unless it is the one that receives."""
        if finding.statement is None or finding.reading.status in ("expected", "not_committed"):
            return None
        receivers = {self._main_recipient(), *(p.iso3 for p in finding.recipients)}
        for actor_id in finding.statement.speaker_actor_ids:
            actor = self._actors.by_id[actor_id]
            is_known = actor.is_named or actor.role in ("minister", "head_of_government", "head_of_state")
            if actor.role in _STATE_ROLES and is_known and actor.country_iso3 not in {None, *receivers}:
                return Party(None, None, actor_id, actor.country_iso3)
        return None

    def _asked_at_home(self, finding: Finding) -> list[Party]:
        """R2: what the giver's own government asks of its legislature is asked of its own country."""
        ids = finding.statement.speaker_actor_ids if finding.statement else ()
        speakers = {self._actors.country_of(actor_id) for actor_id in ids} | {party.iso3 for party in finding.askers}
        main = self._main_donor()
        return [replace(main, span=None, text=None)] if main and main.iso3 and main.iso3 in speakers else []

    def _stands_out(self) -> bool:
        """Tell whether one donor has most of the article's acts."""
        total = sum(self._donors.values())
        return total >= 4 and max(self._donors.values()) > 0.7 * total

    def _main_donor(self) -> Party | None:
        if not self._donors:
            return None
        key, _ = max(self._donors.items(), key=lambda item: (item[1], item[0]))
        return self._donor_party[key]

    def _absent_recipient(self, finding: Finding, donors: Sequence[Party]) -> list[Party]:
        if any(thing.item and thing.item.item_class == "security_guarantee" for thing in finding.act.things):
            return []
        givers = {p.iso3 for p in donors if p.iso3}
        main = self._main_recipient()
        if main is not None and main not in givers:
            return [Party(None, None, None, main, basis="inferred", is_state=True)]
        return []

    def _two_sides(
        self, finding: Finding, donors: list[Party], recipients: list[Party]
    ) -> tuple[list[Party], list[Party]]:
        """Tell giver from receiver where both sign or agree: who receives elsewhere in the article receives here."""
        named = {p.iso3 for p in recipients if p.iso3 and p.basis == "explicit"}
        if named and any(p.iso3 in named for p in donors) and any(p.iso3 and p.iso3 not in named for p in donors):
            return [p for p in donors if p.iso3 not in named], recipients
        main = self._main_recipient()
        if finding.act.cue_class in ("allocate", "consider") and main and named and {p.iso3 for p in donors} == {main}:
            others = [p for p in recipients if p.iso3 in named - {main}]
            return (others, donors) if others else (donors, recipients)  # "Chad signed a loan agreement with Norway"
        if finding.act.cue_class not in ("allocate", "announce") and finding.reading.rule != "R6.sign":
            return donors, recipients
        states = {p.iso3 for p in donors if p.iso3}
        has_lender = any(p.is_public_body for p in donors)
        main = self._main_recipient()
        receiver = main if main in states else next(iter(states)) if has_lender and len(states) == 1 else None
        if (
            receiver is None
            and main is None
            and not recipients
            and len(paying := self._paid_by(finding.act, states)) == len(states) - 1
        ):
            receiver = next(iter(states - paying))
        givers = [p for p in donors if p.iso3 != receiver]
        if receiver is None or not givers:
            return donors, recipients
        receiving = [p for p in donors if p.iso3 == receiver]
        return givers, [p for p in recipients if p.basis == "explicit" and p.iso3] or receiving

    def _paid_by(self, act: Act, states: Set[str]) -> set[str]:
        """Return those of some states whose money an act's sums are in: who pays pays in its own."""
        sums = [thing.figure for thing in act.things if thing.figure is not None]
        codes = {figure.currency for figure in sums} | {c for f in sums for c in self._also_in.get(f.figure_id, ())}
        known = load_currencies().by_code
        return {iso3 for code in codes if code in known for iso3 in known[code].iso3 if iso3 in states}

    def _by_way_of(self, recipients: Sequence[Party], donors: Sequence[Party]) -> list[Party]:
        """Give what a UN agency or a charity receives to the country that the article is about."""
        main = self._main_recipient()
        givers = {p.iso3 for p in donors if p.iso3}
        if main is None or main in givers or any(p.iso3 for p in recipients):
            return list(recipients)
        return [replace(p, iso3=main, basis="inferred") if p.is_public_body else p for p in recipients]

    def _are_channels(self, recipients: Sequence[Party], givers: set[str | None]) -> bool:
        """Tell whether a giver's own agencies or charities are named, which pass help on abroad."""
        if not recipients or self._is_domestic or self._main_recipient() is None:
            return False
        return all(p.is_organisation and (p.iso3 or p.home_iso3) in givers for p in recipients)

    def _are_own_bodies(self, recipients: Sequence[Party]) -> bool:
        """Tell whether a sum goes to bodies of the article's giver, which pass it on: "$2m to Australian charities"."""
        giver = self._main_donor()
        return giver is not None and giver.iso3 is not None and self._are_channels(recipients, {giver.iso3})

    def _main_receiver_at_most(self) -> str | None:
        """Return the main recipient, unless the article has it give more than anybody: then it may well give here."""
        main, giver = self._main_recipient(), self._main_donor()
        return None if giver is not None and giver.iso3 == main and self._told_givers[main or ""] >= _MANY else main

    def _main_recipient(self) -> str | None:
        """Return the country that the article's help is for, if one stands out."""
        return self._receiver if self._is_about_help or self._told_recipients else None

    def _second_hand(self, finding: Finding, donors: Sequence[Party]) -> Reading:
        """R2: another state's plain "will" about a donor is an expectation, no promise."""
        reading, statement = finding.reading, finding.statement
        is_announced = any(level.cue_class == "announce" for level in finding.act.levels)
        if reading.status != "pledged" or not reading.is_plain_future or statement is None or is_announced:
            return reading
        named = [self._actors.by_id[actor_id] for actor_id in statement.speaker_actor_ids]
        sure = [actor for actor in named if actor.is_named and actor.actor_id not in self._actors.guessed_ids]
        speakers = {actor.country_iso3 for actor in sure} - {None}
        givers = {p.iso3 for p in donors if p.iso3}
        if speakers and speakers <= {p.iso3 for p in finding.recipients} and _is_counted(finding.act):
            return reading  # who receives names the sum: a promise relayed
        if speakers and givers and not speakers & givers:
            return replace(reading, status="expected", certainty="underspecified", rule="R2.third_party")
        return reading


def _issuer(findings: Sequence[Finding]) -> Party | None:
    """Return the state that most acts name as their giver: in its own release "the Government" is its own."""
    named = [p for finding in findings for p in finding.donors if p.iso3 and p.span and not _is_generic(p)]
    counts = Counter(party.iso3 for party in named)
    most = max(counts, key=lambda iso3: (counts[iso3], iso3 or ""), default=None)
    return next((party for party in named if party.iso3 == most), None)


def _is_generic(party: Party) -> bool:
    """Tell whether a giver is called by an office alone: "the Government", "the Foreign Minister"."""
    return party.text is not None and all(word in words("office") for word in party.text.lower().split())


def _is_counted(act: Act) -> bool:
    """Tell whether an act says how much or how many are given."""
    return any(thing.figure or any(c.tag_ == "CD" for c in thing.token.children) for thing in act.things)


def _is_ours(act: Act) -> bool:
    """Tell whether "we" or "our" gives: in a press release that is whoever issues it."""
    return any(
        child.lower_ in ("our", "we") for thing in act.things for child in (*thing.token.children, *act.core.children)
    )


def _key(party: Party) -> str:
    return party.iso3 or party.actor_id or party.text or ""

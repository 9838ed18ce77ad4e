"""Findings -> rows: one commitment mention for each donor, thing and recipient of an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flows.extract.actors import Actors
from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act, Thing, reaches_effort
from flows.extract.commitments.conditions import Condition, find_condition, find_hedge, lowered
from flows.extract.commitments.confidence import ECHO
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.history import is_increment, is_repeated, parent_of
from flows.extract.commitments.party import NOBODY, Party
from flows.extract.commitments.periods import period_of
from flows.extract.commitments.reading import POSITIVE
from flows.extract.commitments.things import instrument_of, item_of, quantity_of, quantity_on, scope_of, sector_of
from flows.reference.dates import find_dates
from flows.reference.items import ItemMatch
from flows.reference.vocabulary import read_rows
from flows.schema.columns import AmountScope, ItemClass, Sector, SourceBasis, Specificity, Status
from flows.schema.commitments import Commitment
from flows.schema.figures import Quantity
from flows.schema.span import Span
from flows.text.document import Document, Token, span_of
from flows.text.language import lemma_of

_IATI: dict[Status, str] = {"signalled": "12", "pledged": "12", "committed": "2", "delivered": "3"}
_PLOVER: dict[Status, str] = {
    "signalled": "AGREE",
    "pledged": "AGREE",
    "committed": "AGREE",
    "delivered": "AID",
    "denied": "REJECT",
    "withdrawn": "SANCTION",
    "requested": "REQUEST",
}


@dataclass(frozen=True, slots=True)
class _Told:
    """What all rows of one act share."""

    finding: Finding
    condition: Condition | None
    hedge: Span | None
    cue: Span
    is_repeat: bool


def build_rows(
    document: Document, actors: Actors, finding: Finding, quantities: Sequence[Quantity]
) -> Iterator[Commitment]:
    """Yield the rows of one act: a row for each thing with an amount of its own, donor and recipient."""
    act, reading = finding.act, finding.reading
    sentence = act.sentence.span
    condition = find_condition(document, act, is_refused=reading.status in ("denied", "withdrawn"))
    hedge = find_hedge(document, sentence)
    told = _Told(
        finding,
        condition,
        hedge,
        _cue_span(reading.decided_by),
        is_repeated(document, act),
    )
    for thing in _separate_things(act, quantities):
        donors, recipients = _parties_of(finding, thing)
        for donor in donors:
            others = [party for party in recipients if party.iso3 is None or party.iso3 != donor.iso3]
            for number, recipient in enumerate(others):
                yield _row(document, actors, told, thing, donor, recipient, quantities, is_first=number == 0)


def _parties_of(finding: Finding, thing: Thing | None) -> tuple[list[Party], list[Party]]:
    """Return who gives and who receives one thing: in a list without verbs each sum has its own giver or receiver."""
    donors, recipients = finding.donors or [NOBODY], finding.recipients or [NOBODY]
    own = finding.own_parties.get(id(thing))
    if not own:
        return donors, recipients
    return (donors, own) if finding.act.cue_class in ("receive", "obtain") else (own, recipients)


def _separate_things(act: Act, quantities: Sequence[Quantity]) -> list[Thing | None]:
    """Return the things that make rows of their own: each with an amount or a count, else the first one alone."""
    valued = [thing for thing in act.things if thing.figure is not None]
    counted = [thing for thing in act.things if quantity_on(thing, quantities) is not None]
    leading = valued or counted[:1]
    if leading:
        joined = [thing for thing in counted if any(thing.token in first.token.conjuncts for first in leading)]
        return [*leading, *(thing for thing in joined if thing not in leading)]
    rows: list[Thing | None] = []
    classes: set[ItemClass] = set()
    for thing in act.things:
        is_joined = not rows or thing.token in act.things[0].token.conjuncts
        if thing.item is not None and is_joined and thing.item.item_class not in classes:
            classes.add(thing.item.item_class)
            rows.append(thing)
    return rows or [next(iter(act.things), None)]


def _row(
    document: Document,
    actors: Actors,
    told: _Told,
    thing: Thing | None,
    donor: Party,
    recipient: Party,
    quantities: Sequence[Quantity],
    *,
    is_first: bool,
) -> Commitment:
    act, reading, statement = told.finding.act, told.finding.reading, told.finding.statement
    article, sentence = document.article, act.sentence
    item = item_of(act, thing) if thing is not None else None
    item_span = item.span if item is not None else (thing.span if thing is not None else _verb_phrase(act))
    figure = thing.figure if thing is not None else None
    if figure is not None and figure.role == "to" and reading.status == "withdrawn":
        figure = None  # cut to $1bn: what is left
    words = sentence.span.of(document.text)
    quantity = quantity_of(act, quantities)
    scope: AmountScope | None = None
    if figure is not None:
        scope = scope_of(document, act, figure, n_donors=len(told.finding.donors))
        if not is_first:
            scope, figure = "joint", None
    item_class = _item_class(act, item, has_figure=figure is not None)
    certainty = lowered(reading.certainty) if told.hedge is not None else reading.certainty
    dates = find_dates(document.text, sentence.span.start, sentence.span.end, article.published_date)
    period_start, period_end = period_of(document, sentence.span, told.cue, figure)
    parent_text, relation = parent_of(words, sentence.span.start, thing)
    donor_key = donor.iso3 or donor.actor_id or (f"x{donor.span.start}" if donor.span else "none")
    anchor = item_span.start if figure is None else figure.char_start
    suffix = "" if is_first else f".{recipient.iso3}"
    return Commitment(
        commitment_id=f"{article.article_id}.c{told.cue.start}.{anchor}.{donor_key}{suffix}",
        article_id=article.article_id,
        sentence_id=sentence.sentence_id,
        statement_id=statement.statement_id if statement else None,
        status=reading.status,
        conditional=told.condition is not None and reading.status not in ("requested", "expected"),
        condition_text=told.condition.span.of(document.text) if told.condition else None,
        condition_start=told.condition.span.start if told.condition else None,
        condition_end=told.condition.span.end if told.condition else None,
        condition_kind=told.condition.kind if told.condition else None,
        certainty=certainty,
        hedge_text=told.hedge.of(document.text) if told.hedge else None,
        source_basis=_source_basis(actors, told, donor),
        is_repeat=told.is_repeat,
        is_increment=thing is not None and is_increment(_noun_words(document, thing)),
        donor_actor_id=donor.actor_id,
        donor_iso3=donor.iso3,
        donor_text=donor.text,
        donor_start=donor.span.start if donor.span else None,
        donor_end=donor.span.end if donor.span else None,
        donor_named=donor.is_named,
        recipient_actor_id=recipient.actor_id,
        recipient_iso3=recipient.iso3,
        recipient_text=recipient.text,
        recipient_basis=recipient.basis,
        sector=_sector(act, item, thing, words),
        item_class=item_class,
        item_text=item_span.of(document.text),
        item_start=item_span.start,
        item_end=item_span.end,
        quantity=quantity.value if quantity else None,
        quantity_low=quantity.low if quantity else None,
        quantity_high=quantity.high if quantity else None,
        quantity_qualifier=quantity.qualifier if quantity else None,
        unit=quantity.unit_text if quantity else None,
        quantity_id=quantity.quantity_id if quantity else None,
        instrument=instrument_of(item, words)
        if figure is not None or item_class == "financing"
        else (item.instrument if item else None),
        amount=figure.amount if figure else None,
        amount_low=figure.amount_low if figure else None,
        amount_high=figure.amount_high if figure else None,
        currency=figure.currency if figure else None,
        amount_qualifier=figure.qualifier if figure else None,
        amount_scope=scope,
        figure_id=figure.figure_id if figure else None,
        specificity=_specificity(item_class, is_counted=figure is not None or quantity is not None),
        announcement_date=dates[0][1] if len(dates) == 1 and reading.status in POSITIVE else article.published_date,
        period_start=period_start,
        period_end=period_end,
        parent_text=parent_text,
        parent_relation=relation,
        announcer_actor_ids=statement.speaker_actor_ids if statement else (),
        cue_text=told.cue.of(document.text),
        cue_start=told.cue.start,
        cue_end=told.cue.end,
        char_start=sentence.span.start,
        char_end=sentence.span.end,
        evidence=words,
        iati_transaction_type=_IATI.get(reading.status) if donor.is_named else None,
        plover_event=_PLOVER.get(reading.status) if donor.is_named else None,
        confidence=0.0,
        rule_id=ECHO + reading.rule if act.is_echo else reading.rule,
    )


@cache
def _support_verbs() -> dict[str, tuple[ItemClass, Sector]]:
    rows = read_rows("support_verbs.csv", ("lemma", "item_class", "sector", "note"))
    return {row.text("lemma"): (row.one_of("item_class", ItemClass), row.one_of("sector", Sector)) for row in rows}


def _told_by_verb(act: Act) -> tuple[ItemClass, Sector] | None:
    """Return what a verb of help gives by itself: "train soldiers" gives training, and the soldiers receive it."""
    if act.cue_class != "support" or (not act.things and reaches_effort(act.core)):
        return None
    return _support_verbs().get(lemma_of(act.core))


def _item_class(act: Act, item: ItemMatch | None, *, has_figure: bool) -> ItemClass:
    told = _told_by_verb(act)
    if told is not None:
        return told[0]
    if item is not None:
        return item.item_class
    if act.is_echo:
        return "other"
    return "financing" if has_figure else "peace_support"


def _sector(act: Act, item: ItemMatch | None, thing: Thing | None, words: str) -> Sector:
    told = _told_by_verb(act)
    if told is not None:
        return told[1]
    return "political" if thing is None else sector_of(item, words)


def _source_basis(actors: Actors, told: _Told, donor: Party) -> SourceBasis:
    statement = told.finding.statement
    if statement is None:
        return "narrator"
    speakers = {actors.country_of(actor_id) for actor_id in statement.speaker_actor_ids} - {None}
    if donor.actor_id in statement.speaker_actor_ids or (donor.iso3 is not None and donor.iso3 in speakers):
        return "self"
    return "other" if told.finding.reading.status in ("requested", "expected") or donor.iso3 else "relayed"


def _specificity(item_class: ItemClass, *, is_counted: bool) -> Specificity:
    if is_counted:
        return "specific"
    return "vague" if item_class in ("peace_support", "security_guarantee", "planning", "other") else "general"


def _cue_span(decided_by: Token) -> Span:
    """Return the deciding word with its auxiliaries."""
    tokens = [decided_by, *syntax.auxiliaries(decided_by)] if syntax.coarse_pos(decided_by) == "verb" else [decided_by]
    return span_of([token for token in tokens if abs(token.i - decided_by.i) <= 4])


def _verb_phrase(act: Act) -> Span:
    tokens = [act.core, *(t for t in act.core.subtree if t.i > act.core.i and t.dep_ != "punct")]
    return span_of(tokens[:6])


def _noun_words(document: Document, thing: Thing) -> str:
    left = min([thing.token.left_edge.idx, thing.span.start])
    return document.text[left : thing.span.end]

"""Read the acts of an article twice: first what each sentence says, then what the article lends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.extract.actors import Actors
from flows.extract.commitments.about import is_about_help
from flows.extract.commitments.acts import Act, find_acts
from flows.extract.commitments.asked import find_requesters
from flows.extract.commitments.by_sentence import by_sentence, statements_over
from flows.extract.commitments.confidence import confidence_of, is_echo
from flows.extract.commitments.counts import are_people, called, find_counts, is_counted
from flows.extract.commitments.donors import find_donors
from flows.extract.commitments.echoes import find_echoes
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.gifts import drop_people_who_flee
from flows.extract.commitments.lists import keep_parts, name_senders, share_out
from flows.extract.commitments.parties import PartyNames
from flows.extract.commitments.recipients import find_recipients
from flows.extract.commitments.rows import build_rows
from flows.extract.commitments.second_reading import SecondReading, Step, finding_of, read_again
from flows.extract.commitments.status import read_status
from flows.extract.commitments.support import objection
from flows.extract.commitments.things import find_things
from flows.extract.commitments.topic import Topic
from flows.extract.commitments.unlisted import find_unlisted
from flows.extract.commitments.weighed_receivers import weigh_receivers
from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.commitment_words import words
from flows.reference.items import ItemMatch
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.statements import Statement
from flows.text.document import Document, SentenceView

# Rows of the rules with less confidence are wrong in four cases of five.
_DOUBTFUL = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one act: its rows, or why it gives none."""

    act: Act
    finding: Finding | None
    rows: tuple[Commitment, ...]
    objection: str | None


@dataclass(frozen=True, slots=True)
class FirstReading:
    """What the rules find in an article, before the second reading."""

    verdicts: list[Verdict]
    topic: Topic
    names: PartyNames


def find_commitments(
    document: Document,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
    quantities: Sequence[Quantity],
) -> tuple[Commitment, ...]:
    """Find the commitment mentions of an article, in reading order.

    One row is one donor x act x item in one sentence (DATA_MODEL.md, 2.2); ids follow section 0, 5.
    """
    rows: dict[str, Commitment] = {}
    for verdict in judge_acts(document, actors, statements, figures, quantities):
        for row in verdict.rows:
            rows.setdefault(row.commitment_id, row)
    kept = _without_asides(_told_once(list(rows.values())))
    return tuple(sorted(kept, key=lambda row: (row.char_start, row.cue_start, row.commitment_id)))


def _told_once(rows: Sequence[Commitment]) -> list[Commitment]:
    """Keep one row where a sentence tells an act twice, in the narrator's words and in the speaker's."""
    best: dict[tuple[object, ...], Commitment] = {}
    for row in rows:
        is_counted = row.figure_id is not None or row.quantity_id is not None
        told = (row.sentence_id, row.donor_iso3 or row.donor_actor_id or row.donor_text, row.status, row.item_class)
        key = (row.commitment_id,) if is_counted else (*told, row.recipient_iso3, row.conditional)
        earlier = best.get(key)
        if earlier is None or _worth(row) > _worth(earlier):
            best[key] = row
    return list(best.values())


def _without_asides(rows: Sequence[Commitment]) -> list[Commitment]:
    """Drop what names no thing, or only parts of one, where its sentence tells the same of the same donor in full."""
    full = {_giver_and_status(row) for row in rows if not _is_aside(row)}
    kept = [row for row in rows if not _is_aside(row) or _giver_and_status(row) not in full]
    refused = {_giver_and_status(row) for row in kept if row.status == "denied"}
    return [
        row for row in kept if not (_withholds(row) and _giver_and_status(replace(row, status="denied")) in refused)
    ]


def _withholds(row: Commitment) -> bool:
    """Tell whether a row only repeats a refusal: "rejected the request, saying it was withholding the money"."""
    is_vague = row.item_text is not None and row.item_text.lower() in words("vague_thing")
    return row.status == "withdrawn" and row.figure_id is None and is_vague


def _is_aside(row: Commitment) -> bool:
    is_uncounted = row.figure_id is None and row.quantity_id is None
    return is_echo(row) or (row.rule_id == "core.include" and is_uncounted)


def _giver_and_status(row: Commitment) -> tuple[str | None, ...]:
    return row.sentence_id, row.donor_iso3 or row.donor_actor_id or row.donor_text, row.status


def _worth(row: Commitment) -> tuple[bool, float]:
    return row.recipient_basis == "explicit", row.confidence


def judge_acts(
    document: Document,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
    quantities: Sequence[Quantity],
) -> list[Verdict]:
    """Return every act of support that the sentences seem to tell, with its rows or with why it gives none."""
    verdicts = both_readings(document, actors, statements, figures, quantities)
    weighed = weigh_receivers(document, actors, [verdict.rows for verdict in verdicts])
    return [replace(verdict, rows=rows) for verdict, rows in zip(verdicts, weighed, strict=True)]


def both_readings(
    document: Document,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
    quantities: Sequence[Quantity],
) -> list[Verdict]:
    """Return the verdicts of the rules and of the second reading, before the receivers are weighed."""
    first = first_reading(document, actors, statements, figures, quantities)
    rows = [row for verdict in first.verdicts for row in verdict.rows]
    second = read_again(document, actors, statements, figures, rows)
    verdicts = [_rated(verdict, second) for verdict in first.verdicts]
    statements_of = statements_over(document, statements)
    return verdicts + [_learned(document, actors, statements_of, first, step) for step in second.steps]


def first_reading(
    document: Document,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
    quantities: Sequence[Quantity],
) -> FirstReading:
    """Return what the rules say of every act, and what they learnt of the article."""
    names = PartyNames(document, actors, figures)
    read, judged = _read(document, names, actors, statements, figures)
    findings = [entry for entry in read if isinstance(entry, Finding)]
    topic = Topic(document, actors, findings, judged, figures)
    verdicts = []
    for entry in read:
        if isinstance(entry, Act):
            verdicts.append(Verdict(entry, None, (), "its words promise nothing"))
            continue
        finding = topic.complete(entry)
        if finding is None:
            verdicts.append(Verdict(entry.act, entry, (), "giver and beneficiary are the same"))
            continue
        reason = objection(finding)
        rows = () if reason else tuple(build_rows(document, actors, finding, quantities))
        verdicts.append(Verdict(finding.act, finding, rows, reason))
    return FirstReading(verdicts, topic, names)


def _rated(verdict: Verdict, second: SecondReading) -> Verdict:
    """Give each row of the rules its confidence, and drop those that all clues speak against."""
    rated = [replace(row, confidence=confidence_of(row, second.likelihoods_of(row))) for row in verdict.rows]
    kept = tuple(row for row in rated if row.confidence >= _DOUBTFUL)
    if rated and not kept:
        return replace(verdict, rows=(), objection="all clues around it speak against it")
    return replace(verdict, rows=kept)


def _learned(
    document: Document,
    actors: Actors,
    statements_of: Mapping[str, Sequence[Statement]],
    first: FirstReading,
    step: Step,
) -> Verdict:
    """Return the verdict on what the second reading finds likely; its receiver is the one that the article lends."""
    told = finding_of(document, step)
    told.statement = _statement_of(told.act, statements_of)
    told.recipients = find_recipients(first.names, told.act, told.donors)
    finding = first.topic.complete(told)
    if finding is None:
        return Verdict(told.act, told, (), "giver and beneficiary are the same")
    rows = build_rows(document, actors, replace(finding, donors=told.donors), ())
    return Verdict(told.act, finding, tuple(replace(row, confidence=step.confidence) for row in rows), None)


def _read(
    document: Document,
    names: PartyNames,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
) -> tuple[list[Finding | Act], list[tuple[Finding, str | None]]]:
    """Read the acts that are told in full and, only in an article about help, those that are told in short.

    The second list has the findings of the former alone, each with the objection to it.
    """
    figures_of, statements_of = by_sentence(figures), statements_over(document, statements)
    told = list(_acts_in_full(document, names, figures_of))
    read = [[_finding(document, names, act, statements_of) for act in acts] for _, acts in told]
    judged = [(entry, objection(entry)) for entries in read for entry in entries if isinstance(entry, Finding)]
    if is_about_help(document, actors, judged):
        cues = load_commitment_cues()
        for (sentence, acts), entries in zip(told, read, strict=True):
            acts += find_unlisted(document, sentence, acts, figures_of[sentence.sentence_id], cues)
            short = [act for act in acts if act.is_unlisted] + find_echoes(document, sentence, acts, cues)
            entries += [_finding(document, names, act, statements_of) for act in short]
    return [entry for entries in read for entry in entries], judged


def _acts_in_full(
    document: Document, names: PartyNames, figures_of: Mapping[str, Sequence[FinancialFigure]]
) -> Iterator[tuple[SentenceView, list[Act]]]:
    """Yield each sentence with the acts that name their things, or only count those of an earlier sentence."""
    cues = load_commitment_cues()
    last_item: ItemMatch | None = None
    for sentence in document.sentences:
        figures = figures_of[sentence.sentence_id]
        things = find_things(document, sentence, figures)
        if last_item is not None:
            counts = find_counts(document, sentence, things, figures)
            is_staff = last_item.item_class == "personnel"
            things += [called(count, last_item) for count in counts if is_staff or not are_people(count.token)]
        last_item = next((thing.item for thing in reversed(things) if is_counted(thing.item)), last_item)
        acts = share_out(document, names, keep_parts(document, find_acts(document, sentence, things, cues)))
        name_senders(names, acts)
        yield sentence, acts


def _finding(
    document: Document, names: PartyNames, act: Act, statements_of: Mapping[str, Sequence[Statement]]
) -> Finding | Act:
    """Read one act; return it as it is where its words promise nothing."""
    title = document.article.title_span
    drop_people_who_flee(act)
    reading = read_status(act, is_headline=title is not None and title.overlaps(act.sentence.span))
    if reading is None:
        return act
    statement = _statement_of(act, statements_of)
    asking = find_requesters(act) if reading.status == "requested" else []
    if names.are_public(asking) or (reading.status == "requested" and names.is_said_by_public_body(statement)):
        reading = replace(reading, is_appeal=True)
    donors = find_donors(names, act, reading, statement)
    recipients = find_recipients(names, act, donors)
    own = {id(thing): names.at(thing.party) for thing in act.things if thing.party is not None}
    return Finding(act, reading, donors, recipients, statement, own, names.named(asking))


def _statement_of(act: Act, statements_of: Mapping[str, Sequence[Statement]]) -> Statement | None:
    """Return the innermost statement whose content holds the act, or whose cue is the act itself."""
    core = act.core.idx
    holding = [
        statement
        for statement in statements_of.get(act.sentence.sentence_id, ())
        if any(span.start <= core < span.end for span in (*statement.content_spans, *statement.cue_spans))
    ]
    return min(holding, key=lambda statement: statement.char_end - statement.char_start, default=None)

"""Who the speaker and the person addressed are, and on which day it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import Reading
from flows.extract.statements.speakers import speaker_spans
from flows.reference.dates import find_dates
from flows.reference.speaking_documents import load_speaking_documents
from flows.reference.written_dates import WEEKDAYS
from flows.schema.actors import ActorMention, ArticleActor
from flows.schema.span import Span
from flows.schema.statements import Statement

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "that"})
_FIRST_PERSON = frozenset({"i", "we"})
_HEAD_CHARS = 300
_TIME_WORDS = frozenset(day.lower() for day in WEEKDAYS) | {"today", "yesterday", "tonight", "ago", "last", "earlier"}
_MONTHS = frozenset(
    {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"}
)


class Resolver(Protocol):
    """What the statement rules ask of the actors of an article."""

    @property
    def by_id(self) -> dict[str, ArticleActor]:
        """Return the actors by id."""

    def best_for(self, span: Span) -> tuple[str, ...]:
        """Return the ids of the actors that a noun phrase denotes."""

    def within(self, span: Span) -> list[ActorMention]:
        """Return the mentions that begin inside the span."""


def speakers_of(
    reading: Reading, cue: Cue | None, speaker: int | None, actors: Resolver, before: Sequence[Statement]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return where the speakers are named and their actor ids.

    Words that continue without a cue keep the speaker of the statement before, as does a pronoun or a document
    ("the statement added") that nothing else tells apart.
    """
    last = before[-1] if before else None
    if speaker is None:
        return (last.speaker_spans, last.speaker_actor_ids) if cue is None and last is not None else ((), ())
    spans = speaker_spans(reading, speaker, cue.token if cue else None)
    is_document = reading.syntax.lower[speaker] in load_speaking_documents()
    ids: list[str] = []
    for span in spans:
        found = _issuer(actors, span) if is_document else actors.best_for(span)
        ids += [i for i in found if i not in ids]
    if not ids and reading.syntax.lower[speaker] in _FIRST_PERSON:
        return spans, _author(reading, actors)
    if not ids and is_document:
        return spans, _issuer_before(reading, reading.syntax.lower[speaker], spans[0].start, actors, before)
    if not ids and last is not None and reading.syntax.lower[speaker] in _PRONOUNS:
        return spans, last.speaker_actor_ids
    return spans, tuple(ids)


def _author(reading: Reading, actors: Resolver) -> tuple[str, ...]:
    """Return who writes in the first person: the person named in the title or the first lines of the text."""
    title = reading.document.article.title_span
    head = Span(0, max(_HEAD_CHARS, title.end if title else 0))
    people = [m.actor_id for m in actors.within(head) if actors.by_id[m.actor_id].actor_type == "person"]
    return tuple(people[:1])


def _issuer_before(
    reading: Reading, noun: str, start: int, actors: Resolver, before: Sequence[Statement]
) -> tuple[str, ...]:
    """Return who issued a document that is only called by its noun: told before, or named in the sentence before."""
    for statement in reversed(before):
        if statement.speaker_text and noun in statement.speaker_text.lower() and statement.speaker_actor_ids:
            return statement.speaker_actor_ids
    if before:
        return before[-1].speaker_actor_ids
    sentence = reading.document.sentence_at(start)
    if sentence is None or sentence.index == 0:
        return ()
    named = actors.within(reading.document.sentences[sentence.index - 1].span)
    return tuple(m.actor_id for m in named if actors.by_id[m.actor_id].actor_type != "country")[:1]


def _issuer(actors: Resolver, span: Span) -> tuple[str, ...]:
    """Return who issued a document: the person or body named in its noun phrase."""
    named = [m.actor_id for m in actors.within(span) if actors.by_id[m.actor_id].actor_type != "country"]
    return tuple(named[:1]) or actors.best_for(span)


def addressee_of(reading: Reading, cue: Cue | None, actors: Resolver) -> tuple[Span | None, tuple[str, ...]]:
    """Return who is spoken to (`told reporters`) and the actor ids; None where the text does not say."""
    if cue is None or "addressee" not in cue.verb.takes:
        return None, ()
    syntax = reading.syntax
    obj = syntax.child(cue.token, "dative", "dobj", "nsubjpass")
    if obj is not None and syntax.lower[obj] == "to":
        obj = syntax.child(obj, "pobj")
    if obj is None or reading.quote_of[obj] != cue.quote or not syntax.tag[obj].startswith(("NN", "PRP")):
        return None, ()
    span = speaker_spans(reading, obj, None)[0]
    return span, actors.best_for(span)


def stated_date_of(reading: Reading, cue: Cue | None, content: Sequence[Span]) -> date | None:
    """Return the day on which it was said: a day named beside the cue, else the article's date."""
    published = reading.document.article.published_date
    if published is None or cue is None:
        return published
    sentence = reading.sentence_of(cue.token)
    if sentence is None:
        return published
    free = [
        token
        for token in range(sentence.token_start, sentence.token_end)
        if reading.syntax.lower[token] in _TIME_WORDS or reading.syntax.lower[token] in _MONTHS
    ]
    start, end = reading.syntax.start, reading.syntax.end
    free = [t for t in free if not any(span.start <= start[t] < span.end for span in content)]
    if not free:
        return published
    nearest = min(free, key=lambda token: abs(token - cue.token))
    window = Span(max(sentence.span.start, start[nearest] - 20), min(sentence.span.end, end[nearest] + 20))
    days = [
        day for span, day in find_dates(reading.text, *window, published) if span.start <= start[nearest] < span.end
    ]
    return days[0] if days else published

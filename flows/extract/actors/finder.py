"""Find every actor of an article with all its mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.extract.actors.described_people import note_counterpart, note_title, title_ending_at
from flows.extract.actors.drafts import Book, Mention, actor_id_of
from flows.extract.actors.gazetteer import find_names
from flows.extract.actors.groups import note_group, note_pair, note_those_willing
from flows.extract.actors.home import complete_countries
from flows.extract.actors.institutions import note_institution
from flows.extract.actors.known_names import note_known_names
from flows.extract.actors.listing import listed_drafts
from flows.extract.actors.model_names import note_model_names
from flows.extract.actors.people import note_people
from flows.extract.actors.phrases import phrase_of
from flows.extract.actors.pronouns import FIRST_PERSON, Pronouns
from flows.extract.actors.titles import NameIndex
from flows.reference.institutions import institution_nouns
from flows.reference.roles import group_nouns
from flows.schema.actors import ActorMention, ArticleActor
from flows.schema.columns import ActorType
from flows.schema.span import Span
from flows.text.document import Document, Token


@dataclass(frozen=True)
class Actors:
    """The actors of one article and their mentions; mentions stand in reading order.

    Every actor that the text names is here; `own_ids` are those that act by themselves. A country that only tells
    where a thing is from is none of them, but may be a donor all the same: `taking_part` keeps it then. The country of
    `guessed_ids` is only what the article as a whole suggests; `known_ids` are those that the vocabularies name.
    """

    document: Document
    rows: tuple[ArticleActor, ...]
    mentions: tuple[ActorMention, ...]
    own_ids: frozenset[str]
    guessed_ids: frozenset[str] = frozenset()
    known_ids: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, ArticleActor]:
        """Return the actors by id."""
        return {row.actor_id: row for row in self.rows}

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.char_start for mention in self.mentions]

    def taking_part(self, others: Collection[str]) -> Actors:
        """Return the actors worth a row: those that act by themselves, and the `others` that other rows refer to."""
        kept = self.own_ids.union(others)
        return Actors(
            self.document,
            tuple(row for row in self.rows if row.actor_id in kept),
            tuple(mention for mention in self.mentions if mention.actor_id in kept),
            self.own_ids,
            self.guessed_ids & kept,
            self.known_ids & kept,
        )

    def within(self, span: Span) -> list[ActorMention]:
        """Return the mentions that begin inside the span, in reading order."""
        return list(self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])

    def country_of(self, actor_id: str) -> str | None:
        """Return the ISO3 code of an actor's state; None where it has none."""
        return self.by_id[actor_id].country_iso3

    def best_for(self, span: Span) -> tuple[str, ...]:
        """Return the actors that a noun phrase means: its head's, all where the phrase joins several by "and"."""
        begun = self.within(span)
        mentions = [mention for mention in begun if mention.char_end <= span.end] or begun
        if not mentions:
            return self._covering(span)
        tokens = self.document.tokens_in(span)
        if len(tokens) == 0:
            return ()
        root = tokens.root
        heads = [root, *(token for token in root.conjuncts if span.start <= token.idx < span.end)]
        ids: list[str] = []
        for head in heads:
            ids += [i for i in self._at(mentions, head.idx, head.idx + len(head)) if i not in ids]
        if ids:
            return tuple(ids)
        persons = [m for m in mentions if self.by_id[m.actor_id].actor_type == "person" and m.mention_type == "named"]
        last = persons[-1] if persons else mentions[-1]
        return tuple(m.actor_id for m in mentions if m.char_start == last.char_start and m.char_end == last.char_end)

    @property
    def topic_country(self) -> str | None:
        """Return the country that the article mentions most, or None."""
        ranked = self.countries_by_prominence
        return ranked[0] if ranked else None

    @cached_property
    def countries_by_prominence(self) -> tuple[str, ...]:
        """Return the ISO3 codes of the countries by number of mentions, the earliest named first of equals."""
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            row = self.by_id[mention.actor_id]
            if row.actor_type == "country" and row.country_iso3 is not None:
                counts[row.country_iso3] += 1
        return tuple(iso3 for iso3, _ in counts.most_common())

    def _covering(self, span: Span) -> tuple[str, ...]:
        earlier = self.mentions[: bisect_left(self._starts, span.start)]
        return tuple(m.actor_id for m in earlier[-6:] if m.char_end >= span.end)

    def _at(self, mentions: Sequence[ActorMention], start: int, end: int) -> list[str]:
        covering = [m for m in mentions if m.char_start <= start and end <= m.char_end]
        if not covering:
            return []
        longest = max(m.char_end - m.char_start for m in covering)
        return [m.actor_id for m in covering if m.char_end - m.char_start == longest]


def find_actors(document: Document) -> Actors:
    """Find the actors of an article that speak, give, receive, are asked or act, with their mentions."""
    book = Book(document)
    names = NameIndex(document.text, tuple(find_names(document.text)))
    note_people(book, names)
    note_known_names(book, names)
    note_model_names(book, names)
    complete_countries(book)
    _note_described(book, names)
    complete_countries(book)
    return _rows(book)


def _note_described(book: Book, names: NameIndex) -> None:
    """Note descriptions and pronouns in reading order, since each may lean on what stands before it."""
    pronouns = Pronouns(book)
    named = list(book.mentions)
    n_heard = 0
    first_person = []
    for token in book.nouns_and_pronouns:
        while n_heard < len(named) and named[n_heard].span.start <= token.idx:
            pronouns.note_speech(named[n_heard])
            n_heard += 1
        if token.lower_ == "those":
            note_those_willing(book, token)
            mention = None
        elif token.tag_[:3] == "PRP":
            mention = pronouns.resolve(token)
            if token.lower_ in FIRST_PERSON:
                first_person.append(token)
        else:
            mention = _note_description(book, names, token)
        if mention is not None:
            pronouns.note_speech(mention)
    for token in first_person:
        pronouns.resolve_first_person(token)


def _note_description(book: Book, names: NameIndex, token: Token) -> Mention | None:
    """Note the described actor whose head noun a token is, if it is one."""
    lower = token.lower_
    is_plural = token.tag_ in ("NNS", "NNPS")
    body = institution_nouns().get(lower)
    noun = group_nouns().get(lower)
    if noun is not None and is_plural == (noun.kind == "collective"):
        noun = None
    title = None if is_plural else title_ending_at(token)
    if not (lower in _PAIRS or lower == "counterpart" or body or noun or title):
        return None
    if book.covers(Span(token.idx, token.idx + len(token))):
        return None
    n_mentions = len(book.mentions)
    phrase = phrase_of(book.document, token)
    if lower in _PAIRS:
        note_pair(book, phrase)
    elif lower == "counterpart":
        note_counterpart(book, names, phrase)
    elif body:
        note_institution(book, names, phrase, body)
    elif noun:
        note_group(book, names, phrase, noun)
    elif title:
        note_title(book, names, phrase, title)
    if len(book.mentions) == n_mentions:
        return None
    return next(m for m in book.between(phrase.span.start, phrase.span.start + 1) if m.span == phrase.span)


def _rows(book: Book) -> Actors:
    document = book.document
    article_id = document.article.article_id
    _name_as_in_text(book)
    ids: dict[int, str] = {}
    rows: dict[str, ArticleActor] = {}
    mentioned = {id(draft): draft for mention in book.mentions for draft in mention.drafts}
    for draft in sorted(mentioned.values(), key=lambda draft: _ORDER.index(draft.actor_type)):
        actor_id = actor_id_of(article_id, draft.name, draft.actor_type)
        ids[id(draft)] = actor_id
        row = ArticleActor(article_id, actor_id, draft.actor_type, draft.name, draft.iso3, draft.role, draft.is_named)
        rows.setdefault(actor_id, row)
    mentions = []
    for mention in book.mentions:
        sentence = document.sentence_at(mention.span.start)
        if sentence is None:
            continue
        start, end = mention.span.start, mention.span.end
        text = document.text[start:end]
        for draft in mention.drafts:
            if id(draft) in ids:
                row_of = (article_id, sentence.sentence_id, ids[id(draft)], start, end, text)
                mentions.append(ActorMention(*row_of, mention.mention_type, mention.method))
    own = frozenset(ids[id(draft)] for draft in listed_drafts(book))
    guessed = frozenset(ids[i] for i, draft in mentioned.items() if draft.is_guessed)
    known = frozenset(ids[i] for i, draft in mentioned.items() if draft.is_known)
    return Actors(document, tuple(rows.values()), tuple(mentions), own, guessed, known)


def _name_as_in_text(book: Book) -> None:
    """Name known organisations by the fullest name that the article uses."""
    fullest: dict[int, str] = {}
    for mention in book.mentions:
        draft = mention.drafts[0]
        if draft.is_known and mention.mention_type == "named":
            text = " ".join(book.document.text[mention.span.start : mention.span.end].split())
            known = fullest.get(id(draft), "")
            if (len(text), not text.isupper()) > (len(known), not known.isupper()):
                fullest[id(draft)] = text
    for draft in book.drafts:
        draft.name = fullest.get(id(draft), draft.name)


_ORDER: tuple[ActorType, ...] = ("person", "country", "bloc", "organisation", "group")
_PAIRS = frozenset({"pair", "duo"})

"""Find every actor of an article with all its mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.extract.actors.agency import takes_part
from flows.extract.actors.described import describe_at
from flows.extract.actors.drafts import Book, Draft, actor_id_of
from flows.extract.actors.gazetteer import find_names
from flows.extract.actors.institutions import note_model_names, note_names
from flows.extract.actors.people import find_people
from flows.extract.actors.pronouns import Pronouns
from flows.extract.actors.titles import NameIndex
from flows.schema.actors import ActorMention, ArticleActor
from flows.schema.span import Span
from flows.text.document import Document


@dataclass(frozen=True)
class Actors:
    """The actors of one article and their mentions; mentions stand in reading order."""

    document: Document
    rows: tuple[ArticleActor, ...]
    mentions: tuple[ActorMention, ...]

    @cached_property
    def by_id(self) -> dict[str, ArticleActor]:
        """Return the actors by id."""
        return {row.actor_id: row for row in self.rows}

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.char_start for mention in self.mentions]

    def within(self, span: Span) -> list[ActorMention]:
        """Return the mentions that begin inside the span, in reading order."""
        return list(self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])

    def country_of(self, actor_id: str) -> str | None:
        """Return the ISO3 code of an actor's state; None where it has none."""
        return self.by_id[actor_id].country_iso3

    def best_for(self, span: Span) -> tuple[str, ...]:
        """Return the actors that a noun phrase means: its head's, all where the phrase joins several by "and"."""
        mentions = self.within(span)
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
    names = NameIndex(tuple(find_names(document.text)))
    find_people(book, names)
    note_names(book, names)
    note_model_names(book, names)
    pronouns = Pronouns(book)
    pending = list(book.mentions)
    for token in document.doc:
        while pending and pending[0].span.start <= token.idx:
            pronouns.note_speech(pending.pop(0))
        if token.tag_ in ("PRP", "PRP$"):
            mention = pronouns.resolve(token)
            if mention is not None:
                pronouns.note_speech(mention)
        elif token.tag_[:2] == "NN":
            n_before = len(book.mentions)
            describe_at(book, names, token)
            if len(book.mentions) > n_before:
                for mention in book.between(max(0, token.idx - 100), token.idx + 1):
                    if mention.head == token:
                        pronouns.note_speech(mention)
    return _rows(book)


def _rows(book: Book) -> Actors:
    document = book.document
    article_id = document.article.article_id
    listed = _listed(book)
    ids: dict[int, str] = {}
    rows: dict[str, ArticleActor] = {}
    for draft in listed:
        actor_id = actor_id_of(article_id, draft.name, draft.actor_type)
        ids[id(draft)] = actor_id
        rows.setdefault(
            actor_id,
            ArticleActor(article_id, actor_id, draft.actor_type, draft.name, draft.iso3, draft.role, draft.is_named),
        )
    mentions = []
    for mention in book.mentions:
        sentence = document.sentence_at(mention.span.start)
        if sentence is None:
            continue
        start, end = mention.span.start, mention.span.end
        for draft in mention.drafts:
            if id(draft) in ids:
                mentions.append(
                    ActorMention(
                        article_id, sentence.sentence_id, ids[id(draft)], start, end, document.text[start:end],
                        mention.mention_type, mention.method,
                    )
                )  # fmt: skip
    return Actors(document, tuple(rows.values()), tuple(mentions))


def _listed(book: Book) -> list[Draft]:
    """Return the drafts worth a row: what is named, and described groups and persons that take part in something."""
    seen: dict[int, Draft] = {}
    acting: set[int] = set()
    for mention in book.mentions:
        for draft in mention.drafts:
            seen.setdefault(id(draft), draft)
            if mention.mention_type == "pronoun" or takes_part(mention.head):
                acting.add(id(draft))
    return [draft for key, draft in seen.items() if draft.is_named or key in acting]

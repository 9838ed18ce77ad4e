"""Note what the vocabularies name: countries, organisations, regions, and places that mean a government."""

from __future__ import annotations

from flows.extract.actors.agency import is_agent, is_place, is_subject
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.titles import NameIndex
from flows.reference.organisations import Metonym, metonym_contexts, metonyms, organisations, regions
from flows.schema.span import Span
from flows.text.document import Token

_VERB_TAGS = ("VB", "VBP", "VBZ", "VBD")


def note_known_names(book: Book, names: NameIndex) -> None:
    """Note every name of the gazetteer that is no part of another name; places only where a government acts."""
    document = book.document
    dateline = document.article.dateline_span
    for name in names.names:
        span = Span(name.start, name.end)
        if name.kind in ("trap", "leader") or document.sentence_at(name.start) is None or book.covers(span):
            continue
        if dateline is not None and dateline.start <= name.start < dateline.end:
            continue
        token = document.token_at(name.end - 1)
        if token is None or _is_somebodys_name(book, name):
            continue
        if person := _person_of_that_name(book, name, token):
            book.mention(span, (person,), "named", "given_name")
            continue
        _note(book, span, token, name)


def _note(book: Book, span: Span, token: Token, name: Name) -> None:
    if name.kind == "country":
        country = (book.country(name.key),)
        book.mention(span, country, "adjectival" if _is_adjectival(token) else "named", "gazetteer")
    elif name.kind == "demonym":
        if not (token.tag_ in _VERB_TAGS and token.is_sent_start):  # "Polish the car"
            book.mention(span, (book.country(name.key),), "adjectival", "gazetteer")
    elif name.kind == "region":
        if not _is_adjectival(token):
            book.mention(span, (book.group(regions()[name.key].name, is_named=True),), "named", "gazetteer")
    elif name.kind == "organisation":
        _note_organisation(book, span, token, name)
    elif name.kind != "region_adjective":
        _note_metonym(book, span, token, name)


def _note_organisation(book: Book, span: Span, token: Token, name: Name) -> None:
    organisation = organisations()[name.key]
    if not organisation.is_seat:
        book.mention(span, (book.organisation(organisation),), "named", "gazetteer")
    elif not is_place(token):
        book.mention(span, (book.organisation(organisation),), "metonym", "gazetteer")


def _note_metonym(book: Book, span: Span, token: Token, name: Name) -> None:
    if not is_agent(token):
        return
    metonym = _meant_by(book, token, name)
    if metonym.organisation is not None:
        draft = book.organisation(organisations()[metonym.organisation])
    elif metonym.iso3 is not None:
        draft = book.country(metonym.iso3)
    else:
        return
    book.mention(span, (draft,), "metonym", "agent_of_clause")


def _meant_by(book: Book, token: Token, name: Name) -> Metonym:
    """Return what a place means in its sentence ("Brussels" is NATO beside "allies", Belgium beside "Belgian")."""
    sentence = book.document.sentence_at(token.idx)
    if name.key in metonym_contexts() and sentence is not None:
        words = {word.text for word in book.document.tokens_of(sentence)}
        for context, meant in metonym_contexts()[name.key]:
            if words & context:
                return meant
    return metonyms()[name.key]


def _is_adjectival(token: Token) -> bool:
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def _is_somebodys_name(book: Book, name: Name) -> bool:
    """Tell whether a place's name is part of a person's, as in "Georgia Smith" or "Michael Jordan"."""
    if name.kind not in ("country", "capital", "seat"):
        return False
    tokens = book.document.tokens_in(Span(name.start, name.end))
    if len(tokens) == 0:
        return False
    first, last = tokens[0], tokens[-1]
    if first.ent_type_ != "PERSON":
        return False
    around = [first.nbor(-1)] if first.i else []
    around += [last.nbor(1)] if last.i + 1 < len(last.doc) else []
    return any(other.ent_type_ == "PERSON" and other.text[:1].isupper() for other in around)


def _person_of_that_name(book: Book, name: Name, token: Token) -> Draft | None:
    """Return the person with that given name where it stands as a subject ("Chad said")."""
    if name.kind != "country" or not is_subject(token):
        return None
    given = book.document.text[name.start : name.end]
    for draft in book.drafts:
        if draft.actor_type == "person" and draft.name.split()[0] == given and " " in draft.name:
            return draft
    return None

"""Note institutions: "the German government", "the ministry", "Kenya's parliament", "the country", "the agency"."""

from __future__ import annotations

from flows.extract.actors.agency import is_subject, takes_part
from flows.extract.actors.belonging import belonging, complement, latest_country, subject_country, topic_country
from flows.extract.actors.described_people import name_of
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.phrases import Phrase
from flows.extract.actors.titles import NameIndex
from flows.reference.institutions import InstitutionKind

_MAX_WORDS = 2
_OWN = frozenset({"my", "our", "your"})


def note_institution(book: Book, names: NameIndex, phrase: Phrase, kind: InstitutionKind) -> None:
    """Note what a noun for an institution means: a state, its government, a body of it, or an organisation."""
    if phrase.head.dep_ in ("compound", "nmod") and phrase.head.head.i > phrase.head.i:
        return
    if kind == "body":
        _note_organisation(book, phrase)
    elif not phrase.is_indefinite:
        inside = names.between(phrase.span.start, phrase.span.end)
        iso3, organisation = belonging(inside, complement(names, phrase.head))
        if organisation is not None and organisation.actor_type != "bloc":
            return
        if kind == "state":
            _note_state(book, phrase, iso3)
        else:
            _note_body_of_state(book, phrase, kind, iso3)


def _note_state(book: Book, phrase: Phrase, iso3: str | None) -> None:
    """Note "the country" as the country named last."""
    if iso3 is None and phrase.first.lower_ in ("the", "this") and phrase.head.i - phrase.first.i == 1:
        iso3 = latest_country(book, phrase.span.start)
        if iso3 is not None:
            book.mention(phrase.span, (book.country(iso3),), "nominal", "latest_country")


def _note_body_of_state(book: Book, phrase: Phrase, kind: InstitutionKind, iso3: str | None) -> None:
    how = "named_country"
    if iso3 is None:
        # "the Merkel government", "the Trump administration"
        inside = book.between(phrase.span.start, phrase.span.end)
        iso3 = next((mention.drafts[0].iso3 for mention in inside if mention.drafts[0].iso3), None)
    if iso3 is None:
        if not phrase.is_definite or phrase.determiner in _OWN:
            return
        iso3 = subject_country(book, phrase.span.start) if phrase.determiner == "its" else None
        how = "its_country" if iso3 else "topic_country"
        iso3 = iso3 or topic_country(book, phrase.span.start) or topic_country(book)
    if kind == "government":
        if iso3 is not None and (how == "named_country" or is_subject(phrase.head)):
            book.mention(phrase.span, (book.country(iso3),), "nominal", f"government_of_{how}")
    elif takes_part(phrase.head):
        draft = (_latest_body(book, phrase) if how == "topic_country" else None) or _body(book, phrase, iso3)
        book.mention(phrase.span, (draft,), "nominal", f"institution_of_{how}")


def _note_organisation(book: Book, phrase: Phrase) -> None:
    """Note "the agency" as the organisation last named, one with that word in its name before any other."""
    if phrase.first.lower_ not in ("the", "this") or phrase.head.i - phrase.first.i > _MAX_WORDS:
        return
    word = phrase.head.lower_
    earlier = [m.drafts[0] for m in reversed(book.before(phrase.span.start)) if len(m.drafts) == 1]
    bodies = [draft for draft in earlier if draft.actor_type in ("organisation", "bloc")]
    alike = [draft for draft in bodies if word in draft.name.lower().split()]
    if alike or (bodies and is_subject(phrase.head)):
        book.mention(phrase.span, ((alike or bodies)[0],), "nominal", "latest_organisation")


def _latest_body(book: Book, phrase: Phrase) -> Draft | None:
    """Return the organisation last named whose name ends with the phrase's head ("the ministry")."""
    for mention in reversed(book.before(phrase.span.start)):
        draft = mention.drafts[0]
        if draft.actor_type == "organisation" and draft.name.lower().endswith(phrase.head.lower_):
            return draft
    return None


def _body(book: Book, phrase: Phrase, iso3: str | None) -> Draft:
    name = name_of(book, phrase)
    for draft in book.drafts:
        if draft.actor_type == "organisation" and draft.name.lower() == name.lower():
            return draft
    return book.add(Draft("organisation", name, iso3))

"""Merge the ways in which one article names a person: full name, surname, honorific, spelling variants."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.person_names import (
    BRITISH_TITLES,
    HONORIFICS,
    PersonName,
    find_person_names,
    spelling_key,
    split_suffix,
)
from flows.extract.actors.titles import NameIndex
from flows.reference.name_words import common_surnames
from flows.reference.offices import Term, terms
from flows.reference.roles import given_names
from flows.schema.columns import Role
from flows.schema.span import Span

_ROLE_OF_OFFICE: dict[str, Role] = {
    "head_of_state": "head_of_state",
    "head_of_government": "head_of_government",
    "vice_president": "official",
}


_LEADING = ("head_of_state", "head_of_government")


@dataclass(slots=True)
class _Person:
    words: tuple[str, ...]
    draft: Draft
    given: str | None
    suffix: str | None
    keys: set[str] = field(default_factory=set)


def note_people(book: Book, names: NameIndex) -> None:
    """Note the persons whom the article names, with every mention by name.

    Full names come first, so that a bare surname finds the person who bears it wherever the full name stands.
    """
    found = find_person_names(book, names)
    persons: list[_Person] = []
    for name in sorted(found, key=lambda name: len(name.words) == 1):
        _note(book, persons, name)
    _note_bare_surnames(book, persons)


def _note(book: Book, persons: list[_Person], name: PersonName) -> None:
    person = _match(persons, name.words)
    if person is None:
        person = _new_person(book, name)
        if person is None:
            return
        persons.append(person)
    elif len(name.words) > len(person.words) or person.draft.name.isupper():
        _rename(person, name.words)
    _describe(book, person, name)
    book.mention(name.span, (person.draft,), "named", name.method)


def _match(persons: list[_Person], words: tuple[str, ...]) -> _Person | None:
    """Return the person already named so: same surname, no clash of given names or "Jr."; the latest of several."""
    words, suffix = split_suffix(words)
    last = spelling_key(words[-1])
    for person in reversed(persons):
        if len(words) == 1:
            if last in person.keys:
                return person
            continue
        if (suffix == "jr") != (person.suffix == "jr"):
            continue
        same_surname = last == spelling_key(person.words[-1])
        if same_surname and (person.given is None or _same_given(person.given, words[0])):
            return person
    return None


def _same_given(one: str, other: str) -> bool:
    a, b = spelling_key(one.rstrip(".")), spelling_key(other.rstrip("."))
    return a == b or (min(len(a), len(b)) <= 2 and a[:1] == b[:1]) or (a[:4] == b[:4] and min(len(a), len(b)) > 3)


def _new_person(book: Book, name: PersonName) -> _Person | None:
    """Return a new person; a lone word needs a title, a known leader of that name, or a place as subject."""
    if len(name.words) == 1 and not name.is_introduced and _term_of(book, name) is None:
        token = book.document.token_at(name.span.start)
        if token is None or token.dep_ != "nsubj" or token.tag_ != "NNP":
            return None
    words, suffix = split_suffix(name.words)
    person = _Person(words, book.add(Draft("person", " ".join(name.words))), None, suffix)
    _rename(person, name.words)
    return person


def _rename(person: _Person, words: tuple[str, ...]) -> None:
    person.words, person.suffix = split_suffix(words)
    person.given = person.words[0] if len(person.words) > 1 else None
    person.draft.name = " ".join(words)
    person.keys = {spelling_key(person.words[-1])}
    # "Xi Jinping": a family name may stand first, but not where a usual given name does
    if person.given is not None and person.given not in given_names():
        person.keys.add(spelling_key(person.given))


def _describe(book: Book, person: _Person, name: PersonName) -> None:
    """Take over what title, honorific, given name and the list of office holders tell of the person."""
    draft = person.draft
    if name.honorific is not None:
        draft.gender = HONORIFICS[name.honorific] or draft.gender
        if name.honorific in BRITISH_TITLES:
            draft.iso3 = draft.iso3 or "GBR"
    if draft.gender is None and person.given is not None:
        draft.gender = given_names().get(person.given)
    titled = name.titled
    if titled is not None:
        book.title_spans.append(Span(min(titled.start, name.span.start), name.span.start))
        draft.iso3 = draft.iso3 or titled.iso3
        draft.titles.add(titled.title.phrase)
        draft.role = draft.role or titled.role
        draft.is_former = draft.is_former or titled.is_former
        if titled.organisation is not None:
            draft.body = titled.organisation.name
        elif titled.unknown_body is not None:
            draft.body = titled.unknown_body
        if titled.office is not None:
            draft.offices.add(titled.office)
    term = _term_of(book, name)
    if term is None:
        return
    draft.gender = draft.gender or term.gender
    draft.iso3 = draft.iso3 or term.iso3
    day = book.document.article.published_date
    if day is not None and term.holds_on(day) and not draft.is_former:
        draft.offices.add(term.office)
        role = _ROLE_OF_OFFICE.get(term.office, "official" if term.organisation else "minister")
        draft.role = role if draft.role is None or term.organisation is None else draft.role


def _term_of(book: Book, name: PersonName) -> Term | None:
    """Return the office holder of that name; a bare surname counts only for who leads a state on the article's day.

    In an undated article it counts for any leader, if all of that name led the same state.
    """
    day = book.document.article.published_date
    words, _ = split_suffix(name.words)
    holders = _terms_by_surname().get(spelling_key(words[-1]), [])
    if len(words) > 1:
        holders = holders + _terms_by_first_surname().get(spelling_key(words[-1]), [])
        holders = [term for term in holders if _same_given(term.person.split()[0], words[0])]
    elif words[-1] in given_names() or (words[-1] in common_surnames() and name.titled is None):
        return None
    else:
        holders = [term for term in holders if _may_be_called(name, term) and (day is None or term.holds_on(day))]
    if name.titled is not None and name.titled.iso3 is not None:
        holders = [term for term in holders if term.iso3 == name.titled.iso3]
    rivals = {term.iso3 if day is None else (term.iso3, spelling_key(term.person)) for term in holders}
    if len(words) == 1 and len(rivals) > 1:
        return None
    if day is not None:
        current = [term for term in holders if term.holds_on(day)]
        holders = current or [term for term in holders if term.from_date <= day] or holders
    return holders[-1] if holders else None


def _may_be_called(name: PersonName, term: Term) -> bool:
    """Tell whether an office is that of a bare surname: a leader's, or the one that its title names ("Secretary X")."""
    titled = name.titled
    if titled is None or (titled.office is None and titled.role != "minister"):
        return term.office in _LEADING
    return term.office == titled.office if titled.office is not None else term.office.endswith("_minister")


def state_led_by(book: Book, surname: str) -> str | None:
    """Return the state that a leader of that name leads on the article's day, or None: "the Merkel Government"."""
    day = book.document.article.published_date
    terms_of_name = _terms_by_surname().get(spelling_key(surname), [])
    leading = [term for term in terms_of_name if term.office in _LEADING and (day is None or term.holds_on(day))]
    states = {term.iso3 for term in leading}
    return states.pop() if len(states) == 1 else None


@cache
def _terms_by_surname() -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(spelling_key(split_suffix(tuple(term.person.split()))[0][-1]), []).append(term)
    return found


@cache
def _terms_by_first_surname() -> dict[str, list[Term]]:
    """Return the terms of people with two surnames by the first: "Daniel Noboa Azin" is called Daniel Noboa."""
    found: dict[str, list[Term]] = {}
    for term in terms():
        words = split_suffix(tuple(term.person.split()))[0]
        if len(words) > 2:
            found.setdefault(spelling_key(words[-2]), []).append(term)
    return found


def _note_bare_surnames(book: Book, persons: list[_Person]) -> None:
    """Note each further place where the surname of a known person stands alone."""
    by_key: dict[str, _Person] = {}
    for person in persons:
        for key in person.keys:
            by_key[key] = person
    for token in book.capitals:
        if len(token) < 2:
            continue
        person_named = by_key.get(spelling_key(token.text))
        span = Span(token.idx, token.idx + len(token))
        if person_named is None or book.covers(span) or book.document.sentence_at(token.idx) is None:
            continue
        book.mention(span, (person_named.draft,), "named", "surname")

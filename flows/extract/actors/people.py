"""Find the persons of an article and merge the ways it names them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.titles import NameIndex, Titled, title_after, title_before
from flows.reference.offices import Term, terms
from flows.reference.roles import given_names, titles
from flows.schema.span import Span
from flows.text.document import Document

HONORIFICS = {
    "mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "sir": "m", "lord": "m",
    "lady": "f", "dame": "f", "baroness": "f", "dr": None, "dr.": None, "madam": "f", "rev.": None, "sheikh": "m",
}  # fmt: skip
_PARTICLES = frozenset("de del della di da dos du la le van von der den ter bin ibn al el ul y e zu und st st.".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽĆČĐİ][\w.'’-]*$")
_NOT_A_NAME = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday God Covid Covid-19 Christmas Easter Ramadan Republican Republicans Democrat"
    " Democrats Senate House Congress President Minister Government Treasury Parliament Ministry Department".split()
)


@dataclass(slots=True)
class _Person:
    words: tuple[str, ...]
    draft: Draft
    given: str | None
    surname: str
    suffix: str | None
    keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    words: tuple[str, ...]
    titled: Titled | None
    honorific: str | None
    method: str


@lru_cache(maxsize=20_000)
def spelling_key(word: str) -> str:
    """Return a form that spellings of one name share: no accents, no doubled letters, one sign for y and i."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    plain = plain.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss").replace("’", "'")
    plain = plain.replace("ae", "e").replace("oe", "o").replace("ue", "u").replace("kh", "h").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", plain)


def find_people(book: Book, names: NameIndex) -> None:
    """Add the persons whom the article names, with every mention by name."""
    document = book.document
    found = _candidates(document, names)
    persons: list[_Person] = []
    full = [candidate for candidate in found if len(candidate.words) > 1]
    for candidate in full:
        _note(book, persons, candidate)
    for candidate in found:
        if len(candidate.words) == 1:
            _note(book, persons, candidate)
    _bare_surnames(book, persons)


def _candidates(document: Document, names: NameIndex) -> list[_Found]:
    spans: list[tuple[int, int, str]] = [
        (name.start, name.end, "gazetteer") for name in names.names if name.kind == "leader"
    ]
    spans += [(ent.start_char, ent.end_char, "named_entity") for ent in document.doc.ents if ent.label_ == "PERSON"]
    spans += _titled_words(document)
    taken: list[_Found] = []
    for start, end, method in sorted(spans, key=lambda span: (span[0], -span[1])):
        candidate = _clean(document, names, start, end, method)
        if candidate is None or any(candidate.start < other.end and other.start < candidate.end for other in taken):
            continue
        taken.append(candidate)
    return taken


def _titled_words(document: Document) -> list[tuple[int, int, str]]:
    """Return capitalised words after an honorific or a capitalised title, whatever the model took them for."""
    spans = []
    doc = document.doc
    for token in doc:
        lower = token.lower_
        if not token.text[:1].isupper() or token.i + 1 >= len(doc):
            continue
        if lower not in HONORIFICS and lower not in titles():
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i <= 5 and _name_like(doc[end].text, first=end == token.i + 1):
            if doc[end].is_sent_start or doc[end].lower_ in titles():
                break
            end += 1
        while end > token.i + 1 and doc[end - 1].lower_ in _PARTICLES:
            end -= 1
        if end > token.i + 1:
            last = doc[end - 1]
            spans.append((doc[token.i + 1].idx, last.idx + len(last), "title"))
    return spans


def _name_like(text: str, *, first: bool) -> bool:
    if text in ("-", "–"):
        return False
    return bool(_NAME_WORD.match(text)) or (text.lower() in _PARTICLES and not first)


def _clean(document: Document, names: NameIndex, start: int, end: int, method: str) -> _Found | None:
    """Trim a candidate to the words of a name; None where it is none."""
    tokens = list(document.tokens_in(Span(start, end)))
    honorific = None
    while tokens and (
        tokens[0].lower_ in HONORIFICS or tokens[0].lower_ in titles() or not tokens[0].text[:1].isupper()
    ):
        honorific = tokens[0].lower_ if tokens[0].lower_ in HONORIFICS else honorific
        tokens.pop(0)
    for index, token in enumerate(tokens):
        if token.text in ("'s", "’s", ",", "–", "—", "(", ")", "\n", "and", "of", "to", "/", "|") or "\n" in token.text:
            tokens = tokens[:index]
            break
    while tokens and not _NAME_WORD.match(tokens[-1].text) and tokens[-1].lower_ not in _SUFFIXES:
        tokens.pop()
    if not tokens or len(tokens) > 7 or document.sentence_at(tokens[0].idx) is None:
        return None
    before = document.doc[tokens[0].i - 1] if tokens[0].i else None
    if before is not None and before.lower_ in HONORIFICS:
        honorific = before.lower_
    first, last = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    words = tuple(document.text[first:last].replace("’", "'").split())
    if words[-1].endswith("'s"):
        words = (*words[:-1], words[-1][:-2])
    if any(word in _NOT_A_NAME or any(c.isdigit() for c in word) for word in words):
        return None
    inside = [name for name in names.between(first, last) if name.kind not in ("leader", "trap")]
    titled = title_before(document, names, tokens[0]) or title_after(document, names, first, last)
    if inside and (len(words) == 1 or any(name.kind in ("organisation", "region") for name in inside)):
        if honorific is None and (titled is None or titled.title is None):
            return None
    if inside and len(words) > 1 and names_first(inside, first) and words[0] not in given_names():
        return None
    if len(words) == 1 and method == "named_entity" and (len(words[0]) < 3 or words[0].isupper()):
        return None
    return _Found(first, last, words, titled, honorific, method)


def names_first(inside: list[Name] | tuple[Name, ...], start: int) -> bool:
    """Tell whether a country or demonym stands at the head of a would-be name ("Ukraine Zelensky")."""
    return inside[0].start == start


def _note(book: Book, persons: list[_Person], found: _Found) -> None:
    person = _match(persons, found)
    if person is None:
        person = _new_person(book, found)
        if person is None:
            return
        persons.append(person)
    elif len(found.words) > len(person.words):
        _rename(person, found.words)
    _describe(book, person, found)
    book.mention(Span(found.start, found.end), (person.draft,), "named", found.method)


def _split(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    if len(words) > 1 and words[-1].lower().rstrip(",") in _SUFFIXES:
        return words[:-1], words[-1].lower().rstrip(".")
    return words, None


def _match(persons: list[_Person], found: _Found) -> _Person | None:
    """Return the person already named so: same surname and no clash of given names; the latest of several."""
    words, suffix = _split(found.words)
    last = spelling_key(words[-1])
    matching = []
    for person in persons:
        if len(words) == 1:
            if last in person.keys:
                matching.append(person)
            continue
        if person.suffix != suffix and suffix is not None and person.suffix is not None:
            continue
        if (suffix == "jr") != (person.suffix == "jr"):
            continue
        if last == spelling_key(person.surname) and (person.given is None or _same_given(person.given, words[0])):
            matching.append(person)
    return matching[-1] if matching else None


def _same_given(one: str, other: str) -> bool:
    a, b = spelling_key(one.rstrip(".")), spelling_key(other.rstrip("."))
    return a == b or (min(len(a), len(b)) <= 2 and a[:1] == b[:1]) or a[:4] == b[:4]


def _new_person(book: Book, found: _Found) -> _Person | None:
    words, suffix = _split(found.words)
    if len(words) == 1 and found.honorific is None and (found.titled is None or found.titled.title is None):
        if _leader(book, found) is None and not _speaks(book, found):
            return None
    draft = book.add(Draft("person", " ".join(found.words)))
    given = words[0] if len(words) > 1 else None
    person = _Person(words, draft, given, words[-1], suffix)
    _set_keys(person)
    return person


def _set_keys(person: _Person) -> None:
    words = person.words
    person.keys = {spelling_key(words[-1])}
    # "Xi Jinping": a family name that stands first; not for the usual given names
    if len(words) > 1 and (words[0] not in given_names() or len(words[0]) <= 2):
        person.keys.add(spelling_key(words[0]))
    if len(words) > 1 and words[0] in given_names():
        person.keys.add(spelling_key(words[0]) + "\0given")


def _rename(person: _Person, words: tuple[str, ...]) -> None:
    person.words, person.suffix = _split(words)
    person.given = person.words[0] if len(person.words) > 1 else None
    person.surname = person.words[-1]
    person.draft.name = " ".join(words)
    _set_keys(person)


def _describe(book: Book, person: _Person, found: _Found) -> None:
    """Take over what title, honorific, given name and the list of office holders tell of the person."""
    draft = person.draft
    if found.honorific is not None:
        draft.gender = HONORIFICS[found.honorific] or draft.gender
    if draft.gender is None and person.given is not None:
        draft.gender = given_names().get(person.given)
    titled = found.titled
    if titled is not None and titled.title is not None:
        draft.iso3 = draft.iso3 or titled.iso3
        draft.role = draft.role or titled.role
        if titled.office is not None:
            draft.offices.add(titled.office)
        if titled.organisation is not None:
            draft.organisation = titled.organisation.name
    term = _leader(book, found)
    if term is not None:
        draft.gender = draft.gender or term.gender
        draft.iso3 = draft.iso3 or term.iso3
        day = book.document.article.published_date
        if day is not None and term.holds_on(day):
            draft.offices.add(term.office)
            draft.role = draft.role or _ROLE_OF_OFFICE.get(term.office, "official" if term.organisation else "minister")


_ROLE_OF_OFFICE = {
    "head_of_state": "head_of_state",
    "head_of_government": "head_of_government",
    "vice_president": "official",
}


def _leader(book: Book, found: _Found) -> Term | None:
    """Return the office holder of that name; a bare surname only counts for who leads a country at the time."""
    day = book.document.article.published_date
    words, _ = _split(found.words)
    last = spelling_key(words[-1])
    holders = _terms_by_surname().get(last, [])
    if len(words) > 1:
        holders = [term for term in holders if _same_given(term.person.split()[0], words[0])]
    elif day is None or words[-1] in given_names():
        return None
    else:
        holders = [term for term in holders if term.holds_on(day) and term.office.startswith("head_of")]
        if found.titled is not None and found.titled.office in ("head_of_state", "head_of_government"):
            holders = [term for term in holders if term.office == found.titled.office]
    if found.titled is not None and found.titled.iso3 is not None:
        holders = [term for term in holders if term.iso3 == found.titled.iso3]
    if len({(term.iso3, spelling_key(term.person)) for term in holders}) > 1 and len(words) == 1:
        return None
    if day is not None:
        current = [term for term in holders if term.holds_on(day)]
        past = [term for term in holders if term.from_date <= day]
        holders = current or past or holders
    return holders[-1] if holders else None


@cache
def _terms_by_surname() -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(spelling_key(_split(tuple(term.person.split()))[0][-1]), []).append(term)
    return found


def _speaks(book: Book, found: _Found) -> bool:
    """Tell whether a lone capitalised word is the subject of a verb, as a person is."""
    token = book.document.token_at(found.start)
    return token is not None and token.dep_ == "nsubj" and token.tag_ == "NNP"


def _bare_surnames(book: Book, persons: list[_Person]) -> None:
    """Note each further place where a surname of a known person stands alone."""
    by_key: dict[str, list[_Person]] = {}
    for person in persons:
        for key in person.keys:
            by_key.setdefault(key, []).append(person)
    for token in book.document.doc:
        if not token.text[:1].isupper() or len(token) < 2:
            continue
        key = spelling_key(token.text)
        group = by_key.get(key)
        if group is None or book.covers(Span(token.idx, token.idx + len(token))):
            continue
        if token.text not in {word for person in group for word in person.words} and not token.text.isupper():
            if key not in {spelling_key(word) for person in group for word in person.words}:
                continue
        if book.document.sentence_at(token.idx) is None:
            continue
        book.mention(Span(token.idx, token.idx + len(token)), (group[-1].draft,), "named", "surname")

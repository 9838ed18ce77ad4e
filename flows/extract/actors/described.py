"""Resolve described actors: "the British prime minister", "US officials", "the ministry", "the pair"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.actors.agency import is_subject, takes_part
from flows.extract.actors.drafts import Book, Draft, Mention
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.people import spelling_key
from flows.extract.actors.phrases import Phrase, phrase_of
from flows.extract.actors.titles import NameIndex
from flows.reference.institutions import InstitutionKind, institution_nouns
from flows.reference.offices import holder_of
from flows.reference.organisations import metonyms, organisations
from flows.reference.roles import GroupNoun, Title, group_nouns, titles
from flows.schema.span import Span
from flows.text.document import Token

_PAIRS = frozenset({"pair", "duo"})
_TWO = frozenset({"both", "two"})
_PLURAL_TAGS = ("NNS", "NNPS")


def describe_at(book: Book, names: NameIndex, token: Token) -> None:
    """Note the described actor whose head noun a token is, if it is one."""
    if token.tag_[:2] != "NN" or book.covers(Span(token.idx, token.idx + len(token))):
        return
    lower = token.lower_
    if lower in _PAIRS:
        _note_pair(book, phrase_of(book.document, token))
    elif lower == "counterpart":
        _note_counterpart(book, names, phrase_of(book.document, token))
    elif (kind := institution_nouns().get(_last_words(token))) or (kind := institution_nouns().get(lower)):
        _note_institution(book, names, phrase_of(book.document, token), kind)
    elif token.tag_ in _PLURAL_TAGS and lower in group_nouns():
        _note_group(book, names, phrase_of(book.document, token), group_nouns()[lower])
    elif token.tag_ not in _PLURAL_TAGS and (title := _title_ending_at(token)) is not None:
        _note_title(book, names, phrase_of(book.document, token), title)


def _last_words(token: Token) -> str:
    return f"{token.nbor(-1).lower_} {token.lower_}" if token.i else token.lower_


def _title_ending_at(token: Token) -> Title | None:
    words: list[str] = []
    best = None
    for i in range(token.i, max(-1, token.i - 6), -1):
        words.insert(0, token.doc[i].lower_)
        best = titles().get(" ".join(words).replace(" - ", "-"), best)
    return best


def _note_title(book: Book, names: NameIndex, phrase: Phrase, title: Title) -> None:
    """Resolve one person described by a title; titles that stand beside the person's name are no mention."""
    if _beside_name(book, phrase) or phrase.head.dep_ in ("compound", "attr", "amod") or _generic(phrase):
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    behind = _complement(book, names, phrase)
    iso3, organisation = belonging(inside, behind)
    if iso3 is None and organisation is None and not phrase.is_indefinite:
        draft = _latest_with_title(book, phrase, title)
        if draft is not None:
            book.mention(phrase.span, (draft,), "nominal", "latest_of_that_title")
            return
        if not is_subject(phrase.head) or title.office is None:
            return
        iso3 = topic_country(book, phrase.span.start)
        if iso3 is None:
            return
    if phrase.is_indefinite or organisation is not None or title.office is None or iso3 is None:
        if not takes_part(phrase.head):
            return
        draft = _unnamed_person(book, phrase, title, iso3)
        book.mention(phrase.span, (draft,), "nominal", "described")
        return
    draft, method = _office_holder(book, phrase, title, iso3)
    book.mention(phrase.span, (draft,), "nominal", method)


def _office_holder(book: Book, phrase: Phrase, title: Title, iso3: str) -> tuple[Draft, str]:
    assert title.office is not None
    for draft in reversed(book.drafts):
        if draft.actor_type == "person" and draft.iso3 == iso3 and _holds(draft, title):
            return draft, "title_and_country"
    term = holder_of(title.office, iso3, book.document.article.published_date)
    if term is None:
        return _unnamed_person(book, phrase, title, iso3), "office_without_known_holder"
    surname = spelling_key(term.person.split()[-1])
    for draft in book.drafts:
        if draft.actor_type == "person" and spelling_key(draft.name.split()[-1]) == surname:
            draft.iso3 = draft.iso3 or iso3
            draft.role = draft.role or title.role
            return draft, "office_holder_on_date"
    holder = Draft("person", term.person, iso3, title.role, gender=term.gender, offices={term.office})
    return book.add(holder), "office_holder_on_date"


def _holds(draft: Draft, title: Title) -> bool:
    if title.office == "leader":
        return bool(draft.offices & {"head_of_state", "head_of_government", "leader"})
    return title.office in draft.offices


def _unnamed_person(book: Book, phrase: Phrase, title: Title, iso3: str | None) -> Draft:
    name = _name_of(book, phrase)
    for draft in book.drafts:
        if draft.actor_type == "person" and not draft.is_named and draft.name.lower() == name.lower():
            return draft
    gender = {"man": "m", "woman": "f"}.get(title.phrase[-3:] if title.phrase.endswith("man") else "", None)
    if title.phrase.endswith("woman"):
        gender = "f"
    offices = {title.office} if title.office else set()
    return book.add(Draft("person", name, iso3, title.role, is_named=False, gender=gender, offices=offices))


def _latest_with_title(book: Book, phrase: Phrase, title: Title) -> Draft | None:
    for mention in reversed(book.before(phrase.span.start)):
        for draft in mention.drafts:
            if draft.actor_type != "person":
                continue
            if title.office is not None and _holds(draft, title):
                return draft
            if title.office is None and draft.role == title.role and not draft.is_plural:
                return draft
    return None


def _note_counterpart(book: Book, names: NameIndex, phrase: Phrase) -> None:
    if _beside_name(book, phrase):
        return
    iso3, _ = belonging(names.between(phrase.span.start, phrase.span.end), ())
    if iso3 is None:
        return
    for mention in reversed(book.before(phrase.span.start)):
        draft = mention.drafts[-1]
        if draft.actor_type == "person" and draft.iso3 != iso3 and draft.offices:
            office = sorted(draft.offices)[0]
            title = next((title for title in titles().values() if title.office == office), None)
            if title is not None:
                holder, method = _office_holder(book, phrase, title, iso3)
                book.mention(phrase.span, (holder,), "nominal", f"counterpart_{method}")
            return


def _note_institution(book: Book, names: NameIndex, phrase: Phrase, kind: InstitutionKind) -> None:
    if phrase.head.dep_ == "compound" or phrase.is_indefinite:
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    iso3, organisation = belonging(inside, _complement(book, names, phrase))
    if organisation is not None:
        return
    if iso3 is None:
        for mention in book.between(phrase.span.start, phrase.span.end):
            iso3 = iso3 or mention.drafts[0].iso3
    if kind == "state":
        if phrase.is_definite and iso3 is None and phrase.first.lower_ in ("the", "this") and phrase.head.i - phrase.first.i == 1:
            iso3 = _latest_country(book, phrase.span.start)
            if iso3 is not None:
                book.mention(phrase.span, (book.country(iso3),), "nominal", "latest_country")
        return
    how = "named_country"
    if iso3 is None:
        if not phrase.is_definite or phrase.determiner in ("my", "our", "your"):
            return
        iso3, how = topic_country(book, phrase.span.start), "topic_country"
    if kind == "government":
        if iso3 is not None and (how == "named_country" or is_subject(phrase.head)):
            book.mention(phrase.span, (book.country(iso3),), "nominal", f"government_of_{how}")
        return
    if not takes_part(phrase.head):
        return
    previous = None
    if how == "topic_country":
        for mention in reversed(book.before(phrase.span.start)):
            draft = mention.drafts[0]
            if draft.actor_type == "organisation" and draft.name.lower().endswith(phrase.head.lower_):
                previous = draft
                break
    name = _name_of(book, phrase)
    draft = previous or _organisation(book, name, iso3)
    book.mention(phrase.span, (draft,), "nominal", f"institution_of_{how}")


def _organisation(book: Book, name: str, iso3: str | None) -> Draft:
    for draft in book.drafts:
        if draft.actor_type == "organisation" and draft.name.lower() == name.lower():
            return draft
    return book.add(Draft("organisation", name, iso3))


def _note_group(book: Book, names: NameIndex, phrase: Phrase, noun: GroupNoun) -> None:
    if phrase.head.dep_ in ("compound", "amod", "nmod") and phrase.head.head.i > phrase.head.i:
        return
    if phrase.head.i + 1 < len(phrase.head.doc) and _beside_name(book, phrase):
        return
    words = {token.lower_ for token in phrase.head.doc[phrase.first.i : phrase.head.i]}
    if words & _TWO and noun.kind == "people" and len(words) <= 2 and _note_pair(book, phrase):
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    iso3, organisation = belonging(inside, ())
    if noun.kind == "states":
        if iso3 is None and words <= {"the", "these", "those"} and words:
            for mention in reversed(book.before(phrase.span.start)):
                draft = mention.drafts[0]
                if draft.actor_type == "group" and not draft.is_named and draft.role is None:
                    book.mention(phrase.span, mention.drafts, "nominal", "latest_group")
                    return
        iso3 = None
    elif organisation is not None and iso3 is None:
        iso3 = organisation.iso3
    draft = book.group(_name_of(book, phrase), is_named=False, role=noun.role, iso3=iso3)
    book.mention(phrase.span, (draft,), "nominal", "described_group")


def _note_pair(book: Book, phrase: Phrase) -> bool:
    """Resolve "the pair", "both leaders": the last two persons or states that were subject together, else the last two."""
    seen: list[Draft] = []
    earlier = book.before(phrase.span.start)
    for mention in reversed(earlier):
        if len(mention.drafts) == 2 and all(d.actor_type in ("person", "country") for d in mention.drafts):
            book.mention(phrase.span, mention.drafts, "nominal", "latest_two")
            return True
        for draft in mention.drafts:
            if draft.actor_type == "person" and not draft.is_plural and draft not in seen:
                seen.append(draft)
        if len(seen) == 2:
            book.mention(phrase.span, (seen[1], seen[0]), "nominal", "latest_two")
            return True
    return False


def _beside_name(book: Book, phrase: Phrase) -> bool:
    """Tell whether the person's name follows or an apposition already took the words."""
    after = phrase.span.end
    text = book.document.text
    for mention in book.between(after, after + 4):
        if mention.mention_type == "named" and mention.drafts[0].actor_type == "person":
            return text[after : mention.span.start].strip() in ("", ",", "-")
    if phrase.head.dep_ == "appos":
        return True
    return False


def _generic(phrase: Phrase) -> bool:
    return phrase.determiner in ("no", "any", "every", "each", "my", "your")


def _complement(book: Book, names: NameIndex, phrase: Phrase) -> Sequence[Name]:
    """Return the names right after "of", "for", "at" behind the head ("president of Kenya")."""
    doc = phrase.head.doc
    if phrase.head.i + 2 >= len(doc) or doc[phrase.head.i + 1].lower_ not in ("of", "for", "at", "from", "in"):
        return ()
    start = doc[phrase.head.i + 2].idx
    return names.between(start, start + 40)[:1]


def belonging(inside: Sequence[Name], behind: Sequence[Name]):
    """Return the country and the organisation that a description names, the nearest to its head first."""
    for name in (*reversed(inside), *behind):
        if name.kind in ("country", "demonym"):
            return name.key, None
        if name.kind == "organisation":
            return organisations()[name.key].iso3, organisations()[name.key]
        if name.kind == "capital":
            return metonyms()[name.key].iso3, None
    return None, None


def topic_country(book: Book, offset: int) -> str | None:
    """Return the country that the text before a place is about: the most mentioned one, the latest of equals."""
    counts: dict[str, int] = {}
    for mention in book.before(offset):
        draft = mention.drafts[0]
        if draft.actor_type == "country" and draft.iso3 is not None:
            counts[draft.iso3] = counts.get(draft.iso3, 0) + (2 if is_subject(mention.head) else 1)
    return max(counts, key=lambda iso3: counts[iso3]) if counts else None


def _latest_country(book: Book, offset: int) -> str | None:
    for mention in reversed(book.before(offset)):
        if mention.drafts[0].actor_type == "country":
            return mention.drafts[0].iso3
    return None


def _name_of(book: Book, phrase: Phrase) -> str:
    """Return the words of a phrase without a leading article or possessive."""
    first = phrase.first
    while first.i < phrase.head.i and first.lower_ in ("the", "its", "his", "her", "their", "our", "these", "those"):
        first = first.nbor(1)
    return " ".join(book.document.text[first.idx : phrase.span.end].split())

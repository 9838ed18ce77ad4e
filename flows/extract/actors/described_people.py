"""Resolve persons by what they are: "the British prime minister", "a UN spokesman", "his Italian counterpart"."""

from __future__ import annotations

from flows.extract.actors.agency import is_subject, takes_part
from flows.extract.actors.belonging import belonging, complement, home_country, latest_country, subject_country
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.person_names import spelling_key
from flows.extract.actors.phrases import QUANTIFIERS, Phrase
from flows.extract.actors.titles import NameIndex
from flows.reference.offices import holder_of
from flows.reference.roles import Title, titles
from flows.text.document import Token

_NO_ONE = frozenset({"no", "any", "every", "each", "my", "your", "our"})
_STATE_ROLES = frozenset({"head_of_state", "head_of_government", "minister", "legislator", "official", "spokesperson"})


def title_ending_at(token: Token) -> Title | None:
    """Return the longest title whose last word is the token, or None."""
    if token.lower_ not in _TITLE_ENDS:
        return None
    words: list[str] = []
    best = None
    for i in range(token.i, max(-1, token.i - 6), -1):
        words.insert(0, token.doc[i].lower_)
        best = titles().get(" ".join(words).replace(" - ", "-"), best)
    return best


def note_title(book: Book, names: NameIndex, phrase: Phrase, title: Title) -> None:
    """Note one person described by a title; a title beside the person's name is no mention of its own."""
    if stands_beside_name(book, phrase) or phrase.determiner in _NO_ONE:
        return
    if phrase.head.dep_ in ("compound", "attr", "amod", "nmod", "appos"):
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    iso3, organisation = belonging(inside, complement(names, phrase.head))
    iso3 = iso3 or title.iso3
    named = iso3 is not None or organisation is not None or _is_explained(phrase.head)
    if not named and not phrase.is_indefinite:
        draft = _latest_with_title(book, phrase, title)
        if draft is not None:
            book.mention(phrase.span, (draft,), "nominal", "latest_of_that_title")
            return
        if title.office is None or not is_subject(phrase.head):
            return
        owner = subject_country(book, phrase.span.start) if phrase.determiner == "its" else None
        iso3 = owner or latest_country(book, phrase.span.start)
        if iso3 is None:
            return
    if phrase.is_indefinite or organisation is not None or title.office is None or iso3 is None:
        if not takes_part(phrase.head) or (title.role == "civilian" and not is_subject(phrase.head)):
            return
        if phrase.determiner is None and not inside:
            return
        if iso3 is None and organisation is None and title.role in _STATE_ROLES:
            iso3 = home_country(book)
        book.mention(phrase.span, (_unnamed(book, phrase, title, iso3),), "nominal", "described")
        return
    draft, method = _office_holder(book, phrase, title, iso3)
    book.mention(phrase.span, (draft,), "nominal", method)


def _is_explained(head: Token) -> bool:
    """Tell whether "of ..." after the title says whose it is, though no vocabulary knows it."""
    return any(child.lower_ in ("of", "for") and child.dep_ == "prep" for child in head.rights)


def note_counterpart(book: Book, names: NameIndex, phrase: Phrase) -> None:
    """Note "his Italian counterpart": who holds the office there that the person last named holds here."""
    if stands_beside_name(book, phrase):
        return
    iso3, _ = belonging(names.between(phrase.span.start, phrase.span.end))
    if iso3 is None:
        return
    for mention in reversed(book.before(phrase.span.start)):
        draft = mention.drafts[-1]
        if draft.actor_type != "person" or draft.iso3 == iso3 or not draft.offices:
            continue
        office = min(draft.offices)
        title = next((title for title in titles().values() if title.office == office), None)
        if title is not None:
            holder, method = _office_holder(book, phrase, title, iso3)
            book.mention(phrase.span, (holder,), "nominal", f"counterpart_{method}")
        return


def stands_beside_name(book: Book, phrase: Phrase) -> bool:
    """Tell whether the person's own name follows the phrase."""
    if book.is_title_of_name(phrase.head.idx):
        return True
    after = phrase.span.end
    for mention in book.between(after, after + 4):
        if mention.mention_type == "named" and mention.drafts[0].actor_type == "person":
            return book.document.text[after : mention.span.start].strip() in ("", ",", "-")
    return False


def _office_holder(book: Book, phrase: Phrase, title: Title, iso3: str) -> tuple[Draft, str]:
    """Return who holds an office: the person whom the article gives it to, else who held it on the article's date."""
    for draft in reversed(book.drafts):
        if draft.actor_type == "person" and draft.iso3 == iso3 and _holds(draft, title):
            return draft, "title_and_country"
    term = holder_of(title.office or "", iso3, book.document.article.published_date)
    if term is None:
        return _unnamed(book, phrase, title, iso3), "office_without_known_holder"
    surname = spelling_key(term.person.split()[-1])
    for draft in book.drafts:
        if draft.actor_type == "person" and draft.is_named and spelling_key(draft.name.split()[-1]) == surname:
            draft.iso3, draft.role = draft.iso3 or iso3, draft.role or title.role
            draft.offices.add(term.office)
            return draft, "office_holder_on_date"
    offices: set[str] = {term.office}
    holder = Draft("person", term.person, iso3, title.role, gender=term.gender, offices=offices)
    return book.add(holder), "office_holder_on_date"


def _holds(draft: Draft, title: Title) -> bool:
    if title.office == "leader":
        return bool(draft.offices & {"head_of_state", "head_of_government", "leader"})
    return title.office in draft.offices


def _may_be_called(draft: Draft, title: Title) -> bool:
    """Tell whether the text does not know the person by another title of that office ("chancellor", no "premier")."""
    rivals = {phrase for phrase in draft.titles if titles()[phrase].office == title.office}
    return title.office == "leader" or not rivals or title.phrase in rivals


def _unnamed(book: Book, phrase: Phrase, title: Title, iso3: str | None) -> Draft:
    name = name_of(book, phrase)
    for draft in book.drafts:
        if draft.actor_type == "person" and not draft.is_named and draft.name.lower() == name.lower():
            return draft
    gender = "f" if title.phrase.endswith("woman") else "m" if title.phrase.endswith("man") else None
    offices: set[str] = {title.office} if title.office else set()
    return book.add(Draft("person", name, iso3, title.role, is_named=False, gender=gender, offices=offices))


def _latest_with_title(book: Book, phrase: Phrase, title: Title) -> Draft | None:
    """Return the person of that office, or without an office of that role, whom the text mentioned last.

    Of two presidents "the president" is the one of the country that the article is at home in.
    """
    found: list[Draft] = []
    for mention in reversed(book.before(phrase.span.start)):
        for draft in mention.drafts:
            if draft.actor_type != "person" or draft in found:
                continue
            if title.office is None and draft.role == title.role:
                return draft
            if title.office is not None and _holds(draft, title) and _may_be_called(draft, title):
                found.append(draft)
    if len(found) > 1:
        home = home_country(book)
        return next((draft for draft in found if draft.iso3 == home), found[0])
    return found[0] if found else None


def name_of(book: Book, phrase: Phrase) -> str:
    """Return the words of a phrase without a leading article or possessive."""
    first = phrase.first
    # "a number of countries" is a phrase of its own; the article of "a spokesman" is not part of the name
    while first.i < phrase.head.i and first.lower_ in _LEADING and first.nbor(1).lower_ not in ("number", "group"):
        first = first.nbor(1)
    words = book.document.text[first.idx : phrase.span.end].split()
    at_start = first.is_sent_start or (first.i > 0 and first.nbor(-1).is_quote)
    is_name = first.i < phrase.head.i and first.nbor(1).text[0].isupper()  # "New York officials"
    if at_start and not is_name and (first.tag_ in _COMMON or first.lower_ in QUANTIFIERS):
        words[0] = words[0].lower() if len(words[0]) == 1 or not words[0].isupper() else words[0]
    return " ".join(words)


_COMMON = ("DT", "CD", "NN", "NNS", "JJR", "JJS", "RB", "RBR", "PRP$")
_LEADING = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "these", "those", "this", "that"})


_TITLE_ENDS = frozenset(phrase.split()[-1] for phrase in titles())

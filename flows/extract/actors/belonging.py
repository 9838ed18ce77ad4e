"""To which country or organisation a description belongs: by the names in it, else by what the article is about."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.actors.agency import is_subject
from flows.extract.actors.drafts import Book
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.titles import NameIndex
from flows.reference.countries import EU_INSTITUTIONS, find_country
from flows.reference.organisations import Organisation, metonyms, organisations
from flows.text.document import Token

_LEAD = 2.0
# As much as two mentions.
_DATELINE = 2.0
_PUNCTUATION = frozenset(',;:()"“”')


def belonging(inside: Sequence[Name], behind: Sequence[Name] = ()) -> tuple[str | None, Organisation | None]:
    """Return the country and the organisation that a description names, the nearest to its head first."""
    for name in (*reversed(inside), *behind):
        if name.is_prefix:
            continue
        if name.kind in ("country", "demonym"):
            return name.key, None
        if name.kind == "organisation":
            return organisations()[name.key].iso3, organisations()[name.key]
        if name.kind in ("capital", "seat"):
            metonym = metonyms()[name.key]
            return metonym.iso3, organisations()[metonym.organisation] if metonym.organisation else None
    return None, None


def complement(names: NameIndex, head: Token) -> Sequence[Name]:
    """Return the name right after "of", "for", "at" behind a head noun ("president of Kenya")."""
    doc = head.doc
    if head.i + 2 >= len(doc) or doc[head.i + 1].lower_ not in ("of", "for", "at", "from", "in"):
        return ()
    start = doc[head.i + 2].idx
    found = [name for name in names.between(start, start + 30) if not name.is_prefix][:1]
    return found if found and not _PUNCTUATION & set(names.text[start : found[0].start]) else ()


def topic_country(book: Book, offset: int | None = None) -> str | None:
    """Return the country that the text up to a place, or all of it, is about: the one mentioned most.

    A country as subject counts twice, an organisation or person of it half. None where no country is mentioned.
    """
    counts: dict[str, float] = _written_in(book)
    for mention in book.mentions if offset is None else book.before(offset):
        draft = mention.drafts[0]
        if draft.iso3 is None:
            continue
        weight = 0.5
        if draft.actor_type == "country":
            weight = 2 if is_subject(mention.head) else 1
        counts[draft.iso3] = counts.get(draft.iso3, 0) + weight
    return max(counts, key=lambda iso3: counts[iso3]) if counts else None


def home_country(book: Book, *, least_share: float = 0.0) -> str | None:
    """Return the country whose people and bodies the article leaves without a country ("Finance Minister X"), or None.

    Its own organisations and leaders, and the subject of the first sentence, tell it better than the countries that
    the article writes about. None too where it has less than `least_share` of the evidence.
    """
    counts: dict[str, float] = _written_in(book)
    leading = None
    first = book.document.sentences[0].span.end if book.document.sentences else 0
    for mention in book.mentions:
        draft = mention.drafts[0]
        if draft.iso3 is None or draft.iso3 == EU_INSTITUTIONS or book.is_prefix(mention):
            continue
        weight = 1.0
        if draft.actor_type == "country" and not is_subject(mention.head):
            weight = 0.3
        elif mention.span.start < first:
            leading = leading or draft.iso3
        counts[draft.iso3] = counts.get(draft.iso3, 0) + weight
    if not counts:
        return None
    home = max(counts, key=lambda iso3: counts[iso3] * (_LEAD if iso3 == leading else 1))
    return home if counts[home] >= least_share * sum(counts.values()) else None


def _written_in(book: Book) -> dict[str, float]:
    """Return the country of the dateline with its weight: most reports that begin "ISLAMABAD:" are on Pakistan."""
    place = book.document.article.dateline_place
    for part in reversed((place or "").split(",")):
        name = part.strip(" .")
        capital = metonyms().get(name.title())
        if iso3 := find_country(name.title()) or (capital.iso3 if capital else None):
            return {iso3: _DATELINE}
    return {}


def latest_country(book: Book, offset: int) -> str | None:
    """Return the country that the text named last before a place, or None."""
    for mention in reversed(book.before(offset)):
        if mention.drafts[0].actor_type == "country":
            return mention.drafts[0].iso3
    return None


def subject_country(book: Book, offset: int) -> str | None:
    """Return the country that is subject before "its ministry" in the same sentence, or None."""
    sentence = book.document.sentence_at(offset)
    for mention in reversed(book.before(offset)):
        if sentence is None or mention.span.start < sentence.span.start:
            return None
        if mention.drafts[0].actor_type == "country" and is_subject(mention.head):
            return mention.drafts[0].iso3
    return None

"""Note described groups: "several countries", "US officials", "both leaders", "those willing"."""

from __future__ import annotations

import re

from flows.extract.actors.belonging import belonging, complement, home_country
from flows.extract.actors.described_people import name_of, stands_beside_name
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.phrases import Phrase
from flows.extract.actors.titles import NameIndex
from flows.reference.roles import GroupNoun
from flows.schema.span import Span
from flows.text.document import Token

_NAMING = re.compile(r"\b(?:(?:referred to|known) as|called|dubbed|named)(?: the| a)?[\s\"'“‘]*$")
_TWO = frozenset({"both", "two"})
_OF_STATE = frozenset({"legislator", "official", "minister"})
_POINTING = frozenset({"the", "these", "those"})
_WEAK_MODIFIERS = frozenset({
    "the", "these", "those", "this", "that", "other", "some", "any", "many", "several", "few", "most", "all", "more",
    "both", "various", "certain", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen",
    "hundreds", "thousands", "millions", "number", "of", "its", "his", "her", "their", "our", "and", "a", "an",
    "such", "same", "different", "only", "least", "than", "about", "around", "nearly", "almost", "over", "up", "to",
    "additional", "further", "new",
})  # fmt: skip


def note_group(book: Book, names: NameIndex, phrase: Phrase, noun: GroupNoun) -> None:
    """Note a group of states or people; "the nations" is the group last named, "both leaders" the two last named."""
    head = phrase.head
    if (head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i) or stands_beside_name(book, phrase):
        return
    words = [token.lower_ for token in head.doc[phrase.first.i : head.i]]
    if _TWO & set(words) and noun.kind != "states" and len(words) <= 2 and note_pair(book, phrase):
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    if noun.kind == "states" and (named := _named_later(book, phrase)) is not None:
        book.mention(phrase.span, (named,), "nominal", "named_in_the_sentence")
        return
    iso3, organisation = belonging(inside, complement(names, head))
    if iso3 is None and organisation is None:  # "Central Bank sources", "Biden officials"
        iso3 = next((m.drafts[0].iso3 for m in book.between(phrase.span.start, head.idx) if m.drafts[0].iso3), None)
    if noun.kind == "states":
        iso3 = None
        if words and set(words) <= _TWO | _POINTING and _TWO & set(words) and _note_two_countries(book, phrase):
            return
        if words and set(words) <= _POINTING and (earlier := _latest_group(book, phrase.span.start)):
            book.mention(phrase.span, (earlier,), "nominal", "latest_group")
            return
    elif iso3 is None and organisation is None:
        iso3 = noun.iso3
        if iso3 is None and noun.kind == "actors" and noun.role in _OF_STATE and not inside:
            iso3 = home_country(book)
    draft = book.group(name_of(book, phrase), is_named=False, role=noun.role, iso3=iso3)
    draft.noun = noun
    draft.is_counted = any(token.tag_ == "CD" for token in head.doc[phrase.first.i : head.i])
    draft.is_specific = draft.is_specific or bool(inside)
    draft.is_modified = draft.is_modified or bool(set(words) - _WEAK_MODIFIERS)
    book.mention(phrase.span, (draft,), "nominal", "described_group")


def note_pair(book: Book, phrase: Phrase) -> bool:
    """Note "the pair", "both leaders": the two whom the text last named together, else the last two persons."""
    seen: list[Draft] = []
    for mention in reversed(book.before(phrase.span.start)):
        if len(mention.drafts) == 2 and all(d.actor_type in ("person", "country") for d in mention.drafts):
            book.mention(phrase.span, mention.drafts, "nominal", "latest_two")
            return True
        for draft in mention.drafts:
            if draft.actor_type == "person" and draft not in seen:
                seen.append(draft)
        if len(seen) == 2:
            book.mention(phrase.span, (seen[1], seen[0]), "nominal", "latest_two")
            return True
    return False


def _named_later(book: Book, phrase: Phrase) -> Draft | None:
    """Return the bloc that the sentence goes on to name the group as ("a group ..., known as the X")."""
    sentence = book.document.sentence_at(phrase.span.start)
    if sentence is None:
        return None
    for mention in book.between(phrase.span.end, sentence.span.end):
        if mention.drafts[0].actor_type == "bloc":
            between = book.document.text[phrase.span.end : mention.span.start]
            return mention.drafts[0] if _NAMING.search(between) else None
    return None


def _note_two_countries(book: Book, phrase: Phrase) -> bool:
    """Note "both countries" as the two countries that the text named last."""
    seen: list[Draft] = []
    for mention in reversed(book.before(phrase.span.start)):
        draft = mention.drafts[0]
        if draft.actor_type == "country" and draft not in seen:
            seen.append(draft)
        if len(seen) == 2:
            book.mention(phrase.span, (seen[1], seen[0]), "nominal", "latest_two")
            return True
    return False


def note_those_willing(book: Book, token: Token) -> None:
    """Note "those willing" as the coalition of the willing that the text named, else as a group of its own."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ != "willing":
        return
    span = Span(token.idx, following.idx + len(following))
    coalition = next((draft for draft in book.drafts if draft.name == "coalition of the willing"), None)
    draft = coalition or book.group("those willing", is_named=False)
    book.mention(span, (draft,), "nominal", "coalition_of_the_willing" if coalition else "described_group")


def _latest_group(book: Book, offset: int) -> Draft | None:
    for mention in reversed(book.before(offset)):
        draft = mention.drafts[0]
        if draft.actor_type == "group" and draft.noun is not None and draft.noun.kind == "states":
            return draft
    return None

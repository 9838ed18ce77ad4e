"""Note described groups: "several countries", "US officials", "both leaders", "those willing"."""

from __future__ import annotations

import re

from flows.extract.actors.belonging import belonging, complement, home_country
from flows.extract.actors.described_people import name_of, stands_beside_name
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.phrases import QUANTIFIERS, Phrase
from flows.extract.actors.titles import NameIndex
from flows.reference.roles import GroupNoun
from flows.schema.span import Span
from flows.text.document import Token

_NAMING = re.compile(r"\b(?:(?:referred to|known) as|called|dubbed|named)(?: the| a)?[\s\"'“‘]*$")
_TWO = frozenset({"both", "two"})
_OF_STATE = frozenset({"legislator", "official", "minister"})
_POINTING = frozenset({"the", "these", "those"})


def note_group(book: Book, names: NameIndex, phrase: Phrase, noun: GroupNoun) -> None:
    """Note a group of states or people; "the nations" is the group last named, "both leaders" the two last named."""
    head = phrase.head
    if (head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i) or stands_beside_name(book, phrase):
        return
    words = [token.lower_ for token in head.doc[phrase.first.i : head.i]]
    two = noun.kind != "states" and ((_TWO & set(words) and words[2:] == []) or _are_the_two(book, phrase, words))
    if two and note_pair(book, phrase):
        return
    inside = names.between(phrase.span.start, phrase.span.end)
    if noun.kind == "states" and (named := _named_later(book, phrase)) is not None:
        book.mention(phrase.span, (named,), "nominal", "named_in_the_sentence")
        return
    iso3, organisation = belonging(inside, complement(names, head))
    if iso3 is None and organisation is None:  # "Central Bank sources", "Biden officials"
        owners = [m for m in book.between(phrase.span.start, head.idx) if not book.is_prefix(m)]
        iso3 = next((m.drafts[0].iso3 for m in owners if m.drafts[0].iso3), None)
    if noun.kind != "states" and set(words) <= _POINTING and (same := _latest_of(book, phrase, noun)):
        book.mention(phrase.span, (same,), "nominal", "latest_group")
        return
    if noun.kind == "states":
        iso3 = None
        if words and set(words) <= _TWO | _POINTING and _TWO & set(words) and _note_two_countries(book, phrase):
            return
        if words and set(words) <= _POINTING and (earlier := _latest_group(book, phrase.span.start)):
            book.mention(phrase.span, earlier, "nominal", "latest_group")
            return
    elif iso3 is None and organisation is None:
        iso3 = noun.iso3
        if iso3 is None and noun.kind == "actors" and noun.role in _OF_STATE and not inside:
            iso3 = home_country(book)
    draft = book.group(name_of(book, phrase), is_named=False, role=noun.role, iso3=iso3)
    draft.noun = noun
    draft.is_counted = any(token.tag_ == "CD" for token in head.doc[phrase.first.i : head.i])
    draft.is_specific = draft.is_specific or bool(inside)
    draft.is_modified = draft.is_modified or bool(set(words) - QUANTIFIERS)
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


def _are_the_two(book: Book, phrase: Phrase, words: list[str]) -> bool:
    """Tell whether "the leaders" are the two office holders whom the sentence before names, no more and no fewer."""
    if words != ["the"] or phrase.head.lower_ not in ("leaders", "presidents", "ministers", "premiers"):
        return False
    sentence = book.document.sentence_at(phrase.span.start)
    if sentence is None or sentence.index == 0:
        return False
    start = book.document.sentences[sentence.index - 1].span.start
    here = [draft for mention in book.between(start, phrase.span.start) for draft in mention.drafts]
    return len({id(draft) for draft in here if draft.actor_type == "person" and draft.offices}) == 2


def note_those_willing(book: Book, token: Token) -> None:
    """Note "those willing" as the coalition of the willing that the text named, else as a group of its own."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ != "willing":
        return
    span = Span(token.idx, following.idx + len(following))
    coalition = next((draft for draft in book.drafts if draft.name == "coalition of the willing"), None)
    draft = coalition or book.group("those willing", is_named=False)
    book.mention(span, (draft,), "nominal", "coalition_of_the_willing" if coalition else "described_group")


def _latest_of(book: Book, phrase: Phrase, noun: GroupNoun) -> Draft | None:
    """Return the group with that head noun that the text named last; for a bare noun only one with a name in it.

    "The sources" are those of before, and so are "refugees" after "Syrian refugees".
    """
    for mention in reversed(book.before(phrase.span.start)):
        draft = mention.drafts[0]
        if draft.noun is noun and (draft.is_specific or phrase.is_definite):
            return draft
    return None


def _latest_group(book: Book, offset: int) -> tuple[Draft, ...]:
    """Return the group of states, or the countries meant together, that the text named last; empty where none."""
    for mention in reversed(book.before(offset)):
        draft = mention.drafts[0]
        if draft.actor_type == "country" and len(mention.drafts) > 1:
            return mention.drafts
        if draft.actor_type == "group" and draft.noun is not None and draft.noun.kind == "states":
            return (draft,)
    return ()

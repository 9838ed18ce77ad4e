"""Note the organisations that only the language model names, and what their acronyms stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.actors.agency import is_subject, takes_part
from flows.extract.actors.belonging import home_country
from flows.extract.actors.drafts import Book, Draft
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.people import state_led_by
from flows.extract.actors.titles import NameIndex
from flows.reference.institutions import institution_nouns
from flows.reference.name_words import name_words, ship_prefixes
from flows.reference.organisations import organisations
from flows.reference.roles import titles
from flows.schema.span import Span
from flows.text.document import Token

_ACRONYM_AFTER = re.compile(r"\s*\((?:the\s+)?([A-Z][A-Za-z&.-]{1,9})\)")
_IN_CAPITALS = re.compile(r"[A-Z][A-Z&-]+s?$")
_STRAY = frozenset(
    {"'s", "’s", ",", "-", "(", ")", '"', "“", "”", "the", "a", "an", "said", "says", "and", "of", "for", "in"}
)
_LONG_ACRONYM = 5
_VERB_TAGS = ("VB", "VBD", "VBP", "VBZ", "TO", "MD")
_MAX_TOKENS = 12


def note_model_names(book: Book, names: NameIndex) -> None:
    """Note the organisations that the language model names, where nothing better is known of the place."""
    document = book.document
    known: dict[str, Draft] = {}
    _note_ships(book, known)
    for ent in document.doc.ents:
        if ent.label_ != "ORG" or document.sentence_at(ent.start_char) is None:
            continue
        tokens = _trimmed(list(ent))
        if not tokens:
            continue
        span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        text = document.text[span.start : span.end]
        if not _looks_like_organisation(text, tokens) or _is_taken(book, names, span):
            continue
        if iso3 := _state_of_administration(book, tokens):
            book.mention(span, (book.country(iso3),), "nominal", "government_of_leader")
            continue
        draft = known.get(text.lower()) or _same_words(known, text)
        if draft is None:
            draft = book.add(Draft("organisation", text, _country_of(book, names, span, text)))
            known[text.lower()] = draft
        if acronym := _ACRONYM_AFTER.match(document.text, span.end):
            known.setdefault(acronym[1].lower(), draft)
        book.mention(span, (draft,), "named", "named_entity")
    _note_after_body_nouns(book, known)
    _note_acronyms(book, known)


def _note_ships(book: Book, known: dict[str, Draft]) -> None:
    """Note a state's ship by what stands before its name: "HMS Bulwark" acts for the United Kingdom."""
    for token in book.capitals:
        iso3 = ship_prefixes().get(token.text)
        if iso3 is None or token.i + 1 >= len(token.doc) or not token.nbor(1).text[0].isupper():
            continue
        if token.nbor(1).lower_ in titles():
            continue
        last = _last_of_name(token.nbor(1))
        span = Span(token.idx, last.idx + len(last))
        name = span.of(book.document.text)
        draft = known.get(name.lower()) or book.add(Draft("organisation", name, iso3))
        known[name.lower()] = draft
        book.mention(span, (draft,), "named", "ship_prefix")


def _state_of_administration(book: Book, tokens: Sequence[Token]) -> str | None:
    """Return the state whose executive is called after its leader: "the Merkel Government"."""
    is_executive = len(tokens) > 1 and institution_nouns().get(tokens[-1].lower_) == "government"
    return state_led_by(book, tokens[-2].text) if is_executive else None


def _note_after_body_nouns(book: Book, known: dict[str, Draft]) -> None:
    """Note the capitalised words right after "charity", "newspaper" and the like as an organisation's name."""
    nouns = institution_nouns()
    for token in book.capitals:
        if token.i == 0 or token.is_sent_start or nouns.get(token.nbor(-1).lower_) != "body":
            continue
        if token.nbor(-1).text[0].isupper() and not token.nbor(-1).is_sent_start:
            continue
        last = _last_of_name(token)
        span = Span(token.idx, last.idx + len(last))
        if token.tag_[:3] != "NNP" or book.covers(span) or book.document.sentence_at(token.idx) is None:
            continue
        name = book.document.text[span.start : span.end]
        draft = known.setdefault(name.lower(), Draft("organisation", name))
        if draft not in book.drafts:
            book.add(draft)
        book.mention(span, (draft,), "named", "after_body_noun")


def _last_of_name(first: Token) -> Token:
    """Return the last of the capitalised names that stand one behind the other."""
    last = first
    while last.i + 1 < len(first.doc) and last.nbor(1).tag_ == "NNP" and last.nbor(1).text[0].isupper():
        last = last.nbor(1)
    return last


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].lower_ in _STRAY or tokens[0].is_space):
        tokens.pop(0)
    while tokens and (tokens[-1].lower_ in _STRAY or tokens[-1].is_space):
        tokens.pop()
    for index, token in enumerate(tokens):
        if index and (token.text == "(" or token.lower_ == "in" or "\n" in token.text):
            return tokens[:index]
    return tokens


def _looks_like_organisation(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether the words may name an organisation; laws, events, things and headlines in capitals do not."""
    if text.lower() in titles() or institution_nouns().get(text.lower()) == "body":
        return False
    if not text[:1].isupper() or len(text) < 2 or len(tokens) > _MAX_TOKENS or "/" in text or "©" in text:
        return False
    words = name_words()
    if words.get(tokens[-1].lower_) == "thing" or words.get(tokens[0].lower_) == "thing":
        return False
    if _follows_title(tokens[0]) or any(token.tag_ in _VERB_TAGS for token in tokens):
        return False
    if len(tokens) > 1:
        return not text.isupper() or any(takes_part(token) for token in tokens[-1:])
    if any(character.isdigit() for character in text):
        return False
    if _IN_CAPITALS.match(text):
        return (is_subject(tokens[0]) or tokens[0].dep_ == "poss") and not _is_shouted(tokens[0])
    return is_subject(tokens[0])


def _follows_title(token: Token) -> bool:
    """Tell whether the words are the rest of a title: "Secretary of *State*", "Minister for *Foreign Affairs*"."""
    if token.i < 2 or token.nbor(-1).lower_ not in ("of", "for"):
        return False
    return token.nbor(-2).lower_ in titles() and token.nbor(-2).text[:1].isupper()


def _is_shouted(token: Token) -> bool:
    """Tell whether the word stands among others in capitals, as in a headline."""
    if token.is_sent_start and len(token) > _LONG_ACRONYM:
        return True
    around = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    return any(other.is_upper and len(other) > 3 for other in around)


def _is_taken(book: Book, names: NameIndex, span: Span) -> bool:
    """Tell whether better knowledge covers the place: a known name, a trap, or a person."""
    inside = names.between(span.start, span.end)
    if any(name.kind in ("trap", "leader") for name in inside):
        return True
    size = span.end - span.start
    if any(name.kind == "organisation" and name.end - name.start > 0.6 * size for name in inside):
        return True
    if any(name.end - name.start >= size - 1 for name in inside):
        return True
    overlapping = [m for m in book.between(max(0, span.start - 60), span.end) if m.span.end > span.start]
    is_ship = any(m.method == "ship_prefix" for m in overlapping)
    return is_ship or any(m.mention_type == "named" and m.drafts[0].actor_type == "person" for m in overlapping)


def _same_words(known: dict[str, Draft], text: str) -> Draft | None:
    """Return the organisation that a shorter or longer form of the name, or its initials, belong to."""
    words = text.lower().split()
    initials = "".join(word[0] for word in text.split() if word[0].isupper()).lower()
    for name, draft in known.items():
        other = name.split()
        if len(words) >= 2 and (words == other[-len(words) :] or words == other[: len(words)]):
            return draft
        if len(words) >= 3 and other == [initials]:
            draft.name = text
            return draft
    return None


def _country_of(book: Book, names: NameIndex, span: Span, text: str) -> str | None:
    """Return the country in the name or right before it; a state's own body belongs to the article's country."""
    for name in names.between(span.start, span.end):
        if name.kind in ("country", "demonym"):
            return name.key
        if name.kind == "organisation":
            return organisations()[name.key].iso3
    before = [name for name in names.between(max(0, span.start - 40), span.start) if _is_owner(name)]
    if before:
        gap = book.document.text[before[-1].end : span.start].strip()
        if gap in ("'s", "’s", "'", "’", ""):
            return before[-1].key
    words = name_words()
    if any(words.get(word.lower()) == "state_body" for word in text.split()):
        return home_country(book)
    return None


def _is_owner(name: Name) -> bool:
    return name.kind in ("country", "demonym")


def _note_acronyms(book: Book, known: dict[str, Draft]) -> None:
    for token in book.capitals:
        draft = known.get(token.lower_) if _IN_CAPITALS.match(token.text) else None
        span = Span(token.idx, token.idx + len(token))
        if draft is None or book.covers(span) or book.document.sentence_at(token.idx) is None:
            continue
        book.mention(span, (draft,), "named", "acronym")

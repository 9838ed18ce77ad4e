"""Find organisations: those that are known, those that the model names, and a state's own ("the German army")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.actors.agency import is_agent
from flows.extract.actors.drafts import Book, Draft, Mention
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.titles import NameIndex
from flows.reference.organisations import metonyms, organisations, regions
from flows.schema.span import Span
from flows.text.document import Token

_ACRONYM_AFTER = re.compile(r"\s*\((?:the\s+)?([A-Z][A-Za-z&.-]{1,9})\)")
_IN_CAPITALS = re.compile(r"[A-Z][A-Z&-]+s?$")
_NOT_ORGANISATION = frozenset(
    "Covid Covid-19 COVID-19 COVID AIDS HIV GDP Internet Christmas Holocaust Budget English Bible Treaty Act Facebook"
    " Twitter X Telegram Instagram YouTube WhatsApp TV AI".split()
)
_TAIL_WORDS = frozenset({"said", "says", "the", "and", "of", "for", "in", "on"})


def note_names(book: Book, names: NameIndex) -> None:
    """Note countries, organisations, regions and places that mean a government."""
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
        if name.kind == "country":
            _note_country(book, span, token, name)
        elif name.kind == "demonym":
            _note_demonym(book, span, token, name)
        elif name.kind == "region":
            if not _is_adjectival(token):
                book.mention(span, (book.group(regions()[name.key], is_named=True),), "named", "gazetteer")
        elif name.kind == "organisation":
            organisation = organisations()[name.key]
            if organisation.is_seat and not is_agent(token) and not _is_adjectival(token):
                continue
            kind = "metonym" if organisation.is_seat else "named"
            book.mention(span, (book.organisation(organisation),), kind, "gazetteer")
        else:
            _note_metonym(book, span, token, name)


def note_model_names(book: Book, names: NameIndex) -> None:
    """Note the organisations that the language model names, where nothing better is known of the place."""
    document = book.document
    known: dict[str, Draft] = {}
    for ent in document.doc.ents:
        if ent.label_ != "ORG" or document.sentence_at(ent.start_char) is None:
            continue
        tokens = list(ent)
        while tokens and (tokens[0].lower_ in ("the", "a", "an") or tokens[0].text in ("'s", "’s", "-", '"')):
            tokens.pop(0)
        while tokens and (tokens[-1].text in ("'s", "’s", ",", "-", "(", '"') or tokens[-1].lower_ in _TAIL_WORDS):
            tokens.pop()
        if not tokens:
            continue
        span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        text = document.text[span.start : span.end]
        if not _looks_like_organisation(text, tokens) or "\n" in text:
            continue
        inside = names.between(span.start, span.end)
        if any(name.kind in ("trap", "leader") for name in inside):
            continue
        if inside and inside[0].start == span.start and inside[0].end >= span.end:
            continue
        if any(m.mention_type == "named" and m.drafts[0].actor_type == "person" for m in _overlapping(book, span)):
            continue
        if any(name.kind == "organisation" and name.end - name.start > 0.6 * len(text) for name in inside):
            continue
        draft = known.get(text.lower()) or _same_words(known, text)
        if draft is None:
            draft = book.add(Draft("organisation", text, _country_inside(inside) or _owner(book, names, span)))
            known[text.lower()] = draft
        if acronym := _ACRONYM_AFTER.match(document.text, span.end):
            known.setdefault(acronym[1].lower(), draft)
        book.mention(span, (draft,), "named", "named_entity")
    _note_acronyms(book, known)


def _note_country(book: Book, span: Span, token: Token, name: Name) -> None:
    kind = "adjectival" if _is_adjectival(token) else "named"
    book.mention(span, (book.country(name.key),), kind, "gazetteer")


def _note_demonym(book: Book, span: Span, token: Token, name: Name) -> None:
    if token.tag_ in ("VB", "VBP", "VBZ", "VBD") and span.end - span.start < 7 and token.is_sent_start:
        return  # "Polish the car"
    book.mention(span, (book.country(name.key),), "adjectival", "gazetteer")


def _note_metonym(book: Book, span: Span, token: Token, name: Name) -> None:
    metonym = metonyms()[name.key]
    if not is_agent(token):
        return
    if metonym.organisation is not None:
        draft = book.organisation(organisations()[metonym.organisation])
    elif metonym.iso3 is not None:
        draft = book.country(metonym.iso3)
    else:
        return
    book.mention(span, (draft,), "metonym", "agent_of_clause")


def _is_adjectival(token: Token) -> bool:
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def _is_somebodys_name(book: Book, name: Name) -> bool:
    """Tell whether a place's name is part of another name, as in "Georgia Smith" or "Michael Jordan"."""
    if name.kind not in ("country", "capital", "seat"):
        return False
    for ent in book.document.tokens_in(Span(name.start, name.end)).ents:
        if ent.label_ == "PERSON" and len(ent.text) > name.end - name.start:
            return True
    first = book.document.token_at(name.start)
    if first is None or first.ent_type_ != "PERSON":
        return False
    neighbours = [first.nbor(step) for step in (-1, 1) if 0 <= first.i + step < len(first.doc)]
    return any(other.ent_type_ == "PERSON" and other.text[:1].isupper() for other in neighbours)


def _looks_like_organisation(text: str, tokens: Sequence[Token]) -> bool:
    if not text[:1].isupper() or text in _NOT_ORGANISATION or len(text) < 2 or len(tokens) > 12:
        return False
    if any(c.isdigit() for c in text) and len(tokens) == 1:
        return False
    return len(tokens) > 1 or bool(_IN_CAPITALS.match(text)) or tokens[0].dep_ in ("nsubj", "pobj", "poss", "nsubjpass")


def _overlapping(book: Book, span: Span) -> list[Mention]:
    return [m for m in book.between(max(0, span.start - 80), span.end) if m.span.end > span.start]


def _same_words(known: dict[str, Draft], text: str) -> Draft | None:
    words = text.lower().split()
    initials = "".join(word[0] for word in text.split() if word[0].isupper()).lower()
    for name, draft in known.items():
        other = name.split()
        if len(words) >= 2 and (words == other[-len(words) :] or words == other[: len(words)]):
            return draft
        if len(words) >= 3 and len(other) == 1 and other[0] == initials:
            draft.name = text
            return draft
    return None


def _country_inside(inside: Sequence[Name]) -> str | None:
    for name in inside:
        if name.kind in ("country", "demonym"):
            return name.key
    return None


def _owner(book: Book, names: NameIndex, span: Span) -> str | None:
    """Return the country of a possessor or adjective directly before the name ("Turkey's Baykar")."""
    before = [name for name in names.between(max(0, span.start - 40), span.start) if name.kind in ("country", "demonym")]
    if not before:
        return None
    gap = book.document.text[before[-1].end : span.start]
    return before[-1].key if gap.strip() in ("'s", "’s", "'", "’", "") else None


def _note_acronyms(book: Book, known: dict[str, Draft]) -> None:
    for token in book.document.doc:
        if len(token) < 2 or not _IN_CAPITALS.match(token.text):
            continue
        draft = known.get(token.lower_)
        span = Span(token.idx, token.idx + len(token))
        if draft is None or book.covers(span) or book.document.sentence_at(token.idx) is None:
            continue
        book.mention(span, (draft,), "named", "acronym")

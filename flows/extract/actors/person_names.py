"""Find the places where a text names a person: leaders, names of the language model, names after a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.extract.actors.drafts import Book
from flows.extract.actors.gazetteer import Name
from flows.extract.actors.titles import NameIndex, Titled, title_after, title_before
from flows.reference.countries import country_aliases
from flows.reference.name_words import name_words
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.reference.roles import given_names, titles
from flows.schema.span import Span
from flows.text.document import Document, Token, TokenSpan

HONORIFICS = {
    "mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "sir": "m", "lord": "m",
    "lady": "f", "dame": "f", "baroness": "f", "dr": None, "dr.": None, "madam": "f", "rev.": None, "sheikh": "m",
    "hon": None, "hon.": None, "prof.": None, "prof": None, "professor": None,
}  # fmt: skip
BRITISH_TITLES = frozenset({"lord", "baroness"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der", "den", "ter", "bin", "ibn", "al",
    "el", "ul", "y", "zu", "und", "st", "st.",
})  # fmt: skip
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽĆČĐİ][\w.'’-]*$")
_INITIAL_AND_SURNAME = re.compile(r"([A-Z]\.)([A-Z][a-z]\w+)$")
_ENDS_NAME = frozenset(
    {"'s", "’s", ",", "–", "—", "(", ")", "and", "of", "to", "/", "|", ":", ";", '"', "“", "”", "or"}
)
_NOT_A_NAME = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "God", "Republican",
    "Republicans", "Democrat", "Democrats", "Democratic", "Senate", "House", "Congress", "President", "Minister",
    "Government", "Treasury", "Parliament", "Ministry", "Department", "Group", "Bank", "Fund", "Party", "University",
    "State", "States", "United", "National", "International", "The", "This", "These", "That", "His", "Her", "Its",
    "Our", "We", "They", "He", "She", "It", "In", "On", "At", "Lt", "Col", "Gen", "Maj", "Capt", "Sgt", "Adm",
    "Board", "Committee", "Council", "Branch", "Office", "Order", "Agency", "Commission", "Court", "Army", "Navy",
    "Command", "Union", "League", "Association", "Foundation", "Authority", "Assembly", "Secretariat",
    "Islamic", "Hospital", "Society", "School", "College", "Institute", "Centre", "Center", "Street", "Square",
})  # fmt: skip
_MAX_NAME_TOKENS = 7
_MAX_TITLED_TOKENS = 5


@dataclass(frozen=True, slots=True)
class PersonName:
    """One place that names a person: the words, what a title beside them says, and how it was found."""

    span: Span
    words: tuple[str, ...]
    titled: Titled | None
    honorific: str | None
    method: str

    @property
    def is_introduced(self) -> bool:
        """Tell whether a title or honorific marks the words as a person's name."""
        return self.honorific is not None or self.titled is not None


@lru_cache(maxsize=20_000)
def spelling_key(word: str) -> str:
    """Return a form that spellings of one name share: no accents, no doubled letters, one sign for y and i."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    plain = plain.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss").replace("’", "'")
    plain = (
        plain.removeprefix("al-")
        .removeprefix("el-")
        .replace("ae", "e")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace("kh", "h")
        .replace("y", "i")
    )
    return re.sub(r"(.)\1+", r"\1", plain)


def split_suffix(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Part a name from its "Jr." or "III"."""
    if len(words) > 1 and words[-1].lower().rstrip(",") in SUFFIXES:
        return words[:-1], words[-1].lower().rstrip(".")
    return words, None


def find_person_names(book: Book, names: NameIndex) -> list[PersonName]:
    """Return the places that name a person, in reading order; they do not overlap."""
    document = book.document
    spans: list[tuple[int, int, str]] = [(n.start, n.end, "gazetteer") for n in names.names if n.kind == "leader"]
    spans += [(ent.start_char, ent.end_char, "named_entity") for ent in document.doc.ents if _may_be_person(ent)]
    spans += [(t.idx, t.idx + len(t), "initial") for t in book.capitals if _INITIAL_AND_SURNAME.match(t.text)]
    spans += _after_titles(book)
    spans += _after_given_names(book)
    spans += _lone_speakers(book)
    found: list[PersonName] = []
    for start, end, method in sorted(spans, key=lambda span: (span[0], -span[1])):
        name = _clean(document, names, start, end, method)
        if name is not None and not any(name.span.start < o.span.end and o.span.start < name.span.end for o in found):
            found.append(name)
    return found


def _may_be_person(ent: TokenSpan) -> bool:
    """Tell whether the model takes the words for a person, or for something else that begins with a given name."""
    return ent.label_ == "PERSON" or (ent.label_ in ("ORG", "GPE") and len(ent) > 1 and ent[0].text in given_names())


def _after_titles(book: Book) -> list[tuple[int, int, str]]:
    """Return capitalised words after an honorific or a capitalised title, whatever the model took them for."""
    spans = []
    doc = book.document.doc
    for token in book.capitals:
        if token.i + 1 >= len(doc) or not (token.lower_ in HONORIFICS or token.lower_ in titles()):
            continue
        end = token.i + 1
        while (
            end < len(doc) and end - token.i <= _MAX_TITLED_TOKENS and _may_go_on(doc[end], is_first=end == token.i + 1)
        ):
            end += 1
        while end > token.i + 1 and doc[end - 1].lower_ in _PARTICLES:
            end -= 1
        if end > token.i + 1:
            spans.append((doc[token.i + 1].idx, doc[end - 1].idx + len(doc[end - 1]), "title"))
    return spans


def _after_given_names(book: Book) -> list[tuple[int, int, str]]:
    """Return pairs of capitalised words of which the first is a usual given name."""
    spans = []
    for token in book.capitals:
        if token.text not in given_names() or token.text in country_aliases() or token.i + 1 >= len(token.doc):
            continue
        last = token.nbor(1)
        if last.lower_ in _PARTICLES and last.i + 1 < len(token.doc):
            last = last.nbor(1)
        if last.text[:1].isupper() and _may_go_on(last, is_first=True) and token.ent_type_ in ("", "PERSON"):
            spans.append((token.idx, last.idx + len(last), "given_name"))
    return spans


def _lone_speakers(book: Book) -> list[tuple[int, int, str]]:
    """Return capitalised words that the model overlooks although they are the subject of a reporting verb."""
    verbs = load_reporting_verbs()
    spans = []
    for token in book.capitals:
        if token.dep_ != "nsubj" or token.tag_ != "NNP" or token.ent_type_ or token.is_sent_start:
            continue
        before = [child for child in token.lefts if child.dep_ in ("compound", "det", "amod", "poss", "nmod")]
        speaks = token.head.lower_ in verbs
        introduced = token.i + 1 < len(token.doc) and token.nbor(1).text == ","
        if all(child.tag_ == "NNP" and not child.ent_type_ for child in before) and (speaks or (introduced and before)):
            spans.append(((before or [token])[0].idx, token.idx + len(token), "speaker"))
    return spans


def _may_go_on(token: Token, *, is_first: bool) -> bool:
    if token.is_sent_start or (token.lower_ in titles() and token.nbor(-1).text not in given_names()):
        return False
    return bool(_NAME_WORD.match(token.text)) or (token.lower_ in _PARTICLES and not is_first)


def _clean(document: Document, names: NameIndex, start: int, end: int, method: str) -> PersonName | None:
    """Trim a candidate to the words of a name; None where it is none."""
    tokens = list(document.tokens_in(Span(start, end)))
    honorific = None
    while tokens and (n_title := _n_title_words(tokens)):
        honorific = tokens[0].lower_ if tokens[0].lower_ in HONORIFICS else honorific
        del tokens[:n_title]
    for index, token in enumerate(tokens):
        if token.lower_ in _ENDS_NAME or "\n" in token.text:
            tokens = tokens[:index]
            break
    while tokens and not _NAME_WORD.match(tokens[-1].text) and tokens[-1].lower_ not in SUFFIXES:
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].text in ("MP", "OBE", "MEP", "KC", "MBE", "CBE"):
        tokens.pop()
    if not tokens or len(tokens) > _MAX_NAME_TOKENS or document.sentence_at(tokens[0].idx) is None:
        return None
    if tokens[0].i and tokens[0].nbor(-1).lower_ in HONORIFICS:
        honorific = tokens[0].nbor(-1).lower_
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    text = document.text[span.start : span.end]
    if text.isupper():  # a headline: the parsed text has it in the case of running text
        text = "".join(token.text_with_ws for token in tokens).rstrip()
    words = tuple(_INITIAL_AND_SURNAME.sub(r"\1 \2", text.replace("’", "'")).split())
    if words[-1].endswith("'s"):
        words = (*words[:-1], words[-1][:-2])
    titled = title_before(document, names, tokens[0]) or title_after(document, names, span.start, span.end)
    name = PersonName(span, words, titled, honorific, method)
    around = names.between(max(0, span.start - 40), span.end)
    if method != "gazetteer" and any(o.start < span.start < o.end or o.end > span.end for o in around):
        return None  # part of a longer name: "DR *Congo*"
    if method == "named_entity" and not name.is_introduced and _is_where(tokens[-1]):
        return None
    inside = [other for other in names.between(span.start, span.end) if other.kind != "leader"]
    return name if _is_plausible(name, inside) else None


def _is_where(token: Token) -> bool:
    """Tell whether the words stand after "in" or "near", as no person does."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside", "across")


def _n_title_words(tokens: Sequence[Token]) -> int:
    """Return how many words at the head of a candidate are a title, an honorific or no name at all."""
    if tokens[0].lower_ in HONORIFICS or not tokens[0].text[:1].isupper():
        return 1
    for n in (3, 2, 1):
        if " ".join(token.lower_ for token in tokens[:n]) in titles():
            return n
    return 0


def _is_plausible(name: PersonName, inside: Sequence[Name]) -> bool:
    """Tell whether the words may name a person: no place, organisation, law or storm, no headline word."""
    words = name.words
    if len(words[-1]) < 2 or any(word in _NOT_A_NAME or any(c.isdigit() for c in word) for word in words):
        return False
    kinds = name_words()
    if any(kinds.get(word.lower()) == "thing" for word in (words[0], words[-1]) if word not in given_names()):
        return False
    if name.method == "gazetteer":
        return True
    if any(other.kind in ("trap", "organisation", "region") for other in inside):
        return False
    if inside and len(words) == 1 and not name.is_introduced:
        return False
    if inside and len(words) > 1 and inside[0].start == name.span.start and words[0] not in given_names():
        return False
    if len(words) == 1 and name.method in ("named_entity", "speaker") and not name.is_introduced:
        return len(words[0]) >= 3 and not words[0].isupper()
    return True

"""Titles beside a person's name, before it ("Italian Prime Minister X") and after it ("X, head of the fund")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.actors.gazetteer import Name
from flows.reference.countries import EU_INSTITUTIONS
from flows.reference.organisations import Organisation, metonyms, organisations
from flows.reference.roles import Title, titles
from flows.schema.columns import Role
from flows.schema.span import Span
from flows.text.document import Document, Token

_FORMER = {"former", "ex", "ex-", "late", "ousted", "onetime", "ret.", "retired", "outgoing-"}
_QUALIFIERS = _FORMER | {
    "acting",
    "interim",
    "deputy",
    "vice",
    "new",
    "senior",
    "mr",
    "mr.",
    "democratic",
    "republican",
}
_PRIVATE_ROLES = frozenset({"civilian", "expert", "executive"})
_PREFIXES = frozenset({"under", "vice", "deputy"})
_LEFT_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "VBN", "POS", "HYPH", "CC", "CD", "RB")
_MAX_WORDS = 14
_AFTER = re.compile(r"\s*(?:\((?:[^()\n]{1,60})\)\s*)?[,–—-]\s+(?:\d{1,3},\s*)?(?P<words>[^,.;:()\n\"“”]{3,140})")
_MEMBER = re.compile(r",?\s+(?:MP|MEP|MSP|TD)\b")
_PARTY = re.compile(r"\s*[,(]\s*(?:R|D|I)-[A-Z][a-z.]+")
_NOT_APPOSITION = re.compile(
    r"(?:who|whom|whose|which|and|but|or|as|in|on|at|with|after|before|when|while|where|he|she|they|it|said|says"
    r"|told|has|have|had|is|was|were|are|will|would|to|for|from|saying|adding|including)\b",
    re.IGNORECASE,
)
_OF_CAPITAL = re.compile(r"\s+(?:of|at|for)\s+(?:the\s+)?([A-Z]\w*)")
_WORDS = re.compile(r"[^\W_][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Titled:
    """What the words beside a name tell; `start` is where they begin (before) or the name's own start (after)."""

    start: int
    title: Title
    iso3: str | None
    organisation: Organisation | None
    is_former: bool
    unknown_body: str | None = None  # the word that names an organisation no vocabulary knows

    @property
    def role(self) -> Role | None:
        """Return what the person does now; None for a former office.

        The president of an organisation is an official of a public one and an executive of another.
        """
        if self.is_former:
            return None
        if self.title.role in ("head_of_state", "head_of_government"):
            if self.organisation is not None:
                return "official" if self.organisation.iso3 else "executive"
            if self.unknown_body:
                return "executive"
        return self.title.role

    @property
    def office(self) -> str | None:
        """Return the state office held now, or None."""
        if self.is_former or self.organisation is not None or self.unknown_body:
            return None
        return self.title.office


class NameIndex:
    """The names that a gazetteer found in one text, by place."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self._starts = [name.start for name in names]

    def between(self, start: int, end: int) -> Sequence[Name]:
        """Return the names that begin in [start, end), in reading order."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def title_before(document: Document, names: NameIndex, first: Token) -> Titled | None:
    """Return what the words directly before a name say, or None; `first` is the name's first token."""
    begin = first.i
    sentence = document.sentence_at(first.idx)
    floor = max(sentence.token_start if sentence else 0, first.i - _MAX_WORDS)
    for i in range(first.i - 1, floor - 1, -1):
        token = document.doc[i]
        if not _may_stand_before(document, token, begin, first.i):
            break
        begin = i
    while begin < first.i and document.doc[begin].lower_ in ("and", "but", "or", "of", ",", "-"):
        begin += 1
    if begin == first.i:
        return None
    words = [document.doc[i].text for i in range(begin, first.i)]
    found = _longest_title(words)
    if found is None:
        return None
    title, at = found
    at_char = document.doc[begin + at].idx
    joint = max((n for n in range(at) if words[n].lower() == "and"), default=-1)
    if joint >= 0 and names.between(document.doc[begin + joint].idx, at_char):
        # "the UK premier and France's President X" are two people
        begin, at = begin + joint + 1, at - joint - 1
        words = words[joint + 1 :]
    start = document.doc[begin].idx
    iso3, organisation = _belonging(names.between(start, at_char + 1), title, last=True)
    if iso3 is None and organisation is None:
        # "Minister of State for Europe", "President of Ukraine X", "director of OMB X"
        iso3, organisation = _belonging(names.between(at_char + 1, first.idx), title, last=False)
    former = any(word.lower() in _FORMER for word in words[:at])
    unknown = None
    if (
        iso3 is None
        and organisation is None
        and at > 0
        and title.role != "minister"
        and _is_unknown_body(words[at - 1])
    ):
        unknown = words[at - 1]
    return Titled(start, title, iso3 or title.iso3, organisation, former, unknown)


def title_after(document: Document, names: NameIndex, start: int, end: int) -> Titled | None:
    """Return what an apposition after a name says, or None; `start`, `end` are the name's code points."""
    sentence = document.sentence_at(start)
    stop = sentence.span.end if sentence else len(document.text)
    if _PARTY.match(document.text, end, stop):
        return Titled(start, titles()["lawmaker"], "USA", None, False)
    if _MEMBER.match(document.text, end, stop):
        return Titled(start, titles()["lawmaker"], None, None, False)
    match = _AFTER.match(document.text, end, stop)
    if match is None or _NOT_APPOSITION.match(match["words"]):
        return None
    words_span = Span(match.start("words"), match.end("words"))
    if any(token.ent_type_ == "PERSON" for token in document.tokens_in(words_span)):
        return None  # a list of people, each with a title of his own
    pieces = [(m.group(), m.start()) for m in _WORDS.finditer(document.text, match.start("words"), match.end("words"))]
    for index in range(min(len(pieces), 8)):
        for length in range(min(5, len(pieces) - index), 0, -1):
            phrase = " ".join(word for word, _ in pieces[index : index + length]).lower()
            title = titles().get(phrase.removesuffix("'s").removesuffix("’s"))
            if title is None or phrase.endswith(("'s", "’s")):
                continue
            at_char = pieces[index][1]
            after = pieces[index + length - 1][1] + len(pieces[index + length - 1][0])
            if index > 0 and any(word.lower() in ("of", "for", "at", "to") for word, _ in pieces[:index]):
                return None
            iso3, organisation = _belonging(names.between(match.start("words"), at_char), title, last=True)
            if iso3 is None and organisation is None:
                iso3, organisation = _belonging(names.between(after, match.end("words")), title, last=False)
            former = any(word.lower() in _FORMER for word, _ in pieces[:index])
            tail = document.text[after : match.end("words")]
            of_capital = _OF_CAPITAL.match(tail)
            unknown = of_capital[1] if of_capital and iso3 is None and organisation is None else None
            return Titled(start, title, iso3 or title.iso3, organisation, former, unknown)
    return None


def _may_stand_before(document: Document, token: Token, begin: int, name_at: int) -> bool:
    if (
        token.tag_ in _LEFT_TAGS
        or (token.lower_ in _PREFIXES and token.text[0].isupper() == document.doc[begin].text[0].isupper())
        or token.text in ("’s", "'s", ".", "-")
        or token.lower_ in titles()
    ):
        return token.tag_ != "CC" or begin == name_at or document.doc[begin].text[:1].isalpha()
    if token.text == ",":
        # "Pakistan's newly elected prime minister, Imran Khan": the title must end at the comma
        before = document.doc[token.i - 1]
        return begin == name_at and (before.lower_ in _TITLE_ENDS or before.dep_ == "pobj")
    if token.lower_ in ("of", "for") and token.i and begin < name_at:
        rest = " ".join(document.doc[i].lower_ for i in range(token.i - 1, name_at) if document.doc[i].text != ",")
        if rest in titles():  # "chief of staff X"
            return True
    # "Minister of Foreign Affairs X", "secretary for the interior X"
    after = document.doc[begin + 1 if document.doc[begin].lower_ == "the" else begin]
    return token.lower_ in ("of", "for", "the") and begin < name_at and document.text[after.idx].isupper()


def _longest_title(words: list[str]) -> tuple[Title, int] | None:
    """Return the title nearest to the name, the longest where several end there, and where it begins."""
    lower = [word.lower() for word in words]
    for end in range(len(lower), max(0, len(lower) - 7), -1):
        for begin in range(max(0, end - 7), end):
            phrase = " ".join(lower[begin:end]).replace(" - ", "-").replace(" .", ".")
            title = titles().get(phrase)
            rest = lower[end:]
            if title is None or not (not rest or rest[0] in (",", "of", "for", ".") or len(rest) == 1):
                continue
            # "spokesman Lt. Col. X": a rank says less than the post before it
            if title.role == "military" and begin > 0 and (post := _longest_title(words[:begin])):
                return post
            return title, begin
    return None


def _is_unknown_body(word: str) -> bool:
    """Tell whether the word before a title names a body: "OMB Director", "Harvard President", no "Acting Director"."""
    return len(word) > 1 and word[0].isupper() and word.lower() not in _QUALIFIERS


def _belonging(names: Sequence[Name], title: Title, *, last: bool) -> tuple[str | None, Organisation | None]:
    """Return the country or organisation that the words name; the one nearest to the title."""
    for name in reversed(names) if last else names:
        if name.is_prefix:
            continue
        if name.kind in ("country", "demonym"):
            return name.key, None
        if name.kind == "organisation":
            organisation = organisations()[name.key]
            if organisation.iso3 == EU_INSTITUTIONS and organisation.actor_type == "bloc":
                return EU_INSTITUTIONS, organisation
            return organisation.iso3, organisation
        # "Kyiv officials" act for the state, "our London correspondent" is only there
        if name.kind in ("capital", "seat") and title.role not in _PRIVATE_ROLES:
            return metonyms()[name.key].iso3, None
    return None, None


_TITLE_ENDS = frozenset(phrase.split()[-1] for phrase in titles())

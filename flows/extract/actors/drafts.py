"""Actors while an article is being read: drafts that gather mentions, and the book that keeps them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field

from flows.reference.countries import countries
from flows.reference.organisations import Organisation
from flows.reference.roles import GroupNoun
from flows.schema.columns import ActorType, MentionType, Role
from flows.schema.span import Span
from flows.text.document import Document, Token


@dataclass(slots=True, eq=False)
class Draft:
    """One actor in the making.

    `titles` are a person's titles as the text has them, `offices` what they mean; `body` is the organisation that
    a title names with them; `is_known` marks what the vocabularies name. Of a described group, `noun` is its head,
    `is_specific` says that a name narrows it ("US officials"), `is_modified` that another word does ("aid agencies"),
    `is_counted` that a number stands before it. `is_guessed` says that only the article as a whole suggests the
    country: no words of its own do.
    """

    actor_type: ActorType
    name: str
    iso3: str | None = None
    role: Role | None = None
    is_named: bool = True
    gender: str | None = None
    is_plural: bool = False
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    is_known: bool = False
    is_former: bool = False
    body: str | None = None
    noun: GroupNoun | None = None
    is_specific: bool = False
    is_modified: bool = False
    is_counted: bool = False
    is_guessed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One place that names one or more drafts; `head` is the token that carries the phrase."""

    span: Span
    head: Token
    drafts: tuple[Draft, ...]
    mention_type: MentionType
    method: str


class Book:
    """The actors and mentions of one article so far; mentions are kept in reading order and do not overlap by head."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title_spans: list[Span] = []
        self.capitals: list[Token] = []
        self.nouns_and_pronouns: list[Token] = []
        for token in document.doc:
            tag = token.tag_
            if tag[:2] == "NN" or tag[:3] == "PRP" or token.lower_ == "those":
                self.nouns_and_pronouns.append(token)
            if token.text[0].isupper():
                self.capitals.append(token)
        self.drafts: list[Draft] = []
        self.mentions: list[Mention] = []
        self._starts: list[int] = []
        self._countries: dict[str, Draft] = {}
        self._named: dict[tuple[str, str], Draft] = {}

    def country(self, iso3: str) -> Draft:
        """Return the draft of a country, new where it was not met yet."""
        if iso3 not in self._countries:
            self._countries[iso3] = self.add(Draft("country", countries()[iso3].name, iso3))
        return self._countries[iso3]

    def organisation(self, organisation: Organisation) -> Draft:
        """Return the draft of a known organisation or bloc, new where it was not met yet."""
        key = (organisation.actor_type, organisation.name)
        if key not in self._named:
            self._named[key] = self.add(
                Draft(organisation.actor_type, organisation.name, organisation.iso3, is_known=True)
            )
        return self._named[key]

    def group(self, name: str, *, is_named: bool, role: Role | None = None, iso3: str | None = None) -> Draft:
        """Return the draft of a group of that name, new where it was not met yet."""
        key = ("group", name.lower())
        if key not in self._named:
            draft = Draft("group", name, iso3, role, is_named=is_named, is_plural=True)
            self._named[key] = self.add(draft)
        return self._named[key]

    def add(self, draft: Draft) -> Draft:
        """Keep a new draft."""
        self.drafts.append(draft)
        return draft

    def mention(self, span: Span, drafts: tuple[Draft, ...], mention_type: MentionType, method: str) -> Mention | None:
        """Note that a place names drafts; the last token inside the span is its head unless syntax says otherwise."""
        tokens = self.document.tokens_in(span)
        if len(tokens) == 0:
            return None
        mention = Mention(span, tokens.root, drafts, mention_type, method)
        at = bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self.mentions.insert(at, mention)
        return mention

    def is_title_of_name(self, offset: int) -> bool:
        """Tell whether the code point lies in the title that stands beside a person's name."""
        return any(span.start <= offset < span.end for span in self.title_spans)

    def is_prefix(self, mention: Mention) -> bool:
        """Tell whether a hyphen follows the mention: "US-backed" forces are not of the United States."""
        return self.document.text.startswith("-", mention.span.end)

    def before(self, offset: int) -> list[Mention]:
        """Return the mentions that begin before the code point, in reading order."""
        return self.mentions[: bisect_left(self._starts, offset)]

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in [start, end), in reading order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covers(self, span: Span) -> bool:
        """Tell whether a mention overlaps the span."""
        at = bisect_left(self._starts, span.end)
        return any(mention.span.end > span.start for mention in self.mentions[max(0, at - 4) : at])


def actor_id_of(article_id: str, name: str, actor_type: str) -> str:
    """Return the id of an article's actor: `a` and 16 hex digits of a hash of article, name and type."""
    digest = hashlib.sha256(f"{article_id}\0{name}\0{actor_type}".encode("utf-8", "surrogatepass"))
    return f"a{digest.hexdigest()[:16]}"

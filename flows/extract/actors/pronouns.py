"""Resolve he, she, they and it: the last speaker first, then the subject of the clause, then whom the text last named.

"I" and "we" inside quotation marks are whoever speaks the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from flows.extract.actors.drafts import Book, Draft, Mention
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.schema.span import Span
from flows.text.document import SentenceView, Token
from flows.text.language import lemma_of

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "themselves"})
FIRST_PERSON = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
_EXPLETIVE_VERBS = frozenset({"be", "seem", "appear", "take", "become", "remain", "happen", "turn", "rain", "matter"})
_SUBJECT = ("nsubj", "nsubjpass")
_REACH = 3  # sentences back for a person or a group
_MAX_CLAUSES = 8

_HEAD_SENTENCES = 4
_STATEMENT = re.compile(r"\b(?:statement|remarks|message|speech|address|letter|release)\b", re.IGNORECASE)

Found = tuple[tuple[Draft, ...], str]


class Pronouns:
    """Resolves pronouns in reading order, remembering who spoke last."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._last_speaker: tuple[Draft, ...] = ()
        self._spoke_in = -_REACH - 1

    def note_speech(self, mention: Mention) -> None:
        """Remember the speaker where a mention outside quotation marks is the subject of a reporting verb."""
        verb = verb_of(mention.head)
        if verb is None or self.book.document.quote_at(verb.idx) is not None or not _reports(verb):
            return
        sentence = self.book.document.sentence_at(mention.span.start)
        if sentence is not None:
            self._last_speaker, self._spoke_in = mention.drafts, sentence.index

    def resolve(self, token: Token) -> Mention | None:
        """Note the actor that a pronoun of the third person means; None where it stays open."""
        sentence = self.book.document.sentence_at(token.idx)
        lower = token.lower_
        if sentence is None:
            return None
        found = None
        if lower in _GENDER:
            found = self._person(token, sentence, _GENDER[lower])
        elif lower in _PLURAL:
            found = self._plural(token, sentence)
        elif lower == "it" and token.dep_ == "nsubj" and lemma_of(token.head) not in _EXPLETIVE_VERBS:
            found = self._thing(token, sentence)
        if found is None:
            return None
        return self.book.mention(Span(token.idx, token.idx + len(token)), found[0], "pronoun", found[1])

    def resolve_first_person(self, token: Token) -> None:
        """Note that "I" or "we" is the speaker of quoted words, else the author of a statement.

        To be called when all else is resolved.
        """
        document = self.book.document
        sentence = document.sentence_at(token.idx)
        if sentence is None:
            return
        if document.quote_at(token.idx) is None:
            if self._author is not None:
                span = Span(token.idx, token.idx + len(token))
                self.book.mention(span, (self._author,), "pronoun", "author_of_statement")
            return
        paragraph = document.paragraphs[sentence.paragraph]
        speakers = [m for m in self.book.between(sentence.span.start, sentence.span.end) if self._speaks(m)]
        speakers = speakers or [m for m in self.book.between(paragraph.start, paragraph.end) if self._speaks(m)]
        if speakers:
            nearest = min(speakers, key=lambda mention: abs(mention.span.start - token.idx))
            span = Span(token.idx, token.idx + len(token))
            self.book.mention(span, nearest.drafts, "pronoun", "speaker_of_quotation")

    @cached_property
    def _author(self) -> Draft | None:
        """Return the person in whose name a statement or release is written: the one its head names first."""
        document = self.book.document
        head = document.sentences[min(_HEAD_SENTENCES, len(document.sentences)) - 1].span.end
        if not _STATEMENT.search(document.text, 0, head):
            return None
        for mention in self.book.between(0, head):
            draft = mention.drafts[0]
            if draft.actor_type == "person" and mention.mention_type == "named":
                return draft
        return None

    def _speaks(self, mention: Mention) -> bool:
        verb = verb_of(mention.head)
        return verb is not None and _reports(verb) and self.book.document.quote_at(verb.idx) is None

    def _person(self, token: Token, sentence: SentenceView, gender: str) -> Found | None:
        def fits(mention: Mention) -> bool:
            draft = mention.drafts[0]
            is_one_person = len(mention.drafts) == 1 and draft.actor_type == "person"
            return is_one_person and draft.gender in (None, gender)

        found = self._speaker(token, sentence, gender)
        found = found or self._clause_subject(token, fits) or self._recent(token, sentence, fits, reach=_REACH)
        if found is not None:
            found[0][0].gender = found[0][0].gender or gender
        return found

    def _speaker(self, token: Token, sentence: SentenceView, gender: str) -> Found | None:
        """Return the last speaker where the pronoun speaks too ("he added")."""
        verb = verb_of(token)
        if verb is None or not _reports(verb) or self.book.document.quote_at(token.idx) is not None:
            return None
        if len(self._last_speaker) != 1 or sentence.index - self._spoke_in > _REACH:
            return None
        draft = self._last_speaker[0]
        if draft.actor_type != "person" or draft.gender not in (None, gender):
            return None
        return (draft,), "speaker_continuity"

    def _plural(self, token: Token, sentence: SentenceView) -> Found | None:
        for subject in _governing_subjects(token):
            drafts = self._coordinated(subject)
            if len(drafts) > 1:
                return drafts, "clause_subject"

        def fits(mention: Mention) -> bool:
            return len(mention.drafts) > 1 or mention.drafts[0].is_plural

        return self._clause_subject(token, fits) or self._recent(token, sentence, fits, reach=_REACH)

    def _thing(self, token: Token, sentence: SentenceView) -> Found | None:
        def fits(mention: Mention) -> bool:
            is_body = mention.drafts[0].actor_type in ("organisation", "bloc", "country")
            return is_body and mention.mention_type != "adjectival"

        found = self._clause_subject(token, fits)
        if found is not None or self.book.document.quote_at(token.idx) is not None:
            return found
        recent = self._recent(token, sentence, fits, reach=1)
        return recent if recent is not None and recent[1] == "recent_subject" else None

    def _clause_subject(self, token: Token, fits: Callable[[Mention], bool]) -> Found | None:
        """Return the subject of a clause that governs the pronoun's own clause in the same sentence."""
        for subject in _governing_subjects(token):
            for mention in self._mentions_of(subject):
                if fits(mention):
                    return mention.drafts, "clause_subject"
        return None

    def _recent(
        self, token: Token, sentence: SentenceView, fits: Callable[[Mention], bool], *, reach: int
    ) -> Found | None:
        """Return the subject that fits of the nearest sentence that has one, else the latest mention nearby."""
        sentences = self.book.document.sentences
        nearby: Found | None = None
        for index in range(sentence.index, max(-1, sentence.index - reach - 1), -1):
            span = sentences[index].span
            fitting = [m for m in self.book.between(span.start, min(span.end, token.idx)) if fits(m)]
            subjects = [mention for mention in fitting if mention.head.dep_ in _SUBJECT]
            if subjects:
                return subjects[-1].drafts, "recent_subject"
            if fitting and nearby is None:
                nearby = fitting[-1].drafts, "recency"
        return nearby

    def _mentions_of(self, head: Token) -> list[Mention]:
        start, end = head.left_edge.idx, head.idx + len(head)
        return [mention for mention in self.book.between(start, end) if mention.head == head]

    def _coordinated(self, head: Token) -> tuple[Draft, ...]:
        """Return the actors of a subject and of all that "and" joins to it; none where nothing is joined."""
        heads = [head, *head.conjuncts]
        if len(heads) == 1:
            return ()
        drafts = [draft for one in heads for mention in self._mentions_of(one)[-1:] for draft in mention.drafts]
        return tuple(dict.fromkeys(drafts))


def verb_of(token: Token) -> Token | None:
    """Return the verb whose subject a token is, or None; "X and Y said" gives the verb for both."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token.head if token.dep_ in _SUBJECT else None


def _governing_subjects(token: Token) -> Iterator[Token]:
    """Yield the subjects of the clauses around a pronoun, from its own clause outwards, that stand before it."""
    verb = token.head
    for _ in range(_MAX_CLAUSES):
        for child in verb.children:
            if child.dep_ in _SUBJECT and child.i < token.i:
                yield child
        if verb.head == verb:
            return
        verb = verb.head


def _reports(verb: Token) -> bool:
    """Tell whether a verb reports speech, or one that hangs on it does ("appeared to play it down, saying ...")."""
    forms = load_reporting_verbs()
    if verb.lower_ in forms:
        return True
    return any(
        child.dep_ in ("xcomp", "advcl", "conj")
        and child.lower_ in forms
        and not any(grandchild.dep_ in _SUBJECT for grandchild in child.children)
        for child in verb.children
    )

"""Resolve he, she, they and it: the last speaker first, then the subject of the clause, then whom the text last named."""

from __future__ import annotations

from flows.extract.actors.drafts import Book, Draft, Mention
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.schema.span import Span
from flows.text.document import Token
from flows.text.language import lemma_of

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_EXPLETIVE_VERBS = frozenset({"be", "seem", "appear", "take", "become", "remain", "happen", "turn", "rain", "matter"})
_REACH = 3  # sentences back


class Pronouns:
    """Resolves pronouns in reading order, remembering who spoke last."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.last_speaker: tuple[Draft, ...] = ()
        self.spoke_in = -1

    def note_speech(self, mention: Mention) -> None:
        """Remember the speaker where a mention outside quotation marks is the subject of a reporting verb."""
        verb = verb_of(mention.head)
        if verb is None or self.book.document.quote_at(verb.idx) is not None or not _reports(verb):
            return
        sentence = self.book.document.sentence_at(mention.span.start)
        if sentence is not None:
            self.last_speaker, self.spoke_in = mention.drafts, sentence.index

    def resolve(self, token: Token) -> Mention | None:
        """Note the actor that a pronoun means; None where it stays open."""
        lower = token.lower_
        if self.book.document.sentence_at(token.idx) is None:
            return None
        if lower in _GENDER:
            found = self._person(token, _GENDER[lower])
        elif lower in _PLURAL:
            found = self._plural(token)
        elif lower == "it" and token.dep_ == "nsubj" and lemma_of(token.head) not in _EXPLETIVE_VERBS:
            found = self._thing(token)
        else:
            return None
        if found is None:
            return None
        drafts, method = found
        return self.book.mention(Span(token.idx, token.idx + len(token)), drafts, "pronoun", method)

    def _person(self, token: Token, gender: str) -> tuple[tuple[Draft, ...], str] | None:
        def fits(mention: Mention) -> bool:
            draft = mention.drafts[0]
            return (
                len(mention.drafts) == 1
                and draft.actor_type == "person"
                and not draft.is_plural
                and draft.gender in (None, gender)
            )

        found = self._speaker(token, gender) or self._clause_subject(token, fits) or self._recent(token, fits)
        if found is not None:
            found[0][0].gender = found[0][0].gender or gender
        return found

    def _speaker(self, token: Token, gender: str) -> tuple[tuple[Draft, ...], str] | None:
        verb = verb_of(token)
        sentence = self.book.document.sentence_at(token.idx)
        if verb is None or not _reports(verb) or sentence is None or self.book.document.quote_at(token.idx):
            return None
        if len(self.last_speaker) != 1 or sentence.index - self.spoke_in > _REACH:
            return None
        draft = self.last_speaker[0]
        if draft.actor_type != "person" or draft.gender not in (None, gender):
            return None
        return (draft,), "speaker_continuity"

    def _clause_subject(self, token: Token, fits) -> tuple[tuple[Draft, ...], str] | None:
        """Return the subject of a clause that governs the pronoun's own clause in the same sentence."""
        verb = token.head
        for _ in range(8):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                    for mention in self._mentions_of(child):
                        if fits(mention):
                            return mention.drafts, "clause_subject"
            if verb.head is verb:
                break
            verb = verb.head
        return None

    def _recent(self, token: Token, fits) -> tuple[tuple[Draft, ...], str] | None:
        sentence = self.book.document.sentence_at(token.idx)
        assert sentence is not None
        sentences = self.book.document.sentences
        for index in range(sentence.index, max(-1, sentence.index - _REACH - 1), -1):
            here = self.book.between(sentences[index].span.start, min(sentences[index].span.end, token.idx))
            fitting = [mention for mention in here if fits(mention)]
            subjects = [m for m in fitting if m.head.dep_ in ("nsubj", "nsubjpass")]
            if subjects or fitting:
                chosen = subjects[-1] if subjects else fitting[-1]
                return chosen.drafts, "recent_subject" if subjects else "recency"
        return None

    def _plural(self, token: Token) -> tuple[tuple[Draft, ...], str] | None:
        verb = token.head
        for _ in range(8):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                    drafts = self._coordinated(child)
                    if len(drafts) > 1:
                        return drafts, "clause_subject"
            if verb.head is verb:
                break
            verb = verb.head

        def fits(mention: Mention) -> bool:
            return len(mention.drafts) > 1 or mention.drafts[0].is_plural

        return self._clause_subject(token, fits) or self._recent(token, fits)

    def _thing(self, token: Token) -> tuple[tuple[Draft, ...], str] | None:
        def fits(mention: Mention) -> bool:
            return mention.drafts[0].actor_type in ("organisation", "bloc", "country") and (
                mention.mention_type != "adjectival"
            )

        found = self._clause_subject(token, fits)
        if found is not None:
            return found
        recent = self._recent(token, fits)
        return recent if recent is not None and recent[1] == "recent_subject" else None

    def _mentions_of(self, head: Token) -> list[Mention]:
        """Return the mentions whose head a token is."""
        span = Span(head.left_edge.idx, head.idx + len(head))
        return [m for m in self.book.between(span.start, span.end) if m.head is head or m.head == head]

    def _coordinated(self, head: Token) -> tuple[Draft, ...]:
        """Return the actors of a subject and of all that is joined to it by "and"."""
        heads = [head, *head.conjuncts]
        drafts: list[Draft] = []
        for one in heads:
            for mention in self._mentions_of(one)[-1:]:
                drafts += [draft for draft in mention.drafts if draft not in drafts]
        return tuple(drafts) if len(heads) > 1 else ()


def verb_of(token: Token) -> Token | None:
    """Return the verb whose subject a token is, or None; "X and Y said" gives the verb for both."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    return token.head


def _reports(verb: Token) -> bool:
    forms = load_reporting_verbs()
    if verb.lower_ in forms:
        return True
    return any(
        child.dep_ in ("xcomp", "advcl", "conj") and child.lower_ in forms and not _has_subject(child)
        for child in verb.children
    )


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)

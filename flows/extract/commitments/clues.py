"""What speaks for and against a candidate: the words around it, what the vocabularies call them, the article.

A clue is a short name such as "verb >nsubj send" or "class item financing"; second_reading.csv has the weight of each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.extract.actors import Actors
from flows.extract.commitments.by_sentence import by_sentence, statements_over
from flows.extract.commitments.candidates import Candidate, key_of, main_giver
from flows.extract.commitments.clue_words import classes_of, word_of
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.text.document import Document, SentenceView, Token

# So far up from a name the words that govern it still tell what it does.
_CLIMB = 6
_TOLD_APART = 2  # by the arcs that lead to them; higher up the word alone counts
_OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "attr", "advcl", "oprd"})
_HELPERS = frozenset({"neg", "aux", "auxpass", "advmod", "prt"})
_MENTIONS_READ = 3
_MOST = 8  # counts above it are all "many"


class Clues:
    """The clues of one article's candidates."""

    def __init__(
        self,
        document: Document,
        actors: Actors,
        statements: Sequence[Statement],
        figures: Sequence[FinancialFigure],
        rows: Sequence[Commitment],
    ) -> None:
        """Learn what the article is about: who gives and receives by the first reading, who is named how often."""
        self._document = document
        self._actors = actors
        self._statements = statements_over(document, statements)
        self._sums = by_sentence(figure for figure in figures if figure.kind == "money")
        self._n_rows = len(rows)
        told = {row.sentence_id for row in rows}
        self._told = [sentence.index for sentence in document.sentences if sentence.sentence_id in told]
        self._share = 10 * len(self._told) // max(1, len(document.sentences))
        self._main = main_giver(rows)
        receivers = Counter(row.recipient_iso3 for row in rows if row.recipient_iso3)
        self._receiver = max(receivers, key=lambda iso3: (receivers[iso3], iso3), default=None)
        self._given = Counter(key_of(row) for row in rows)
        self._named = Counter(actors.country_of(mention.actor_id) or mention.actor_id for mention in actors.mentions)
        self._words = [word_of(token) for token in document.doc]
        n_things = sum("item" in classes_of(word) for word in self._words)
        self._density = min(_MOST, 100 * n_things // max(1, len(self._words)))
        self._of_sentence: dict[str, frozenset[str]] = {}

    def of(self, candidate: Candidate) -> frozenset[str]:
        """Return the names of a candidate's clues."""
        sentence = candidate.sentence
        if sentence.sentence_id not in self._of_sentence:
            self._of_sentence[sentence.sentence_id] = frozenset(self._sentence_clues(sentence))
        clues = {*self._of_sentence[sentence.sentence_id], *self._article_clues(candidate)}
        for mention in candidate.mentions[:_MENTIONS_READ]:
            actor = self._actors.by_id[mention.actor_id]
            clues |= {f"mention {mention.mention_type}", f"type {actor.actor_type}", f"role {actor.role}"}
            clues.update(self._name_clues(sentence, Span(mention.char_start, mention.char_end)))
        return frozenset(clues)

    def _sentence_clues(self, sentence: SentenceView) -> Iterator[str]:
        yield "any"
        own_words = self._words[sentence.token_start : sentence.token_end]
        for word in own_words:
            yield f"word {word}"
            for name in classes_of(word):
                yield f"class {name}"
        yield f"length {min(5, len(own_words) // 10)}"
        yield f"sums {min(2, len(self._sums[sentence.sentence_id]))}"
        yield f"opens {sentence.index == 0}"

    def _article_clues(self, candidate: Candidate) -> Iterator[str]:
        party, key, sentence = candidate.party, key_of(candidate.party), candidate.sentence
        others = [row for row in candidate.rows if key_of(row) != key]
        yield f"others told {min(2, len(others))}"
        if others:
            yield f"others {others[0].status}"
        if party.iso3 is not None:
            yield f"receives here {any(row.recipient_iso3 == party.iso3 for row in candidate.rows)}"
            yield f"receives {party.iso3 == self._receiver}"
        yield f"main giver {key == self._main}"
        yield f"lent {not candidate.mentions}"
        yield f"named {min(5, 10 * self._named[key or ''] // max(1, self._named.total()))}"
        yield f"gives {min(5, 10 * self._given[key] // max(1, self._n_rows))}"
        yield f"told {min(_MOST, self._n_rows)}"
        yield f"told share {self._share}"
        yield f"far {min(_MOST, self._distance(sentence.index))}"
        yield f"density {self._density}"
        near = self._statements.get(sentence.sentence_id, ())
        said = [s for s in near if any(span.overlaps(sentence.span) for span in s.content_spans)]
        yield f"said {bool(said)}"
        speakers = {self._actors.country_of(actor_id) for s in said for actor_id in s.speaker_actor_ids}
        if said:
            yield f"says so {party.iso3 is not None and party.iso3 in speakers}"

    def _distance(self, index: int) -> int:
        """Return how many sentences away the nearest one with a row is."""
        place = bisect_left(self._told, index)
        return min((abs(told - index) for told in self._told[max(0, place - 1) : place + 1]), default=_MOST)

    def _name_clues(self, sentence: SentenceView, span: Span) -> Iterator[str]:
        """Yield what stands beside a name and what governs it."""
        tokens = [token for token in self._document.tokens_of(sentence) if _is_within(token, span)]
        if not tokens:
            return
        head = next((token for token in tokens if token.head not in tokens or token.head == token), tokens[-1])
        yield f"is {head.dep_}"
        yield from self._beside(sentence, tokens)
        below, arcs = head, ""
        for step in range(_CLIMB):
            above = below.head
            if above == below:
                break
            arcs = f"{arcs}>{below.dep_}" if step < _TOLD_APART else arcs
            yield from self._climbed(above, below.dep_, min(step, _TOLD_APART), arcs)
            below = above

    def _beside(self, sentence: SentenceView, name: Sequence[Token]) -> Iterator[str]:
        for distance in (1, 2, 3):
            right = name[-1].i + distance
            if right < sentence.token_end:
                yield f"right {self._words[right]}"
                for name_of_class in classes_of(self._words[right]):
                    yield f"right class {name_of_class}"
        if name[0].i > sentence.token_start:
            yield f"before {self._words[name[0].i - 1]}"
        if name[-1].i + 1 < sentence.token_end:
            yield f"after {self._words[name[-1].i + 1]}"

    def _climbed(self, above: Token, arc: str, step: int, arcs: str) -> Iterator[str]:
        """Yield what a word that governs a name says, with its objects and helpers where it is a verb."""
        word = self._words[above.i]
        place = f"{step} {arc}" if step < _TOLD_APART else str(step)
        for name in classes_of(word):
            yield f"up class {place} {name}"
        if not above.tag_.startswith(("VB", "MD")):
            return
        yield f"verb {arcs} {word}"
        yield f"tense {arc} {above.tag_}"
        for name in classes_of(word):
            yield f"verb class {arcs} {name}"
        for child in above.children:
            own = self._words[child.i]
            if child.dep_ in _HELPERS:
                yield f"with {arc} {child.dep_} {own}"
            elif child.dep_ == "prep":
                yield f"with {arc} {own}"
            elif child.dep_ in _OBJECTS:
                yield f"object {arc} {child.dep_} {own}"
                for name in classes_of(own):
                    yield f"object class {arc} {child.dep_} {name}"
                    yield f"verb {word} object {name}"
                for part in child.children:
                    for name in classes_of(self._words[part.i]):
                        yield f"part class {child.dep_} {part.dep_} {name}"


def _is_within(token: Token, span: Span) -> bool:
    return token.idx < span.end and token.idx + len(token) > span.start

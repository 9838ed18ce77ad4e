"""What speaks for and against each country as the receiver of a row: the words around its name, and the article.

The clues have no names in them, only places: how often the article names a country, what it gives and gets in other
sentences, what governs its name in this one. `receivers.csv` has the weight of each (docs/decisions/0021).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flows.extract.actors import Actors
from flows.extract.commitments.clue_words import classes_of, word_of
from flows.extract.commitments.syntax import SUBJECTS
from flows.schema.actors import ActorMention
from flows.schema.commitments import Commitment
from flows.text.document import Document, SentenceView, Token

_FAR = 4  # sentences or groups of words away; beyond it all is "far"
_MANY = 3
_MOST_COUNTRIES = 40
# Prepositions whose object help goes to or is used in.
_INTO = frozenset({"in", "for", "to", "into", "across", "inside"})
_HANGS_ON_NOUN = frozenset({"pobj", "compound", "poss", "amod", "nmod", "conj"})


class ReceiverClues:
    """The clues of each country that an article names, for each of its rows."""

    def __init__(self, document: Document, actors: Actors, rows: Sequence[Commitment]) -> None:
        """Learn who is named where, and who gives and receives by the rows as they are."""
        self._document = document
        self._actors = actors
        self._rows = sorted(rows, key=lambda row: row.char_start)
        self._starts = [row.char_start for row in self._rows]
        self._sentences = {sentence.sentence_id: sentence for sentence in document.sentences}
        self._beside: dict[str, list[Commitment]] = defaultdict(list)
        for row in self._rows:
            self._beside[row.sentence_id].append(row)
        self._here = [list(self._countries_in(sentence)) for sentence in document.sentences]
        named = [(mention, iso3) for here in self._here for mention, iso3 in here]
        self._named = _Counts(iso3 for _, iso3 in named)
        by_count = Counter(iso3 for _, iso3 in named).most_common()
        self._ranks = {iso3: rank for rank, (iso3, _) in enumerate(by_count)}
        self._as_state = _Counts(i for m, i in named if actors.by_id[m.actor_id].actor_type == "country")
        self._at: dict[str, list[int]] = defaultdict(list)
        for index, here in enumerate(self._here):
            for iso3 in {iso3 for _, iso3 in here}:
                self._at[iso3].append(index)
        self._gives = _Counts(row.donor_iso3 for row in rows if row.donor_iso3)
        self._receives = Counter(row.recipient_iso3 for row in rows)
        self._in_words = Counter(row.recipient_iso3 for row in rows if row.recipient_basis == "explicit")
        self._of_giver = Counter((_giver(row), row.recipient_iso3) for row in rows)
        self._n_of_giver = Counter(_giver(row) for row in rows)
        self._inferred = _first(Counter(row.recipient_iso3 for row in rows if row.recipient_basis == "inferred"))
        heads = [(iso3, head) for mention, iso3 in named if (head := self._head(mention)) is not None]
        self._into = Counter(i for i, head in heads if head.dep_ == "pobj" and head.head.lower_ in _INTO)
        self._acting = Counter(i for i, head in heads if head.dep_ in SUBJECTS or head.dep_ == "poss")

    def of(self, row: Commitment) -> dict[str | None, frozenset[str]]:
        """Return the clues of every country that may receive what a row tells, and under None those of nobody.

        In an article that names more than `_MOST_COUNTRIES` only those and the ones of the row's own sentence count.
        """
        beside = self._beside[row.sentence_id]
        received = self._receives - Counter(one.recipient_iso3 for one in beside)
        told = self._in_words - Counter(one.recipient_iso3 for one in beside if one.recipient_basis == "explicit")
        if row.donor_iso3 is not None:
            del received[row.donor_iso3], told[row.donor_iso3]
        del told[None]
        receives, in_words = _Counts(received), _Counts(told)
        found: dict[str | None, frozenset[str]] = {None: frozenset(self._of_nobody(row, receives))}
        likely = {iso3 for iso3, rank in self._ranks.items() if rank < _MOST_COUNTRIES}
        giver_rank = self._ranks.get(row.donor_iso3 or "", len(self._ranks))
        for iso3 in sorted(iso3 for iso3 in likely | self._countries_of(row) if iso3 != row.donor_iso3):
            rank = self._ranks[iso3] - (giver_rank < self._ranks[iso3])
            clues = [f"rank {min(_FAR, rank)}", *self._of_article(row, iso3, receives, in_words)]
            found[iso3] = frozenset((*clues, *self._of_rows(row, iso3), *self._of_sentence(row, iso3)))
        return found

    def mention_in(self, row: Commitment, iso3: str) -> ActorMention | None:
        """Return the mention of a country that stands nearest to what a row promises, in its own sentence."""
        place = row.cue_start if row.item_start is None else row.item_start
        here = [m for m, country in self._here[self._sentences[row.sentence_id].index] if country == iso3]
        return min(here, key=lambda mention: abs(mention.char_start - place), default=None)

    def _countries_in(self, sentence: SentenceView) -> Iterator[tuple[ActorMention, str]]:
        for mention in self._actors.within(sentence.span):
            iso3 = self._actors.country_of(mention.actor_id)
            if iso3 is not None:
                yield mention, iso3

    def _head(self, mention: ActorMention) -> Token | None:
        """Return the word of a mention that the rest of it hangs on."""
        token = self._document.token_at(mention.char_start)
        while token is not None and token.head != token and mention.char_start <= token.head.idx < mention.char_end:
            token = token.head
        return token

    def _of_nobody(self, row: Commitment, receives: _Counts) -> Iterator[str]:
        sentence = self._sentences[row.sentence_id]
        known = [count for iso3, count in receives.counts.items() if iso3 is not None]
        yield "none"
        yield f"none found {_basis(row)}"
        yield f"none status {row.status}"
        yield f"none item {row.item_class}"
        yield f"none sector {row.sector}"
        yield f"none specificity {row.specificity}"
        yield f"none sum {row.figure_id is not None}"
        yield f"none giver {row.donor_iso3 is not None} {row.donor_named}"
        yield f"none receives {receives.share(None)}"
        yield f"none most {_share(max(known, default=0), receives.total)}"
        yield f"none receivers {min(5, len(known))}"
        yield f"none givers {min(5, len(self._gives.counts))}"
        yield f"none here {self._n_others(row)}"
        others = (n for iso3, n in self._named.counts.items() if iso3 != row.donor_iso3)
        yield f"none named {_share(max(others, default=0), self._named.total)}"
        for word in {word_of(token) for token in self._document.tokens_of(sentence)}:
            yield f"none word {word}"
            for name in classes_of(word):
                yield f"none class {name}"

    def _of_article(self, row: Commitment, iso3: str, receives: _Counts, in_words: _Counts) -> Iterator[str]:
        """Yield how often the article names a country, and what it gives and gets in other sentences."""
        index = self._sentences[row.sentence_id].index
        gives, n_named = self._gives.counts[iso3], self._named.counts[iso3]
        at = self._at[iso3]
        place = bisect_left(at, index)
        nearest = min(abs(other - index) for other in at[max(0, place - 1) : place + 1])
        is_main = receives.first == iso3
        yield f"receives {receives.share(iso3)}"
        yield f"receives times {min(_MANY, receives.counts[iso3])}"
        yield f"in words {in_words.share(iso3)}"
        yield f"in words times {min(_MANY, in_words.counts[iso3])}"
        yield f"main {is_main}"
        yield f"main in words {in_words.first == iso3}"
        yield f"main inferred {self._inferred == iso3}"
        yield f"main gives {is_main} {gives > 0} {min(2, nearest)}"
        yield f"named {self._named.share(iso3)}"
        yield f"named gives {self._named.share(iso3)} {min(2, gives)}"
        yield f"as state {self._as_state.share(iso3)}"
        yield f"gives {self._gives.share(iso3)}"
        yield f"gives times {min(_MANY, gives)}"
        yield f"into {_share(self._into[iso3], n_named, 3)} {min(2, self._into[iso3])}"
        yield f"acting {_share(self._acting[iso3], n_named, 4)}"
        yield f"spread {_share(len(at), len(self._here))}"
        yield f"first {min(_FAR, at[0])}"
        yield f"far {min(_FAR, nearest)}"
        yield f"before {place > 0 and at[place - 1] == index - 1}"
        yield f"behind {index + 1 in at[place : place + 2]}"
        yield f"last named {iso3 in self._last_named(row, index)}"

    def _last_named(self, row: Commitment, index: int) -> set[str]:
        """Return the countries other than the giver that the nearest sentence before names, if it names any."""
        before = ({iso3 for _, iso3 in self._here[at]} - {row.donor_iso3} for at in range(index - 1, -1, -1))
        return next((named for named in before if named), set())

    def _of_rows(self, row: Commitment, iso3: str) -> Iterator[str]:
        """Yield what the rules found for this row and for those beside it."""
        if row.recipient_iso3 == iso3:
            yield f"found {_basis(row)}"
            yield f"found {_basis(row)} here {self._n_others(row)}"
        elif row.recipient_iso3 is not None:
            yield f"found another {_basis(row)}"
        beside = self._beside[row.sentence_id]
        told = [one for one in beside if one is not row and one.recipient_basis == "explicit"]
        yield f"gives here {any(one.donor_iso3 == iso3 for one in beside)}"
        yield f"receives here {any(one.recipient_iso3 == iso3 for one in told)}"
        before = range(bisect_left(self._starts, row.char_start) - 1, -1, -1)
        behind = range(bisect_right(self._starts, row.char_start), len(self._rows))
        if nearest := self._not_given_by(iso3, before):
            yield f"row before {nearest.recipient_iso3 == iso3} {nearest.recipient_basis == 'explicit'}"
        if nearest := self._not_given_by(iso3, behind):
            yield f"row behind {nearest.recipient_iso3 == iso3}"
        own = [one for one in beside if _giver(one) == _giver(row)]
        n_own = self._n_of_giver[_giver(row)] - len(own)
        if n_own:
            n_to = self._of_giver[_giver(row), iso3] - sum(one.recipient_iso3 == iso3 for one in own)
            yield f"of the giver {_share(n_to, n_own)}"

    def _not_given_by(self, iso3: str, places: range) -> Commitment | None:
        """Return the first of the rows at some places whose giver is another country."""
        return next((self._rows[i] for i in places if self._rows[i].donor_iso3 != iso3), None)

    def _countries_of(self, row: Commitment) -> set[str]:
        return {iso3 for _, iso3 in self._here[self._sentences[row.sentence_id].index]}

    def _n_others(self, row: Commitment) -> int:
        """Return how many countries other than the giver a row's sentence names, 3 for more."""
        return min(_MANY, len(self._countries_of(row) - {row.donor_iso3}))

    def _of_sentence(self, row: Commitment, iso3: str) -> Iterator[str]:
        """Yield where a row's own sentence names a country, and what governs its name."""
        mentions = [m for m, country in self._here[self._sentences[row.sentence_id].index] if country == iso3]
        if not mentions:
            yield "absent"
        for mention in mentions:
            actor = self._actors.by_id[mention.actor_id]
            yield f"here {mention.mention_type}"
            yield f"here type {actor.actor_type}"
            yield f"here role {actor.role}"
            yield f"here after {mention.char_start > row.cue_start}"
            head = self._head(mention)
            if head is not None:
                yield from _governing(head)
                yield from self._from_words(row, head)

    def _from_words(self, row: Commitment, head: Token) -> Iterator[str]:
        """Yield how a name stands to the deciding word and to the thing promised."""
        for name, start in (("cue", row.cue_start), ("item", row.item_start)):
            word = None if start is None else self._document.token_at(start)
            if word is not None:
                yield f"here {name} near {min(_FAR, abs(word.i - head.i) // 4)} {word.i < head.i}"
                yield f"here below {name} {word.is_ancestor(head)}"


def _governing(head: Token) -> Iterator[str]:
    arc, above = head.dep_, head.head
    yield f"here {arc}"
    if arc in _HANGS_ON_NOUN or arc in SUBJECTS or arc in ("dobj", "dative"):
        yield from _called(f"here {arc}", above)
    if arc in _HANGS_ON_NOUN:
        yield f"here {arc} up {above.dep_}"
        yield from (f"here {arc} up class {name}" for name in classes_of(word_of(above.head)))
        if arc == "pobj":
            yield f"here {above.lower_} of {word_of(above.head)}"


def _called(place: str, word: Token) -> Iterator[str]:
    yield f"{place} {word_of(word)}"
    for name in classes_of(word_of(word)):
        yield f"{place} class {name}"


def _basis(row: Commitment) -> str:
    """Return where the rules have a receiver from; an explicit one without a country counts apart."""
    return "body" if row.recipient_basis == "explicit" and row.recipient_iso3 is None else row.recipient_basis


def _giver(row: Commitment) -> str | None:
    return row.donor_iso3 or row.donor_actor_id


class _Counts:
    """How often each country comes in something, None for nobody."""

    def __init__(self, found: Iterable[str | None] | Counter[str | None]) -> None:
        self.counts: Counter[str | None] = Counter(found)
        self.total = self.counts.total()
        self.first = _first(self.counts)

    def share(self, iso3: str | None) -> int:
        """Return the share of a country, in steps."""
        return _share(self.counts[iso3], self.total)


def _first(counts: Counter[str | None]) -> str | None:
    """Return the country that counts most."""
    return max((iso3 for iso3 in counts if iso3 is not None), key=lambda i: (counts[i], i), default=None)


def _share(part: int, whole: int, steps: int = 5) -> int:
    """Return a share in steps: 0 for nothing at all, then 1 and up."""
    return 1 + min(steps - 1, steps * part // max(1, whole)) if part else 0

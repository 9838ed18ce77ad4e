"""Who might have promised, given, refused or been asked for something in a sentence: what the second reading weighs.

A candidate is one party and one sentence. Whoever the sentence names is one, and so is the article's main giver, whom
a sentence often leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.extract.actors import Actors
from flows.extract.commitments.by_sentence import by_sentence
from flows.extract.commitments.parties import stands_for_country
from flows.extract.commitments.party import Party
from flows.schema.actors import ActorMention
from flows.schema.commitments import Commitment
from flows.schema.span import Span
from flows.text.document import Document, SentenceView


@dataclass(frozen=True, slots=True)
class Candidate:
    """One party in one sentence; without mentions the article lends it."""

    sentence: SentenceView
    party: Party
    mentions: tuple[ActorMention, ...]
    rows: tuple[Commitment, ...]  # what the first reading found in the sentence

    @property
    def is_told(self) -> bool:
        """Tell whether the first reading has found what this party does in this sentence."""
        return any(key_of(row) == key_of(self.party) for row in self.rows)


def key_of(one: Party | Commitment) -> str | None:
    """Return what tells givers apart: the country, else the actor."""
    if isinstance(one, Commitment):
        return one.donor_iso3 or one.donor_actor_id
    return one.iso3 or one.actor_id


def main_giver(rows: Sequence[Commitment]) -> str | None:
    """Return the key of the giver whom most rows have, None for an article without a known giver."""
    keys = Counter(key for row in rows if (key := key_of(row)) is not None)
    return max(keys, key=lambda key: (keys[key], key), default=None)


def find_candidates(document: Document, actors: Actors, rows: Sequence[Commitment]) -> Iterator[Candidate]:
    """Yield the candidates of an article, sentence by sentence."""
    main = main_giver(rows)
    lent = next((_lent(row) for row in rows if main is not None and key_of(row) == main), None)
    rows_of = by_sentence(rows)
    for sentence in document.sentences:
        own_rows = tuple(rows_of[sentence.sentence_id])
        named: dict[str | None, list[ActorMention]] = {}
        parties: dict[str | None, Party] = {}
        for mention in actors.within(sentence.span):
            party = _party(document, actors, mention)
            named.setdefault(key_of(party), []).append(mention)
            parties.setdefault(key_of(party), party)
        for key, mentions in named.items():
            yield Candidate(sentence, parties[key], tuple(mentions), own_rows)
        if lent is not None and main not in named:
            yield Candidate(sentence, lent, (), own_rows)


def _party(document: Document, actors: Actors, mention: ActorMention) -> Party:
    actor = actors.by_id[mention.actor_id]
    span = Span(mention.char_start, mention.char_end)
    return Party(
        span,
        span.of(document.text),
        mention.actor_id,
        actor.country_iso3 if stands_for_country(actor) else None,
        is_named=actor.is_named or actor.country_iso3 is not None,
        home_iso3=actor.country_iso3,
        is_private_person=actor.actor_type == "person" and not stands_for_country(actor),
        is_state=actor.actor_type == "country",
    )


def _lent(row: Commitment) -> Party:
    return Party(None, None, row.donor_actor_id, row.donor_iso3, is_named=row.donor_named)

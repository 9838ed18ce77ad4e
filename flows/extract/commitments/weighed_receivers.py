"""Who receives, weighed by all that an article says: the country whose clues weigh most, where it is another one.

The rules take a receiver from the row's own sentence, else the one country that the article's help is for. Where an
article tells of several, or of none in so many words, that is often wrong; the weights of receivers.csv, fitted to
annotated articles (`python -m benchmarks.receivers`, docs/decisions/0021), choose among all countries it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from flows.extract.actors import Actors
from flows.extract.commitments.receiver_clues import ReceiverClues
from flows.reference.vocabulary import read_rows
from flows.schema.commitments import Commitment
from flows.text.document import Document


def weigh_receivers(
    document: Document, actors: Actors, acts: Sequence[tuple[Commitment, ...]]
) -> list[tuple[Commitment, ...]]:
    """Return the rows of each act with the receivers that the article makes likeliest.

    Acts that name several receivers keep them, and no row loses the one it has unless another country takes its place.
    """
    clues = ReceiverClues(document, actors, [row for rows in acts for row in rows])
    return [tuple(_weighed(clues, row) for row in rows) if _has_one_receiver(rows) else rows for rows in acts]


def likeliest(clues: Mapping[str | None, frozenset[str]]) -> str | None:
    """Return the ISO3 code of the country whose clues weigh most, None where those of nobody do."""
    return max(clues, key=lambda iso3: (weight_of(clues[iso3]), iso3 or ""))


def weight_of(clues: Iterable[str]) -> float:
    """Return the sum of the clues' weights, in log-odds; a clue without a weight has none."""
    weights = load_weights()
    return sum(weights.get(clue, 0.0) for clue in sorted(clues))


@cache
def load_weights() -> dict[str, float]:
    """Return the weight of each clue of receivers.csv."""
    return {row.text("clue"): float(row.text("weight")) for row in read_rows("receivers.csv", ("clue", "weight"))}


def _has_one_receiver(rows: Sequence[Commitment]) -> bool:
    return len({row.recipient_iso3 or row.recipient_text for row in rows}) == 1


def _weighed(clues: ReceiverClues, row: Commitment) -> Commitment:
    if row.item_class == "security_guarantee" and row.recipient_iso3 is None:
        return row  # backing that the text leaves open need not be for whoever the article is about
    iso3 = likeliest(clues.of(row))
    if iso3 is None or iso3 == row.recipient_iso3:
        return row
    mention = clues.mention_in(row, iso3)
    return replace(
        row,
        recipient_iso3=iso3,
        recipient_actor_id=mention.actor_id if mention else None,
        recipient_text=mention.text if mention else None,
        recipient_basis="explicit" if mention else "inferred",
    )

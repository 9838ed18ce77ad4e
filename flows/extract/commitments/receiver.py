"""Which country the help that an article tells of is for, where a sentence does not say.

Each country is scored by how often acts name it as their receiver, how often the article names it, whether the first
sentences do, and whether it gives itself. The weights are a logistic regression on the annotated articles of
docs/accuracy.md, one row a country and article; they change only when that is fitted again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log1p

from flows.extract.actors import Actors
from flows.text.document import Document

# So many sentences, the headline among them, open an article.
_OPENING = 3
# The log-odds from which a country is taken to be the receiver: about three in eight.
_AT_LEAST = -0.5


@dataclass(frozen=True, slots=True)
class Parts:
    """What the acts of an article say of each country: counts by ISO3 code."""

    receives: Counter[str | None]
    gives: Counter[str]
    gives_in_full: Counter[str | None] | Counter[str]


def main_receiver(document: Document, actors: Actors, parts: Parts) -> str | None:
    """Return the ISO3 code of the country that an article's help is most likely for, or None when none stands out.

    A country that gives as often as it is named as a receiver is none.
    """
    opening = document.sentences[:_OPENING]
    named: Counter[str] = Counter()
    starts: dict[str, int] = {}
    for mention in actors.mentions:
        actor = actors.by_id[mention.actor_id]
        if actor.country_iso3 is None:
            continue
        named[actor.country_iso3] += actor.actor_type == "country"
        starts[actor.country_iso3] = min(mention.char_start, starts.get(actor.country_iso3, mention.char_start))
    receiving, naming, giving = (
        max(1, sum(counts[iso3] for iso3 in starts)) for counts in (parts.receives, named, parts.gives)
    )

    def score(iso3: str) -> float:
        return (
            4.1 * parts.receives[iso3] / receiving
            + 5.6 * named[iso3] / naming
            + 1.8 * (bool(opening) and starts[iso3] < opening[0].span.end)
            + 1.4 * (bool(opening) and starts[iso3] < opening[-1].span.end)
            - 2.1 * log1p(parts.gives_in_full[iso3])
            - 2.4 * parts.gives[iso3] / giving
            - 5.35
        )

    receivers = [i for i in starts if not parts.gives_in_full[i] or parts.receives[i] > parts.gives_in_full[i]]
    best = max(receivers, key=lambda iso3: (score(iso3), iso3), default=None)
    return best if best is not None and score(best) >= _AT_LEAST else None

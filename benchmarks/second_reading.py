"""Fit the weights of the second reading: `python -m benchmarks.second_reading GOLD TEXTS ...` prints them as CSV.

The folders are pairs (annotations, texts) in the format of ../shared/data/articles_dev. A candidate (a party in a
sentence) is labelled with the status of the annotated commitment that overlaps its sentence and has its donor, else
with none; candidates at optional annotations are left out. The weights are those of a multinomial logistic regression
with a quadratic penalty; clues that fewer than `_SELDOM` candidates have get none.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from flows.extract.actors import Actors, find_actors
from flows.extract.commitments.candidates import Candidate, find_candidates
from flows.extract.commitments.clues import Clues
from flows.extract.commitments.finder import first_reading
from flows.extract.commitments.second_reading import STATUSES
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.articles import Reject
from flows.schema.columns import Status
from flows.schema.span import Span
from flows.sources import read_articles
from flows.text.document import Document
from flows.text.language import parse_articles

_PENALTY = 10.0
_SELDOM = 10
_STEPS = 150
_FAINT = 0.05  # a clue whose weights are all smaller decides nothing


@dataclass(frozen=True)
class Example:
    """One candidate: its clues, and the status that an annotator gave it or None."""

    clues: frozenset[str]
    status: Status | None


def main(folders: list[Path]) -> int:
    """Print the weights fitted to the annotated articles of the folders."""
    if not folders or len(folders) % 2 or not all(folder.is_dir() for folder in folders):
        print("usage: python -m benchmarks.second_reading GOLD TEXTS [GOLD TEXTS ...]", file=sys.stderr)
        return 2
    examples = [one for gold, texts in zip(folders[::2], folders[1::2], strict=True) for one in _examples(gold, texts)]
    print(",".join(("clue", *STATUSES)))
    for clue, weights in sorted(fit(examples).items()):
        if max(map(abs, weights)) >= _FAINT:
            print(",".join((clue, *(f"{weight:.2f}" for weight in weights))))
    return 0


def fit(examples: Sequence[Example]) -> dict[str, tuple[float, ...]]:
    """Return the weights of each clue, one for every status in the order of `STATUSES`."""
    seen = Counter(clue for example in examples for clue in example.clues)
    clues = sorted(clue for clue, count in seen.items() if count >= _SELDOM)
    number = {clue: i for i, clue in enumerate(clues)}
    places = [(row, number[clue]) for row, one in enumerate(examples) for clue in one.clues if clue in number]
    told = csr_array((np.ones(len(places)), tuple(np.array(places).T)), shape=(len(examples), len(clues)))
    wanted = np.array([[one.status == status for status in STATUSES] for one in examples], dtype=float)
    shape = (len(clues), len(STATUSES))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        scores = told @ weights
        highest = np.maximum(scores.max(axis=1, keepdims=True), 0.0)
        odds = np.exp(scores - highest)
        total = np.exp(-highest) + odds.sum(axis=1, keepdims=True)
        cost = (np.log(total) + highest).sum() - (scores * wanted).sum() + _PENALTY / 2 * (weights**2).sum()
        slope = told.T @ (odds / total - wanted) + _PENALTY * weights
        return float(cost), slope.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return {clue: tuple(own) for clue, own in zip(clues, found.x.reshape(shape).tolist(), strict=True)}


def _examples(gold: Path, texts: Path) -> Iterator[Example]:
    annotations = {a["file"]: a for a in (json.loads(p.read_text("utf-8")) for p in sorted(gold.glob("*.json")))}
    articles = [a for a in read_articles([texts / file for file in annotations]) if not isinstance(a, Reject)]
    for document in parse_articles(articles):
        yield from examples_of(document, annotations[Path(document.article.url).name]["commitments"])


def examples_of(document: Document, annotated: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Yield the candidates of one article with their labels."""
    actors = find_actors(document)
    statements, figures = find_statements(document, actors), find_figures(document)
    verdicts = first_reading(document, actors, statements, figures, find_quantities(document, figures))
    rows = [row for verdict in verdicts.verdicts for row in verdict.rows]
    clues = Clues(document, actors, statements, figures, rows)
    places = [(_place(document.text, wanted), wanted) for wanted in annotated]
    for candidate in find_candidates(document, actors, rows):
        near = [w for place, w in places if place.overlaps(candidate.sentence.span) and _is_of(actors, candidate, w)]
        core = [wanted for wanted in near if wanted.get("core", True)]
        if core or not near:
            yield Example(clues.of(candidate), core[0]["status"] if core else None)


def _is_of(actors: Actors, candidate: Candidate, wanted: dict[str, Any]) -> bool:
    """Tell whether a candidate is the annotated donor: the same country, or a name that has the same words."""
    party = candidate.party
    if wanted["donor"] or party.iso3:
        return bool(party.iso3 == wanted["donor"])
    names = [actors.by_id[party.actor_id].name if party.actor_id else "", party.text or ""]
    own = [set(name.lower().split()) - {"the"} for name in names]
    others = [set(name.lower().split()) - {"the"} for name in (wanted.get("donor_org"), wanted["donor_text"]) if name]
    return any(a and b and (a <= b or b <= a) for a in own for b in others)


def _place(text: str, wanted: dict[str, Any]) -> Span:
    at = -1
    for _ in range(wanted.get("occ", 1)):
        at = text.index(wanted["evidence"], at + 1)
    return Span(at, at + len(wanted["evidence"]))


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))

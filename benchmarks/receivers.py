"""Fit the weights of the receivers: `python -m benchmarks.receivers GOLD TEXTS ...` prints them as CSV.

The folders are pairs (annotations, texts) in the format of ../shared/data/articles_dev. Each row that agrees with an
annotation in place and donor is a choice among the countries that its article names, and nobody; right is what the
annotations of the same status say, else all of them. The weights are those of a conditional logit with a quadratic
penalty; clues that fewer than `_SELDOM` countries of the choices have get none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from benchmarks.annotated import Annotation, at_place, is_of, read_annotated
from flows.extract.actors import find_actors
from flows.extract.commitments.finder import both_readings
from flows.extract.commitments.party import Party
from flows.extract.commitments.receiver_clues import ReceiverClues
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.span import Span
from flows.text.document import Document

_PENALTY = 10.0
_SELDOM = 10
_STEPS = 300
_FAINT = 0.03  # a clue with a smaller weight decides nothing


@dataclass(frozen=True)
class Choice:
    """The clues of every possible receiver of one row, None for nobody, and which of them are right."""

    clues: dict[str | None, frozenset[str]]
    right: frozenset[str | None]


def main(folders: list[Path]) -> int:
    """Print the weights fitted to the annotated articles of the folders."""
    if not folders or len(folders) % 2 or not all(folder.is_dir() for folder in folders):
        print("usage: python -m benchmarks.receivers GOLD TEXTS [GOLD TEXTS ...]", file=sys.stderr)
        return 2
    choices = [
        choice
        for gold, texts in zip(folders[::2], folders[1::2], strict=True)
        for document, annotated in read_annotated(gold, texts)
        for choice in choices_of(document, annotated)
    ]
    print("clue,weight")
    for clue, weight in sorted(fit(choices).items()):
        if abs(weight) >= _FAINT:
            print(f"{clue},{weight:.2f}")
    return 0


def choices_of(document: Document, annotated: Sequence[Annotation]) -> Iterator[Choice]:
    """Yield the choices of one article that an annotation decides."""
    actors = find_actors(document)
    statements, figures = find_statements(document, actors), find_figures(document)
    verdicts = both_readings(document, actors, statements, figures, find_quantities(document, figures))
    rows = [row for verdict in verdicts for row in verdict.rows]
    clues = ReceiverClues(document, actors, rows)
    for row in rows:
        here = at_place(document.text, annotated, Span(row.char_start, row.char_end))
        donor = Party(None, row.donor_text, row.donor_actor_id, row.donor_iso3)
        near = [wanted for wanted in here if is_of(actors, donor, wanted)]
        same = [wanted for wanted in near if wanted["status"] == row.status]
        own = clues.of(row)
        right = frozenset(wanted["recipient"] or None for wanted in same or near) & own.keys()
        if right and len(right) < len(own):
            yield Choice(own, right)


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Return the weight of each clue, in log-odds."""
    seen = Counter(clue for choice in choices for own in choice.clues.values() for clue in own)
    clues = sorted(clue for clue, count in seen.items() if count >= _SELDOM)
    number = {clue: i for i, clue in enumerate(clues)}
    options = [(own, iso3 in choice.right) for choice in choices for iso3, own in choice.clues.items()]
    places = [(row, number[clue]) for row, (own, _) in enumerate(options) for clue in own if clue in number]
    told = csr_array((np.ones(len(places)), tuple(np.array(places).T)), shape=(len(options), len(clues)))
    is_right = np.array([right for _, right in options], dtype=float)
    sizes = np.array([len(choice.clues) for choice in choices])
    starts, of_choice = np.concatenate(([0], np.cumsum(sizes)[:-1])), np.repeat(np.arange(len(choices)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = told @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of_choice])
        total, right = np.add.reduceat(odds, starts), np.add.reduceat(odds * is_right, starts)
        cost = np.log(total / right).sum() + _PENALTY / 2 * (weights**2).sum()
        slope = odds / total[of_choice] - odds * is_right / right[of_choice]
        return float(cost), told.T @ slope + _PENALTY * weights

    found = minimize(loss, np.zeros(len(clues)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return dict(zip(clues, found.x.tolist(), strict=True))


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))

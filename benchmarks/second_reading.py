"""Fit the weights of the second reading: `python -m benchmarks.second_reading GOLD TEXTS ...` prints them as CSV.

The folders are pairs (annotations, texts) in the format of ../shared/data/articles_dev. A candidate (a party in a
sentence) is labelled with the status of the annotated commitment that overlaps its sentence and has its donor, else
with none; candidates at optional annotations are left out. Annotated articles are mostly about help; so that the
weights keep quiet in others, `--ordinary FILE` adds news of any kind (JSON lines), in which a candidate that the rules
do not find is taken to be none. The weights are those of a multinomial logistic regression
with a quadratic penalty; clues that fewer than `_SELDOM` candidates have get none.
"""

from __future__ import annotations

import argparse
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
from flows.extract.actors import Actors, find_actors
from flows.extract.commitments.candidates import find_candidates
from flows.extract.commitments.clues import Clues
from flows.extract.commitments.finder import first_reading
from flows.extract.commitments.second_reading import ENOUGH, STATUSES
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.articles import Reject
from flows.schema.columns import Status
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure
from flows.schema.statements import Statement
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


def main(arguments: Sequence[str]) -> int:
    """Print the weights fitted to the annotated articles of the folders."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_reading")
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD TEXTS", help="annotations and their texts")
    parser.add_argument("--ordinary", type=Path, help="news of any kind, a JSON line each, without annotations")
    options = parser.parse_args(arguments)
    folders = options.folders
    if len(folders) % 2 or not all(folder.is_dir() for folder in folders):
        parser.error("give folders in pairs: annotations, texts")
    examples = [one for gold, texts in zip(folders[::2], folders[1::2], strict=True) for one in _examples(gold, texts)]
    if options.ordinary is not None:
        examples += ordinary_examples(options.ordinary)
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
    for document, annotated in read_annotated(gold, texts):
        yield from examples_of(document, annotated)


def examples_of(document: Document, annotated: Sequence[Annotation]) -> Iterator[Example]:
    """Yield the candidates of one article with their labels."""
    told = read_first(document)
    clues = told.clues(document)
    for candidate in find_candidates(document, told.actors, told.rows):
        here = at_place(document.text, annotated, candidate.sentence.span)
        near = [wanted for wanted in here if is_of(told.actors, candidate.party, wanted)]
        core = [wanted for wanted in near if wanted.get("core", True)]
        if core or not near:
            yield Example(clues.of(candidate), core[0]["status"] if core else None)


def ordinary_examples(news: Path) -> Iterator[Example]:
    """Yield what the rules do not find in those articles of a file that would be read a second time, as none."""
    for document in parse_articles(a for a in read_articles([news]) if not isinstance(a, Reject)):
        told = read_first(document)
        if len(told.rows) >= ENOUGH:
            clues = told.clues(document)
            untold = (c for c in find_candidates(document, told.actors, told.rows) if not c.is_told)
            yield from (Example(clues.of(candidate), None) for candidate in untold)


@dataclass(frozen=True)
class Told:
    """What the first reading finds in an article, and all that it goes by."""

    actors: Actors
    statements: Sequence[Statement]
    figures: Sequence[FinancialFigure]
    rows: list[Commitment]

    def clues(self, document: Document) -> Clues:
        """Return the clues of the article's candidates."""
        return Clues(document, self.actors, self.statements, self.figures, self.rows)


def read_first(document: Document) -> Told:
    """Read one article by the rules alone."""
    actors = find_actors(document)
    statements, figures = find_statements(document, actors), find_figures(document)
    verdicts = first_reading(document, actors, statements, figures, find_quantities(document, figures)).verdicts
    rows = [row for verdict in verdicts for row in verdict.rows]
    return Told(actors, statements, figures, rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

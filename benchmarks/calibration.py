"""How well the confidence of commitments keeps its word: `python -m benchmarks.calibration [--fit] GOLD TEXTS ...`.

For pairs of folders (annotations, texts) in the format of ../shared/data/articles_dev it prints, per band of
confidence, the rows and the share that is right: donor and status as annotated in the same words; rows at optional
annotations are left out. Without folders it takes articles_dev. With --fit it prints new weights for confidence.csv,
from likelihoods that the second reading gives to articles it was not fitted to: a fifth of them at a time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.annotated import Annotation, at_place, read_annotated
from benchmarks.second_reading import Example, examples_of, fit, ordinary_examples, read_first
from flows.extract.article import extract_article
from flows.extract.commitments.confidence import features_of
from flows.extract.commitments.second_reading import read_again
from flows.schema.commitments import Commitment
from flows.schema.span import Span
from flows.text.document import Document

DATA = Path(__file__).parents[2] / "shared" / "data" / "articles_dev"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_PENALTY = 1.0  # pulls rare features to no effect
_PARTS = 5

Read = tuple[Document, Sequence[Annotation]]


@dataclass(frozen=True)
class Judged:
    """What tells the worth of a row, by name, and whether the row is right."""

    features: dict[str, float]
    is_right: bool


def main(arguments: Sequence[str]) -> int:
    """Print the table, or new weights."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration")
    parser.add_argument("folders", nargs="*", type=Path, metavar="GOLD TEXTS", help="annotations and their texts")
    parser.add_argument("--fit", action="store_true", help="print new weights for confidence.csv")
    parser.add_argument("--ordinary", type=Path, help="with --fit: what benchmarks.second_reading takes")
    options = parser.parse_args(arguments)
    folders = options.folders or [DATA / "gold", DATA / "texts"]
    if not all(folder.is_dir() for folder in folders):
        print("no ../shared beside this checkout: nothing to compare with", file=sys.stderr)
        return 0
    pairs = zip(folders[::2], folders[1::2], strict=True)
    articles = [article for gold, texts in pairs for article in read_annotated(gold, texts)]
    if options.fit:
        ordinary = [] if options.ordinary is None else list(ordinary_examples(options.ordinary))
        print("feature,weight")
        for name, weight in fitted(list(_judged(articles, ordinary))).items():
            print(f"{name},{weight:.2f}")
    else:
        _print_table(articles)
    return 0


def _judged(articles: Sequence[Read], ordinary: Sequence[Example]) -> Iterator[Judged]:
    """Yield the rows of the rules, each with likelihoods from weights that were fitted without its article."""
    examples = [list(examples_of(document, annotated)) for document, annotated in articles]
    for part in range(_PARTS):
        others = [one for i, own in enumerate(examples) if i % _PARTS != part for one in own]
        weights = fit([*others, *ordinary])
        for document, annotated in articles[part::_PARTS]:
            told = read_first(document)
            again = read_again(document, told.actors, told.statements, told.figures, told.rows, weights)
            for row, is_right in _decided(document, told.rows, annotated):
                yield Judged(dict(features_of(row, again.likelihoods_of(row))), is_right)


def _decided(
    document: Document, rows: Sequence[Commitment], annotated: Sequence[Annotation]
) -> Iterator[tuple[Commitment, bool]]:
    """Yield rows with whether an annotation agrees; those at optional annotations are left out."""
    for row in rows:
        near = at_place(document.text, annotated, Span(row.char_start, row.char_end))
        right = any(_agrees(row, wanted) for wanted in near)
        if right or all(wanted.get("core", True) for wanted in near):
            yield row, right


def _agrees(row: Commitment, wanted: Annotation) -> bool:
    return bool(row.donor_iso3 == wanted["donor"] and row.status == wanted["status"])


def _print_table(articles: Sequence[Read]) -> None:
    judged = [
        one for document, told in articles for one in _decided(document, extract_article(document).commitments, told)
    ]
    print("confidence    rows   right")
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        rights = [right for row, right in judged if low <= row.confidence < high]
        if rights:
            print(f"{low:.1f} to {min(high, 1):.1f}  {len(rights):6d}  {100 * sum(rights) / len(rights):5.1f} %")


def fitted(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the weight of each feature, in log-odds."""
    names = sorted({name for one in judged for name in one.features})
    told = np.array([[one.features.get(name, 0.0) for name in names] for one in judged])
    right = np.array([one.is_right for one in judged], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(100):  # Newton's steps; a few suffice
        expected = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (right - expected) - _PENALTY * weights
        curve = (told * (expected * (1 - expected))[:, None]).T @ told + _PENALTY * np.eye(len(names))
        weights += np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

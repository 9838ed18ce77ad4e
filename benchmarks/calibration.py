"""How well the confidence of commitments keeps its word: `python -m benchmarks.calibration [--fit] GOLD TEXTS ...`.

For pairs of folders (annotations, texts) in the format of ../shared/data/articles_dev it prints, per band of
confidence, the rows and the share that is right: donor and status as annotated in the same words; rows at optional
annotations are left out. Without folders it takes articles_dev. With --fit it prints new weights for confidence.csv.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from flows.extract.article import extract_article
from flows.extract.commitments.confidence import features_of
from flows.schema.articles import Reject
from flows.schema.commitments import Commitment
from flows.sources import read_articles
from flows.text.language import parse_articles

DATA = Path(__file__).parents[2] / "shared" / "data" / "articles_dev"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_PENALTY = 1.0  # pulls rare features to no effect


def main(arguments: list[str]) -> int:
    """Print the table, or new weights."""
    folders = [Path(argument) for argument in arguments if argument != "--fit"] or [DATA / "gold", DATA / "texts"]
    if not all(folder.is_dir() for folder in folders):
        print("no ../shared beside this checkout: nothing to compare with", file=sys.stderr)
        return 0
    judged = [pair for gold, texts in zip(folders[::2], folders[1::2], strict=True) for pair in _judged(gold, texts)]
    if "--fit" in arguments:
        _print_weights(judged)
    else:
        _print_table(judged)
    return 0


def _judged(gold: Path, texts: Path) -> Iterator[tuple[Commitment, bool]]:
    annotations = {a["file"]: a for a in (json.loads(p.read_text("utf-8")) for p in sorted(gold.glob("*.json")))}
    articles = [a for a in read_articles([texts / file for file in annotations]) if not isinstance(a, Reject)]
    for document in parse_articles(articles):
        wanted = annotations[Path(document.article.url).name]["commitments"]
        for row in extract_article(document).commitments:
            near = [w for w in wanted if _overlaps(row, _place(document.text, w))]
            right = any(_agrees(row, w) for w in near)
            if right or all(w.get("core", True) for w in near):
                yield row, right


def _place(text: str, wanted: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(wanted.get("occ", 1)):
        at = text.index(wanted["evidence"], at + 1)
    return at, at + len(wanted["evidence"])


def _overlaps(row: Commitment, place: tuple[int, int]) -> bool:
    return row.char_start < place[1] and place[0] < row.char_end


def _agrees(row: Commitment, wanted: dict[str, Any]) -> bool:
    return bool(row.donor_iso3 == wanted["donor"] and row.status == wanted["status"])


def _print_table(judged: list[tuple[Commitment, bool]]) -> None:
    print("confidence    rows   right")
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        rights = [right for row, right in judged if low <= row.confidence < high]
        if rights:
            print(f"{low:.1f} to {min(high, 1):.1f}  {len(rights):6d}  {100 * sum(rights) / len(rights):5.1f} %")


def _print_weights(judged: list[tuple[Commitment, bool]]) -> None:
    names = sorted({name for row, _ in judged for name in features_of(row)})
    told = np.array([[name in set(features_of(row)) for name in names] for row, _ in judged], dtype=float)
    right = np.array([right for _, right in judged], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(100):  # Newton's steps; a few suffice
        expected = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (right - expected) - _PENALTY * weights
        curve = (told * (expected * (1 - expected))[:, None]).T @ told + _PENALTY * np.eye(len(names))
        weights += np.linalg.solve(curve, slope)
    print("feature,weight")
    for name, weight in zip(names, weights, strict=True):
        print(f"{name},{weight:.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

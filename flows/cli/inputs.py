"""Inputs of `extract` and `explain` -> rows of each, in order, one result for every input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.article import ArticleRows
    from flows.schema.articles import Article, Reject

# Articles parsed together: enough to be fast, few enough for the first lines to come soon.
ARTICLES_AT_ONCE = 32


def read_paths(paths: Sequence[str]) -> Iterator[tuple[str, Article | Reject]]:
    """Yield the name and the article of every input under the paths; for a file its path as given."""
    from flows.sources import read_articles

    for item in read_articles(paths):
        yield item.url, item


def read_records(file: str) -> Iterator[tuple[str, Article | Reject]]:
    """Yield the id and the article of every line of a JSON lines file; the line's place where it has no id."""
    from flows.sources import read_lines

    ids = _ids_of_lines(file)
    for item in read_lines(file):
        yield next(ids, item.url), item


def extract_in_order(
    inputs: Iterable[tuple[str, Article | Reject]], *, timeout_s: float
) -> Iterator[tuple[str, ArticleRows | Reject]]:
    """Yield the name and the rows of every input, or the reason why it has none."""
    from flows.extract.quarantine import extract_articles
    from flows.schema.articles import Reject

    stream = iter(inputs)
    while chunk := list(islice(stream, ARTICLES_AT_ONCE)):
        articles = [item for _, item in chunk if not isinstance(item, Reject)]
        extracted = extract_articles(articles, timeout_s=timeout_s)
        for name, item in chunk:
            yield name, item if isinstance(item, Reject) else next(extracted)


def _ids_of_lines(file: str) -> Iterator[str]:
    if not Path(file).is_file():
        return  # the reader says so
    with Path(file).open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _id_of(line) or f"{file}#{number}"


def _id_of(line: bytes) -> str | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = record.get("id") if isinstance(record, dict) else None
    return str(named) if isinstance(named, str | int) and str(named) else None

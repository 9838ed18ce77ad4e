"""A batch: the Arrow tables of some articles, as they travel from the processes that parse to the one that stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.schema.articles import Reject
from flows.schema.tables import TABLES, arrow_schema

ARTICLE_TABLES = tuple(name for name, table in TABLES.items() if table.scope == "article")


@dataclass(frozen=True, slots=True)
class Stamps:
    """What is written on every row of a run."""

    extractor_version: str
    run_id: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of some articles, a table for each table of scope "article", and the articles that gave none."""

    tables: dict[str, pa.Table]
    rejects: tuple[Reject, ...]

    @property
    def n_articles(self) -> int:
        """Return how many articles were parsed."""
        return len(self.tables["articles"])


def join_batches(batches: Sequence[Batch]) -> Batch:
    """Return several batches as one, so that a loader that lags behind catches up."""
    tables = {name: pa.concat_tables([batch.tables[name] for batch in batches]) for name in ARTICLE_TABLES}
    return Batch(tables, tuple(reject for batch in batches for reject in batch.rejects))


def no_rows() -> dict[str, pa.Table]:
    """Return the tables of a batch in which no article could be parsed."""
    return {name: arrow_schema(name).empty_table() for name in ARTICLE_TABLES}

"""Articles -> the Arrow tables that are stored, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.extract.article import ArticleRows
from flows.extract.batch import extract_articles
from flows.schema.articles import Article, Reject
from flows.schema.tables import TABLES, arrow_schema, to_arrow

# What Arrow raises for a value that its column cannot hold: half a surrogate pair, a number beyond its type.
UNSTORABLE = (pa.ArrowException, UnicodeError, OverflowError)
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


def extract_batch(articles: Sequence[Article], *, stamps: Stamps, timeout_s: float | None = None) -> Batch:
    """Parse articles into tables; an article that cannot be parsed, or whose rows cannot be stored, is rejected."""
    extracted = extract_articles(articles, timeout_s=timeout_s)
    results = list(zip((article.url for article in articles), extracted, strict=True))
    rejects = [result for _, result in results if isinstance(result, Reject)]
    good = [(url, result) for url, result in results if not isinstance(result, Reject)]
    try:
        return Batch(_tables_of((rows for _, rows in good), stamps), tuple(rejects))
    except UNSTORABLE:
        storable = []
        for url, rows in good:
            try:
                _tables_of([rows], stamps)
                storable.append(rows)
            except UNSTORABLE as error:
                message = f"a value of the article does not fit its column: {error}"
                rejects.append(Reject(url, "extract", type(error).__name__, message))
        return Batch(_tables_of(storable, stamps), tuple(rejects))


def join_batches(batches: Sequence[Batch]) -> Batch:
    """Return several batches as one, so that a loader that lags behind catches up."""
    tables = {name: pa.concat_tables([batch.tables[name] for batch in batches]) for name in ARTICLE_TABLES}
    return Batch(tables, tuple(reject for batch in batches for reject in batch.rejects))


def no_rows() -> dict[str, pa.Table]:
    """Return the tables of a batch in which no article could be parsed."""
    return {name: arrow_schema(name).empty_table() for name in ARTICLE_TABLES}


def _tables_of(rows: Iterable[ArticleRows], stamps: Stamps) -> dict[str, pa.Table]:
    articles = list(rows)
    return {
        name: to_arrow(
            name,
            (record for article in articles for record in getattr(article, name)),
            extractor_version=stamps.extractor_version,
            run_id=stamps.run_id,
        )
        for name in ARTICLE_TABLES
    }

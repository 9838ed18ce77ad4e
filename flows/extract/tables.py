"""Articles -> the Arrow tables that are stored, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from flows.extract.article import ArticleRows
from flows.extract.batch import ARTICLE_TABLES, Batch, Stamps
from flows.extract.quarantine import extract_articles
from flows.schema.articles import Article, Reject
from flows.schema.tables import to_arrow

# What Arrow raises for a value that its column cannot hold: half a surrogate pair, a number beyond its type.
UNSTORABLE = (pa.ArrowException, UnicodeError, OverflowError)


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

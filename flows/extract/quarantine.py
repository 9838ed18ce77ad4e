"""Parse many articles so that one bad article costs only itself.

A batch is parsed together, which is fast. Where the parser fails, the rest of the batch is parsed article by article;
where the rules fail, only that article is rejected.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import ExtractError
from flows.extract.article import ArticleRows, extract_article
from flows.schema.articles import Article, Reject
from flows.text.document import Document
from flows.text.language import parse_articles

# Texts much longer than a news article get more time: a sixth of the parser's usual speed on one core.
CHARS_PER_EXTRA_SECOND = 10_000
PACKAGE = Path(__file__).parents[1]


def extract_articles(articles: Iterable[Article], *, timeout_s: float | None = None) -> Iterator[ArticleRows | Reject]:
    """Yield for each article, in order, its rows or the reason why there are none.

    An article that takes longer than `timeout_s` plus a second for every CHARS_PER_EXTRA_SECOND is rejected; None means
    no limit. The limit needs the main thread of a Unix process and is not kept elsewhere.
    """
    batch = list(articles)
    documents = parse_articles(batch)
    n_chars = sum(len(article.text) for article in batch)
    done = 0
    for article in batch:
        try:
            with _limit(timeout_s, n_chars):
                document = next(documents)
        except Exception:  # noqa: BLE001  whatever the parser raises, the rest is tried one at a time
            break
        yield _extract_parsed(article, document, timeout_s)
        done += 1
    for article in batch[done:]:
        yield _extract_alone(article, timeout_s)


def _extract_parsed(article: Article, document: Document, timeout_s: float | None) -> ArticleRows | Reject:
    try:
        with _limit(timeout_s, len(article.text)):
            return extract_article(document)
    except Exception as error:  # noqa: BLE001  an article must not take its batch with it; the reason is kept
        return _reject(article, error)


def _extract_alone(article: Article, timeout_s: float | None) -> ArticleRows | Reject:
    try:
        with _limit(timeout_s, len(article.text)):
            (document,) = parse_articles([article])
    except Exception as error:  # noqa: BLE001  as above
        return _reject(article, error)
    return _extract_parsed(article, document, timeout_s)


def _reject(article: Article, error: Exception) -> Reject:
    """Say what failed, and where in our code, so that the row alone can be reported."""
    message = str(error)
    if not isinstance(error, ExtractError):
        ours = [step for step in traceback.extract_tb(error.__traceback__) if PACKAGE in Path(step.filename).parents]
        place = f"{Path(ours[-1].filename).relative_to(PACKAGE.parent)}:{ours[-1].lineno}" if ours else "a library"
        message = (
            f"the article cannot be parsed: {type(error).__name__} ({message}) in {place}; report it with the text"
        )
    return Reject(url=article.url, stage="extract", error_class=type(error).__name__, message=message)


@contextmanager
def _limit(timeout_s: float | None, n_chars: int) -> Iterator[None]:
    """Raise ExtractError inside the block when it takes too long; regular expressions are interrupted too."""
    if timeout_s is None or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return
    limit_s = timeout_s + n_chars / CHARS_PER_EXTRA_SECOND

    def give_up(_signal: int, _frame: object) -> None:
        raise ExtractError(f"the article took longer than {limit_s:.0f} s; shorten it or raise article_timeout_s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

"""Parse on every core: long-lived processes that load the language once and know nothing of Prefect.

A worker that dies (killed for memory, a crash in native code) takes only the article that killed it: the batches that
were under way are parsed again one article at a time in a process apart, and what kills that one is rejected.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType

from flows.errors import ExtractError
from flows.extract.batch import Batch, Stamps, join_batches, no_rows
from flows.schema.articles import Article, Reject


class WorkerPool:
    """Processes that parse batches; a context manager, and safe to use from several threads."""

    def __init__(self, *, workers: int) -> None:
        self._workers = workers
        self._lock = threading.Lock()
        self._suspects_lock = threading.Lock()
        self._pool = _start(workers)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def extract(self, articles: Sequence[Article], *, stamps: Stamps, timeout_s: float | None = None) -> Batch:
        """Parse articles into tables in another process; blocks until they are there.

        An article that cannot be parsed is rejected; see `extract_here` for `timeout_s`.
        """
        work = partial(extract_here, stamps=stamps, timeout_s=timeout_s)
        pool = self._pool
        try:
            return pool.submit(work, articles).result()
        except BrokenProcessPool:
            self._replace(pool)
        with self._suspects_lock:
            return join_batches(list(_one_by_one(work, articles)))

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Start new processes, once for all the threads whose batch was lost."""
        with self._lock:
            if self._pool is broken:
                self._pool = _start(self._workers)
        broken.shutdown(wait=False, cancel_futures=True)


def _one_by_one(work: Callable[[Sequence[Article]], Batch], articles: Sequence[Article]) -> Iterator[Batch]:
    """Parse articles one at a time in a process that serves until an article kills it; that article is rejected."""
    pool = _start_one()
    try:
        for article in articles:
            try:
                yield pool.submit(work, [article]).result()
            except BrokenProcessPool:
                message = "the article killed the process that parsed it (no memory left?); report it with the text"
                rejected = Reject(url=article.url, stage="extract", error_class="BrokenProcessPool", message=message)
                yield Batch(no_rows(), (rejected,))
                pool = _start_one()
    finally:
        pool.shutdown()


def _start_one() -> ProcessPoolExecutor:
    """Start a process and see that it is ready, so that a later death is the article's doing."""
    pool = _start(1)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise ExtractError(
            "no process that parses can start; their own messages stand above "
            "(a script that starts a run needs `if __name__ == '__main__':`)"
        ) from error
    return pool


def extract_here(articles: Sequence[Article], *, stamps: Stamps, timeout_s: float | None = None) -> Batch:
    """Parse articles into tables in this process; the language is imported only where parsing is done.

    An article that takes longer than `timeout_s` (and somewhat more for a long text) is rejected; None means no limit.
    """
    from flows.extract.tables import extract_batch

    return extract_batch(articles, stamps=stamps, timeout_s=timeout_s)


def _start(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent has threads (Prefect's, Arrow's), and a fork copies their locks as they stand.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Prepare a worker: leave Ctrl-C to the parent, end with the parent however it ends, load the language."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from flows.text.language import load_language

    load_language()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

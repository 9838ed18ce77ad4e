"""Runs the whole pipeline, stage by stage as `pledgebook run` does but without its server, in a folder of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.backtest.reports import Report
from flows import stages
from flows.extract.batch import Stamps
from flows.extract.version import extractor_version
from flows.extract.workers import extract_here
from flows.schema.articles import Reject
from flows.warehouse.location import Warehouse
from flows.warehouse.publish import publish
from flows.warehouse.upkeep import tidy

BATCH_SIZE = 64


def build_warehouse(reports: Iterable[Report], folder: Path) -> Warehouse:
    """Write the reports as a file of articles, take them through every stage and publish; returns the warehouse.

    Raises RuntimeError naming the first report that was rejected: totals without it would say nothing.
    """
    seeds = [str(write_reports(reports, folder / "reports.jsonl"))]
    warehouse = Warehouse(str(folder / "warehouse"))
    record = stages.begin_run(seeds)
    stamps = Stamps(extractor_version(), record.run_id)
    intake = stages.Intake(seeds, known=set())
    rejects: list[Reject] = []
    for articles in stages.batches_of(intake.new_articles(), size=BATCH_SIZE):
        rejects += stages.store_batch(warehouse, extract_here(articles, stamps=stamps)).rejects
    rejects += intake.rejects
    if rejects:
        raise RuntimeError(f"{len(rejects)} reports rejected, first {rejects[0].url}: {rejects[0].message}")
    stages.store_intake(warehouse, intake, (), stamps=stamps)
    stages.store_reference(warehouse, stamps=stamps)
    tidy(warehouse)
    stages.link_stored(warehouse, stamps=stamps)
    finished = stages.finish_run(record, warehouse, extractor_version=stamps.extractor_version)
    stages.log_run(finished, warehouse, extractor_version=stamps.extractor_version)
    publish(warehouse, extractor_version=stamps.extractor_version)
    return warehouse


def write_reports(reports: Iterable[Report], file: Path) -> Path:
    """Write the reports as JSON lines that the pipeline reads; the url of each names activity and number."""
    lines = [
        {
            "id": f"{report.key}/{report.number}",
            "url": f"{report.key}/{report.number}",
            "date": report.published.isoformat(),
            "source": report.source,
            **({"title": report.title} if report.title else {}),
            "text": report.text,
        }
        for report in reports
    ]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file

"""`pledgebook run` and `pledgebook schedule`: bring the warehouse up to date, now or by the clock."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.options import format_option, is_debugging, seeds_option, talk, warehouse_option
from flows.cli.output import print_rows
from flows.errors import SettingsError

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.stages import RunSummary

REJECTS_SHOWN = 5
REJECTED = 3
RUNNERS = ("process", "dask", "inline")

WHO_PROMISED_WHAT = """
SELECT
    coalesce(country_name, country) AS country,
    n_committed AS committed, n_pledged AS pledged, n_delivered AS delivered, n_signalled AS signalled,
    n_conditional AS conditional, n_denied AS denied, n_withdrawn AS withdrawn, n_requested_of AS requested,
    n_expected AS expected, n_not_committed AS undecided, round(total_usd) AS total_usd,
    (
        SELECT array_to_string(list(item_text ORDER BY amount_usd DESC NULLS LAST, item_text)[:5], '; ')
        FROM commitment_ledger AS entry
        WHERE entry.country = totals.country AND entry.counts_toward_total
    ) AS what
FROM commitments_by_country AS totals
"""


@click.command(short_help="Read new articles, publish, print who promised what.")
@seeds_option
@warehouse_option
@click.option("--runner", type=click.Choice(RUNNERS), help="Where articles are parsed.  [default: process]")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that parse.  [default: one a core]")
@click.option("--batch-size", type=click.IntRange(min=1), help="Articles that are parsed and stored together.")
@click.option("--strict", is_flag=True, help="Exit with 3 when an input was rejected.")
@format_option
def run(
    *,
    seeds: tuple[str, ...],
    warehouse: str | None,
    runner: str | None,
    workers: int | None,
    batch_size: int | None,
    strict: bool,
    output_format: str,
) -> None:
    """Read new articles, publish the warehouse, and print who promised what, by country.

    What was parsed before is not parsed again. A run that was stopped is simply started again.
    """
    from flows.settings import load_settings

    settings = load_settings(
        seeds=seeds or None, warehouse=warehouse, runner=runner, workers=workers, batch_size=batch_size
    )
    _check_seeds(settings.seeds)
    _set_prefect_log(settings)
    from flows.pipeline import run as run_flow
    from flows.warehouse.query import run_query

    summary = run_flow(settings)
    _report(summary, settings)
    answer = run_query(settings.warehouse, WHO_PROMISED_WHAT, storage_options=settings.storage_options)
    print_rows(answer.columns, answer.rows, output_format=output_format, leave_out_empty=True)
    if strict and summary.rejects:
        click.get_current_context().exit(REJECTED)


@click.command(short_help="Run by the clock, until stopped.")
@click.option("--cron", metavar="EXPR", help='When, as cron says it: "0 6 * * *" is every day at six.')
@click.option("--every", "every_s", metavar="SECONDS", type=click.FloatRange(min=1), help="Or every so many seconds.")
@click.option("--timezone", metavar="NAME", help="Time zone of the cron expression.  [default: UTC]")
@seeds_option
@warehouse_option
def schedule(
    *, cron: str | None, every_s: float | None, timezone: str | None, seeds: tuple[str, ...], warehouse: str | None
) -> None:
    """Run by the clock, until stopped with Ctrl-C; the same flow as `pledgebook run`.

    Uses the Prefect server of PREFECT_API_URL, else starts one whose pages show every run.
    """
    from flows.settings import load_settings

    if (cron is None) == (every_s is None):
        raise click.UsageError("say when: --cron EXPR or --every SECONDS")
    settings = load_settings(seeds=seeds or None, warehouse=warehouse)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", settings.log_level)
    from flows.deployments import serve_schedule

    serve_schedule(settings, cron=cron, every_s=every_s, timezone=timezone, talk=talk)


def _check_seeds(seeds: tuple[str, ...]) -> None:
    """Stop at a path that was mistyped, before anything is started."""
    for seed in seeds:
        if "://" not in seed and not glob.has_magic(seed) and not Path(seed).exists():
            raise SettingsError(f"there is no file or folder {seed}; give the articles with --seeds PATH")


def _set_prefect_log(settings: Settings) -> None:
    """Keep Prefect's log for its server; on stderr this command speaks for itself, except with --debug."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", settings.log_level)
    if not is_debugging():
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


def _report(summary: RunSummary, settings: Settings) -> None:
    for warning in summary.warnings:
        talk(f"warning: {warning}")
    for reject in summary.rejects[:REJECTS_SHOWN]:
        talk(f"rejected: {reject.message if reject.url in reject.message else f'{reject.url}: {reject.message}'}")
    if len(summary.rejects) > REJECTS_SHOWN:
        talk(f'... {len(summary.rejects)} rejected in all: pledgebook sql "FROM rejects"')
    counts = f"{summary.n_read} articles read, {summary.n_parsed} parsed, {summary.n_known} known before"
    if summary.published is None:
        talk(f"nothing new: {counts}; the published warehouse in {settings.warehouse} is up to date")
    else:
        talk(f"{counts}, {len(summary.rejects)} rejected; published {summary.published}")

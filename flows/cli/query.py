"""`pledgebook sql`, `describe` and `check`: read the published warehouse."""

from __future__ import annotations

import sys

import click

from flows.cli.options import format_option, talk, warehouse_option
from flows.cli.output import print_rows

EXAMPLES = """\b
Examples:
  pledgebook sql "FROM commitments_by_country"
  pledgebook sql --format csv - < question.sql > answer.csv
"""


@click.command(short_help="Ask the published warehouse in SQL.", epilog=EXAMPLES)
@click.argument("query")
@warehouse_option
@format_option
def sql(query: str, *, warehouse: str | None, output_format: str) -> None:
    """Ask the published warehouse in SQL, and print the answer; `-` reads the query from stdin."""
    from flows.settings import load_settings
    from flows.warehouse.query import run_query

    settings = load_settings(warehouse=warehouse)
    text = sys.stdin.read() if query == "-" else query
    answer = run_query(settings.warehouse, text, storage_options=settings.storage_options)
    print_rows(answer.columns, answer.rows, output_format=output_format)


@click.command(short_help="Say what tables, views and columns mean.")
@click.argument("table", required=False)
@warehouse_option
@format_option
def describe(table: str | None, *, warehouse: str | None, output_format: str) -> None:
    """Say what the tables and views mean, or what the columns of one of them mean."""
    from flows.settings import load_settings
    from flows.warehouse.query import describe as describe_relations

    settings = load_settings(warehouse=warehouse)
    described = describe_relations(settings.warehouse, table, storage_options=settings.storage_options)
    if output_format == "table":
        for one in described:
            click.echo(f"{click.style(one.name, bold=True)} ({one.kind})\n    {one.text or 'not described'}")
        return
    print_rows(
        ("name", "kind", "text"), [(one.name, one.kind, one.text) for one in described], output_format=output_format
    )


@click.command(short_help="Check the published warehouse again.")
@warehouse_option
@format_option
@click.option("--all", "show_all", is_flag=True, help="List the checks that hold, too.")
def check(*, warehouse: str | None, output_format: str, show_all: bool) -> None:
    """Check the published warehouse again; exit code 1 when a check marked `fail` finds rows."""
    from flows.settings import load_settings
    from flows.warehouse.checks import run_checks
    from flows.warehouse.query import open_warehouse

    settings = load_settings(warehouse=warehouse)
    with open_warehouse(settings.warehouse, storage_options=settings.storage_options) as connection:
        results = run_checks(connection)
    shown = [result for result in results if show_all or not result.holds]
    columns = ("check", "severity", "bad_rows", "what", "first_bad_row")
    rows = [
        (
            result.check.name,
            result.check.severity,
            result.n_rows,
            result.check.description,
            dict(zip(result.columns, result.rows[0], strict=True)) if result.rows else None,
        )
        for result in shown
    ]
    if rows or output_format != "table":
        print_rows(columns, rows, output_format=output_format)
    failed = sum(not result.holds and result.check.severity == "fail" for result in results)
    warned = sum(not result.holds for result in results) - failed
    talk(f"{len(results)} checks: {len(results) - failed - warned} hold, {warned} warn, {failed} fail")
    if failed:
        click.get_current_context().exit(1)

"""`pledgebook review`: list the commitments to look at, write them as a sheet, take the filled sheet back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.options import format_option, talk, warehouse_option
from flows.cli.output import as_blocks, print_rows
from flows.errors import ReviewError

if TYPE_CHECKING:
    from flows.review.apply import Applied
    from flows.settings import Settings

# Below this the rule that made the row is itself in doubt.
DEFAULT_BELOW = 0.7
ROWS_LISTED = 20
OVERRULED_SHOWN = 5

EXAMPLES = """\b
Examples:
  pledgebook review --country UKR
  pledgebook review --limit 200 --out review.csv
  pledgebook review --apply review.csv --analyst "A. Reader"
"""


@click.command(short_help="List the least sure commitments, and apply analysts' decisions.", epilog=EXAMPLES)
@click.option(
    "--below",
    metavar="CONFIDENCE",
    type=click.FloatRange(0, 1),
    default=DEFAULT_BELOW,
    show_default=True,
    help="List commitments of less confidence; 1 lists nearly all.",
)
@click.option("--limit", type=click.IntRange(min=1), help=f"How many.  [default: {ROWS_LISTED}; with --out all]")
@click.option("--country", "countries", metavar="ISO3", multiple=True, help="Donor or recipient; may be given again.")
@format_option
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write a sheet to fill.")
@click.option(
    "--apply",
    "sheet",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Take a filled sheet back, and publish again.",
)
@click.option("--analyst", metavar="NAME", help="Who decided; needed with --apply.")
@warehouse_option
def review(
    *,
    below: float,
    limit: int | None,
    countries: tuple[str, ...],
    output_format: str,
    out: Path | None,
    sheet: Path | None,
    analyst: str | None,
    warehouse: str | None,
) -> None:
    """List the commitments about which the extraction is least sure and no analyst has decided, least sure first.

    --out writes them as a CSV file with empty columns. Fill verdict (ok, or no commitment) or the columns new_<field>
    (none for no value), and give the file to --apply: the decisions hold in every view, through every later run. When
    one line is wrong, nothing is applied.
    """
    from flows.settings import load_settings

    settings = load_settings(warehouse=warehouse)
    if sheet is not None:
        if out is not None:
            raise click.UsageError("give --out or --apply, not both")
        if analyst is None or not analyst.strip():
            raise click.UsageError("say who decided: --apply FILE --analyst NAME")
        _apply(settings, sheet, analyst=analyst.strip())
        return
    if analyst is not None:
        raise click.UsageError("--analyst goes with --apply FILE")
    _list(settings, below=below, limit=limit, countries=countries, output_format=output_format, out=out)


def _list(
    settings: Settings,
    *,
    below: float,
    limit: int | None,
    countries: tuple[str, ...],
    output_format: str,
    out: Path | None,
) -> None:
    from flows.review.sheet import BYTE_ORDER_MARK, write_sheet
    from flows.warehouse.review import read_queue

    if limit is None and out is None:
        limit = ROWS_LISTED
    queue = read_queue(
        settings.warehouse,
        below=below,
        countries=_country_codes(countries),
        limit=limit,
        storage_options=settings.storage_options,
    )
    if out is not None:
        try:
            with out.open("x", encoding="utf-8", newline="") as file:
                file.write(BYTE_ORDER_MARK + write_sheet(queue.columns, queue.rows))
        except FileExistsError:
            raise ReviewError(f"{out} exists and may hold decisions; give another name, or delete it") from None
        except OSError as error:
            raise ReviewError(f"{out} cannot be written: {error.strerror}") from error
        talk(f"{_counted(len(queue.rows), 'commitment')} written to {out}")
    elif output_format == "csv":
        click.echo(write_sheet(queue.columns, queue.rows), nl=False)
    elif output_format == "json":
        print_rows(queue.columns, queue.rows, output_format=output_format)
    elif queue.rows:
        click.echo(as_blocks(queue.columns, queue.rows))
    if limit is not None and len(queue.rows) == limit:
        talk(f"the first {limit}; --limit shows more, --out FILE.csv writes a sheet to fill")
    elif not queue.rows:
        talk(f"nothing to review below {below:g}")


def _country_codes(countries: tuple[str, ...]) -> list[str]:
    """Return codes in capitals; a name is as good where it is known."""
    from flows.reference.countries import countries as known_countries
    from flows.reference.countries import find_country

    codes = []
    for country in countries:
        code = country.upper() if country.upper() in known_countries() else find_country(country)
        if code is None:
            raise click.BadParameter(f"{country!r} is no country; write its code, such as UKR", param_hint="--country")
        codes.append(code)
    return codes


def _apply(settings: Settings, sheet: Path, *, analyst: str) -> None:
    from flows.review.apply import apply_sheet
    from flows.warehouse.location import Warehouse

    location = Warehouse(settings.warehouse, settings.storage_options, settings.rates_folder)
    applied = apply_sheet(location, sheet, analyst=analyst)
    _report(applied, settings)


def _report(applied: Applied, settings: Settings) -> None:
    for object_id, field, other in applied.overruled[:OVERRULED_SHOWN]:
        talk(f"overruled: {other}'s {field} of {object_id}")
    if len(applied.overruled) > OVERRULED_SHOWN:
        talk(f"... {len(applied.overruled)} decisions of others overruled in all")
    if applied.published is None:
        talk(f"nothing new: the published warehouse in {settings.warehouse} holds these decisions already")
        return
    for warning in applied.published.warnings:
        talk(f"warning: {warning.summary()}")
    n_objects = len({one.object_id for one in applied.decisions})
    made = f"{_counted(len(applied.decisions), 'decision')} about {_counted(n_objects, 'row')}"
    talk(f"{made}; published {applied.published.uri}")


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"

"""`pledgebook refresh-rates`: fetch newer exchange rates; no other command fetches any."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from flows.cli.options import talk, warehouse_option
from flows.errors import SettingsError

EXAMPLES = """\b
Examples:
  pledgebook refresh-rates
  pledgebook refresh-rates --from Downloads/eurofxref-hist.zip
"""


@click.command(short_help="Fetch newer exchange rates for the next runs.", epilog=EXAMPLES)
@click.option(
    "--from",
    "address",
    metavar="ADDRESS",
    help="Address or path of the file of rates.  [default: that of the European Central Bank]",
)
@warehouse_option
def refresh_rates(*, address: str | None, warehouse: str | None) -> None:
    """Fetch the European Central Bank's rates, and keep those newer than the rates in use for the next runs.

    They are kept beside the warehouse. A file that cannot be right is refused, and nothing changes. Rates that came
    with Pledgebook serve every day up to their last one.
    """
    from flows.reference.refresh import refresh_rates as refresh
    from flows.settings import load_settings
    from flows.warehouse.location import Warehouse

    settings = load_settings(rates_address=address, warehouse=warehouse)
    path = Warehouse(settings.warehouse, rates_folder=settings.rates_folder).refreshed_rates
    if path is None:
        raise SettingsError(
            f"{settings.warehouse} is no local folder, so the rates need one: set PLEDGEBOOK_RATES_FOLDER, for runs too"
        )
    refreshed = refresh(settings.rates_address, path, today=datetime.now(UTC).date())
    if refreshed.n_days == 0:
        talk(f"nothing newer: the rates in use already reach {refreshed.newest_day}")
        return
    days = "1 day" if refreshed.n_days == 1 else f"{refreshed.n_days} days"
    talk(f"{refreshed.n_rates} rates of {days} up to {refreshed.newest_day} kept in {path}; `pledgebook run` uses them")

"""Back-test the pipeline against a tracker: `python -m benchmarks.backtest [--seed N] [--wrong] [--keep FOLDER]`.

Prints the table of totals by donor; ends with 1 where one is not within 2 per cent. Works in a temporary folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.backtest.comparison import ActivityResult, compare, table_of
from benchmarks.backtest.facts import read_facts
from benchmarks.backtest.reports import reports_of
from benchmarks.backtest.run import build_warehouse

SEED = 7


def main() -> int:
    """Tell the facts, run the pipeline and print the comparison."""
    options = _options()
    activities = read_facts()
    reports = list(reports_of(activities, seed=options.seed))
    with _folder(options.keep) as folder:
        donors, by_activity = compare(build_warehouse(reports, folder), activities, reports)
    print(f"{len(activities)} activities, {len(reports)} reports, seed {options.seed}\n")
    print(table_of(donors))
    if options.wrong:
        print("\n".join(_line(result) for result in by_activity if not result.is_right))
    return 0 if all(donor.is_within for donor in donors) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backtest")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--wrong", action="store_true", help="list the activities that came out wrong")
    parser.add_argument("--keep", type=Path, help="folder for reports and warehouse, kept for a look; must be new")
    return parser.parse_args()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _line(result: ActivityResult) -> str:
    activity = result.activity
    expected = f"{activity.tracker_eur:,} EUR" if activity.tracker_eur is not None else f"{activity.count}"
    got = ", ".join(f"{value:,}" for value in (*result.sums_eur, *result.counts)) or "nothing"
    return f"{activity.key} {activity.announced or ''} {activity.item}: expected {expected}, counted {got}"


if __name__ == "__main__":
    sys.exit(main())

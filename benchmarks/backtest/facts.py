"""Facts of single commitments, as the Ukraine Support Tracker of the Kiel Institute records them.

facts.csv holds donor, date, kind of aid, measure and sum of activities announced from 2024 on by the United Kingdom,
France, Italy and the United States (release 28, and release 29 for weapons, of which it gives counts and no date). The
tracker states sums in euros at the average rate of the month; `amount` and `currency` are the sum before conversion.
Item and purpose are worded for this project. Activities that the tracker priced itself, from lists of weapons, are left
out: nobody announced their sums.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

FACTS = Path(__file__).with_name("facts.csv")


@dataclass(frozen=True, slots=True)
class Activity:
    """One commitment of a donor to Ukraine: a sum of money, or a number of goods.

    `kind` (aid, package, loan, budget, goods) tells which sentences fit it. `tracker_eur` is what the tracker counts.
    """

    key: str
    donor_iso3: str
    announced: date | None
    sector: str
    measure: str
    amount: Decimal | None
    currency: str | None
    tracker_eur: Decimal | None
    kind: str
    count: int | None
    item: str
    purpose: str
    purpose_reworded: str


def read_facts(path: Path = FACTS) -> list[Activity]:
    """Read the activities; raises ValueError naming the activity that has neither a dated sum nor a count."""
    with path.open(encoding="utf-8", newline="") as lines:
        activities = [_activity(row) for row in csv.DictReader(lines)]
    for activity in activities:
        is_sum = None not in (activity.amount, activity.currency, activity.tracker_eur, activity.announced)
        if is_sum == (activity.count is not None):
            raise ValueError(f"{path.name}: {activity.key} needs either a sum with currency and date, or a count")
    return activities


def _activity(row: dict[str, str]) -> Activity:
    return Activity(
        key=row["key"],
        donor_iso3=row["donor_iso3"],
        announced=date.fromisoformat(row["announced"]) if row["announced"] else None,
        sector=row["sector"],
        measure=row["measure"],
        amount=Decimal(row["amount"]) if row["amount"] else None,
        currency=row["currency"] or None,
        tracker_eur=Decimal(row["tracker_eur"]) if row["tracker_eur"] else None,
        kind=row["kind"],
        count=int(row["count"]) if row["count"] else None,
        item=row["item"],
        purpose=row["purpose"],
        purpose_reworded=row["purpose_reworded"],
    )

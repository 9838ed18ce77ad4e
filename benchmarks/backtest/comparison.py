"""Compares what the pipeline made of the reports with the facts, by donor and by activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.backtest.facts import Activity
from benchmarks.backtest.money_words import convert
from benchmarks.backtest.reports import Report
from flows.warehouse.location import Warehouse
from flows.warehouse.query import run_query

TOLERANCE_PCT = Decimal(2)
ACTIVITY_TOLERANCE_PCT = Decimal(
    6
)  # a sum that was only told rounded to two digits, or converted at another day's rate
HEADING = (
    "| donor | activities | of them goods | reports | facts, EUR m | ledger, EUR m | difference, % | by rates alone, % "
    "| entries | activities right |"
)
TOTALS = "SELECT country, coalesce(total_eur, 0), n_counted FROM commitments_by_country"
COUNTED = """
SELECT split_part(article.url, '/', 1), entry.country, entry.amount_eur, entry.quantity
FROM ledger_entries AS entry
INNER JOIN commitments AS mention ON entry.amount_commitment_id = mention.commitment_id
INNER JOIN articles AS article USING (article_id)
WHERE entry.counts_toward_total
"""


@dataclass(frozen=True, slots=True)
class DonorResult:
    """One donor's line: sums in euros, and how many of its activities came out right.

    The tracker converts at the average rate of the month, the ledger at the rate of the day: `at_day_rates_eur` is the
    sum of the facts by the ledger's rule. `n_entries` counts all entries that totals add, those without a sum too.
    """

    donor_iso3: str
    n_activities: int
    n_reports: int
    facts_eur: Decimal
    at_day_rates_eur: Decimal
    ledger_eur: Decimal
    n_goods: int
    n_entries: int
    n_right: int

    @property
    def deviation_pct(self) -> Decimal:
        """Return by how much the ledger's total is above that of the facts."""
        return 100 * (self.ledger_eur - self.facts_eur) / self.facts_eur

    @property
    def rates_pct(self) -> Decimal:
        """Return what of the deviation comes from the rates alone."""
        return 100 * (self.at_day_rates_eur - self.facts_eur) / self.facts_eur

    @property
    def is_within(self) -> bool:
        """Tell whether the totals agree."""
        return abs(self.deviation_pct) <= TOLERANCE_PCT


@dataclass(frozen=True, slots=True)
class ActivityResult:
    """What was counted for one activity: the sums of the entries, and the counts of goods of those without a sum."""

    activity: Activity
    sums_eur: tuple[Decimal, ...]
    counts: tuple[Decimal, ...]

    @property
    def is_right(self) -> bool:
        """Tell whether there is one entry with the sum, or with the count of goods, and no other."""
        wanted = self.activity.tracker_eur
        if wanted is None:
            return not self.sums_eur and self.counts == (Decimal(self.activity.count or 0),)
        return len(self.sums_eur) == 1 and 100 * abs(self.sums_eur[0] - wanted) <= ACTIVITY_TOLERANCE_PCT * wanted


def compare(
    warehouse: Warehouse, activities: Sequence[Activity], reports: Iterable[Report]
) -> tuple[list[DonorResult], list[ActivityResult]]:
    """Return a line for each donor of the facts, and one for each activity."""
    totals = {country: (total_eur, n_counted) for country, total_eur, n_counted in run_query(warehouse, TOTALS).rows}
    by_activity = activity_results(warehouse, activities)
    n_reports: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        n_reports[report.key] += 1
    donors = []
    for donor in sorted({activity.donor_iso3 for activity in activities}):
        own = [result for result in by_activity if result.activity.donor_iso3 == donor]
        ledger_eur, n_entries = totals.get(donor, (Decimal(0), 0))
        facts = [result.activity for result in own if result.activity.tracker_eur is not None]
        donors.append(
            DonorResult(
                donor_iso3=donor,
                n_activities=len(own),
                n_reports=sum(n_reports[result.activity.key] for result in own),
                facts_eur=sum((fact.tracker_eur for fact in facts if fact.tracker_eur is not None), Decimal(0)),
                at_day_rates_eur=sum(map(_at_day_rate, facts), Decimal(0)),
                ledger_eur=ledger_eur,
                n_entries=n_entries,
                n_goods=len(own) - len(facts),
                n_right=sum(result.is_right for result in own),
            )
        )
    return donors, by_activity


def _at_day_rate(fact: Activity) -> Decimal:
    if fact.amount is None or fact.currency is None or fact.announced is None:
        return Decimal(0)
    return convert(fact.amount, fact.currency, "EUR", fact.announced)


def activity_results(warehouse: Warehouse, activities: Sequence[Activity]) -> list[ActivityResult]:
    """Return what the ledger counts for each activity; an entry belongs to the activity whose report gives its sum."""
    sums: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    counts: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for key, country, amount_eur, quantity in run_query(warehouse, COUNTED).rows:
        if amount_eur is not None:
            sums[key, country].append(amount_eur)
        elif quantity is not None:
            counts[key, country].append(quantity)
    return [
        ActivityResult(
            activity,
            tuple(sorted(sums[activity.key, activity.donor_iso3])),
            tuple(sorted(counts[activity.key, activity.donor_iso3])),
        )
        for activity in activities
    ]


def table_of(donors: Sequence[DonorResult]) -> str:
    """Return the comparison as a Markdown table."""
    rows = [
        f"| {one.donor_iso3} | {one.n_activities} | {one.n_goods} | {one.n_reports} "
        f"| {one.facts_eur / 10**6:,.1f} | {one.ledger_eur / 10**6:,.1f} | {one.deviation_pct:+.2f} "
        f"| {one.rates_pct:+.2f} | {one.n_entries} | {one.n_right} |"
        for one in donors
    ]
    return "\n".join([HEADING, "|-|-|-|-|-|-|-|-|-|-|", *rows])

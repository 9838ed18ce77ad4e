"""Measure linking on made-up mentions: `python -m benchmarks.link_scale [--crowded] [N ...]`.

Donors, recipients, things and amounts follow a few heavy and many light ones, as in the news: the heaviest donor gives
a fifth of all. Each commitment is told once to eight times, within days or after months, rounded or converted; articles
have texts, of which one in ten is a copy of another. A third tell a sum, few a count or "again", and many things have
words of their own, as in 65 annotated articles. With --crowded all promise one of fifteen things, two in three tell a
sum and one in six says "again": the worst case, in which nearly all may fit many others.

Linking the rest and the latest thousand together must give the same as linking all anew, else the benchmark stops.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa

from flows.link import EarlierRun, Ledger, find_duplicates, link_commitments, texts_in, update_ledger
from flows.schema.tables import arrow_schema, to_arrow

SIZES = (10_000, 50_000, 200_000)
NEWS = 1_000
FIRST_DAY = date(2021, 1, 1)
DAYS = 1_800
PER_EUR = {"USD": 1.08, "GBP": 0.85, "NOK": 11.4, "SEK": 11.2, "JPY": 160.0, "CAD": 1.46}
DONORS = ("USA", "EUE", "DEU", "GBR", "JPN", "FRA", "CAN", "NOR", "SWE", "NLD", "POL", "ITA", "DNK", "KOR", "AUS",
          "CHE", "ESP", "FIN", "BEL", "AUT", "CZE", "EST", "LTU", "LVA", "IRL", "PRT", "SAU", "ARE", "QAT", "IND",
          "CHN", "TUR", "ROU", "SVK", "GRC", "LUX", "NZL", "HRV", "SVN", "BGR")  # fmt: skip
RECIPIENTS = ("UKR", "PSE", "SYR", "AFG", "SDN", "YEM", "LBN", "PAK", "ETH", "SOM", "HTI", "MDA", "TUR", "LKA", "BGD")
CURRENCIES = {"USA": "USD", "GBR": "GBP", "NOR": "NOK", "SWE": "SEK", "JPN": "JPY", "CAN": "CAD"}
CROWDED_THINGS = (
    ("weapons_ammunition", "artillery shells"), ("weapons_ammunition", "Leopard 2 tanks"),
    ("weapons_ammunition", "air defence missiles"), ("weapons_ammunition", "military aid package"),
    ("weapons_ammunition", "F-16 fighter jets"), ("weapons_ammunition", "drones"), ("financing", "loan"),
    ("financing", "humanitarian aid"), ("financing", "budget support"), ("relief_goods", "food and medicine"),
    ("relief_goods", "tents and blankets"), ("reconstruction", "repair of power stations"),
    ("personnel", "peacekeepers"), ("training", "training for pilots"), ("other", "mine clearance"),
)  # fmt: skip
VAGUE_THINGS = ("aid", "aid", "support", "the package", "funding", "assistance", "the aid", "money", None)
NOUNS = {
    "financing": "loan grant fund guarantee bailout credit finance instalment",
    "weapons_ammunition": "missiles howitzers drones tanks shells aircraft radars rifles vehicles",
    "relief_goods": "food medicine tents blankets vaccines pumps generators kits clothing",
    "reconstruction": "substations schools bridges hospitals railways roads houses pipelines",
    "personnel": "troops peacekeepers doctors engineers rescuers advisers monitors police",
    "training": "pilots courses instruction scholarships exercises workshops",
    "other": "demining debt search evacuation resettlement research inspection",
}
QUALIFIERS = tuple(f"{start}{end}" for end in ("arian", "onic", "urgic", "ever", "stead", "moor") for start in
                   ("bal", "cor", "del", "fen", "gar", "hol", "jun", "kar", "lum", "mar", "nor", "pel"))  # fmt: skip
STATUSES = ("signalled", "pledged", "pledged", "committed", "committed", "committed", "delivered", "denied")

ENDINGS = [f"{vowel}{rest}" for vowel in "aeiou" for rest in ("l", "mber", "nd", "rt", "st", "tter", "x", "ling", "ve")]

Row = dict[str, Any]
Thing = tuple[str, str | None]  # class and words
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Mix:
    """What mentions promise, and how often they tell a sum, the number of a counted thing, "again" and "further"."""

    thing: Callable[[random.Random], Thing]
    summed: float
    counted: float
    repeated: float
    increments: float


def _thing(chance: random.Random) -> Thing:
    """Name a thing as articles do: seldom in the words of another, in three of ten cases by words that fit any."""
    if chance.random() < 0.3:
        return "financing", chance.choice(VAGUE_THINGS)
    item_class = tuple(NOUNS)[_heavy_first(chance, len(NOUNS))]
    nouns = NOUNS[item_class].split()
    words = [QUALIFIERS[_heavy_first(chance, len(QUALIFIERS))] for _ in range(chance.choice((0, 1, 1, 2)))]
    return item_class, " ".join([*words, nouns[_heavy_first(chance, len(nouns))]])


def _heavy_first(chance: random.Random, count: int) -> int:
    return (int(4 * chance.paretovariate(1.1)) - 4) % count


NEWSLIKE = Mix(_thing, summed=0.3, counted=0.2, repeated=0.08, increments=0.1)
CROWDED = Mix(partial(random.Random.choice, seq=CROWDED_THINGS), summed=0.7, counted=0.4, repeated=0.5, increments=0.3)


def make_tables(size: int, mix: Mix = NEWSLIKE, seed: int = 7) -> dict[str, pa.Table]:
    """Make the tables that linking reads, with `size` commitment mentions."""
    chance = random.Random(seed)  # noqa: S311
    commitments: list[Row] = []
    figures: list[Row] = []
    articles: dict[str, Row] = {}
    while len(commitments) < size:
        act = _act(chance, mix)
        for _ in range(min(chance.choice((1, 1, 1, 2, 2, 3, 5, 8)), size - len(commitments))):
            row, figure, article = _telling(chance, act, len(commitments), articles_a_day=1 + size // DAYS // 2)
            commitments.append(row)
            articles[article["article_id"]] = article
            if figure is not None:
                figures.append(figure)
    for article, text in zip(articles.values(), _texts(chance, len(articles)), strict=True):
        article["text"] = text
    return {
        "commitments": _table("commitments", commitments),
        "articles": _table("articles", articles.values()),
        "figures": _table("financial_figures", figures),
        "actor_links": _table("actor_links", ()),
        "rates": _table("ref_fx", _rates()),
        "decisions": _table("review_decisions", ()),
    }


def _act(chance: random.Random, mix: Mix) -> Row:
    donor = DONORS[_heavy_first(chance, len(DONORS))]
    item_class, item = mix.thing(chance)
    is_counted = item_class in ("weapons_ammunition", "personnel") and chance.random() < mix.counted
    digits = chance.choice((1, 2, 2, 3))
    amount = Decimal(chance.randrange(10 ** (digits - 1), 10**digits)).scaleb(chance.choice((5, 6, 6, 7, 7, 8)))
    return {
        "donor_iso3": donor,
        "recipient_iso3": RECIPIENTS[(int(2 * chance.paretovariate(1.1)) - 2) % len(RECIPIENTS)],
        "item_class": item_class,
        "item_text": item,
        "quantity": Decimal(chance.randrange(2, 200)) if is_counted else None,
        "amount": amount if chance.random() < mix.summed else None,
        "currency": CURRENCIES.get(donor, "EUR"),
        "status": chance.choice(STATUSES),
        "day": FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        "is_increment": chance.random() < mix.increments,
        "repeated": mix.repeated,
    }


def _telling(
    chance: random.Random, act: Mapping[str, Any], number: int, *, articles_a_day: int
) -> tuple[Row, Row | None, Row]:
    commitment_id = f"c{number:07d}"
    announced = act["day"]
    published = announced + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 5, 30, 90)))
    article_id = f"{published:%Y%m%d}-{chance.randrange(articles_a_day)}"
    amount, currency = act["amount"], act["currency"]
    if amount is not None and chance.random() < 0.2:
        amount = Decimal(round(float(amount) / PER_EUR.get(currency, 1.0), -5))
        currency = "EUR"
    figure_id = f"{commitment_id}.f" if amount else None
    row = {
        **{name: act[name] for name in ("donor_iso3", "item_class", "item_text", "quantity", "status", "is_increment")},
        "recipient_iso3": None if chance.random() < 0.1 else act["recipient_iso3"],
        "commitment_id": commitment_id,
        "article_id": article_id,
        "sentence_id": f"{commitment_id}.s",
        "conditional": False,
        "is_repeat": (published - announced).days > 2 and chance.random() < act["repeated"],
        "donor_named": True,
        "donor_text": act["donor_iso3"],
        "recipient_basis": "explicit",
        "amount": amount,
        "currency": currency if amount else None,
        "amount_qualifier": "exact" if amount else None,
        "amount_scope": "single" if amount else None,
        "figure_id": figure_id,
        "announcement_date": announced if chance.random() < 0.7 else published,
        "announcer_actor_ids": [],
        "cue_text": act["status"],
        "char_start": number % 4000,
        "evidence": f"sentence {commitment_id}",
    }
    figure = {
        "figure_id": figure_id,
        "article_id": article_id,
        "sentence_id": row["sentence_id"],
        "figure_text": "figure",
        "kind": "money",
        "amount": amount,
        "qualifier": "exact",
        "currency": currency,
        "role": "commitment",
    }
    article = {"article_id": article_id, "published_date": published}
    return row, figure if figure_id else None, article


def _texts(chance: random.Random, count: int) -> Iterator[str]:
    """Make texts of 150 to 400 words; one in ten takes the one before it over under another headline."""
    words = [f"{start}{end}" for start in "bcdfghklmnprstvw" for end in ENDINGS]
    text = ""
    for _ in range(count):
        if text and chance.random() < 0.1:
            text = " ".join([*chance.choices(words, k=8), text])
        else:
            text = " ".join(chance.choices(words, k=chance.randrange(150, 400)))
        yield text


def _rates() -> Iterator[Row]:
    for currency, per_eur in PER_EUR.items():
        for day in range(0, DAYS + 100, 7):
            yield {
                "currency": currency,
                "rate_date": FIRST_DAY + timedelta(days=day),
                "per_eur": per_eur,
                "source": "-",
            }


def _table(name: str, rows: Any) -> pa.Table:
    listed = list(rows)
    schema = pa.schema([field.with_nullable(nullable=True) for field in arrow_schema(name)])
    columns = [pa.array([row.get(field.name) for row in listed], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def measure(sizes: Sequence[int], mix: Mix) -> None:
    """Print the processor time to link each number of mentions anew, and to add the latest thousand to the rest."""
    print("| mentions | articles | entries | ledger | copies | +1,000: ledger | its articles: copies | memory |")
    print("|-|-|-|-|-|-|-|-|")
    for size in sizes:
        print(_measured(size, mix), flush=True)


def _measured(size: int, mix: Mix) -> str:
    tables = make_tables(size, mix)
    before = _without_latest(tables, NEWS)
    ledger_seconds, ledger = _timed(partial(link_commitments, **_ledger_tables(tables)))
    earlier = link_commitments(**_ledger_tables(before))
    update = partial(update_ledger, _earlier_run(earlier), **_ledger_tables(tables))
    more_seconds, change = _timed(update)
    kept = [link for link in earlier.links if link.commitment_id in change.same]
    again = tuple(sorted([*kept, *change.links], key=lambda link: link.commitment_id))
    if (again, change.envelopes, change.keys) != (ledger.links, ledger.envelopes, ledger.keys):
        raise SystemExit("adding news made another ledger than linking anew")
    search = partial(find_duplicates, texts=texts_in(tables["articles"]))
    copy_seconds, copies = _timed(partial(search, tables["articles"]))
    known = search(before["articles"])
    more_copy_seconds, copies_again = _timed(partial(search, tables["articles"], earlier=known))
    if copies_again != copies:
        raise SystemExit("adding articles found other copies than searching anew")
    n_entries = len({link.ledger_id for link in ledger.links})
    seconds = " | ".join(f"{took:.1f} s" for took in (ledger_seconds, copy_seconds, more_seconds, more_copy_seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {size:,} | {len(tables['articles']):,} | {n_entries:,} | {seconds} | {peak:,.0f} MB |"


def _without_latest(tables: Mapping[str, pa.Table], news: int) -> dict[str, pa.Table]:
    """Return the tables without the latest commitments, and without the articles that tell nothing else."""
    published = dict(
        zip(*(tables["articles"].column(name).to_pylist() for name in ("article_id", "published_date")), strict=True)
    )
    rows = list(
        zip(*(tables["commitments"].column(name).to_pylist() for name in ("commitment_id", "article_id")), strict=True)
    )
    ordered = sorted(rows, key=lambda row: (published[row[1]], row[0]))
    kept = {one for one, _ in ordered[:-news]}
    articles = {article_id for _, article_id in ordered[:-news]}
    return {
        **tables,
        "commitments": tables["commitments"].filter(pa.array([one in kept for one, _ in rows], pa.bool_())),
        "articles": tables["articles"].filter(pa.array([one in articles for one in published], pa.bool_())),
    }


def _ledger_tables(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Return the tables without the texts, which the ledger does not read."""
    return {**tables, "articles": tables["articles"].drop_columns(["text"])}


def _earlier_run(ledger: Ledger) -> EarlierRun:
    return EarlierRun(
        links=to_arrow("commitment_links", ledger.links, extractor_version="-", run_id="-"),
        envelopes=to_arrow("commitment_envelopes", ledger.envelopes, extractor_version="-", run_id="-"),
        keys=ledger.keys,
    )


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


if __name__ == "__main__":
    wanted = [int(size) for size in sys.argv[1:] if size != "--crowded"] or SIZES
    measure(wanted, CROWDED if "--crowded" in sys.argv else NEWSLIKE)

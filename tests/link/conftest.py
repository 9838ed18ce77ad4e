"""Build the rows that linking reads from compact descriptions of mentions, as in tests/cases/ledger.jsonl.

A mention is a dictionary. Needed: id, published (ISO date), donor (iso3, a name, or "?words" for an unnamed one),
status, item_class. Optional: article (default: one of its own), announced, recipient, item, amount ("about 1.6bn GBP",
"up to 3bn EUR", ">2bn USD", "1bn-2bn USD"), conversions, previous_amount, quantity ("14", ">5000", "about 40"),
instrument, scope, is_repeat, is_increment, conditional, parent, parent_amount, parent_relation, announcers, text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
from currency_converter import CurrencyConverter

from flows.link import Ledger, link_commitments
from flows.link.money import half_unit
from flows.link.recall import find_recollections
from flows.schema.commitments import CommitmentLink
from flows.schema.tables import arrow_schema

QUALIFIERS = {
    "about": "about",
    "nearly": "about",
    "almost": "about",
    "up to": "up_to",
    ">": "more_than",
    "at least": "at_least",
}
MAGNITUDES = {"m": 6, "bn": 9}
NUMBER = re.compile(
    r"(?P<qualifier>about|nearly|almost|up to|at least|>)?\s*"
    r"(?P<value>[\d.]+)(?P<magnitude>m|bn)?(?:\s+(?P<currency>[A-Z]{3}))?"
)
CURRENCIES = ("USD", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CNY", "INR", "KRW")

Mention = Mapping[str, Any]


@dataclass(frozen=True)
class Stated:
    """An amount or a count as a text states it."""

    value: Decimal
    qualifier: str
    currency: str | None

    @classmethod
    def read(cls, text: str) -> Stated:
        found = NUMBER.fullmatch(text)
        assert found is not None, text
        value = Decimal(found["value"]).scaleb(MAGNITUDES.get(found["magnitude"], 0))
        return cls(value, QUALIFIERS.get(found["qualifier"], "exact"), found["currency"])


@pytest.fixture(scope="session")
def link() -> Callable[..., dict[str, CommitmentLink]]:
    """Return a function that links mentions and gives the links by the mentions' ids."""

    def link_mentions(
        mentions: Iterable[Mention], decisions: Iterable[Mapping[str, Any]] = ()
    ) -> dict[str, CommitmentLink]:
        return {row.commitment_id: row for row in ledger_of(list(mentions), decisions).links}

    return link_mentions


@pytest.fixture(scope="session", name="tables_of")
def tables_of_fixture() -> Callable[..., dict[str, pa.Table]]:
    """Return a function that builds the tables for linking from mentions."""
    return tables_of


@pytest.fixture(scope="session")
def arrow_table() -> Callable[..., pa.Table]:
    """Return a function that builds a table from rows; columns that a row does not name are null."""
    return table


@pytest.fixture(scope="session")
def ledger() -> Callable[..., Ledger]:
    """Return a function that links mentions and gives the whole ledger."""
    return ledger_of


def ledger_of(mentions: list[Mention], decisions: Iterable[Mapping[str, Any]] = ()) -> Ledger:
    return link_commitments(**tables_of(mentions, decisions))


def tables_of(mentions: Iterable[Mention], decisions: Iterable[Mapping[str, Any]] = ()) -> dict[str, pa.Table]:
    """Build the tables that `link_commitments` takes, in the order of the mentions."""
    commitments, figures, articles, links = [], [], {}, {}
    for mention in mentions:
        article_id = mention.get("article", mention["id"])
        published = day(mention.get("published"))
        articles[article_id] = {
            "article_id": article_id,
            "published_date": published,
            "duplicate_of": mention.get("duplicate_of"),
        }
        commitments.append(commitment_row(mention, article_id))
        figures += [
            row | {"article_id": article_id, "char_start": place_in(commitments[-1], row["figure_text"])}
            for row in figure_rows(mention, commitments[-1]["sentence_id"])
        ]
        for actor in (commitments[-1]["donor_actor_id"], commitments[-1]["recipient_actor_id"]):
            if actor is not None:
                links[actor] = {
                    "actor_id": actor,
                    "article_id": article_id,
                    "entity_id": "e-" + actor,
                    "method": "name",
                }
    dates = {row["announcement_date"] for row in commitments if row["announcement_date"]}
    dates |= {
        found.days[1]
        for row in commitments
        for found in find_recollections(row["evidence"], articles[row["article_id"]]["published_date"])
    }
    return {
        "commitments": table("commitments", commitments),
        "articles": table("articles", articles.values()),
        "figures": table("financial_figures", figures),
        "actor_links": table("actor_links", links.values()),
        "rates": table("ref_fx", [row for one in sorted(dates) for row in rates_on(one)]),
        "decisions": table(
            "review_decisions",
            [{"decided_at": datetime(2025, 1, 1, tzinfo=UTC), "analyst": "n", **d} for d in decisions],
        ),
    }


def commitment_row(mention: Mention, article_id: str) -> dict[str, Any]:
    """Build one row of commitments; mentions of one article lie in different sentences unless they name one."""
    identity = mention["id"]
    donor, recipient = mention["donor"], mention.get("recipient")
    is_unnamed = donor.startswith("?")
    is_state = len(donor) == 3 and donor.isupper() and donor != "IMF"
    is_recipient_state = recipient is not None and len(recipient) == 3 and recipient.isupper() and recipient != "GCF"
    amount = Stated.read(mention["amount"]) if "amount" in mention else None
    quantity = Stated.read(mention["quantity"]) if "quantity" in mention else None
    is_one_sided = amount is not None and amount.qualifier == "up_to"
    return {
        "commitment_id": identity,
        "article_id": article_id,
        "sentence_id": mention.get("sentence", f"{article_id}.s{identity}"),
        "status": mention["status"],
        "conditional": mention.get("conditional", False),
        "is_repeat": mention.get("is_repeat", False),
        "is_increment": mention.get("is_increment", False),
        "donor_actor_id": None if is_state or is_unnamed else donor,
        "donor_iso3": donor if is_state else None,
        "donor_text": donor.removeprefix("?"),
        "donor_named": not is_unnamed,
        "recipient_actor_id": None if is_recipient_state else recipient,
        "recipient_iso3": recipient if is_recipient_state else None,
        "recipient_basis": "explicit" if recipient else "none",
        "item_class": mention["item_class"],
        "item_text": mention.get("item"),
        "quantity": quantity and quantity.value,
        "quantity_qualifier": quantity and quantity.qualifier,
        "instrument": mention.get("instrument"),
        "amount": amount and amount.value,
        "amount_high": amount.value if amount and is_one_sided else None,
        "currency": amount and amount.currency,
        "amount_qualifier": amount and amount.qualifier,
        "amount_scope": mention.get("scope", "ceiling" if is_one_sided else "single") if amount else None,
        "figure_id": f"{identity}.f" if amount else None,
        "announcement_date": day(mention.get("announced", mention.get("published"))),
        "parent_text": mention.get("parent"),
        "parent_relation": mention.get("parent_relation"),
        "announcer_actor_ids": mention.get("announcers", []),
        "cue_text": mention.get("cue", mention["status"]),
        "char_start": mention.get("offset", int(re.sub(r"\D", "", identity) or 0)),
        "evidence": mention.get("text", f"sentence {identity}"),
    }


def figure_rows(mention: Mention, sentence_id: str) -> list[dict[str, Any]]:
    """Build the figures of one mention: its amount, the conversions, the amount before, the parent's."""
    identity = mention["id"]
    rows = []
    if "amount" in mention:
        rows.append(figure_row(f"{identity}.f", sentence_id, mention["amount"], "commitment"))
    for number, text in enumerate(mention.get("conversions", [])):
        rows.append(figure_row(f"{identity}.f{number}", sentence_id, text, "conversion", f"{identity}.f"))
    if "previous_amount" in mention:
        rows.append(figure_row(f"{identity}.from", sentence_id, mention["previous_amount"], "from"))
    if "parent_amount" in mention:
        row = figure_row(f"{identity}.parent", sentence_id, mention["parent_amount"], "total")
        rows.append(row | {"figure_text": mention.get("parent_figure", mention["parent"])})
    return rows


def place_in(commitment: Mapping[str, Any], words: str) -> int | None:
    """Return where some words of a commitment's sentence begin; None where it does not hold them."""
    place = commitment["evidence"].find(words)
    return commitment["char_start"] + place if place >= 0 else None


def figure_row(
    figure_id: str, sentence_id: str, text: str, role: str, conversion_of: str | None = None
) -> dict[str, Any]:
    stated = Stated.read(text)
    half = half_unit(stated.value)
    return {
        "figure_id": figure_id,
        "sentence_id": sentence_id,
        "figure_text": text,
        "kind": "money",
        "amount": stated.value,
        "rounded_low": stated.value - half,
        "rounded_high": stated.value + half,
        "qualifier": stated.qualifier,
        "currency": stated.currency,
        "role": role,
        "conversion_of": conversion_of,
    }


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def rates_on(one: date) -> tuple[dict[str, Any], ...]:
    """Return the European Central Bank's rates of a day, or of the last day before it."""
    converter = bank()
    last = min(max(one, converter.bounds["USD"].first_date), converter.bounds["USD"].last_date)
    return tuple(
        {
            "currency": currency,
            "rate_date": one,
            "per_eur": converter.convert(1, "EUR", currency, last),
            "source": "ECB",
        }
        for currency in CURRENCIES
        if converter.bounds[currency].first_date <= last
    )


@cache
def bank() -> CurrencyConverter:
    return CurrencyConverter(
        fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known", fallback_on_wrong_date=True
    )


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Build a table in the schema's types; columns that a row does not name are null."""
    schema = pa.schema([field.with_nullable(nullable=True) for field in arrow_schema(name)])
    listed = list(rows)
    return pa.Table.from_arrays(
        [pa.array([row.get(f.name) for row in listed], type=f.type) for f in schema], schema=schema
    )

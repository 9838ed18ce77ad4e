"""Who speaks for a country, and what the reports call it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PEOPLE = Path(__file__).with_name("people.csv")


@dataclass(frozen=True, slots=True)
class Country:
    """Words for a country; its government's own names for itself come first."""

    names: tuple[str, ...]
    adjective: str
    possessive: str
    capital: str
    governments: tuple[str, ...]


COUNTRIES = {
    "GBR": Country(
        names=("Britain", "the UK", "the United Kingdom"),
        adjective="British",
        possessive="Britain’s",
        capital="London",
        governments=("the British government", "the UK government", "the government in London"),
    ),
    "FRA": Country(
        names=("France",),
        adjective="French",
        possessive="France’s",
        capital="Paris",
        governments=("the French government", "the French state", "the government in Paris"),
    ),
    "ITA": Country(
        names=("Italy",),
        adjective="Italian",
        possessive="Italy’s",
        capital="Rome",
        governments=("the Italian government", "the government of Italy", "the government in Rome"),
    ),
    "USA": Country(
        names=("the United States", "the US", "the U.S."),
        adjective="American",
        possessive="America’s",
        capital="Washington",
        governments=("the US government", "the U.S. administration", "the administration in Washington"),
    ),
    "UKR": Country(
        names=("Ukraine",),
        adjective="Ukrainian",
        possessive="Ukraine’s",
        capital="Kyiv",
        governments=("the Ukrainian government",),
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """An office holder, in office from `first_day` to `last_day` (None: still)."""

    iso3: str
    field: str
    title: str
    name: str
    pronoun: str
    first_day: date
    last_day: date | None

    @property
    def last_name(self) -> str:
        """Return the name that a report uses the second time."""
        return self.name.split(" ", 1)[1]

    def spellings(self) -> list[str]:
        """Return the ways in which a report introduces the person."""
        country = COUNTRIES[self.iso3]
        return [
            f"{self.title} {self.name}",
            f"{country.adjective} {self.title} {self.name}",
            f"{country.possessive} {self.title.lower()}, {self.name},",
        ]


def in_office(iso3: str, field: str, day: date) -> list[Person]:
    """Return who may speak for a country in a field (military, financial, humanitarian) on a day."""
    return [
        person
        for person in _people()
        if person.iso3 == iso3
        and person.field in ("any", field)
        and person.first_day <= day
        and (person.last_day is None or day <= person.last_day)
    ]


@cache
def _people() -> list[Person]:
    with PEOPLE.open(encoding="utf-8", newline="") as lines:
        return [
            Person(
                row["iso3"], row["field"], row["title"], row["name"], row["pronoun"],
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]) if row["last_day"] else None,
            )
            for row in csv.DictReader(lines)
        ]  # fmt: skip

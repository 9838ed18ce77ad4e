"""Who held which office when: offices.csv and the rows of ref_offices.

Sources: CIA World Factbook pages 2014-2026 (public domain, cleaned), public record for the larger states and for the
United Nations, NATO and the European Union.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from flows.reference.countries import countries, day_of
from flows.reference.vocabulary import read_rows
from flows.schema.reference import RefOffice

Gender = Literal["f", "m"]
Office = Literal[
    "head_of_state", "head_of_government", "leader", "vice_president", "foreign_minister", "defence_minister",
    "finance_minister", "interior_minister", "development_minister", "economy_minister", "trade_minister",
    "energy_minister", "health_minister", "environment_minister", "agriculture_minister", "justice_minister",
    "national_security_adviser", "president", "secretary_general", "director_general", "managing_director",
    "executive_director", "high_commissioner", "commission_chair",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One person's term; `iso3` or `organisation` says of what, `to_date` is None while it lasts."""

    person: str
    office: Office
    iso3: str | None
    organisation: str | None
    from_date: date
    to_date: date | None
    gender: Gender | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the person held the office on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms, in file order; raises ReferenceDataError naming the row that does not fit."""
    known = countries()
    found = []
    columns = ("person", "office", "iso3", "organisation", "from_date", "to_date", "gender")
    for row in read_rows("offices.csv", columns):
        iso3, organisation = row.optional("iso3"), row.optional("organisation")
        begin, end = day_of(row, "from_date"), day_of(row, "to_date")
        if begin is None or (end is not None and end < begin):
            raise row.error("from_date is missing or lies after to_date")
        if iso3 is None and organisation is None:
            raise row.error("neither iso3 nor organisation is given")
        if iso3 is not None and iso3 not in known:
            raise row.error(f"iso3 {iso3!r} is not in countries.csv")
        gender = row.one_of("gender", Gender) if row.optional("gender") else None
        office = row.one_of("office", Office)
        found.append(Term(row.text("person"), office, iso3, organisation, begin, end, gender))
    return tuple(found)


def holder_of(office: str, iso3: str, day: date | None) -> Term | None:
    """Return who held a state's office on a day; None where nobody or more than one person is known, or no day is.

    "leader" means the head of government or of state, whichever leads there. On the day of a handover the
    newcomer holds the office.
    """
    if day is None:
        return None
    if office == "leader":
        country = countries().get(iso3)
        if country is None or country.leader_office is None:
            return None
        office = country.leader_office
    holding = [term for term in _terms_by_office().get((iso3, office), ()) if term.holds_on(day)]
    if not holding:
        return None
    latest = max(term.from_date for term in holding)
    newest = [term for term in holding if term.from_date == latest]
    return newest[0] if len(newest) == 1 else None


def ref_offices() -> list[RefOffice]:
    """Return the rows of ref_offices."""
    return [
        RefOffice(term.person, term.office, term.iso3, term.organisation, term.from_date, term.to_date)
        for term in terms()
    ]


@cache
def _terms_by_office() -> dict[tuple[str, str], list[Term]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for term in terms():
        if term.iso3 is not None and term.organisation is None:
            found.setdefault((term.iso3, term.office), []).append(term)
    return found

"""Countries: codes, names, demonyms, and the rows of ref_countries.

Names are looked up exactly, in the aliases first and then in the longer list of place names; never by likeness, which
would turn Niger into Nigeria. gdp_bn_usd is the Kiel Ukraine Support Tracker's gross domestic product of 2021 in
billion euros (release 29, facts only), times 1.1827, the mean euro rate of 2021 of the European Central Bank.
eu_aid_bn_eur is what the same release counts as the member's part of the aid by the EU institutions, by its share of
the Union's budget.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from flows.errors import ReferenceDataError
from flows.reference.vocabulary import Row, read_rows
from flows.schema.reference import RefCountry

AliasKind = Literal["name", "alias", "former", "part"]
DemonymUse = Literal["adjective", "people", "both"]
LeaderOffice = Literal["head_of_state", "head_of_government"]

EU_INSTITUTIONS = "EUE"
_ISO3 = re.compile(r"[A-Z]{3}")
_BILLION = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Country:
    """One country or EUE; `leader_office` is the office that "its leader" means, None for EUE."""

    iso3: str
    iso_numeric: str | None
    name: str
    leader_office: LeaderOffice | None
    eu_from: date | None
    eu_to: date | None
    nato_from: date | None
    gdp_usd: Decimal | None
    gdp_year: int | None
    eu_aid_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word for what or who belongs to a country."""

    word: str
    iso3: str
    use: DemonymUse


@cache
def countries() -> dict[str, Country]:
    """Return the countries by ISO3 code; raises ReferenceDataError naming the row that does not fit."""
    columns = (
        "iso3", "iso_numeric", "name", "leader_office", "eu_from", "eu_to", "nato_from", "gdp_bn_usd", "gdp_year",
        "eu_aid_bn_eur",
    )  # fmt: skip
    found: dict[str, Country] = {}
    for row in read_rows("countries.csv", columns):
        country = _country(row)
        if country.iso3 in found or not _ISO3.fullmatch(country.iso3):
            raise row.error(f"iso3 {country.iso3!r} is no code of three capitals or stands twice")
        if country.eu_to and (country.eu_from is None or country.eu_to < country.eu_from):
            raise row.error("eu_to lies before eu_from")
        found[country.iso3] = country
    return found


@cache
def country_aliases() -> dict[str, str]:
    """Return ISO3 codes by name as news write it, without article; case matters ("us" is no country)."""
    known = countries()
    found: dict[str, str] = {}
    for row in read_rows("country_aliases.csv", ("alias", "iso3", "kind")):
        alias, iso3 = row.text("alias"), row.text("iso3")
        row.one_of("kind", AliasKind)
        if iso3 not in known:
            raise row.error(f"iso3 {iso3!r} is not in countries.csv")
        if alias in found:
            raise row.error(f"alias {alias!r} stands twice")
        found[alias] = iso3
    return found


@cache
def demonyms() -> dict[str, Demonym]:
    """Return the demonyms by word ("Danish", "Danes")."""
    known = countries()
    found: dict[str, Demonym] = {}
    for row in read_rows("demonyms.csv", ("demonym", "iso3", "use")):
        demonym = Demonym(row.text("demonym"), row.text("iso3"), row.one_of("use", DemonymUse))
        if demonym.iso3 not in known:
            raise row.error(f"iso3 {demonym.iso3!r} is not in countries.csv")
        if demonym.word in found:
            raise row.error(f"demonym {demonym.word!r} stands twice")
        found[demonym.word] = demonym
    return found


def find_country(name: str) -> str | None:
    """Return the ISO3 code of a country's name or code, or None; exact but for case, spaces and a leading "the".

    A part of a state gives the state ("Scotland" -> GBR); lower-case "us" is no country.
    """
    words = " ".join(name.replace("’", "'").split())
    if words[:4].lower() == "the ":
        words = words[4:]
    if found := country_aliases().get(words):
        return found
    if len(words) <= 3:
        return words if words in countries() else None
    return _aliases_by_lower_case().get(words.lower()) or _places().get(_without_accents(words))


def ref_countries() -> list[RefCountry]:
    """Return the rows of ref_countries, by ISO3 code."""
    eu_aid = sum((country.eu_aid_eur for country in countries().values() if country.eu_aid_eur), Decimal(0))
    return [
        RefCountry(
            iso3=country.iso3,
            iso_numeric=country.iso_numeric,
            name=country.name,
            eu_member=country.eu_from is not None and country.eu_to is None,
            eu_from=country.eu_from,
            eu_to=country.eu_to,
            nato_member=country.nato_from is not None,
            nato_from=country.nato_from,
            gdp_usd=country.gdp_usd,
            gdp_year=country.gdp_year,
            eu_budget_share_pct=None if country.eu_aid_eur is None else float(100 * country.eu_aid_eur / eu_aid),
        )
        for _, country in sorted(countries().items())
    ]


def day_of(row: Row, column: str) -> date | None:
    """Return a cell that holds a day (YYYY-MM-DD), or None where it is empty."""
    text = row.optional(column)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise row.error(f"{column} {text!r} is no day written YYYY-MM-DD") from None


def _country(row: Row) -> Country:
    gdp = row.optional("gdp_bn_usd")
    year = row.optional("gdp_year")
    eu_aid = row.optional("eu_aid_bn_eur")
    return Country(
        iso3=row.text("iso3"),
        iso_numeric=row.optional("iso_numeric"),
        name=row.text("name"),
        leader_office=row.one_of("leader_office", LeaderOffice) if row.optional("leader_office") else None,
        eu_from=day_of(row, "eu_from"),
        eu_to=day_of(row, "eu_to"),
        nato_from=day_of(row, "nato_from"),
        gdp_usd=Decimal(gdp) * _BILLION if gdp else None,
        gdp_year=int(year) if year else None,
        eu_aid_eur=Decimal(eu_aid) * _BILLION if eu_aid else None,
    )


@cache
def _aliases_by_lower_case() -> dict[str, str]:
    return {alias.lower(): iso3 for alias, iso3 in country_aliases().items() if len(alias) > 3}


@cache
def _places() -> dict[str, str]:
    """Read place_names.csv: states by their other names and parts of states, without accents -> ISO3."""
    places = {
        _without_accents(row.text("name")): row.text("iso3") for row in read_rows("place_names.csv", ("name", "iso3"))
    }
    if unknown := set(places.values()) - countries().keys():
        raise ReferenceDataError(f"place_names.csv: {', '.join(sorted(unknown))} stand in no row of countries.csv")
    return places


def _without_accents(name: str) -> str:
    """Return a name as it is looked up: in small letters, without accents, full stops and hyphens."""
    letters = (char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join("".join(letters).lower().replace(".", " ").replace("-", " ").split())

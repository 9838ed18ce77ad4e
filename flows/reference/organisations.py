"""Organisations, blocs, regions and metonyms by the names that news use, and the rows of ref_blocs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.countries import countries, country_aliases, day_of
from flows.reference.vocabulary import Row, read_rows
from flows.schema.reference import RefBloc

OrganisationType = Literal["organisation", "bloc"]
YesNo = Literal["yes", "no"]
RegionUse = Literal["name", "adjective"]
MetonymKind = Literal["capital", "seat"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation or bloc; `is_seat` marks a building that stands for who works there."""

    name: str
    actor_type: OrganisationType
    iso3: str | None
    is_seat: bool


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place that means a government or an organisation where it acts: a capital or the seat of an institution."""

    alias: str
    iso3: str | None
    organisation: str | None
    kind: MetonymKind


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the world; `use` tells its name from its adjective."""

    name: str
    use: RegionUse


@cache
def organisations() -> dict[str, Organisation]:
    """Return organisations by every name they go by; raises ReferenceDataError naming the row that does not fit."""
    found: dict[str, Organisation] = {}
    for row in read_rows("organisations.csv", ("alias", "name", "actor_type", "iso3", "is_seat")):
        alias = row.text("alias")
        if alias in found:
            raise row.error(f"alias {alias!r} stands twice")
        found[alias] = Organisation(
            row.text("name"),
            row.one_of("actor_type", OrganisationType),
            _iso3(row),
            row.one_of("is_seat", YesNo) == "yes",
        )
    return found


@cache
def regions() -> dict[str, Region]:
    """Return regions ("Europe", "the West") by name without article and by adjective ("Western")."""
    return {
        row.text("alias"): Region(row.text("name"), row.one_of("use", RegionUse))
        for row in read_rows("regions.csv", ("alias", "name", "use"))
    }


@cache
def metonyms() -> dict[str, Metonym]:
    """Return the places that may mean a government, by name."""
    found: dict[str, Metonym] = {}
    for row in read_rows("metonyms.csv", ("alias", "iso3", "organisation", "kind")):
        metonym = Metonym(row.text("alias"), _iso3(row), row.optional("organisation"), row.one_of("kind", MetonymKind))
        if metonym.alias in found:
            raise row.error(f"alias {metonym.alias!r} stands twice")
        if metonym.iso3 is None and metonym.organisation is None:
            raise row.error("neither iso3 nor organisation is given")
        found[metonym.alias] = metonym
    return found


@cache
def metonym_contexts() -> dict[str, tuple[tuple[frozenset[str], Metonym], ...]]:
    """Return by place what it means instead where one of some words stands in the same sentence, in file order."""
    known = metonyms()
    found: dict[str, tuple[tuple[frozenset[str], Metonym], ...]] = {}
    for row in read_rows("metonym_contexts.csv", ("alias", "words", "iso3", "organisation")):
        alias, words = row.text("alias"), frozenset(row.many("words"))
        if alias not in known or not words:
            raise row.error(f"{alias!r} is not in metonyms.csv or no words are given")
        meant = Metonym(alias, _iso3(row), row.optional("organisation"), known[alias].kind)
        found[alias] = (*found.get(alias, ()), (words, meant))
    return found


@cache
def name_traps() -> frozenset[str]:
    """Return phrases in which a country's name means something else ("New Mexico", "Brussels sprouts")."""
    known = country_aliases()
    found = set()
    for row in read_rows("name_traps.csv", ("phrase",)):
        if row.text("phrase") in known or row.text("phrase") in found:
            raise row.error("the phrase is a country's own name or stands twice")
        found.add(row.text("phrase"))
    return frozenset(found)


@cache
def ref_blocs() -> list[RefBloc]:
    """Return the rows of ref_blocs: dated memberships; raises ReferenceDataError naming the row that does not fit."""
    known = countries()
    blocs = {organisation.name for organisation in organisations().values()}
    found = []
    for row in read_rows("blocs.csv", ("bloc", "iso3", "from_date", "to_date")):
        begin, end = day_of(row, "from_date"), day_of(row, "to_date")
        member = RefBloc(row.text("bloc"), row.text("iso3"), begin, end)
        if member.iso3 not in known or member.bloc not in blocs:
            raise row.error(f"{member.bloc!r} or {member.iso3!r} is unknown")
        if begin is not None and end is not None and end < begin:
            raise row.error("to_date lies before from_date")
        found.append(member)
    return found


def _iso3(row: Row) -> str | None:
    iso3 = row.optional("iso3")
    if iso3 is not None and iso3 not in countries():
        raise row.error(f"iso3 {iso3!r} is not in countries.csv")
    return iso3

"""Actors of single articles -> actors across articles.

Countries join by code, organisations and blocs by canonical name and country, people by initial, surname and
country. Described groups and unnamed people stay what one article calls them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import pyarrow as pa

from flows.link.arrow_rows import column, rows_of
from flows.link.collector import collector_paused
from flows.link.names import PersonName, fold, parse_name
from flows.reference.name_order import surname_first
from flows.schema.actors import Actor, ActorLink

# Given names with one initial that are less alike than this belong to two people (Jean and John).
MIN_GIVEN_LIKENESS = 0.54
ACTOR_COLUMNS = ("actor_id", "article_id", "actor_type", "name", "country_iso3", "role", "is_named")

Row = Mapping[str, Any]
_Namesakes = tuple[str, str, str, str]  # surname, suffix, initial, country


@dataclass(frozen=True, slots=True)
class LinkedActors:
    """The rows of actors and actor_links, sorted by key."""

    actors: tuple[Actor, ...]
    actor_links: tuple[ActorLink, ...]


@dataclass(frozen=True, slots=True)
class _Identity:
    """What makes an actor one across articles, and which rule said so."""

    key: tuple[str, ...]
    method: str


@collector_paused()
def link_actors(article_actors: pa.Table, *, articles: pa.Table) -> LinkedActors:
    """Join the actors of articles; reads all rows of both tables (articles: article_id, published_date).

    entity_id is a hash of what identifies the actor, so it depends neither on arrival nor on the run.
    """
    rows = sorted(rows_of(article_actors, ACTOR_COLUMNS), key=lambda row: row["actor_id"])
    dates = dict(zip(column(articles, "article_id"), column(articles, "published_date"), strict=True))
    identities = _identify(rows)
    members: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        members[identities[row["actor_id"]].key].append(row)
    entity_ids = {key: _entity_id(key) for key in members}
    links = []
    for row in rows:
        identity = identities[row["actor_id"]]
        links.append(ActorLink(row["actor_id"], row["article_id"], entity_ids[identity.key], identity.method))
    actors = (_actor(entity_ids[key], group, dates) for key, group in members.items())
    return LinkedActors(tuple(sorted(actors, key=lambda actor: actor.entity_id)), tuple(links))


def _identify(rows: Sequence[Row]) -> dict[str, _Identity]:
    """Return each actor's identity by actor_id."""
    found: dict[str, _Identity] = {}
    people, bodies = [], []
    for row in rows:
        if not row["is_named"] or row["actor_type"] == "group":
            found[row["actor_id"]] = _Identity(("article", row["actor_id"]), "article")
        elif row["actor_type"] == "country" and row["country_iso3"]:
            found[row["actor_id"]] = _Identity(("country", row["country_iso3"]), "iso3")
        elif row["actor_type"] == "person":
            people.append((row, parse_name(row["name"])))
        else:
            bodies.append(row)
    return found | _identify_bodies(bodies) | _identify_people(people)


def _identify_bodies(rows: Iterable[Row]) -> dict[str, _Identity]:
    """Join organisations and blocs by name and country; one without a country joins the only one that has one."""
    countries: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["country_iso3"]:
            countries[row["actor_type"], fold(row["name"])].add(row["country_iso3"])
    found = {}
    for row in rows:
        kind, name = row["actor_type"], fold(row["name"])
        known = countries[kind, name]
        country = row["country_iso3"] or (min(known) if len(known) == 1 else "")
        found[row["actor_id"]] = _Identity((kind, name, country), "name and country" if country else "name")
    return found


def _identify_people(rows: Sequence[tuple[Row, PersonName]]) -> dict[str, _Identity]:
    """Join people by initial, surname and country; a bare surname needs country and office of just one of them."""
    full = [(row, name) for row, name in rows if name.given]
    countries: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row, name in full:
        if row["country_iso3"]:
            countries[name.surname, name.suffix, name.initial].add(row["country_iso3"])
    givens: dict[_Namesakes, set[str]] = defaultdict(set)
    for row, name in full:
        givens[_namesakes(row, name, countries)].add(name.given)
    heads = {namesakes: _heads(names) for namesakes, names in givens.items()}
    found: dict[str, _Identity] = {}
    holders: dict[tuple[str, str | None, str | None], set[_Identity]] = defaultdict(set)
    for row, name in full:
        namesakes = _namesakes(row, name, countries)
        surname, suffix, _, country = namesakes
        identity = _Identity(
            ("person", heads[namesakes][name.given], surname, suffix, country), "initial, surname and country"
        )
        found[row["actor_id"]] = identity
        holders[surname, row["country_iso3"], row["role"]].add(identity)
        if row["country_iso3"] in surname_first():
            holders[name.given, row["country_iso3"], row["role"]].add(identity)
    for row, name in rows:
        if not name.given:
            bearers = holders[name.surname, row["country_iso3"], row["role"]]
            found[row["actor_id"]] = _identify_bare(row, name, bearers)
    return found


def _namesakes(row: Row, name: PersonName, countries: Mapping[tuple[str, ...], set[str]]) -> _Namesakes:
    """Return surname, suffix, initial and country; where the text gives no country, that of the only namesake."""
    known = countries.get((name.surname, name.suffix, name.initial), set())
    country = row["country_iso3"] or (min(known) if len(known) == 1 else "")
    return name.surname, name.suffix, name.initial, country


def _heads(givens: set[str]) -> dict[str, str]:
    """Group the given names of one initial; return for each the name that stands for its group.

    A single group is known by its initial, so that its id does not depend on the spellings met.
    """
    heads: list[str] = []
    head_of: dict[str, str] = {}
    for given in sorted(givens, key=lambda given: (-len(given), given)):
        head = next((head for head in heads if _are_alike(head, given)), None)
        if head is None:
            heads.append(given)
        head_of[given] = head or given
    return head_of if len(heads) > 1 else dict.fromkeys(givens, heads[0][:1])


def _are_alike(one: str, two: str) -> bool:
    """Tell whether two given names may be one: an initial, a short form, or another spelling."""
    shorter, longer = sorted((one, two), key=len)
    return longer.startswith(shorter) or SequenceMatcher(None, one, two).ratio() >= MIN_GIVEN_LIKENESS


def _identify_bare(row: Row, name: PersonName, bearers: set[_Identity]) -> _Identity:
    if not row["country_iso3"] or not row["role"]:
        return _Identity(("article", row["actor_id"]), "article")
    if len(bearers) == 1:
        return _Identity(next(iter(bearers)).key, "surname, country and office")
    return _Identity(
        ("person", "", name.surname, name.suffix, row["country_iso3"], row["role"]), "surname, country and office"
    )


def _actor(entity_id: str, group: Sequence[Row], dates: dict[str, date | None]) -> Actor:
    """Sum up an actor: the commonest of its names, the office that the latest article gives."""
    names = Counter(row["name"] for row in group)
    days = sorted(day for row in group if (day := dates.get(row["article_id"])) is not None)
    by_date = sorted(group, key=lambda row: (dates.get(row["article_id"]) or date.min, row["actor_id"]))
    roles = [row["role"] for row in by_date if row["role"]]
    countries = [row["country_iso3"] for row in group if row["country_iso3"]]
    return Actor(
        entity_id=entity_id,
        actor_type=group[0]["actor_type"],
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        country_iso3=min(countries) if countries else None,
        role=roles[-1] if roles else None,
        is_named=group[0]["is_named"],
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        n_articles=len({row["article_id"] for row in group}),
    )


def _entity_id(key: tuple[str, ...]) -> str:
    return "e" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:16]

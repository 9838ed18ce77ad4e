"""Actors of single articles -> actors across articles.

Countries join by code, organisations and blocs by canonical name and country, people by initial, surname and
country. Described groups and unnamed people stay what one article calls them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import duckdb
import pyarrow as pa

from flows.link.names import PersonName, fold, parse_name
from flows.reference.name_order import surname_first

# Given names with one initial that are less alike than this belong to two people (Jean and John).
MIN_GIVEN_LIKENESS = 0.54
ACTOR_COLUMNS = ["actor_id", "article_id", "actor_type", "name", "country_iso3", "role", "is_named"]

Row = Mapping[str, Any]
_Namesakes = tuple[str, str, str, str]  # surname, suffix, initial, country


@dataclass(frozen=True, slots=True)
class LinkedActors:
    """The rows of actors and actor_links, sorted by key, in the fields of `schema.actors.Actor` and `ActorLink`."""

    actors: pa.Table
    actor_links: pa.Table


@dataclass(frozen=True, slots=True)
class _Identity:
    """What makes an actor one across articles, and which rule said so."""

    key: tuple[str, ...]
    method: str


def link_actors(article_actors: pa.Table, *, articles: pa.Table) -> LinkedActors:
    """Join the actors of articles; reads all rows of both tables (articles: article_id, published_date).

    entity_id is a hash of what identifies the actor, so it depends neither on arrival nor on the run. Articles that
    describe an actor in the same words mean the same one, so that each description is looked at once.
    """
    with duckdb.connect() as connection:
        connection.register("article_actors", article_actors.select(ACTOR_COLUMNS))
        connection.register("dates", articles.select(["article_id", "published_date"]))
        connection.register("described", _described(connection.sql(_DESCRIPTIONS).to_arrow_table()))
        connection.execute(_LINK)
        actors = connection.sql(_ACTORS).to_arrow_table()
        links = connection.sql(_LINKS).to_arrow_table()
    return LinkedActors(actors, links)


def _described(descriptions: pa.Table) -> pa.Table:
    """Return the descriptions that are known across articles, with entity_id and method."""
    rows = [row | {"number": number} for number, row in enumerate(descriptions.to_pylist())]
    known = sorted(_identify(rows).items())
    return (
        descriptions.take([number for number, _ in known] or pa.array([], pa.int64()))
        .append_column("entity_id", pa.array([_entity_id(one.key) for _, one in known], pa.string()))
        .append_column("method", pa.array([one.method for _, one in known], pa.string()))
    )


def _identify(rows: Sequence[Row]) -> dict[int, _Identity]:
    """Return by their numbers the identities of the descriptions that tell somebody across articles."""
    found: dict[int, _Identity] = {}
    people, bodies = [], []
    for row in rows:
        if row["actor_type"] == "country" and row["country_iso3"]:
            found[row["number"]] = _Identity(("country", row["country_iso3"]), "iso3")
        elif row["actor_type"] == "person":
            people.append((row, parse_name(row["name"])))
        else:
            bodies.append(row)
    return found | _identify_bodies(bodies) | _identify_people(people)


def _identify_bodies(rows: Iterable[Row]) -> dict[int, _Identity]:
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
        found[row["number"]] = _Identity((kind, name, country), "name and country" if country else "name")
    return found


def _identify_people(rows: Sequence[tuple[Row, PersonName]]) -> dict[int, _Identity]:
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
    found: dict[int, _Identity] = {}
    holders: dict[tuple[str, str | None, str | None], set[_Identity]] = defaultdict(set)
    for row, name in full:
        namesakes = _namesakes(row, name, countries)
        surname, suffix, _, country = namesakes
        identity = _Identity(
            ("person", heads[namesakes][name.given], surname, suffix, country), "initial, surname and country"
        )
        found[row["number"]] = identity
        holders[surname, row["country_iso3"], row["role"]].add(identity)
        if row["country_iso3"] in surname_first():
            holders[name.given, row["country_iso3"], row["role"]].add(identity)
    for row, name in rows:
        if not name.given and row["country_iso3"] and row["role"]:
            bearers = holders[name.surname, row["country_iso3"], row["role"]]
            found[row["number"]] = _identify_bare(row, name, bearers)
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
    if len(bearers) == 1:
        return _Identity(next(iter(bearers)).key, "surname, country and office")
    return _Identity(
        ("person", "", name.surname, name.suffix, row["country_iso3"], row["role"]), "surname, country and office"
    )


def _entity_id(key: tuple[str, ...]) -> str:
    return "e" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:16]


_DESCRIPTIONS = """
SELECT DISTINCT actor_type, name, country_iso3, role, is_named
FROM article_actors
WHERE is_named AND actor_type <> 'group'
ORDER BY ALL
"""
# Whom no description tells is somebody of that article alone, whose entity_id is the hash of "article" and actor_id.
_LINK = """
CREATE TEMP TABLE linked AS
SELECT
    article_actors.*,
    dates.published_date,
    coalesce(described.entity_id, 'e' || left(sha256('article' || chr(0) || actor_id), 16)) AS entity_id,
    coalesce(described.method, 'article') AS method
FROM article_actors
LEFT JOIN dates USING (article_id)
LEFT JOIN described
    ON article_actors.actor_type = described.actor_type
    AND article_actors.name = described.name
    AND article_actors.country_iso3 IS NOT DISTINCT FROM described.country_iso3
    AND article_actors.role IS NOT DISTINCT FROM described.role
    AND article_actors.is_named = described.is_named
"""
# The commonest name, the longest of equals; the office that the latest article gives.
_ACTORS = """
WITH named AS (
    SELECT entity_id, name, count(*) AS n_actors FROM linked GROUP BY ALL
),

usual AS (
    SELECT entity_id, first(name ORDER BY n_actors DESC, length(name) DESC, name ASC) AS name FROM named GROUP BY ALL
)

SELECT
    entity_id,
    arg_min(actor_type, actor_id) AS actor_type,
    any_value(usual.name) AS name,
    min(country_iso3) AS country_iso3,
    last(role ORDER BY published_date ASC NULLS FIRST, actor_id ASC) FILTER (WHERE role IS NOT NULL) AS role,
    arg_min(is_named, actor_id) AS is_named,
    min(published_date) AS first_seen,
    max(published_date) AS last_seen,
    count(DISTINCT article_id) AS n_articles
FROM linked
INNER JOIN usual USING (entity_id)
GROUP BY entity_id
ORDER BY entity_id
"""
_LINKS = "SELECT actor_id, article_id, entity_id, method FROM linked ORDER BY actor_id"

"""Words for people by what they do: titles of one person, nouns of groups, and the gender of given names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.offices import Gender, Office
from flows.reference.vocabulary import read_rows
from flows.schema.columns import Role

GroupKind = Literal["states", "actors", "people", "collective"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title or occupation.

    `office` is the office it means when a country or organisation stands beside it; `iso3` the only state that has
    the title ("Home Secretary").
    """

    phrase: str
    role: Role
    office: Office | None
    iso3: str | None


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun that may name a group of actors; `iso3` is the only state that has such people.

    `kind`: `states` ("countries", "allies"), people who act in politics (`actors`), other `people`, or a `collective`
    in the singular ("staff").
    """

    noun: str
    singular: str
    kind: GroupKind
    role: Role | None
    iso3: str | None


@cache
def titles() -> dict[str, Title]:
    """Return the titles by phrase in lower case; raises ReferenceDataError naming the row that does not fit."""
    found: dict[str, Title] = {}
    for row in read_rows("roles.csv", ("phrase", "role", "office", "iso3")):
        phrase = row.text("phrase").lower()
        if phrase in found:
            raise row.error(f"phrase {phrase!r} stands twice")
        office = row.one_of("office", Office) if row.optional("office") else None
        found[phrase] = Title(phrase, row.one_of("role", Role), office, row.optional("iso3"))
    return found


@cache
def group_nouns() -> dict[str, GroupNoun]:
    """Return the nouns of groups by plural form in lower case."""
    found: dict[str, GroupNoun] = {}
    for row in read_rows("group_nouns.csv", ("noun", "singular", "kind", "role", "iso3")):
        noun = row.text("noun").lower()
        if noun in found:
            raise row.error(f"noun {noun!r} stands twice")
        role = row.one_of("role", Role) if row.optional("role") else None
        found[noun] = GroupNoun(
            noun, row.text("singular").lower(), row.one_of("kind", GroupKind), role, row.optional("iso3")
        )
    return found


@cache
def given_names() -> dict[str, Gender]:
    """Return the gender of common given names; names used for both are left out."""
    return {row.text("name"): row.one_of("gender", Gender) for row in read_rows("given_names.csv", ("name", "gender"))}

"""Who speaks, gives, receives or is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from flows.schema.columns import (
    ActorId,
    ActorType,
    ArticleId,
    CharEnd,
    CharStart,
    Column,
    EntityId,
    MentionType,
    PublishedDate,
    Role,
    SentenceId,
)

Name = Annotated[str, Column("Fullest name in use; for a country its usual English short name.")]
Type = Annotated[ActorType, Column("What kind of actor it is.")]
Country = Annotated[
    str | None, Column("ISO3 of the state it is or belongs to; EUE for EU institutions; null when none.")
]
RoleOrNull = Annotated[
    Role | None, Column("What a person does; null for other actors and where the text does not say.")
]


@dataclass(frozen=True, slots=True)
class ArticleActor:
    """One actor of one article, as that article names it."""

    article_id: ArticleId
    actor_id: ActorId
    actor_type: Type
    name: Name
    country_iso3: Country
    role: RoleOrNull
    is_named: Annotated[bool, Column("False for a described group or an unnamed person.")]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One place in a text that names an actor; one row per actor where "they" means several."""

    article_id: ArticleId
    sentence_id: SentenceId
    actor_id: ActorId
    char_start: CharStart
    char_end: CharEnd
    text: Annotated[str, Column("The mention's words.")]
    mention_type: Annotated[MentionType, Column("How the place names the actor.")]
    method: Annotated[str, Column("How the mention was resolved to the actor.")]


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, country, organisation, bloc or described group across articles."""

    entity_id: EntityId
    actor_type: Type
    name: Name
    country_iso3: Country
    role: RoleOrNull
    is_named: Annotated[bool, Column("False for a described group or an unnamed person.")]
    first_seen: PublishedDate
    last_seen: PublishedDate
    n_articles: Annotated[int, Column("Articles that mention it.")]


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Which actor across articles an article's actor is."""

    actor_id: ActorId
    article_id: ArticleId
    entity_id: EntityId
    method: Annotated[str, Column("How the link was made.")]

-- One row per actor and article, in time order: how the article names the actor, and what he says and promises in it.
--
-- names: the names by which the article knows the actor.
-- n_mentions: places in the article that name the actor.
-- n_statements: statements by the actor.
-- n_announced: commitment mentions that the actor announces.
-- n_given: commitment mentions whose donor the actor is.
WITH known AS (
    SELECT
        link.entity_id,
        link.article_id,
        list_sort(list(DISTINCT named.name)) AS names
    FROM actor_links AS link
    INNER JOIN article_actors AS named USING (actor_id)
    GROUP BY link.entity_id, link.article_id
),

mentioned AS (
    SELECT
        actor_id,
        count(*) AS n_mentions
    FROM actor_mentions
    GROUP BY actor_id
),

said AS (
    SELECT
        actor_id,
        count(*) AS n_statements
    FROM (SELECT unnest(speaker_actor_ids) AS actor_id FROM statements) AS speaker
    GROUP BY actor_id
),

announced AS (
    SELECT
        actor_id,
        count(*) AS n_announced
    FROM (SELECT unnest(announcer_actor_ids) AS actor_id FROM commitments_reviewed) AS announcer
    GROUP BY actor_id
),

given AS (
    SELECT
        donor_actor_id AS actor_id,
        count(*) AS n_given
    FROM commitments_reviewed
    GROUP BY donor_actor_id
),

counted AS (
    SELECT
        link.entity_id,
        link.article_id,
        CAST(coalesce(sum(mentioned.n_mentions), 0) AS BIGINT) AS n_mentions,
        CAST(coalesce(sum(said.n_statements), 0) AS BIGINT) AS n_statements,
        CAST(coalesce(sum(announced.n_announced), 0) AS BIGINT) AS n_announced,
        CAST(coalesce(sum(given.n_given), 0) AS BIGINT) AS n_given
    FROM actor_links AS link
    LEFT JOIN mentioned USING (actor_id)
    LEFT JOIN said USING (actor_id)
    LEFT JOIN announced USING (actor_id)
    LEFT JOIN given USING (actor_id)
    GROUP BY link.entity_id, link.article_id
)

SELECT
    actor.entity_id,
    actor.name,
    actor.actor_type,
    actor.country_iso3,
    actor.role,
    article.published_date,
    article.article_id,
    article.source,
    article.title,
    known.names,
    counted.n_mentions,
    counted.n_statements,
    counted.n_announced,
    counted.n_given
FROM counted
INNER JOIN known ON counted.entity_id = known.entity_id AND counted.article_id = known.article_id
INNER JOIN actors AS actor ON counted.entity_id = actor.entity_id
INNER JOIN articles AS article ON counted.article_id = article.article_id
ORDER BY actor.name ASC, actor.entity_id ASC, article.published_date ASC NULLS LAST, article.article_id ASC

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

done AS (
    SELECT
        actor_id,
        'mention' AS act,
        CAST(char_start AS VARCHAR) || '-' || CAST(char_end AS VARCHAR) AS act_id
    FROM actor_mentions
    UNION ALL
    SELECT
        unnest(speaker_actor_ids) AS actor_id,
        'statement' AS act,
        statement_id AS act_id
    FROM statements
    UNION ALL
    SELECT
        unnest(announcer_actor_ids) AS actor_id,
        'announcement' AS act,
        commitment_id AS act_id
    FROM commitments_reviewed
    UNION ALL
    SELECT
        donor_actor_id AS actor_id,
        'gift' AS act,
        commitment_id AS act_id
    FROM commitments_reviewed
),

counted AS (
    SELECT
        link.entity_id,
        link.article_id,
        count(DISTINCT done.act_id) FILTER (WHERE done.act = 'mention') AS n_mentions,
        count(DISTINCT done.act_id) FILTER (WHERE done.act = 'statement') AS n_statements,
        count(DISTINCT done.act_id) FILTER (WHERE done.act = 'announcement') AS n_announced,
        count(DISTINCT done.act_id) FILTER (WHERE done.act = 'gift') AS n_given
    FROM actor_links AS link
    LEFT JOIN done USING (actor_id)
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

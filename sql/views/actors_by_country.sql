-- One row per country: who of it is in the articles, and how much they say; a last line, country null, for the rest.
--
-- country_name: usual name of the country.
-- n_actors: people, organisations, groups and the country itself.
-- n_persons: people.
-- n_organisations: organisations.
-- n_articles: articles that mention one of them.
-- n_mentions: places in the articles that name one of them.
-- n_statements: statements by one of them.
-- people: names of its people, the most often mentioned first.
WITH mentioned AS (
    SELECT
        link.entity_id,
        count(*) AS n_mentions
    FROM actor_mentions
    INNER JOIN actor_links AS link USING (actor_id)
    GROUP BY link.entity_id
),

articles_of AS (
    SELECT
        actor.country_iso3,
        count(DISTINCT link.article_id) AS n_articles
    FROM actors AS actor
    INNER JOIN actor_links AS link USING (entity_id)
    GROUP BY actor.country_iso3
)

SELECT
    actor.country_iso3,
    ref.name AS country_name,
    count(*) AS n_actors,
    count(*) FILTER (WHERE actor.actor_type = 'person') AS n_persons,
    count(*) FILTER (WHERE actor.actor_type = 'organisation') AS n_organisations,
    articles_of.n_articles,
    CAST(coalesce(sum(mentioned.n_mentions), 0) AS BIGINT) AS n_mentions,
    CAST(coalesce(sum(said.n_statements), 0) AS BIGINT) AS n_statements,
    coalesce(
        list(actor.name ORDER BY mentioned.n_mentions DESC NULLS LAST, actor.name ASC) FILTER (
            WHERE actor.actor_type = 'person'
        ),
        []
    ) AS people
FROM actors AS actor
LEFT JOIN mentioned USING (entity_id)
LEFT JOIN statements_by_actor AS said USING (entity_id)
LEFT JOIN articles_of ON actor.country_iso3 IS NOT DISTINCT FROM articles_of.country_iso3
LEFT JOIN ref_countries AS ref ON actor.country_iso3 = ref.iso3
GROUP BY ALL
ORDER BY actor.country_iso3 ASC NULLS LAST

-- One row per person whom the articles call a head of state or government or a minister: office holders they name.
--
-- role: what the articles call the person.
-- country_name: usual name of the country.
-- first_seen: earliest dated article that names the person so.
-- last_seen: latest dated article that names the person so.
-- n_articles: articles that name the person so.
-- is_in_reference: true where ref_offices knows the person in that country.
SELECT
    actor.entity_id,
    actor.name,
    named.role,
    actor.country_iso3,
    country.name AS country_name,
    min(article.published_date) AS first_seen,
    max(article.published_date) AS last_seen,
    count(DISTINCT article.article_id) AS n_articles,
    bool_or(office.person IS NOT NULL) AS is_in_reference
FROM actors AS actor
INNER JOIN actor_links AS link USING (entity_id)
INNER JOIN article_actors AS named USING (actor_id)
INNER JOIN articles AS article ON named.article_id = article.article_id
LEFT JOIN ref_countries AS country ON actor.country_iso3 = country.iso3
LEFT JOIN ref_offices AS office ON actor.name = office.person AND actor.country_iso3 = office.iso3
WHERE
    actor.actor_type = 'person'
    AND actor.is_named
    AND actor.country_iso3 IS NOT NULL
    AND named.role IN ('head_of_state', 'head_of_government', 'minister')
GROUP BY actor.entity_id, actor.name, named.role, actor.country_iso3, country.name
ORDER BY country_iso3 ASC, named.role ASC, n_articles DESC, actor.name ASC

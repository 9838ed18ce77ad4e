-- What have the ten people who are quoted most said, statement by statement, with the date?
-- For one person put a condition on name in place of the subquery: WHERE actor.name = '...'.
SELECT
    actor.name,
    article.published_date,
    statement.kind,
    statement.cue_lemma,
    statement.content
FROM (SELECT
    statement_id,
    article_id,
    kind,
    cue_lemma,
    content,
    char_start,
    unnest(speaker_actor_ids) AS actor_id
FROM statements) AS statement
INNER JOIN actor_links AS link ON statement.actor_id = link.actor_id
INNER JOIN actors AS actor ON link.entity_id = actor.entity_id
INNER JOIN articles AS article ON statement.article_id = article.article_id
WHERE
    actor.entity_id IN (
        SELECT entity_id
        FROM statements_by_actor
        WHERE actor_type = 'person'
        ORDER BY n_statements DESC, entity_id ASC
        LIMIT 10
    )
ORDER BY actor.name ASC, article.published_date ASC, statement.article_id ASC, statement.char_start ASC

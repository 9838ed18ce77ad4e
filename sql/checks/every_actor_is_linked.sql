-- fail
-- Every actor of an article is an actor across articles.
SELECT
    actor_id,
    article_id,
    name
FROM article_actors
ANTI JOIN actor_links USING (actor_id)

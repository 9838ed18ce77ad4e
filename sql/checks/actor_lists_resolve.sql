-- fail
-- Speakers, addressees and announcers are actors of the same article.
WITH listed AS (
    SELECT
        statement_id AS row_id,
        article_id,
        unnest(list_concat(speaker_actor_ids, addressee_actor_ids)) AS actor_id
    FROM statements
    UNION ALL
    SELECT
        commitment_id AS row_id,
        article_id,
        unnest(announcer_actor_ids) AS actor_id
    FROM commitments
)

SELECT
    row_id,
    article_id,
    actor_id
FROM listed
ANTI JOIN article_actors USING (actor_id, article_id)

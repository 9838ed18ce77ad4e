-- Names of those who say a commitment mention, in name order; mentions in the narrator's words have no row.
--
-- announcers: names of those who say it.
WITH said AS (
    SELECT DISTINCT
        commitment_id,
        unnest(announcer_actor_ids) AS actor_id
    FROM commitments
)

SELECT
    said.commitment_id,
    list_sort(list(DISTINCT coalesce(actor.name, named.name))) AS announcers
FROM said
INNER JOIN article_actors AS named USING (actor_id)
LEFT JOIN actor_links AS link USING (actor_id)
LEFT JOIN actors AS actor USING (entity_id)
GROUP BY said.commitment_id

-- fail
-- Every mention, figure and quantity lies inside the sentence that its row names, and in the same article.
WITH placed AS (
    SELECT
        'actor_mentions' AS table_name,
        actor_id AS row_id,
        article_id,
        sentence_id,
        char_start,
        char_end
    FROM actor_mentions
    UNION ALL
    SELECT
        'financial_figures' AS table_name,
        figure_id,
        article_id,
        sentence_id,
        char_start,
        char_end
    FROM financial_figures
    UNION ALL
    SELECT
        'quantities' AS table_name,
        quantity_id,
        article_id,
        sentence_id,
        char_start,
        char_end
    FROM quantities
    UNION ALL
    SELECT
        'commitments cue' AS table_name,
        commitment_id,
        article_id,
        sentence_id,
        cue_start,
        cue_end
    FROM commitments
)

SELECT
    placed.table_name,
    placed.row_id,
    placed.sentence_id,
    placed.char_start,
    placed.char_end,
    sentence.char_start AS sentence_start,
    sentence.char_end AS sentence_end
FROM placed
INNER JOIN sentences AS sentence ON placed.sentence_id = sentence.sentence_id
WHERE
    placed.article_id <> sentence.article_id
    OR placed.char_start < sentence.char_start
    OR placed.char_end > sentence.char_end

-- fail
-- Sentences of an article follow one another without overlap.
WITH neighbours AS (
    SELECT
        article_id,
        sentence_id,
        char_start,
        lag(char_end) OVER (PARTITION BY article_id ORDER BY char_start) AS previous_end
    FROM sentences
)

SELECT
    article_id,
    sentence_id,
    char_start,
    previous_end
FROM neighbours
WHERE char_start < previous_end

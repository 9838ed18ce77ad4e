-- fail
-- The words of every row are the words of the article at the row's span.
WITH worded AS (
    SELECT
        'sentences' AS table_name,
        sentence_id AS row_id,
        article_id,
        char_start,
        char_end,
        text AS words
    FROM sentences
    UNION ALL
    SELECT
        'actor_mentions' AS table_name,
        actor_id,
        article_id,
        char_start,
        char_end,
        text
    FROM actor_mentions
    UNION ALL
    SELECT
        'statements' AS table_name,
        statement_id,
        article_id,
        char_start,
        char_end,
        evidence
    FROM statements
    UNION ALL
    SELECT
        'financial_figures' AS table_name,
        figure_id,
        article_id,
        char_start,
        char_end,
        figure_text
    FROM financial_figures
    UNION ALL
    SELECT
        'quantities' AS table_name,
        quantity_id,
        article_id,
        char_start,
        char_end,
        quantity_text
    FROM quantities
    UNION ALL
    SELECT
        'commitments' AS table_name,
        commitment_id,
        article_id,
        char_start,
        char_end,
        evidence
    FROM commitments
    UNION ALL
    SELECT
        'commitments cue' AS table_name,
        commitment_id,
        article_id,
        cue_start,
        cue_end,
        cue_text
    FROM commitments
    UNION ALL
    SELECT
        'commitments donor' AS table_name,
        commitment_id,
        article_id,
        donor_start,
        donor_end,
        donor_text
    FROM commitments
    WHERE donor_start IS NOT NULL
    UNION ALL
    SELECT
        'commitments item' AS table_name,
        commitment_id,
        article_id,
        item_start,
        item_end,
        item_text
    FROM commitments
    WHERE item_start IS NOT NULL
    UNION ALL
    SELECT
        'commitments condition' AS table_name,
        commitment_id,
        article_id,
        condition_start,
        condition_end,
        condition_text
    FROM commitments
    WHERE condition_start IS NOT NULL
)

SELECT
    worded.table_name,
    worded.row_id,
    worded.char_start,
    worded.char_end,
    worded.words,
    substring(article.text, worded.char_start + 1, worded.char_end - worded.char_start) AS words_in_text
FROM worded
INNER JOIN articles AS article USING (article_id)
WHERE
    worded.words IS DISTINCT FROM substring(article.text, worded.char_start + 1, worded.char_end - worded.char_start)
    OR worded.char_start < 0
    OR worded.char_end <= worded.char_start

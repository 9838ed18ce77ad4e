-- warn
-- An article is dated after it was read, or an act long before or after the article that tells it.
SELECT
    article_id AS row_id,
    published_date AS day,
    CAST(ingested_at AS DATE) AS compared_with
FROM articles
WHERE published_date > CAST(ingested_at AS DATE) + 1
UNION ALL
SELECT
    commitment_id AS row_id,
    announcement_date AS day,
    published_date AS compared_with
FROM commitment_mentions
WHERE announcement_date > published_date + 1 OR announcement_date < published_date - 3650

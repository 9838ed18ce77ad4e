-- fail
-- A near-copy names an original, which is no copy itself.
SELECT
    copy.article_id,
    copy.duplicate_of,
    original.duplicate_of AS duplicate_of_original
FROM articles AS copy
INNER JOIN articles AS original ON copy.duplicate_of = original.article_id
WHERE original.duplicate_of IS NOT NULL OR copy.duplicate_of = copy.article_id

-- The mentions of each ledger entry in the order of acts, with what each weighs for the entry's present state.
--
-- act_order: place among the acts of its entry: by announcement_date, published_date (undated last), char_start.
-- weight: stage of a promise that stands, 0 for a refusal, -1 for what a later refusal revoked.
-- is_news: false when the act only repeats what was told before.
WITH ordered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY ledger_id
            ORDER BY
                announcement_date ASC NULLS LAST, published_date ASC NULLS LAST,
                char_start ASC, article_id ASC, commitment_id ASC
        ) AS act_order
    FROM commitment_mentions
    WHERE ledger_id IS NOT NULL
),

refused AS (
    SELECT
        *,
        max(CASE WHEN stage = 0 THEN act_order ELSE 0 END) OVER (PARTITION BY ledger_id) AS last_refusal_order
    FROM ordered
)

SELECT
    * EXCLUDE (last_refusal_order),
    CASE
        WHEN stage = 0 THEN 0
        WHEN act_order > last_refusal_order THEN stage
        ELSE -1
    END AS weight,
    coalesce(relation <> 'repeat', TRUE) AS is_news
FROM refused

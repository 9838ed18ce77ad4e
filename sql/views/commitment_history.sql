-- Each ledger entry act by act: what every report says of it, and whether that changes status or amount.
--
-- previous_status: status of the act before; null for the first.
-- previous_amount: amount that was last stated before; null while none was.
-- is_change: true for the first act, and for another status or amount than before, told as news; a weaker word for a
-- promise that went further before changes nothing.
WITH told AS (
    SELECT
        *,
        lag(status) OVER acts AS previous_status,
        lag(stage) OVER acts AS previous_stage,
        max(stage) OVER earlier AS furthest_stage,
        last_value(amount IGNORE NULLS) OVER earlier AS previous_amount,
        last_value(CASE WHEN amount IS NOT NULL THEN currency END IGNORE NULLS) OVER earlier AS previous_currency
    FROM ledger_acts
    WINDOW
        acts AS (PARTITION BY ledger_id ORDER BY act_order),
        earlier AS (
            PARTITION BY ledger_id ORDER BY act_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
)

SELECT
    ledger_id,
    act_order,
    country,
    donor_iso3,
    recipient_iso3,
    announcement_date,
    published_date,
    status,
    conditional,
    amount,
    currency,
    relation,
    commitment_id,
    article_id,
    source,
    item_text,
    previous_status,
    previous_amount,
    previous_status IS NULL
    OR (
        is_news
        AND status <> previous_status
        AND NOT (stage > 0 AND previous_stage > 0 AND stage < furthest_stage)
    )
    OR (
        is_news
        AND amount IS NOT NULL
        AND (amount IS DISTINCT FROM previous_amount OR currency IS DISTINCT FROM previous_currency)
    ) AS is_change,
    evidence
FROM told
ORDER BY ledger_id, act_order

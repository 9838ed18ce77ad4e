-- Which promises changed their status or amount after they were first told, from what to what?
SELECT
    ledger_id,
    country,
    published_date,
    previous_status,
    status,
    previous_amount,
    amount,
    currency,
    source,
    evidence
FROM commitment_history
WHERE is_change AND previous_status IS NOT NULL
ORDER BY ledger_id ASC, act_order ASC

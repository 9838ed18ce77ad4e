-- warn
-- A single promise of more than a trillion dollars is more likely a misread figure.
SELECT
    ledger_id,
    country,
    amount,
    currency,
    amount_usd,
    evidence_sentence
FROM commitment_ledger
WHERE amount_usd > 1e12

-- warn
-- Amounts are newer than the exchange rates: refresh the rates, or they stay without a value in dollars.
SELECT
    entry.ledger_id,
    entry.currency,
    entry.first_announced,
    max(rate.rate_date) AS last_rate_date
FROM ledger_entries AS entry
INNER JOIN ref_fx AS rate ON entry.currency = rate.currency
WHERE entry.amount IS NOT NULL
GROUP BY entry.ledger_id, entry.currency, entry.first_announced
HAVING max(rate.rate_date) < entry.first_announced - 10

-- fail
-- Money in the ledger names its currency by three capital letters.
SELECT
    ledger_id,
    amount,
    currency
FROM ledger_entries
WHERE currency IS NOT NULL AND NOT regexp_full_match(currency, '[A-Z]{3}')
UNION ALL
SELECT
    figure_id AS ledger_id,
    amount,
    currency
FROM financial_figures
WHERE currency IS NOT NULL AND NOT regexp_full_match(currency, '[A-Z]{3}')

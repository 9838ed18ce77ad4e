-- fail
-- Amounts and counts are zero or more.
SELECT
    'financial_figures' AS table_name,
    figure_id AS row_id,
    least(amount, amount_low, amount_high) AS least_value
FROM financial_figures
WHERE least(amount, amount_low, amount_high) < 0
UNION ALL
SELECT
    'quantities' AS table_name,
    quantity_id AS row_id,
    least(value, low, high) AS least_value
FROM quantities
WHERE least(value, low, high) < 0
UNION ALL
SELECT
    'commitments' AS table_name,
    commitment_id AS row_id,
    least(amount, amount_low, amount_high, quantity, quantity_low, quantity_high) AS least_value
FROM commitments_reviewed
WHERE least(amount, amount_low, amount_high, quantity, quantity_low, quantity_high) < 0
UNION ALL
SELECT
    'ledger_entries' AS table_name,
    ledger_id AS row_id,
    least(amount, amount_low, amount_high) AS least_value
FROM ledger_entries
WHERE least(amount, amount_low, amount_high) < 0

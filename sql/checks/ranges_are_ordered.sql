-- fail
-- The low end of a range is not above its high end.
SELECT
    'financial_figures' AS table_name,
    figure_id AS row_id,
    amount_low AS low,
    amount_high AS high
FROM financial_figures
WHERE amount_low > amount_high
UNION ALL
SELECT
    'financial_figures rounding' AS table_name,
    figure_id AS row_id,
    rounded_low AS low,
    rounded_high AS high
FROM financial_figures
WHERE rounded_low > rounded_high
UNION ALL
SELECT
    'quantities' AS table_name,
    quantity_id AS row_id,
    low,
    high
FROM quantities
WHERE low > high
UNION ALL
SELECT
    'commitments amount' AS table_name,
    commitment_id AS row_id,
    amount_low AS low,
    amount_high AS high
FROM commitments
WHERE amount_low > amount_high
UNION ALL
SELECT
    'commitments quantity' AS table_name,
    commitment_id AS row_id,
    quantity_low AS low,
    quantity_high AS high
FROM commitments
WHERE quantity_low > quantity_high
UNION ALL
SELECT
    'commitment_envelopes' AS table_name,
    ledger_id AS row_id,
    amount_low AS low,
    amount_high AS high
FROM commitment_envelopes
WHERE amount_low > amount_high

-- fail
-- Exchange rates are above zero, and the euro's own is one.
SELECT
    currency,
    rate_date,
    per_eur
FROM ref_fx
WHERE NOT per_eur > 0 OR (currency = 'EUR' AND per_eur <> 1)

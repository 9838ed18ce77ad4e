-- Worth of one unit of each currency in euros and US dollars, by day; the dollar by the last rate on or before the day.
--
-- eur_per_unit: euros for one unit of the currency.
-- usd_per_unit: US dollars for one unit of the currency; null when the dollar's last rate is more than ten days old.
-- dollar_rate_date: day of the dollar's rate.
WITH dollars AS (
    SELECT
        rate_date,
        per_eur,
        source
    FROM ref_fx
    WHERE currency = 'USD'
)

SELECT
    own.currency,
    own.rate_date,
    1 / own.per_eur AS eur_per_unit,
    CASE WHEN is_fresh(dollars.rate_date, own.rate_date) THEN dollars.per_eur / own.per_eur END AS usd_per_unit,
    dollars.rate_date AS dollar_rate_date,
    own.source
FROM ref_fx AS own
ASOF LEFT JOIN dollars ON own.rate_date >= dollars.rate_date
WHERE own.currency <> 'EUR'
UNION ALL
SELECT
    'EUR' AS currency,
    rate_date,
    1 AS eur_per_unit,
    per_eur AS usd_per_unit,
    rate_date AS dollar_rate_date,
    source
FROM dollars

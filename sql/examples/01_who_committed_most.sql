-- Who has committed most, in dollars and as a share of GDP, and how much of what is told has no known value?
SELECT
    country,
    country_name,
    round(total_usd / 1e9, 3) AS total_bn_usd,
    round(committed_usd / 1e9, 3) AS committed_bn_usd,
    round(committed_pct_gdp, 3) AS committed_pct_gdp,
    n_counted,
    n_unvalued
FROM commitments_by_country
WHERE n_counted > 0
ORDER BY total_usd DESC NULLS LAST, country ASC

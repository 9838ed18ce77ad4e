-- How much has each donor newly committed in each month, and in that month and the two before it?
SELECT
    month,
    country,
    round(sum(new_usd) / 1e9, 3) AS bn_usd,
    round(sum(sum(new_usd)) OVER (
        PARTITION BY country ORDER BY month ASC
        RANGE BETWEEN INTERVAL 2 MONTHS PRECEDING AND CURRENT ROW
    ) / 1e9, 3) AS bn_usd_in_3_months
FROM commitments_by_month
WHERE month IS NOT NULL
GROUP BY month, country
ORDER BY month ASC, country ASC

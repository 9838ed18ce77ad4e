-- fail
-- What members pay of the EU institutions' promises adds up to these, but for a cent a line and month by rounding.
WITH whole AS (
    SELECT sum(total_usd) AS total_usd
    FROM commitments_by_country
),

rounding AS (
    SELECT count(*) * 0.01 AS most_usd
    FROM support_by_month
),

spread AS (
    SELECT
        'commitments_by_country_incl_eu' AS view_name,
        sum(total_usd) AS spread_usd
    FROM commitments_by_country_incl_eu
    UNION ALL
    SELECT
        'support_by_country' AS view_name,
        sum(promised_incl_eu_usd) AS spread_usd
    FROM support_by_country
)

SELECT
    spread.view_name,
    spread.spread_usd,
    whole.total_usd
FROM spread
CROSS JOIN whole
CROSS JOIN rounding
WHERE abs(spread.spread_usd - whole.total_usd) > rounding.most_usd

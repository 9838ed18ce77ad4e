-- How much of what was announced has arrived, and how much of it is allocated?
SELECT
    country,
    recipient_iso3,
    sector,
    round(announced_usd / 1e9, 3) AS announced_bn_usd,
    round(drawn_usd / 1e9, 3) AS drawn_bn_usd,
    round(delivered_usd / 1e9, 3) AS delivered_bn_usd,
    round(delivered_pct, 1) AS delivered_pct
FROM announced_vs_delivered
WHERE announced_usd > 0
ORDER BY delivered_pct ASC NULLS FIRST, announced_usd DESC

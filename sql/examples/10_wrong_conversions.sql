-- Which conversions in the press are wrong, by how much?
SELECT
    primary_text,
    stated_text,
    implied_rate,
    market_rate,
    rate_date,
    deviation_pct,
    verdict,
    article_id
FROM conversion_check
WHERE verdict = 'inconsistent'
ORDER BY abs(deviation_pct) DESC

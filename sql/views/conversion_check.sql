-- Every conversion that a text states, against the market's rate on its day, allowing for the rounding of both figures.
--
-- primary_text: words of the amount that is converted.
-- stated_text: words of the conversion.
-- from_ccy: currency of the amount.
-- to_ccy: currency of the conversion.
-- implied_rate: units of to_ccy for one of from_ccy, by the text.
-- implied_low: least rate that the rounding of both figures allows.
-- implied_high: greatest rate that the rounding of both figures allows.
-- market_rate: rate of the last day on or before the article, at most ten days old; else null.
-- deviation_pct: implied_rate against market_rate, in per cent.
-- verdict: consistent (within 3 per cent), consistent_after_rounding, inconsistent, or no_rate.
WITH pairs AS (
    SELECT
        stated.article_id,
        stated.figure_id,
        article.published_date,
        given.figure_text AS primary_text,
        stated.figure_text AS stated_text,
        given.currency AS from_ccy,
        stated.currency AS to_ccy,
        CAST(stated.amount AS DOUBLE) / nullif(CAST(given.amount AS DOUBLE), 0) AS implied_rate,
        CAST(stated.rounded_low AS DOUBLE) / nullif(CAST(given.rounded_high AS DOUBLE), 0) AS implied_low,
        CAST(stated.rounded_high AS DOUBLE) / nullif(CAST(given.rounded_low AS DOUBLE), 0) AS implied_high
    FROM financial_figures AS stated
    INNER JOIN financial_figures AS given ON stated.conversion_of = given.figure_id
    INNER JOIN articles AS article ON stated.article_id = article.article_id
),

rated AS (
    SELECT
        pair.*,
        CASE
            WHEN is_fresh(from_rate.rate_date, pair.published_date) AND is_fresh(to_rate.rate_date, pair.published_date)
                THEN from_rate.eur_per_unit / to_rate.eur_per_unit
        END AS market_rate,
        CASE
            WHEN is_fresh(from_rate.rate_date, pair.published_date) AND is_fresh(to_rate.rate_date, pair.published_date)
                THEN least(from_rate.rate_date, to_rate.rate_date)
        END AS rate_date
    FROM pairs AS pair
    ASOF LEFT JOIN exchange_rates AS from_rate
        ON pair.from_ccy = from_rate.currency AND pair.published_date >= from_rate.rate_date
    ASOF LEFT JOIN exchange_rates AS to_rate
        ON pair.to_ccy = to_rate.currency AND pair.published_date >= to_rate.rate_date
)

SELECT
    article_id,
    figure_id,
    published_date,
    primary_text,
    stated_text,
    from_ccy,
    to_ccy,
    implied_rate,
    implied_low,
    implied_high,
    market_rate,
    rate_date,
    100 * (implied_rate / market_rate - 1) AS deviation_pct,
    CASE
        WHEN implied_rate IS NULL OR market_rate IS NULL THEN 'no_rate'
        WHEN abs(implied_rate / market_rate - 1) <= 0.03 THEN 'consistent'
        WHEN market_rate BETWEEN implied_low AND implied_high THEN 'consistent_after_rounding'
        ELSE 'inconsistent'
    END AS verdict
FROM rated
ORDER BY published_date ASC NULLS LAST, article_id ASC, figure_id ASC

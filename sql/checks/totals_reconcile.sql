-- fail
-- Each country's total is, to the cent, what its ledger entries, its mentions, its months, its recipients and its
-- promises add up to.
WITH summed AS (
    SELECT
        'commitments_by_country' AS view_name,
        country,
        total_usd,
        total_eur
    FROM commitments_by_country
    UNION ALL
    SELECT
        'commitment_ledger' AS view_name,
        country,
        sum(amount_usd) FILTER (WHERE counts_toward_total) AS total_usd,
        sum(amount_eur) FILTER (WHERE counts_toward_total) AS total_eur
    FROM commitment_ledger
    GROUP BY country
    UNION ALL
    SELECT
        'commitment_evidence' AS view_name,
        entry.country,
        sum(mention.counted_usd) AS total_usd,
        sum(mention.counted_eur) AS total_eur
    FROM ledger_entries AS entry
    LEFT JOIN commitment_evidence AS mention USING (ledger_id)
    WHERE entry.n_mentions > 0
    GROUP BY entry.country
    UNION ALL
    SELECT
        'commitments_by_month' AS view_name,
        country,
        sum(new_usd) AS total_usd,
        sum(new_eur) AS total_eur
    FROM commitments_by_month
    GROUP BY country
    UNION ALL
    SELECT
        'commitments_by_recipient' AS view_name,
        country,
        sum(amount_usd) AS total_usd,
        sum(amount_eur) AS total_eur
    FROM commitments_by_recipient
    GROUP BY country
    UNION ALL
    SELECT
        'commitments_by_instrument' AS view_name,
        country,
        sum(amount_usd) AS total_usd,
        sum(amount_eur) AS total_eur
    FROM commitments_by_instrument
    GROUP BY country
    UNION ALL
    SELECT
        'support_by_country' AS view_name,
        country,
        promised_usd AS total_usd,
        promised_eur AS total_eur
    FROM support_by_country
    UNION ALL
    SELECT
        'support_by_month' AS view_name,
        country,
        sum(promised_usd) AS total_usd,
        sum(promised_eur) AS total_eur
    FROM support_by_month
    GROUP BY country
),

-- Envelopes that texts name and no article announces have no mention of their own.
unannounced AS (
    SELECT
        country,
        sum(amount_usd) FILTER (WHERE counts_toward_total) AS total_usd,
        sum(amount_eur) FILTER (WHERE counts_toward_total) AS total_eur
    FROM ledger_entries
    WHERE n_mentions = 0
    GROUP BY country
),

compared AS (
    SELECT
        summed.view_name,
        country,
        coalesce(summed.total_usd, 0)
        + CASE WHEN summed.view_name = 'commitment_evidence' THEN coalesce(unannounced.total_usd, 0) ELSE 0 END
            AS total_usd,
        coalesce(summed.total_eur, 0)
        + CASE WHEN summed.view_name = 'commitment_evidence' THEN coalesce(unannounced.total_eur, 0) ELSE 0 END
            AS total_eur
    FROM summed
    LEFT JOIN unannounced USING (country)
)

SELECT
    country,
    list((view_name, total_usd, total_eur) ORDER BY view_name) AS totals
FROM compared
GROUP BY country
HAVING count(DISTINCT total_usd) > 1 OR count(DISTINCT total_eur) > 1

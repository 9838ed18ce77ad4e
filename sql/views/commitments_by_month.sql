-- Promises by month of their announcement, donor and sector, new and cumulative; undated ones last, month null.
--
-- month: first day of the month.
-- n_new: entries pledged, committed or delivered that were first announced in the month.
-- new_usd: sum of those of them that count toward totals; null when none has a known amount.
-- new_eur: as new_usd, in euros.
-- cumulative_usd: sum of new_usd of the donor and sector up to and with the month.
-- cumulative_eur: as cumulative_usd, in euros.
WITH months AS (
    SELECT
        CAST(date_trunc('month', first_announced) AS DATE) AS month,
        donor_iso3,
        country,
        sector,
        count(*) AS n_new,
        sum(amount_usd) FILTER (WHERE counts_toward_total) AS new_usd,
        sum(amount_eur) FILTER (WHERE counts_toward_total) AS new_eur
    FROM ledger_entries
    WHERE status IN ('pledged', 'committed', 'delivered')
    GROUP BY ALL
)

SELECT
    month,
    donor_iso3,
    country,
    sector,
    n_new,
    new_usd,
    new_eur,
    sum(new_usd) OVER (PARTITION BY country, sector ORDER BY month ASC NULLS LAST) AS cumulative_usd,
    sum(new_eur) OVER (PARTITION BY country, sector ORDER BY month ASC NULLS LAST) AS cumulative_eur
FROM months
ORDER BY month ASC NULLS LAST, country ASC, sector ASC

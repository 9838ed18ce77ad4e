-- Promised, allocated and delivered, side by side, by country and month of the step: new and cumulative, without and
-- with what the country pays of the EU institutions' aid, in money and in per cent of GDP; undated steps last, month
-- null. With the share, the money of the EUE line stands in its members' lines, and that line has none.
--
-- month: first day of the month.
-- country_name: usual name of the country.
-- promised_usd: promises of the month that totals count; null when none has a known amount.
-- allocated_usd: what became allocated in the month: committed, drawn from an envelope, or delivered.
-- delivered_usd: what was delivered in the month, whole or in part.
-- promised_eur: as promised_usd, in euros.
-- allocated_eur: as allocated_usd, in euros.
-- delivered_eur: as delivered_usd, in euros.
-- cumulative_promised_usd: sum of promised_usd up to and with the month.
-- cumulative_allocated_usd: sum of allocated_usd up to and with the month.
-- cumulative_delivered_usd: sum of delivered_usd up to and with the month.
-- cumulative_promised_eur: as cumulative_promised_usd, in euros.
-- cumulative_allocated_eur: as cumulative_allocated_usd, in euros.
-- cumulative_delivered_eur: as cumulative_delivered_usd, in euros.
-- cumulative_promised_incl_eu_usd: cumulative_promised_usd with the share of the EU institutions' promises.
-- cumulative_allocated_incl_eu_usd: the same of what is allocated.
-- cumulative_delivered_incl_eu_usd: the same of what is delivered.
-- cumulative_promised_incl_eu_eur: as cumulative_promised_incl_eu_usd, in euros.
-- cumulative_allocated_incl_eu_eur: as cumulative_allocated_incl_eu_usd, in euros.
-- cumulative_delivered_incl_eu_eur: as cumulative_delivered_incl_eu_usd, in euros.
-- cumulative_promised_pct_gdp: cumulative_promised_usd in per cent of gdp_usd; null where the GDP is not known.
-- cumulative_allocated_pct_gdp: the same of what is allocated.
-- cumulative_delivered_pct_gdp: the same of what is delivered.
-- cumulative_promised_incl_eu_pct_gdp: cumulative_promised_incl_eu_usd in per cent of gdp_usd.
-- cumulative_allocated_incl_eu_pct_gdp: the same of what is allocated.
-- cumulative_delivered_incl_eu_pct_gdp: the same of what is delivered.
WITH members AS (
    SELECT
        iso3,
        eu_budget_share_pct / sum(eu_budget_share_pct) OVER () AS share
    FROM ref_countries
    WHERE eu_member AND eu_budget_share_pct > 0
),

own AS (
    SELECT
        country,
        CAST(date_trunc('month', step_date) AS DATE) AS month,
        step,
        sum(amount_usd) AS usd,
        sum(amount_eur) AS eur
    FROM support_steps
    GROUP BY ALL
),

-- What each step adds to a line as it stands (usd, eur), and to the same line with the EU line spread (incl_eu).
added AS (
    SELECT
        *,
        CASE WHEN country <> 'EUE' OR NOT EXISTS (SELECT 1 FROM members) THEN usd END AS incl_eu_usd,
        CASE WHEN country <> 'EUE' OR NOT EXISTS (SELECT 1 FROM members) THEN eur END AS incl_eu_eur
    FROM own
    UNION ALL BY NAME
    SELECT
        member.iso3 AS country,
        own.month,
        own.step,
        converted(own.usd, member.share) AS incl_eu_usd,
        converted(own.eur, member.share) AS incl_eu_eur
    FROM own
    CROSS JOIN members AS member
    WHERE own.country = 'EUE'
),

months AS (
    SELECT
        country,
        month,
        sum(usd) FILTER (WHERE step = 'promised') AS promised_usd,
        sum(usd) FILTER (WHERE step = 'allocated') AS allocated_usd,
        sum(usd) FILTER (WHERE step = 'delivered') AS delivered_usd,
        sum(eur) FILTER (WHERE step = 'promised') AS promised_eur,
        sum(eur) FILTER (WHERE step = 'allocated') AS allocated_eur,
        sum(eur) FILTER (WHERE step = 'delivered') AS delivered_eur,
        sum(incl_eu_usd) FILTER (WHERE step = 'promised') AS promised_incl_eu_usd,
        sum(incl_eu_usd) FILTER (WHERE step = 'allocated') AS allocated_incl_eu_usd,
        sum(incl_eu_usd) FILTER (WHERE step = 'delivered') AS delivered_incl_eu_usd,
        sum(incl_eu_eur) FILTER (WHERE step = 'promised') AS promised_incl_eu_eur,
        sum(incl_eu_eur) FILTER (WHERE step = 'allocated') AS allocated_incl_eu_eur,
        sum(incl_eu_eur) FILTER (WHERE step = 'delivered') AS delivered_incl_eu_eur
    FROM added
    GROUP BY country, month
),

summed AS (
    SELECT
        * EXCLUDE (
            promised_incl_eu_usd, allocated_incl_eu_usd, delivered_incl_eu_usd,
            promised_incl_eu_eur, allocated_incl_eu_eur, delivered_incl_eu_eur
        ),
        sum(promised_usd) OVER months_so_far AS cumulative_promised_usd,
        sum(allocated_usd) OVER months_so_far AS cumulative_allocated_usd,
        sum(delivered_usd) OVER months_so_far AS cumulative_delivered_usd,
        sum(promised_eur) OVER months_so_far AS cumulative_promised_eur,
        sum(allocated_eur) OVER months_so_far AS cumulative_allocated_eur,
        sum(delivered_eur) OVER months_so_far AS cumulative_delivered_eur,
        sum(promised_incl_eu_usd) OVER months_so_far AS cumulative_promised_incl_eu_usd,
        sum(allocated_incl_eu_usd) OVER months_so_far AS cumulative_allocated_incl_eu_usd,
        sum(delivered_incl_eu_usd) OVER months_so_far AS cumulative_delivered_incl_eu_usd,
        sum(promised_incl_eu_eur) OVER months_so_far AS cumulative_promised_incl_eu_eur,
        sum(allocated_incl_eu_eur) OVER months_so_far AS cumulative_allocated_incl_eu_eur,
        sum(delivered_incl_eu_eur) OVER months_so_far AS cumulative_delivered_incl_eu_eur
    FROM months
    WINDOW months_so_far AS (PARTITION BY country ORDER BY month ASC NULLS LAST)
)

SELECT
    summed.month,
    summed.country,
    ref.name AS country_name,
    summed.* EXCLUDE (month, country),
    pct_of(summed.cumulative_promised_usd, ref.gdp_usd) AS cumulative_promised_pct_gdp,
    pct_of(summed.cumulative_allocated_usd, ref.gdp_usd) AS cumulative_allocated_pct_gdp,
    pct_of(summed.cumulative_delivered_usd, ref.gdp_usd) AS cumulative_delivered_pct_gdp,
    pct_of(summed.cumulative_promised_incl_eu_usd, ref.gdp_usd) AS cumulative_promised_incl_eu_pct_gdp,
    pct_of(summed.cumulative_allocated_incl_eu_usd, ref.gdp_usd) AS cumulative_allocated_incl_eu_pct_gdp,
    pct_of(summed.cumulative_delivered_incl_eu_usd, ref.gdp_usd) AS cumulative_delivered_incl_eu_pct_gdp
FROM summed
LEFT JOIN ref_countries AS ref ON summed.country = ref.iso3
ORDER BY summed.month ASC NULLS LAST, summed.country ASC

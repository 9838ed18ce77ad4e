-- Promised, allocated and delivered, side by side, one row per country: without and with what the country pays of the
-- EU institutions' aid, in money and in per cent of GDP. With the share, the EUE line has no money of its own.
--
-- promised_usd: sum of the promises that totals count: total_usd of commitments_by_country.
-- allocated_usd: part of it that is decided: committed, drawn from an envelope, or delivered.
-- delivered_usd: part of it that was delivered, whole or in part.
-- promised_eur: as promised_usd, in euros.
-- allocated_eur: as allocated_usd, in euros.
-- delivered_eur: as delivered_usd, in euros.
-- promised_incl_eu_usd: promised_usd with the share of the EU institutions' promises.
-- allocated_incl_eu_usd: the same of what is allocated.
-- delivered_incl_eu_usd: the same of what is delivered.
-- promised_incl_eu_eur: as promised_incl_eu_usd, in euros.
-- allocated_incl_eu_eur: as allocated_incl_eu_usd, in euros.
-- delivered_incl_eu_eur: as delivered_incl_eu_usd, in euros.
-- promised_pct_gdp: promised_usd in per cent of gdp_usd; null where the GDP is not known.
-- allocated_pct_gdp: the same of what is allocated.
-- delivered_pct_gdp: the same of what is delivered.
-- promised_incl_eu_pct_gdp: promised_incl_eu_usd in per cent of gdp_usd.
-- allocated_incl_eu_pct_gdp: the same of what is allocated.
-- delivered_incl_eu_pct_gdp: the same of what is delivered.
WITH totals AS (
    SELECT
        country,
        country_name,
        max(cumulative_promised_usd) AS promised_usd,
        max(cumulative_allocated_usd) AS allocated_usd,
        max(cumulative_delivered_usd) AS delivered_usd,
        max(cumulative_promised_eur) AS promised_eur,
        max(cumulative_allocated_eur) AS allocated_eur,
        max(cumulative_delivered_eur) AS delivered_eur,
        max(cumulative_promised_incl_eu_usd) AS promised_incl_eu_usd,
        max(cumulative_allocated_incl_eu_usd) AS allocated_incl_eu_usd,
        max(cumulative_delivered_incl_eu_usd) AS delivered_incl_eu_usd,
        max(cumulative_promised_incl_eu_eur) AS promised_incl_eu_eur,
        max(cumulative_allocated_incl_eu_eur) AS allocated_incl_eu_eur,
        max(cumulative_delivered_incl_eu_eur) AS delivered_incl_eu_eur,
        max(cumulative_promised_pct_gdp) AS promised_pct_gdp,
        max(cumulative_allocated_pct_gdp) AS allocated_pct_gdp,
        max(cumulative_delivered_pct_gdp) AS delivered_pct_gdp,
        max(cumulative_promised_incl_eu_pct_gdp) AS promised_incl_eu_pct_gdp,
        max(cumulative_allocated_incl_eu_pct_gdp) AS allocated_incl_eu_pct_gdp,
        max(cumulative_delivered_incl_eu_pct_gdp) AS delivered_incl_eu_pct_gdp
    FROM support_by_month
    GROUP BY country, country_name
)

SELECT *
FROM totals
ORDER BY promised_incl_eu_usd DESC NULLS LAST, promised_usd DESC NULLS LAST, country ASC

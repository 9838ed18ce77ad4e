-- commitments_by_country with the line of the EU institutions spread over the member states, as they pay for it: by
-- their shares of the Union's budget (Kiel's tracker has the same switch). The EUE line stays where no share is known.
--
-- eu_share_pct: the member's share of the EU line in per cent; null for all others.
-- eu_pledged_usd: part of pledged_usd that comes from the EU line.
-- eu_committed_usd: part of committed_usd that comes from the EU line.
-- eu_delivered_usd: part of delivered_usd that comes from the EU line.
-- eu_total_usd: part of total_usd that comes from the EU line.
-- eu_total_eur: part of total_eur that comes from the EU line.
WITH members AS (
    SELECT
        iso3 AS country,
        name,
        eu_budget_share_pct / sum(eu_budget_share_pct) OVER () AS eu_share
    FROM ref_countries
    WHERE eu_member AND eu_budget_share_pct > 0
),

shares AS (
    SELECT
        member.country,
        member.name,
        100 * member.eu_share AS eu_share_pct,
        converted(eu.pledged_usd, member.eu_share) AS eu_pledged_usd,
        converted(eu.committed_usd, member.eu_share) AS eu_committed_usd,
        converted(eu.delivered_usd, member.eu_share) AS eu_delivered_usd,
        converted(eu.total_usd, member.eu_share) AS eu_total_usd,
        converted(eu.total_eur, member.eu_share) AS eu_total_eur
    FROM members AS member
    INNER JOIN commitments_by_country AS eu ON eu.country = 'EUE'
),

own AS (
    SELECT *
    FROM commitments_by_country
    WHERE country <> 'EUE' OR NOT EXISTS (SELECT 1 FROM members)
),

summed AS (
    SELECT
        coalesce(own.country, share.country) AS country,
        coalesce(own.country_name, share.name) AS country_name,
        coalesce(own.eu_member, TRUE) AS eu_member,
        coalesce(own.n_committed, 0) AS n_committed,
        coalesce(own.n_pledged, 0) AS n_pledged,
        coalesce(own.n_delivered, 0) AS n_delivered,
        coalesce(own.n_counted, 0) AS n_counted,
        coalesce(own.pledged_usd + coalesce(share.eu_pledged_usd, 0), share.eu_pledged_usd) AS pledged_usd,
        coalesce(own.committed_usd + coalesce(share.eu_committed_usd, 0), share.eu_committed_usd) AS committed_usd,
        coalesce(own.delivered_usd + coalesce(share.eu_delivered_usd, 0), share.eu_delivered_usd) AS delivered_usd,
        coalesce(own.total_usd + coalesce(share.eu_total_usd, 0), share.eu_total_usd) AS total_usd,
        coalesce(own.total_eur + coalesce(share.eu_total_eur, 0), share.eu_total_eur) AS total_eur,
        share.eu_share_pct,
        share.eu_pledged_usd,
        share.eu_committed_usd,
        share.eu_delivered_usd,
        share.eu_total_usd,
        share.eu_total_eur
    FROM own
    FULL JOIN shares AS share ON own.country = share.country
)

SELECT
    summed.*,
    pct_of(summed.committed_usd, ref.gdp_usd) AS committed_pct_gdp
FROM summed
LEFT JOIN ref_countries AS ref ON summed.country = ref.iso3
ORDER BY summed.total_usd DESC NULLS LAST, summed.country ASC

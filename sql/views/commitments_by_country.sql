-- One row per donor country, EU institutions as EUE, and two lines for donors without one: '(group)' and '(unnamed)'.
-- Money adds only entries that count toward totals; entries of every kind are counted. Shares of the EU line that its
-- members pay are in commitments_by_country_incl_eu.
--
-- country_name: usual name of the country.
-- n_entries: distinct commitments, refusals included.
-- n_committed: entries that are committed.
-- n_pledged: entries that are pledged.
-- n_delivered: entries that are delivered.
-- n_signalled: entries that are signalled.
-- n_conditional: entries, signalled to delivered, whose condition stands.
-- n_denied: entries that are denied.
-- n_withdrawn: entries that are withdrawn.
-- n_counted: entries that totals add.
-- n_unvalued: entries that totals add without money in dollars: no amount, a range, no date or no rate.
-- n_requested_of: requests to the country, near-copies of one article counted once.
-- n_expected: predictions by others that the country will give.
-- n_not_committed: reports that the country has not decided.
-- pledged_usd: sum of the pledged entries that count; null when none has a known amount.
-- committed_usd: sum of the committed entries that count; null when none has a known amount.
-- delivered_usd: sum of the delivered entries that count; null when none has a known amount.
-- total_usd: sum of all entries that count; null when none has a known amount.
-- conditional_usd: sum of the conditional entries, which no total contains.
-- outside_usd: promised sums that no total contains: parts, drawings, running totals, joint sums, and all sums of
-- donors without a country.
-- military_usd: part of total_usd whose sector is military.
-- financial_usd: part of total_usd whose sector is financial.
-- humanitarian_usd: part of total_usd whose sector is humanitarian.
-- pledged_eur: as pledged_usd, in euros.
-- committed_eur: as committed_usd, in euros.
-- delivered_eur: as delivered_usd, in euros.
-- total_eur: as total_usd, in euros.
-- conditional_eur: as conditional_usd, in euros.
-- last_reported: published_date of the last article with a mention of it as a donor, requests included.
-- n_articles: articles with a mention of it as a donor, near-copies of one article counted once.
-- first_rate_date: day of the oldest exchange rate behind the sums; null when none was needed.
-- committed_pct_gdp: committed_usd in per cent of gdp_usd; null where the GDP is not known.
WITH entries AS (
    SELECT
        country,
        count(*) AS n_entries,
        count(*) FILTER (WHERE status = 'committed') AS n_committed,
        count(*) FILTER (WHERE status = 'pledged') AS n_pledged,
        count(*) FILTER (WHERE status = 'delivered') AS n_delivered,
        count(*) FILTER (WHERE status = 'signalled') AS n_signalled,
        count(*) FILTER (WHERE conditional AND status NOT IN ('denied', 'withdrawn')) AS n_conditional,
        count(*) FILTER (WHERE status = 'denied') AS n_denied,
        count(*) FILTER (WHERE status = 'withdrawn') AS n_withdrawn,
        count(*) FILTER (WHERE counts_toward_total) AS n_counted,
        count(*) FILTER (
            WHERE counts_toward_total AND amount_usd IS NULL AND amount_scope IS DISTINCT FROM 'joint'
        ) AS n_unvalued,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND status = 'pledged') AS pledged_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND status = 'committed') AS committed_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND status = 'delivered') AS delivered_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total) AS total_usd,
        sum(amount_usd) FILTER (
            WHERE conditional AND has_own_sum AND status IN ('signalled', 'pledged', 'committed')
        ) AS conditional_usd,
        sum(amount_usd) FILTER (WHERE is_promise AND NOT counts_toward_total) AS outside_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND sector = 'military') AS military_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND sector = 'financial') AS financial_usd,
        sum(amount_usd) FILTER (WHERE counts_toward_total AND sector = 'humanitarian') AS humanitarian_usd,
        sum(amount_eur) FILTER (WHERE counts_toward_total AND status = 'pledged') AS pledged_eur,
        sum(amount_eur) FILTER (WHERE counts_toward_total AND status = 'committed') AS committed_eur,
        sum(amount_eur) FILTER (WHERE counts_toward_total AND status = 'delivered') AS delivered_eur,
        sum(amount_eur) FILTER (WHERE counts_toward_total) AS total_eur,
        sum(amount_eur) FILTER (
            WHERE conditional AND has_own_sum AND status IN ('signalled', 'pledged', 'committed')
        ) AS conditional_eur,
        min(rate_date) FILTER (WHERE counts_toward_total) AS first_rate_date,
        min(first_announced) AS first_announced
    FROM ledger_entries
    GROUP BY country
),

-- A sentence that several near-copies of one article share is counted once.
asked AS (
    SELECT
        country,
        count(DISTINCT wording) FILTER (WHERE status = 'requested') AS n_requested_of,
        count(DISTINCT wording) FILTER (WHERE status = 'expected') AS n_expected,
        count(DISTINCT wording) FILTER (WHERE status = 'not_committed') AS n_not_committed
    FROM (
        SELECT
            country,
            status,
            (original_article_id, evidence, cue_text, item_text) AS wording
        FROM commitment_mentions
        WHERE status IN ('requested', 'expected', 'not_committed')
    ) AS worded
    GROUP BY country
),

mentions AS (
    SELECT
        country,
        count(DISTINCT original_article_id) AS n_articles,
        max(published_date) AS last_reported
    FROM commitment_mentions
    GROUP BY country
)

SELECT
    country,
    ref.name AS country_name,
    ref.eu_member,
    coalesce(entries.n_entries, 0) AS n_entries,
    coalesce(entries.n_committed, 0) AS n_committed,
    coalesce(entries.n_pledged, 0) AS n_pledged,
    coalesce(entries.n_delivered, 0) AS n_delivered,
    coalesce(entries.n_signalled, 0) AS n_signalled,
    coalesce(entries.n_conditional, 0) AS n_conditional,
    coalesce(entries.n_denied, 0) AS n_denied,
    coalesce(entries.n_withdrawn, 0) AS n_withdrawn,
    entries.pledged_usd,
    entries.committed_usd,
    entries.delivered_usd,
    entries.total_usd,
    entries.conditional_usd,
    entries.outside_usd,
    entries.military_usd,
    entries.financial_usd,
    entries.humanitarian_usd,
    entries.pledged_eur,
    entries.committed_eur,
    entries.delivered_eur,
    entries.total_eur,
    entries.conditional_eur,
    entries.first_rate_date,
    coalesce(entries.n_counted, 0) AS n_counted,
    coalesce(entries.n_unvalued, 0) AS n_unvalued,
    coalesce(asked.n_requested_of, 0) AS n_requested_of,
    coalesce(asked.n_expected, 0) AS n_expected,
    coalesce(asked.n_not_committed, 0) AS n_not_committed,
    coalesce(mentions.n_articles, 0) AS n_articles,
    entries.first_announced,
    mentions.last_reported,
    pct_of(entries.committed_usd, ref.gdp_usd) AS committed_pct_gdp
FROM entries
FULL JOIN mentions USING (country)
LEFT JOIN asked USING (country)
LEFT JOIN ref_countries AS ref ON country = ref.iso3
ORDER BY entries.total_usd DESC NULLS LAST, country ASC

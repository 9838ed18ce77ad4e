-- Entries and money by recipient, donor, sector and status; recipient_iso3 is null where no country is named.
--
-- recipient_name: usual name of the recipient country.
-- n: entries.
-- amount_usd: sum of the entries that count toward totals; null when none has a known amount.
-- amount_eur: as amount_usd, in euros.
SELECT
    entry.recipient_iso3,
    ref.name AS recipient_name,
    entry.donor_iso3,
    entry.country,
    entry.sector,
    entry.status,
    count(*) AS n,
    sum(entry.amount_usd) FILTER (WHERE entry.counts_toward_total) AS amount_usd,
    sum(entry.amount_eur) FILTER (WHERE entry.counts_toward_total) AS amount_eur,
    max(entry.last_reported) AS last_reported
FROM ledger_entries AS entry
LEFT JOIN ref_countries AS ref ON entry.recipient_iso3 = ref.iso3
GROUP BY ALL
ORDER BY entry.recipient_iso3, entry.country, entry.sector, entry.status

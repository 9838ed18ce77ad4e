-- Entries, money and units by form of finance, sector, donor and status.
--
-- instrument: form of finance; '(not stated)' where no text says.
-- n: entries.
-- amount_usd: sum of the entries that count toward totals; null when none has a known amount.
-- amount_eur: as amount_usd, in euros.
-- in_kind_units: units of goods given in kind, of entries that count toward totals.
SELECT
    coalesce(instrument, '(not stated)') AS instrument,
    sector,
    donor_iso3,
    country,
    status,
    count(*) AS n,
    sum(amount_usd) FILTER (WHERE counts_toward_total) AS amount_usd,
    sum(amount_eur) FILTER (WHERE counts_toward_total) AS amount_eur,
    sum(quantity) FILTER (WHERE counts_toward_total AND instrument = 'in_kind') AS in_kind_units
FROM ledger_entries
GROUP BY ALL
ORDER BY instrument, sector, country, status

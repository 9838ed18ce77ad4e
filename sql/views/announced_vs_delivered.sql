-- Promised, drawn and delivered, side by side, by donor, recipient and sector. Parts and drawings stand in the line of
-- the envelope that contains them, and never on top of it.
--
-- announced_usd: sum of the entries that count toward totals.
-- drawn_usd: sum of what draws on envelopes: allocations of money that announced_usd contains already.
-- delivered_usd: sum of what was delivered, whole entries and parts; not the parts of what was delivered as a whole.
-- delivered_pct: delivered_usd in per cent of announced_usd.
-- announced_eur: as announced_usd, in euros.
-- drawn_eur: as drawn_usd, in euros.
-- delivered_eur: as delivered_usd, in euros.
-- n_announced: entries that count toward totals.
-- n_delivered: delivered entries and parts.
WITH placed AS (
    SELECT
        CASE WHEN parent.ledger_id IS NULL THEN entry.donor_iso3 ELSE parent.donor_iso3 END AS donor_iso3,
        CASE WHEN parent.ledger_id IS NULL THEN entry.country ELSE parent.country END AS country,
        CASE WHEN parent.ledger_id IS NULL THEN entry.recipient_iso3 ELSE parent.recipient_iso3 END AS recipient_iso3,
        CASE WHEN parent.ledger_id IS NULL THEN entry.sector ELSE parent.sector END AS sector,
        entry.amount_usd,
        entry.amount_eur,
        entry.counts_toward_total,
        coalesce(entry.parent_relation = 'draws_on', FALSE) AND entry.is_promise AND entry.has_own_sum AS is_drawing,
        (
            entry.status = 'delivered'
            AND entry.is_promise
            AND (entry.has_own_sum OR entry.amount IS NULL)
            AND coalesce(parent.status <> 'delivered', TRUE)
        ) AS is_delivery
    FROM ledger_entries AS entry
    LEFT JOIN ledger_entries AS parent ON entry.parent_ledger_id = parent.ledger_id
)

SELECT
    donor_iso3,
    country,
    recipient_iso3,
    sector,
    sum(amount_usd) FILTER (WHERE counts_toward_total) AS announced_usd,
    sum(amount_usd) FILTER (WHERE is_delivery) AS delivered_usd,
    sum(amount_usd) FILTER (WHERE is_drawing) AS drawn_usd,
    pct_of(
        sum(amount_usd) FILTER (WHERE is_delivery), sum(amount_usd) FILTER (WHERE counts_toward_total)
    ) AS delivered_pct,
    sum(amount_eur) FILTER (WHERE counts_toward_total) AS announced_eur,
    sum(amount_eur) FILTER (WHERE is_delivery) AS delivered_eur,
    sum(amount_eur) FILTER (WHERE is_drawing) AS drawn_eur,
    count(*) FILTER (WHERE counts_toward_total) AS n_announced,
    count(*) FILTER (WHERE is_delivery) AS n_delivered
FROM placed
GROUP BY donor_iso3, country, recipient_iso3, sector
HAVING count(*) FILTER (WHERE counts_toward_total OR is_delivery OR is_drawing) > 0
ORDER BY country, recipient_iso3, sector

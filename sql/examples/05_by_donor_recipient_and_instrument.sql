-- In what form does each donor give to each recipient: grants, loans, export credit, goods?
SELECT
    donor_name,
    recipient_name,
    coalesce(instrument, '(not stated)') AS instrument,
    round(sum(amount_usd) / 1e9, 3) AS bn_usd,
    count(*) AS n
FROM commitment_ledger
WHERE counts_toward_total
GROUP BY ALL
ORDER BY bn_usd DESC NULLS LAST, donor_name ASC, recipient_name ASC, instrument ASC

-- On which amounts do sources disagree, or which are told by three sources or more?
SELECT
    ledger_id,
    donor_name,
    item_text,
    currency,
    amount,
    amount_reported_min,
    amount_reported_max,
    n_sources
FROM commitment_ledger
WHERE n_mentions > 1 AND (amount_reported_max > 1.05 * amount_reported_min OR n_sources >= 3)
ORDER BY n_sources DESC, ledger_id ASC

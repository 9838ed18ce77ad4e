-- fail
-- What totals add is an unconditional promise by a known country, inside no envelope, its sum its own.
SELECT
    ledger_id,
    country,
    status,
    conditional,
    parent_relation,
    amount_scope
FROM ledger_entries
WHERE
    counts_toward_total
    AND (
        donor_iso3 IS NULL
        OR conditional
        OR status NOT IN ('pledged', 'committed', 'delivered')
        OR parent_relation IN ('part_of', 'draws_on')
        OR (amount IS NOT NULL AND NOT has_own_sum)
    )

-- fail
-- The envelope of a ledger entry is another ledger entry, and is not inside the first one in turn.
SELECT
    entry.ledger_id,
    entry.parent_ledger_id,
    parent.parent_ledger_id AS grandparent_ledger_id
FROM ledger_entries AS entry
LEFT JOIN ledger_entries AS parent ON entry.parent_ledger_id = parent.ledger_id
WHERE
    entry.parent_ledger_id IS NOT NULL
    AND (
        parent.ledger_id IS NULL
        OR parent.ledger_id = entry.ledger_id
        OR parent.parent_ledger_id = entry.ledger_id
    )

-- stored
-- What the analysts decided about each mention or ledger entry; of several decisions about one column the last holds.
-- A ledger_id is made from the entry's first mention, so a decision still finds its entry when a late article gives it
-- another first mention, and with it another ledger_id.
--
-- object_id: commitment_id of the mention, or present ledger_id of the entry.
-- decided: the values in force, as text, by column name; null as a value means none.
-- decided_by: who decided, in name order.
WITH former_ids AS (
    SELECT
        ledger_id,
        'l' || left(sha256(commitment_id), 16) AS former_id
    FROM commitment_links
    WHERE ledger_id IS NOT NULL
),

latest AS (
    SELECT
        coalesce(former.ledger_id, decision.object_id) AS object_id,
        decision.field,
        decision.value,
        decision.analyst
    FROM review_decisions AS decision
    LEFT JOIN former_ids AS former ON decision.object_id = former.former_id
    QUALIFY
        row_number() OVER (
            PARTITION BY coalesce(former.ledger_id, decision.object_id), decision.field
            ORDER BY decision.decided_at DESC, decision.value ASC
        ) = 1
)

SELECT
    object_id,
    map_from_entries(list((field, value) ORDER BY field)) AS decided,
    list_sort(list(DISTINCT analyst)) AS decided_by
FROM latest
GROUP BY object_id

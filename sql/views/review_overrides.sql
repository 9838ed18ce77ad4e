-- What the analysts decided about each mention or ledger entry; of several decisions about one column the last holds.
--
-- decided: the values in force, as text, by column name; null as a value means none.
-- decided_by: who decided, in name order.
WITH latest AS (
    SELECT
        object_id,
        field,
        value,
        analyst
    FROM review_decisions
    QUALIFY row_number() OVER (PARTITION BY object_id, field ORDER BY decided_at DESC, value ASC) = 1
)

SELECT
    object_id,
    map_from_entries(list((field, value) ORDER BY field)) AS decided,
    list_sort(list(DISTINCT analyst)) AS decided_by
FROM latest
GROUP BY object_id

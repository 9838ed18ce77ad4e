-- fail
-- An analyst's value fits the column that it is for.
SELECT
    object_id,
    field,
    value
FROM review_decisions
WHERE
    value IS NOT NULL
    AND CASE
        WHEN field IN ('conditional', 'is_repeat', 'is_increment', 'donor_named', 'counts_toward_total')
            THEN TRY_CAST(value AS BOOLEAN) IS NULL
        WHEN field IN ('amount', 'amount_low', 'amount_high', 'quantity', 'quantity_low', 'quantity_high')
            THEN TRY_CAST(value AS DECIMAL(24, 2)) IS NULL
        WHEN field IN ('announcement_date', 'first_announced')
            THEN TRY_CAST(value AS DATE) IS NULL
        WHEN field = 'status'
            THEN value NOT IN (
                'signalled', 'pledged', 'committed', 'delivered', 'denied', 'withdrawn',
                'not_committed', 'requested', 'expected'
            )
        ELSE FALSE
    END

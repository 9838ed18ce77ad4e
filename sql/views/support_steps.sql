-- What was promised, what of it is allocated and what was delivered: one row per step and entry, for promises that
-- totals count. An envelope on which others draw is allocated as far as it is drawn, or delivered as a whole; a promise
-- that is not decided yet, as far as its parts are. Money of one entry can stand in all three steps.
--
-- promise_id: ledger_id of the promise in whose line the step stands: the entry itself, or what it is a part of.
-- step: promised, allocated (committed or delivered) or delivered.
-- step_date: announcement_date of the first act that takes the entry so far; first_announced where no act says so.
WITH reached AS (
    SELECT
        ledger_id,
        min(announcement_date) FILTER (WHERE weight >= 3) AS allocated_on,
        min(announcement_date) FILTER (WHERE weight = 4) AS delivered_on
    FROM ledger_acts
    GROUP BY ledger_id
),

envelopes AS (
    SELECT DISTINCT parent_ledger_id AS ledger_id
    FROM ledger_entries
    WHERE parent_relation = 'draws_on' AND is_promise AND has_own_sum
),

entries AS (
    SELECT
        entry.*,
        entry.status = 'delivered' OR (entry.status = 'committed' AND envelope.ledger_id IS NULL) AS is_allocated,
        coalesce(reached.allocated_on, entry.first_announced) AS allocated_on,
        coalesce(reached.delivered_on, entry.first_announced) AS delivered_on
    FROM ledger_entries AS entry
    LEFT JOIN reached ON entry.ledger_id = reached.ledger_id
    LEFT JOIN envelopes AS envelope ON entry.ledger_id = envelope.ledger_id
),

told AS (
    SELECT
        ledger_id AS promise_id,
        country,
        donor_iso3,
        recipient_iso3,
        sector,
        ledger_id,
        amount_usd,
        amount_eur,
        TRUE AS is_promised,
        is_allocated,
        status = 'delivered' AS is_delivered,
        first_announced,
        allocated_on,
        delivered_on
    FROM entries
    WHERE counts_toward_total
    UNION ALL
    SELECT
        promise.ledger_id AS promise_id,
        promise.country,
        promise.donor_iso3,
        promise.recipient_iso3,
        promise.sector,
        part.ledger_id,
        part.amount_usd,
        part.amount_eur,
        FALSE AS is_promised,
        part.status <> 'pledged' AND NOT promise.is_allocated AS is_allocated,
        part.status = 'delivered' AND promise.status <> 'delivered' AS is_delivered,
        part.first_announced,
        part.allocated_on,
        part.delivered_on
    FROM entries AS part
    INNER JOIN entries AS promise ON part.parent_ledger_id = promise.ledger_id
    WHERE promise.counts_toward_total AND part.is_promise AND part.has_own_sum AND NOT part.counts_toward_total
)

SELECT
    told.promise_id,
    told.ledger_id,
    told.donor_iso3,
    told.country,
    told.recipient_iso3,
    told.sector,
    steps.step,
    CASE steps.step
        WHEN 'promised' THEN told.first_announced
        WHEN 'allocated' THEN told.allocated_on
        ELSE told.delivered_on
    END AS step_date,
    told.amount_usd,
    told.amount_eur
FROM told
CROSS JOIN (VALUES ('promised'), ('allocated'), ('delivered')) AS steps (step)
WHERE
    CASE steps.step
        WHEN 'promised' THEN told.is_promised
        WHEN 'allocated' THEN told.is_allocated
        ELSE told.is_delivered
    END
ORDER BY told.country ASC, told.promise_id ASC, steps.step DESC, step_date ASC NULLS LAST, told.ledger_id ASC

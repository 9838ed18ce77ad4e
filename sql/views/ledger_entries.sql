-- stored
-- One row per distinct commitment, in dollars and euros, without its sentences: what the summary views add up.
--
-- country: donor's country code; '(group)' for a named donor without one, '(unnamed)' for the rest.
-- amount_usd: amount in US dollars at the last rate on or before first_announced, at most ten days old; else null.
-- amount_eur: amount in euros by the same rule.
-- rate_date: day of the oldest exchange rate in use; null when none was needed or none was fresh enough.
-- rate_age_days: days from rate_date to first_announced.
-- rate_source: who published the rate of the amount's currency.
-- has_own_sum: true when the amount is a sum of this entry alone (single, ceiling, or one year of a yearly sum).
-- is_promise: true when it is pledged, committed or delivered, and not conditional.
-- counts_toward_total: true when totals add it: a promise by a known country, inside no envelope, its sum its own.
WITH reviewed AS (
    SELECT
        told.* REPLACE (
            reviewed_text(review.decided, 'status', told.status) AS status,
            reviewed_flag(review.decided, 'conditional', told.conditional) AS conditional,
            reviewed_text(review.decided, 'condition_text', told.condition_text) AS condition_text,
            reviewed_text(review.decided, 'donor_iso3', told.donor_iso3) AS donor_iso3,
            reviewed_text(review.decided, 'recipient_iso3', told.recipient_iso3) AS recipient_iso3,
            reviewed_text(review.decided, 'sector', told.sector) AS sector,
            reviewed_text(review.decided, 'item_class', told.item_class) AS item_class,
            reviewed_text(review.decided, 'item_text', told.item_text) AS item_text,
            reviewed_text(review.decided, 'instrument', told.instrument) AS instrument,
            reviewed_money(review.decided, 'amount', told.amount) AS amount,
            reviewed_text(review.decided, 'currency', told.currency) AS currency,
            reviewed_text(review.decided, 'amount_scope', told.amount_scope) AS amount_scope,
            reviewed_text(review.decided, 'parent_ledger_id', told.parent_ledger_id) AS parent_ledger_id,
            reviewed_text(review.decided, 'parent_relation', told.parent_relation) AS parent_relation,
            reviewed_date(review.decided, 'first_announced', told.first_announced) AS first_announced,
            told.is_reviewed OR review.object_id IS NOT NULL AS is_reviewed
        ),
        review.decided
    FROM ledger_as_told AS told
    LEFT JOIN review_overrides AS review ON told.ledger_id = review.object_id
    WHERE reviewed_text(review.decided, 'status', told.status) IS NOT NULL
),

valued AS (
    SELECT
        entry.*,
        country_label(entry.donor_iso3, entry.donor_named) AS country,
        entry.amount IS NOT NULL AND is_own_scope(entry.amount_scope) AS has_own_sum,
        entry.status IN ('pledged', 'committed', 'delivered') AND NOT entry.conditional AS is_promise,
        CASE
            WHEN entry.currency = 'USD' THEN entry.amount
            WHEN is_fresh(least(rate.rate_date, rate.dollar_rate_date), entry.first_announced)
                THEN converted(entry.amount, rate.usd_per_unit)
        END AS amount_usd,
        CASE
            WHEN entry.currency = 'EUR' THEN entry.amount
            WHEN is_fresh(rate.rate_date, entry.first_announced) THEN converted(entry.amount, rate.eur_per_unit)
        END AS amount_eur,
        CASE
            WHEN entry.amount IS NULL OR NOT is_fresh(rate.rate_date, entry.first_announced) THEN NULL
            WHEN is_fresh(rate.dollar_rate_date, entry.first_announced)
                THEN least(rate.rate_date, rate.dollar_rate_date)
            ELSE rate.rate_date
        END AS rate_date,
        rate.source
    FROM reviewed AS entry
    ASOF LEFT JOIN exchange_rates AS rate
        ON entry.currency = rate.currency AND entry.first_announced >= rate.rate_date
)

SELECT
    valued.* EXCLUDE (decided, source),
    valued.first_announced - valued.rate_date AS rate_age_days,
    CASE WHEN valued.rate_date IS NOT NULL THEN valued.source END AS rate_source,
    reviewed_flag(
        valued.decided,
        'counts_toward_total',
        valued.is_promise
        AND valued.donor_iso3 IS NOT NULL
        AND coalesce(valued.parent_relation NOT IN ('part_of', 'draws_on'), TRUE)
        AND (
            coalesce(valued.amount, valued.amount_low, valued.amount_high) IS NULL
            OR is_own_scope(valued.amount_scope)
        )
    ) AS counts_toward_total
FROM valued

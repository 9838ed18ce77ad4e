-- Commitment mentions with the analysts' values in place of the extracted ones; every other view reads these.
-- A decision that status is null takes the mention out: it is no commitment.
--
-- is_reviewed: true when an analyst has decided about the mention.
SELECT
    mention.* REPLACE (
        reviewed_text(review.decided, 'status', mention.status) AS status,
        reviewed_flag(review.decided, 'conditional', mention.conditional) AS conditional,
        reviewed_text(review.decided, 'condition_text', mention.condition_text) AS condition_text,
        reviewed_text(review.decided, 'condition_kind', mention.condition_kind) AS condition_kind,
        reviewed_text(review.decided, 'certainty', mention.certainty) AS certainty,
        reviewed_text(review.decided, 'source_basis', mention.source_basis) AS source_basis,
        reviewed_flag(review.decided, 'is_repeat', mention.is_repeat) AS is_repeat,
        reviewed_flag(review.decided, 'is_increment', mention.is_increment) AS is_increment,
        reviewed_text(review.decided, 'donor_iso3', mention.donor_iso3) AS donor_iso3,
        reviewed_text(review.decided, 'donor_text', mention.donor_text) AS donor_text,
        reviewed_flag(review.decided, 'donor_named', mention.donor_named) AS donor_named,
        reviewed_text(review.decided, 'recipient_iso3', mention.recipient_iso3) AS recipient_iso3,
        reviewed_text(review.decided, 'recipient_text', mention.recipient_text) AS recipient_text,
        reviewed_text(review.decided, 'sector', mention.sector) AS sector,
        reviewed_text(review.decided, 'item_class', mention.item_class) AS item_class,
        reviewed_text(review.decided, 'item_text', mention.item_text) AS item_text,
        reviewed_money(review.decided, 'quantity', mention.quantity) AS quantity,
        reviewed_money(review.decided, 'quantity_low', mention.quantity_low) AS quantity_low,
        reviewed_money(review.decided, 'quantity_high', mention.quantity_high) AS quantity_high,
        reviewed_text(review.decided, 'quantity_qualifier', mention.quantity_qualifier) AS quantity_qualifier,
        reviewed_text(review.decided, 'unit', mention.unit) AS unit,
        reviewed_text(review.decided, 'instrument', mention.instrument) AS instrument,
        reviewed_money(review.decided, 'amount', mention.amount) AS amount,
        reviewed_money(review.decided, 'amount_low', mention.amount_low) AS amount_low,
        reviewed_money(review.decided, 'amount_high', mention.amount_high) AS amount_high,
        reviewed_text(review.decided, 'currency', mention.currency) AS currency,
        reviewed_text(review.decided, 'amount_qualifier', mention.amount_qualifier) AS amount_qualifier,
        reviewed_text(review.decided, 'amount_scope', mention.amount_scope) AS amount_scope,
        reviewed_date(review.decided, 'announcement_date', mention.announcement_date) AS announcement_date
    ),
    review.object_id IS NOT NULL AS is_reviewed
FROM commitments AS mention
LEFT JOIN review_overrides AS review ON mention.commitment_id = review.object_id
WHERE reviewed_text(review.decided, 'status', mention.status) IS NOT NULL

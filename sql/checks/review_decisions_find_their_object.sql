-- warn
-- An analyst decided about a mention or entry that is no longer there.
SELECT
    review.object_id,
    review.decided,
    review.decided_by
FROM review_overrides AS review
ANTI JOIN commitments ON review.object_id = commitments.commitment_id
ANTI JOIN ledger_as_told ON review.object_id = ledger_as_told.ledger_id

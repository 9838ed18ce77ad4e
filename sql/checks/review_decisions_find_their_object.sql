-- warn
-- An analyst decided about a mention or entry that is no longer there.
SELECT
    decision.object_id,
    decision.field,
    decision.value,
    decision.analyst
FROM review_decisions AS decision
ANTI JOIN commitments ON decision.object_id = commitments.commitment_id
ANTI JOIN ledger_as_told ON decision.object_id = ledger_as_told.ledger_id

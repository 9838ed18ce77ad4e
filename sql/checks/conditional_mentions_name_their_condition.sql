-- warn
-- A conditional mention says what the condition is.
SELECT
    commitment_id,
    status,
    evidence
FROM commitments_reviewed
WHERE conditional AND condition_text IS NULL

-- fail
-- Every commitment mention has a row in commitment_links, and an act that is no request or expectation a ledger entry.
SELECT
    mention.commitment_id,
    mention.status,
    link.ledger_id
FROM commitments AS mention
LEFT JOIN commitment_links AS link USING (commitment_id)
LEFT JOIN review_overrides AS review ON mention.commitment_id = review.object_id
WHERE
    link.commitment_id IS NULL
    OR (
        review.object_id IS NULL
        AND (mention.status IN ('requested', 'expected', 'not_committed')) <> (link.ledger_id IS NULL)
    )

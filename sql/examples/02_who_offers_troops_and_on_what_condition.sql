-- Who offers troops to whom, on what condition, and in which words?
SELECT
    donor_name,
    recipient_name,
    status,
    item_text,
    quantity,
    condition_text,
    n_articles,
    evidence_sentence
FROM commitment_ledger
WHERE item_class = 'personnel' AND status IN ('signalled', 'pledged', 'committed', 'delivered')
ORDER BY first_announced ASC NULLS LAST, donor_name ASC

-- Who has ruled out sending personnel, how firmly, and in which words?
SELECT
    donor_name,
    announcers,
    certainty,
    hedge_text,
    ledger_status,
    announcement_date,
    evidence_sentence
FROM denied_commitments
WHERE status = 'denied' AND item_class = 'personnel'
ORDER BY announcement_date ASC NULLS LAST, donor_name ASC

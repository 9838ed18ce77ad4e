-- Which sentences prove the largest commitment, and where do they stand?
SELECT
    commitment_id,
    status,
    cue_text,
    evidence_sentence,
    char_start,
    char_end,
    url,
    rule_id
FROM commitment_evidence
WHERE
    ledger_id = (
        SELECT ledger_id
        FROM commitment_ledger
        WHERE counts_toward_total AND n_mentions > 0
        ORDER BY amount_usd DESC NULLS LAST, ledger_id ASC
        LIMIT 1
    )
ORDER BY published_date ASC NULLS LAST, char_start ASC

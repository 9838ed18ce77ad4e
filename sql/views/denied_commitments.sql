-- Mentions of refusals, withdrawals and open decisions ("has yet to commit"), with the words.
SELECT
    commitment_id,
    ledger_id,
    ledger_status,
    country,
    donor_iso3,
    donor_name,
    status,
    item_class,
    item_text,
    recipient_iso3,
    certainty,
    hedge_text,
    conditional,
    condition_text,
    announcer_actor_ids,
    announcers,
    source_basis,
    announcement_date,
    source,
    article_id,
    cue_text,
    evidence_sentence
FROM commitment_evidence
WHERE status IN ('denied', 'withdrawn', 'not_committed')

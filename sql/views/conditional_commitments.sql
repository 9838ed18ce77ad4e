-- Promises and signals whose condition stands; no total contains them.
SELECT
    ledger_id,
    country,
    donor_iso3,
    donor_name,
    recipient_iso3,
    status,
    sector,
    item_class,
    item_text,
    condition_text,
    condition_kind,
    amount,
    currency,
    amount_usd,
    amount_eur,
    quantity,
    quantity_qualifier,
    first_announced,
    last_reported,
    n_articles,
    evidence_sentence
FROM commitment_ledger
WHERE conditional AND status NOT IN ('denied', 'withdrawn')

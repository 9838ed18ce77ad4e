-- Mentions that stand as entries of their own and came near to an entry told before: the scores between sure and
-- unlikely, the largest sums first. To join one, decide that its ledger_id is the other entry's; to keep it apart,
-- decide that it is none.
--
-- country: donor's country code; '(group)' for a named donor without one, '(unnamed)' for the rest.
-- at_stake_usd: money of the mention's entry that the country's total holds twice if the two are one; null when it does
-- not hold both, or no sum is known.
-- other_ledger_id: the entry told before.
-- other_status: status of that entry.
-- other_amount: its amount.
-- other_currency: its currency.
-- other_item_text: what it gives.
-- other_first_announced: its first_announced.
-- evidence_sentence: the whole sentence that holds the mention.
-- other_sentence: the whole sentence that tells the other entry best.
SELECT
    mention.match_score,
    mention.commitment_id,
    mention.ledger_id,
    mention.country,
    mention.recipient_iso3,
    CASE WHEN entry.counts_toward_total AND other.counts_toward_total THEN entry.amount_usd END AS at_stake_usd,
    mention.status,
    mention.amount,
    mention.currency,
    mention.item_text,
    mention.announcement_date,
    mention.url,
    sentence.text AS evidence_sentence,
    other.ledger_id AS other_ledger_id,
    other.status AS other_status,
    other.amount AS other_amount,
    other.currency AS other_currency,
    other.item_text AS other_item_text,
    other.first_announced AS other_first_announced,
    other_sentence.text AS other_sentence
FROM commitment_mentions AS mention
INNER JOIN ledger_entries AS entry ON mention.ledger_id = entry.ledger_id
INNER JOIN ledger_entries AS other ON mention.review_ledger_id = other.ledger_id
INNER JOIN sentences AS sentence ON mention.sentence_id = sentence.sentence_id
LEFT JOIN commitments AS other_mention ON other.lead_commitment_id = other_mention.commitment_id
LEFT JOIN sentences AS other_sentence ON other_mention.sentence_id = other_sentence.sentence_id
LEFT JOIN review_overrides AS review ON mention.commitment_id = review.object_id
WHERE NOT coalesce(map_contains(review.decided, 'ledger_id'), FALSE) AND entry.ledger_id <> other.ledger_id
ORDER BY at_stake_usd DESC NULLS LAST, mention.match_score DESC, mention.commitment_id ASC

-- Commitment mentions about which no analyst has decided yet, least sure first and among equals the largest sum first:
-- what `pledgebook review` lists.
--
-- donor_name: the donor's usual name; the words of the text where it has none.
-- recipient_name: the recipient's usual name; the words of the text where it has none.
-- evidence_sentence: the whole sentence that holds the mention.
-- ledger_amount_usd: amount of the mention's entry in US dollars.
SELECT
    mention.confidence,
    mention.commitment_id,
    mention.ledger_id,
    mention.review_ledger_id,
    mention.published_date,
    article.title,
    mention.url,
    sentence.text AS evidence_sentence,
    mention.cue_text,
    mention.status,
    mention.country,
    mention.donor_iso3,
    coalesce(donor.name, mention.donor_text) AS donor_name,
    mention.recipient_iso3,
    coalesce(recipient.name, mention.recipient_text) AS recipient_name,
    mention.sector,
    mention.item_class,
    mention.item_text,
    mention.instrument,
    mention.amount,
    mention.amount_low,
    mention.amount_high,
    mention.currency,
    mention.amount_scope,
    mention.quantity,
    mention.conditional,
    mention.condition_text,
    mention.announcement_date,
    entry.amount_usd AS ledger_amount_usd,
    mention.rule_id
FROM commitment_mentions AS mention
INNER JOIN articles AS article USING (article_id)
INNER JOIN sentences AS sentence USING (sentence_id)
LEFT JOIN ledger_entries AS entry USING (ledger_id)
LEFT JOIN ref_countries AS donor ON mention.donor_iso3 = donor.iso3
LEFT JOIN ref_countries AS recipient ON mention.recipient_iso3 = recipient.iso3
WHERE NOT mention.is_reviewed
ORDER BY
    mention.confidence ASC, entry.amount_usd DESC NULLS LAST, mention.published_date DESC NULLS LAST,
    mention.commitment_id ASC

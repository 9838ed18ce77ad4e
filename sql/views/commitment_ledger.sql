-- One row per distinct commitment, deduplicated across sentences and articles, with the sentence that tells it best.
-- Requests and expectations of others are no entries; see requests_by_country.
--
-- donor_name: the donor's usual name; the words of the text where it has none.
-- recipient_name: the recipient's usual name; the words of the text where it has none.
-- evidence_sentence: the whole sentence around the mention that tells it best.
SELECT
    entry.ledger_id,
    entry.country,
    entry.donor_iso3,
    coalesce(donor.name, entry.donor_text) AS donor_name,
    entry.donor_text,
    entry.donor_named,
    entry.recipient_iso3,
    coalesce(recipient.name, entry.recipient_text) AS recipient_name,
    entry.status,
    entry.first_status,
    entry.conditional,
    entry.condition_text,
    entry.condition_kind,
    entry.sector,
    entry.item_class,
    entry.item_text,
    entry.instrument,
    entry.amount,
    entry.currency,
    entry.amount_low,
    entry.amount_high,
    entry.amount_qualifier,
    entry.amount_scope,
    entry.amount_reported_min,
    entry.amount_reported_max,
    entry.amount_usd,
    entry.amount_eur,
    entry.rate_date,
    entry.rate_age_days,
    entry.rate_source,
    entry.quantity,
    entry.quantity_qualifier,
    entry.unit,
    entry.specificity,
    entry.first_announced,
    entry.last_reported,
    entry.n_mentions,
    entry.n_articles,
    entry.n_sources,
    entry.only_second_hand,
    entry.parent_ledger_id,
    entry.parent_relation,
    entry.has_own_sum,
    entry.is_promise,
    entry.counts_toward_total,
    entry.is_reviewed,
    sentence.text AS evidence_sentence,
    entry.lead_commitment_id,
    entry.amount_commitment_id,
    entry.first_commitment_id
FROM ledger_entries AS entry
LEFT JOIN commitments AS lead_mention ON entry.lead_commitment_id = lead_mention.commitment_id
LEFT JOIN sentences AS sentence ON lead_mention.sentence_id = sentence.sentence_id
LEFT JOIN ref_countries AS donor ON entry.donor_iso3 = donor.iso3
LEFT JOIN ref_countries AS recipient ON entry.recipient_iso3 = recipient.iso3
ORDER BY entry.first_announced ASC NULLS LAST, entry.ledger_id ASC

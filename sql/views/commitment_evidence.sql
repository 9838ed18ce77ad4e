-- One row per commitment mention, requests and expectations included: the words behind every other view.
--
-- donor_name: the donor's usual name; the words of the text where it has none.
-- announcers: names of those who say it.
-- ledger_status: status of the entry that the mention belongs to.
-- ledger_amount_usd: amount of that entry in US dollars.
-- gives_amount: true for the one mention whose amount stands for its entry.
-- counts_toward_total: true for the one mention that carries an entry which totals add.
-- counted_usd: what the mention brings to the totals; their sum is the sum of commitments_by_country.
-- counted_eur: the same in euros.
-- statement_kind: kind of the statement that tells it; null in the narrator's words.
-- statement_text: what was said; null in the narrator's words.
-- evidence_sentence: the whole sentence that holds the mention.
SELECT
    mention.commitment_id,
    mention.ledger_id,
    mention.relation,
    mention.article_id,
    mention.source,
    mention.url,
    mention.published_date,
    mention.announcement_date,
    mention.country,
    mention.donor_iso3,
    coalesce(donor.name, mention.donor_text) AS donor_name,
    mention.donor_text,
    mention.donor_named,
    mention.recipient_iso3,
    mention.recipient_text,
    mention.status,
    mention.sector,
    mention.item_class,
    mention.item_text,
    mention.instrument,
    mention.amount,
    mention.currency,
    mention.amount_low,
    mention.amount_high,
    mention.amount_qualifier,
    mention.amount_scope,
    mention.quantity,
    mention.quantity_qualifier,
    mention.unit,
    mention.conditional,
    mention.condition_text,
    mention.condition_kind,
    mention.certainty,
    mention.hedge_text,
    mention.source_basis,
    mention.is_repeat,
    mention.specificity,
    mention.announcer_actor_ids,
    announcer.announcers,
    mention.statement_id,
    statement.kind AS statement_kind,
    mention.cue_text,
    statement.content AS statement_text,
    sentence.text AS evidence_sentence,
    mention.char_start,
    mention.char_end,
    mention.sentence_id,
    mention.confidence,
    mention.rule_id,
    mention.run_id,
    mention.match_score,
    mention.match_rule,
    mention.review_ledger_id,
    mention.is_reviewed,
    mention.original_article_id,
    entry.status AS ledger_status,
    entry.amount_usd AS ledger_amount_usd,
    coalesce(entry.amount_commitment_id = mention.commitment_id, FALSE) AS gives_amount,
    coalesce(entry.amount_commitment_id = mention.commitment_id AND entry.counts_toward_total, FALSE)
        AS counts_toward_total,
    CASE
        WHEN entry.amount_commitment_id = mention.commitment_id AND entry.counts_toward_total THEN entry.amount_usd
    END AS counted_usd,
    CASE
        WHEN entry.amount_commitment_id = mention.commitment_id AND entry.counts_toward_total THEN entry.amount_eur
    END AS counted_eur
FROM commitment_mentions AS mention
INNER JOIN sentences AS sentence USING (sentence_id)
LEFT JOIN statements AS statement USING (statement_id)
LEFT JOIN ledger_entries AS entry USING (ledger_id)
LEFT JOIN ref_countries AS donor ON mention.donor_iso3 = donor.iso3
LEFT JOIN announcer_names AS announcer USING (commitment_id)
ORDER BY
    mention.published_date ASC NULLS LAST, mention.article_id ASC,
    mention.char_start ASC, mention.commitment_id ASC

-- Commitment mentions, as reviewed, with their ledger entry and their source, and without the sentences.
--
-- country: donor's country code; '(group)' for a named donor without one, '(unnamed)' for the rest.
-- original_article_id: the earliest article with nearly the same text; its own id when there is none.
-- entry_parent_relation: how the mention's entry relates to the envelope that contains it (part_of or draws_on).
-- stage: how far a promise has come: 1 signalled, 2 pledged, 3 committed, 4 delivered; 0 refused; null for no act.
SELECT
    mention.*,
    link.relation,
    link.parent_ledger_id,
    link.parent_relation AS entry_parent_relation,
    link.match_score,
    link.match_rule,
    link.review_ledger_id,
    article.source,
    article.url,
    article.published_date,
    coalesce(article.duplicate_of, article.article_id) AS original_article_id,
    country_label(mention.donor_iso3, mention.donor_named) AS country,
    CASE mention.status
        WHEN 'signalled' THEN 1
        WHEN 'pledged' THEN 2
        WHEN 'committed' THEN 3
        WHEN 'delivered' THEN 4
        WHEN 'denied' THEN 0
        WHEN 'withdrawn' THEN 0
    END AS stage,
    -- An act that linking has not seen (an analyst made it one since) is an entry of its own.
    CASE
        WHEN mention.status NOT IN ('requested', 'expected', 'not_committed')
            THEN coalesce(link.ledger_id, mention.commitment_id)
    END AS ledger_id
FROM commitments_reviewed AS mention
INNER JOIN articles AS article USING (article_id)
LEFT JOIN commitment_links AS link USING (commitment_id)

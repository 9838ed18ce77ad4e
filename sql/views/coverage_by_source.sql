-- One row per publisher: what was read of it, and how often it was first with a commitment; null where none is known.
--
-- n_articles: articles.
-- n_duplicates: articles that nearly copy an earlier one.
-- first_date: date of the first article.
-- last_date: date of the last article.
-- n_mentions: commitment mentions.
-- n_articles_with_commitments: articles with at least one commitment mention.
-- n_ledger_entries: distinct commitments that it tells.
-- n_first_reports: distinct commitments that it tells first.
SELECT
    article.source,
    count(DISTINCT article.article_id) AS n_articles,
    count(DISTINCT article.article_id) FILTER (WHERE article.duplicate_of IS NOT NULL) AS n_duplicates,
    min(article.published_date) AS first_date,
    max(article.published_date) AS last_date,
    count(mention.commitment_id) AS n_mentions,
    count(DISTINCT mention.article_id) AS n_articles_with_commitments,
    count(DISTINCT mention.ledger_id) AS n_ledger_entries,
    count(DISTINCT entry.ledger_id) AS n_first_reports
FROM articles AS article
LEFT JOIN commitment_mentions AS mention ON article.article_id = mention.article_id
LEFT JOIN ledger_as_told AS entry
    ON mention.commitment_id = entry.first_commitment_id AND entry.n_mentions > 0
GROUP BY article.source
ORDER BY n_articles DESC, article.source ASC

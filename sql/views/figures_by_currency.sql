-- Amounts of money by currency and by what they do in their sentence; near-copies of an article are left out.
--
-- n_figures: figures.
-- n_articles: articles that hold one.
-- n_conversions: figures that restate another one in this currency.
-- amount_stated: sum of the amounts, conversions excluded; a sum of mentions, no total of anything.
-- min_amount: least amount.
-- max_amount: greatest amount.
SELECT
    figure.currency,
    figure.role,
    count(*) AS n_figures,
    count(DISTINCT figure.article_id) AS n_articles,
    count(figure.conversion_of) AS n_conversions,
    sum(figure.amount) FILTER (WHERE figure.conversion_of IS NULL) AS amount_stated,
    min(figure.amount) AS min_amount,
    max(figure.amount) AS max_amount
FROM financial_figures AS figure
INNER JOIN articles AS article ON figure.article_id = article.article_id AND article.duplicate_of IS NULL
WHERE figure.kind = 'money'
GROUP BY ALL
ORDER BY n_figures DESC, figure.currency ASC, figure.role ASC

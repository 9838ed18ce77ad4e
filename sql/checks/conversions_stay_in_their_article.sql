-- fail
-- A stated conversion restates another amount of the same article, in another currency.
SELECT
    stated.figure_id,
    stated.conversion_of,
    stated.currency,
    given.currency AS currency_of_given
FROM financial_figures AS stated
INNER JOIN financial_figures AS given ON stated.conversion_of = given.figure_id
WHERE
    stated.article_id <> given.article_id
    OR stated.figure_id = given.figure_id
    OR stated.currency = given.currency

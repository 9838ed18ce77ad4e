-- What an analyst should know before trusting a number: one row per question, with how many rows it concerns.
--
-- check_name: the question.
-- n: rows that it concerns.
SELECT
    'commitment without donor country' AS check_name,
    count(*) AS n
FROM commitments_reviewed
WHERE donor_iso3 IS NULL
UNION ALL
SELECT
    'commitment without recipient' AS check_name,
    count(*) AS n
FROM commitments_reviewed
WHERE recipient_iso3 IS NULL AND status IN ('signalled', 'pledged', 'committed', 'delivered')
UNION ALL
SELECT
    'committed/pledged without amount or quantity' AS check_name,
    count(*) AS n
FROM commitments_reviewed
WHERE status IN ('pledged', 'committed', 'delivered') AND amount IS NULL AND quantity IS NULL
UNION ALL
SELECT
    'amount in a currency without a rate' AS check_name,
    count(*) AS n
FROM ledger_entries
WHERE amount IS NOT NULL AND amount_usd IS NULL AND first_announced IS NOT NULL
UNION ALL
SELECT
    'ledger entry without date' AS check_name,
    count(*) AS n
FROM ledger_entries
WHERE first_announced IS NULL
UNION ALL
SELECT
    'ledger amount given as a range' AS check_name,
    count(*) AS n
FROM ledger_entries
WHERE amount IS NULL AND coalesce(amount_low, amount_high) IS NOT NULL
UNION ALL
SELECT
    'ledger amount spread > 10 %' AS check_name,
    count(*) AS n
FROM ledger_entries
WHERE amount IS NOT NULL AND amount_reported_max > 1.1 * amount_reported_min
UNION ALL
SELECT
    'ledger entry told only at second hand' AS check_name,
    count(*) AS n
FROM ledger_entries
WHERE only_second_hand
UNION ALL
SELECT
    'mention that may belong to another ledger entry' AS check_name,
    count(*) AS n
FROM commitment_links
WHERE review_ledger_id IS NOT NULL
UNION ALL
SELECT
    'statement without resolved speaker' AS check_name,
    count(*) AS n
FROM statements
WHERE len(speaker_actor_ids) = 0
UNION ALL
SELECT
    'low confidence (< 0.5)' AS check_name,
    count(*) AS n
FROM commitments_reviewed
WHERE confidence < 0.5
UNION ALL
SELECT
    'conversion that the market contradicts' AS check_name,
    count(*) AS n
FROM conversion_check
WHERE verdict = 'inconsistent'
UNION ALL
SELECT
    'article with figures but no commitment' AS check_name,
    count(DISTINCT article_id) AS n
FROM financial_figures
ANTI JOIN commitments USING (article_id)
UNION ALL
SELECT
    'article without date' AS check_name,
    count(*) AS n
FROM articles
WHERE published_date IS NULL
UNION ALL
SELECT
    'article that nearly copies another' AS check_name,
    count(*) AS n
FROM articles
WHERE duplicate_of IS NOT NULL
UNION ALL
SELECT
    'input that could not be read or parsed' AS check_name,
    count(*) AS n
FROM rejects

-- How many missiles has each donor promised, and is the number a lower bound?
SELECT
    donor_name,
    item_text,
    sum(quantity) AS units,
    bool_or(quantity_qualifier IN ('more_than', 'at_least')) AS is_lower_bound
FROM commitment_ledger
WHERE is_promise AND item_class = 'weapons_ammunition' AND item_text ILIKE '%missile%'
GROUP BY ALL
ORDER BY units DESC NULLS LAST, donor_name ASC, item_text ASC

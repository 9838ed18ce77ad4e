-- fail
-- All mentions of a ledger entry name the same donor, unless an analyst has joined them.
SELECT
    ledger_id,
    list(DISTINCT country) AS countries
FROM ledger_acts
WHERE match_rule IS DISTINCT FROM 'decision'
GROUP BY ledger_id
HAVING count(DISTINCT country) > 1

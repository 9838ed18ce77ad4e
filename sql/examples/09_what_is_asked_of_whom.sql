-- What is being asked of whom, by whom, how often, and since when?
SELECT
    addressee,
    item_class,
    recipient_iso3,
    requesters,
    n_mentions,
    repeated,
    first_date,
    last_date
FROM requests_by_country
WHERE status = 'requested'
ORDER BY n_mentions DESC, addressee ASC, item_class ASC, recipient_iso3 ASC

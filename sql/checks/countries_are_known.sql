-- fail
-- Country codes are those of ref_countries.
WITH used AS (
    SELECT
        commitment_id AS row_id,
        donor_iso3 AS iso3
    FROM commitments_reviewed
    UNION ALL
    SELECT
        commitment_id AS row_id,
        recipient_iso3 AS iso3
    FROM commitments_reviewed
    UNION ALL
    SELECT
        entity_id AS row_id,
        country_iso3 AS iso3
    FROM actors
    UNION ALL
    SELECT
        ledger_id AS row_id,
        donor_iso3 AS iso3
    FROM ledger_entries
)

SELECT DISTINCT
    used.row_id,
    used.iso3
FROM used
ANTI JOIN ref_countries AS ref ON used.iso3 = ref.iso3
WHERE used.iso3 IS NOT NULL

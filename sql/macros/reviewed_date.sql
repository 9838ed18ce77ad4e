-- Date as the analysts decided it, else as it was extracted.
CREATE OR REPLACE MACRO reviewed_date(decided, column_name, extracted) AS
CASE WHEN map_contains(decided, column_name) THEN TRY_CAST(decided[column_name] AS DATE) ELSE extracted END;

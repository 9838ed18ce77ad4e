-- Truth value as the analysts decided it, else as it was extracted.
CREATE OR REPLACE MACRO reviewed_flag(decided, column_name, extracted) AS
CASE WHEN map_contains(decided, column_name) THEN TRY_CAST(decided[column_name] AS BOOLEAN) ELSE extracted END;

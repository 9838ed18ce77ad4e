-- Sum of money or count as the analysts decided it, else as it was extracted.
CREATE OR REPLACE MACRO reviewed_money(decided, column_name, extracted) AS
CASE WHEN map_contains(decided, column_name) THEN TRY_CAST(decided[column_name] AS DECIMAL(24, 2)) ELSE extracted END;

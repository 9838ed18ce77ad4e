-- Text as the analysts decided it (a MAP of column name to value), else as it was extracted.
CREATE OR REPLACE MACRO reviewed_text(decided, column_name, extracted) AS
CASE WHEN map_contains(decided, column_name) THEN decided[column_name] ELSE extracted END;

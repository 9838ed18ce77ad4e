-- Country of a donor as tables show it: its code, '(group)' for a named donor without one, '(unnamed)' for the rest.
CREATE OR REPLACE MACRO country_label(iso3, is_named) AS
coalesce(iso3, CASE WHEN is_named THEN '(group)' ELSE '(unnamed)' END);

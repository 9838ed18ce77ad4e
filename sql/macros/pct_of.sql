-- Share of a sum of money in a whole, in per cent; null without the whole.
CREATE OR REPLACE MACRO pct_of(part, whole) AS
100 * CAST(part AS DOUBLE) / nullif(CAST(whole AS DOUBLE), 0);

-- Tells whether a rate may serve on a day: not later than it, and at most ten days old.
CREATE OR REPLACE MACRO is_fresh(rate_day, use_day) AS
rate_day <= use_day AND use_day - rate_day <= 10;

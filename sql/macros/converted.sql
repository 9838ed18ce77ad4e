-- Sum of money times an exchange rate, to the cent; null without a rate or beyond what DECIMAL(24, 2) holds.
CREATE OR REPLACE MACRO converted(amount, rate) AS
TRY_CAST(round(CAST(amount AS DOUBLE) * rate, 2) AS DECIMAL(24, 2));

-- Tells whether an amount of this scope is a sum of its commitment alone, for one time or one year.
CREATE OR REPLACE MACRO is_own_scope(amount_scope) AS
coalesce(amount_scope, 'single') IN ('single', 'ceiling', 'per_year');

-- One row per ledger entry as its mentions tell it, before analysts' decisions about the entry and before conversion.
--
-- status: furthest stage that is reported after the last denial or withdrawal; that refusal when nothing follows it.
-- first_status: status of the first act.
-- conditional: true while a condition stands: a mention at a further stage drops it, silence at the same stage not.
-- amount: as stated by the latest act at the furthest stage that states one; an act that only repeats changes nothing.
-- amount_reported_min: least amount that any mention states in the entry's currency.
-- amount_reported_max: greatest amount that any mention states in the entry's currency.
-- first_announced: announcement_date of the first dated act.
-- last_reported: published_date of the last article that tells it.
-- n_mentions: sentences or clauses that tell it; 0 for an envelope that texts name and no article announces.
-- n_articles: articles that tell it, near-copies of one article counted once.
-- n_sources: publishers that tell it.
-- only_second_hand: true when nobody who acts for the donor says it.
-- is_reviewed: true when an analyst has decided about the row.
-- lead_commitment_id: the mention that tells it best: at its status, most specific, earliest.
-- amount_commitment_id: the mention whose amount stands; the leading one when none states an amount.
-- first_commitment_id: the mention that is first in the order of acts.
WITH acts AS (
    SELECT
        *,
        (weight, CASE specificity WHEN 'specific' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, -act_order) AS telling,
        (
            CASE WHEN amount IS NOT NULL THEN 2 WHEN coalesce(amount_low, amount_high) IS NOT NULL THEN 1 ELSE 0 END,
            is_own_scope(amount_scope),
            weight,
            is_news,
            act_order
        ) AS valuing
    FROM ledger_acts
),

told AS (
    SELECT
        ledger_id,
        arg_max(status, (weight, act_order)) AS status,
        arg_min(status, act_order) AS first_status,
        arg_max(conditional, (weight, conditional)) AS conditional,
        arg_max(condition_text, (weight, act_order)) FILTER (WHERE conditional) AS condition_text,
        arg_max(condition_kind, (weight, act_order)) FILTER (WHERE conditional) AS condition_kind,
        arg_min(donor_iso3, act_order) AS donor_iso3,
        arg_min(donor_text, act_order) AS donor_text,
        bool_or(donor_named) AS donor_named,
        arg_max(recipient_iso3, (recipient_basis = 'explicit', -act_order)) AS recipient_iso3,
        arg_max(recipient_text, (recipient_basis = 'explicit', -act_order)) AS recipient_text,
        arg_max(sector, telling) AS sector,
        arg_max(item_class, telling) AS item_class,
        arg_max(item_text, telling) AS item_text,
        arg_max(instrument, telling) AS instrument,
        arg_max(specificity, telling) AS specificity,
        arg_max(commitment_id, telling) AS lead_commitment_id,
        arg_max(
            {
                'amount_commitment_id': commitment_id,
                'amount': amount,
                'amount_low': amount_low,
                'amount_high': amount_high,
                'currency': currency,
                'amount_qualifier': amount_qualifier,
                'amount_scope': amount_scope
            },
            valuing
        ) FILTER (WHERE amount_scope IS NOT NULL OR coalesce(amount, amount_low, amount_high) IS NOT NULL) AS money,
        arg_max(
            {
                'quantity': quantity,
                'quantity_qualifier': quantity_qualifier,
                'unit': unit
            },
            (weight, is_news, act_order)
        ) FILTER (WHERE quantity IS NOT NULL) AS counted,
        max(parent_ledger_id) AS parent_ledger_id,
        max(entry_parent_relation) AS parent_relation,
        min(announcement_date) AS first_announced,
        max(published_date) AS last_reported,
        count(*) AS n_mentions,
        count(DISTINCT original_article_id) AS n_articles,
        count(DISTINCT source) AS n_sources,
        bool_and(source_basis <> 'self') AS only_second_hand,
        bool_or(is_reviewed) AS is_reviewed,
        arg_min(commitment_id, act_order) AS first_commitment_id
    FROM acts
    GROUP BY ledger_id
),

reported AS (
    SELECT
        ledger_id,
        currency,
        min(coalesce(amount, amount_low)) AS amount_reported_min,
        max(coalesce(amount, amount_high)) AS amount_reported_max
    FROM ledger_acts
    WHERE is_own_scope(amount_scope)
    GROUP BY ledger_id, currency
)

SELECT
    told.* EXCLUDE (money, counted, condition_text, condition_kind),
    CASE WHEN told.conditional THEN told.condition_text END AS condition_text,
    CASE WHEN told.conditional THEN told.condition_kind END AS condition_kind,
    told.money.amount,
    told.money.amount_low,
    told.money.amount_high,
    told.money.currency,
    told.money.amount_qualifier,
    told.money.amount_scope,
    coalesce(told.money.amount_commitment_id, told.lead_commitment_id) AS amount_commitment_id,
    told.counted.quantity,
    told.counted.quantity_qualifier,
    told.counted.unit,
    reported.amount_reported_min,
    reported.amount_reported_max
FROM told
LEFT JOIN reported ON told.ledger_id = reported.ledger_id AND told.money.currency = reported.currency
UNION ALL BY NAME
SELECT
    envelope.ledger_id,
    envelope.status,
    envelope.status AS first_status,
    FALSE AS conditional,
    mention.donor_iso3,
    mention.donor_text,
    mention.donor_named,
    mention.recipient_iso3,
    mention.recipient_text,
    mention.sector,
    mention.item_class,
    envelope.item_text,
    envelope.amount,
    envelope.amount_low,
    envelope.amount_high,
    envelope.currency,
    envelope.amount_qualifier,
    CASE WHEN envelope.amount IS NOT NULL THEN 'single' END AS amount_scope,
    mention.commitment_id AS lead_commitment_id,
    mention.commitment_id AS amount_commitment_id,
    mention.commitment_id AS first_commitment_id,
    coalesce(envelope.amount, envelope.amount_low) AS amount_reported_min,
    coalesce(envelope.amount, envelope.amount_high) AS amount_reported_max,
    mention.announcement_date AS first_announced,
    mention.published_date AS last_reported,
    0 AS n_mentions,
    1 AS n_articles,
    CASE WHEN mention.source IS NULL THEN 0 ELSE 1 END AS n_sources,
    mention.source_basis <> 'self' AS only_second_hand,
    FALSE AS is_reviewed
FROM commitment_envelopes AS envelope
INNER JOIN commitment_mentions AS mention USING (commitment_id)

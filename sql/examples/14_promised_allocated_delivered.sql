-- What has each country promised, allocated and delivered, alone and with its share of the EU institutions' aid?
SELECT
    country_name,
    round(promised_eur / 1e9, 3) AS promised_bn_eur,
    round(allocated_eur / 1e9, 3) AS allocated_bn_eur,
    round(delivered_eur / 1e9, 3) AS delivered_bn_eur,
    round(promised_pct_gdp, 3) AS promised_pct_gdp,
    round(promised_incl_eu_eur / 1e9, 3) AS promised_incl_eu_bn_eur,
    round(allocated_incl_eu_eur / 1e9, 3) AS allocated_incl_eu_bn_eur,
    round(delivered_incl_eu_eur / 1e9, 3) AS delivered_incl_eu_bn_eur,
    round(promised_incl_eu_pct_gdp, 3) AS promised_incl_eu_pct_gdp
FROM support_by_country
ORDER BY promised_incl_eu_pct_gdp DESC NULLS LAST, country_name ASC

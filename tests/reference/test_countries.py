"""The tables of countries, blocs, offices and organisations: codes, dates, duplicates, exact lookup."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.errors import ReferenceDataError
from flows.reference.countries import countries, country_aliases, demonyms, find_country, ref_countries
from flows.reference.offices import holder_of, ref_offices, terms
from flows.reference.organisations import RegionUse, metonyms, name_traps, organisations, ref_blocs, regions
from flows.reference.roles import given_names, group_nouns, titles
from flows.reference.vocabulary import read_rows


def test_every_alias_and_demonym_leads_to_a_country() -> None:
    assert set(country_aliases().values()) | {d.iso3 for d in demonyms().values()} <= set(countries())


def test_every_country_is_found_by_its_own_name() -> None:
    missing = [c.name for c in countries().values() if c.iso3 != "EUE" and find_country(c.name) != c.iso3]
    assert missing == []


def test_numeric_codes_are_three_digits_and_differ() -> None:
    codes = [country.iso_numeric for country in countries().values() if country.iso_numeric]
    assert all(len(code) == 3 and code.isdigit() for code in codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("the Netherlands", "NLD"),
        ("niger", "NER"),
        ("Nigeria", "NGA"),
        ("Scotland", "GBR"),
        ("U.S.", "USA"),
        ("Côte d’Ivoire", "CIV"),
        ("FRA", "FRA"),
        ("Ruritania", None),
        ("Nigerr", None),
        ("us", None),
        ("", None),
    ],
)
def test_names_are_looked_up_exactly(name: str, iso3: str | None) -> None:
    assert find_country(name) == iso3


def test_members_of_the_european_union_today_are_27() -> None:
    assert sum(row.eu_member for row in ref_countries()) == 27


def test_members_of_nato_today_are_32() -> None:
    assert sum(row.nato_member for row in ref_countries()) == 32


def test_gross_domestic_product_is_in_dollars() -> None:
    rows = {row.iso3: row for row in ref_countries()}
    # 2021 by the World Bank: 23.3 trillion dollars; in euros it would be 19.7
    assert Decimal("23.0e12") < (rows["USA"].gdp_usd or 0) < Decimal("23.6e12")
    assert rows["USA"].gdp_year == 2021
    assert rows["FJI"].gdp_usd is None


def test_members_alone_share_the_aid_of_the_union() -> None:
    shares = {row.iso3: row.eu_budget_share_pct for row in ref_countries() if row.eu_budget_share_pct is not None}
    assert shares.keys() == {row.iso3 for row in ref_countries() if row.eu_member}
    assert abs(sum(shares.values()) - 100) < 1e-9
    # Germany's economy is a quarter of the Union's, Malta's a thousandth.
    assert 20 < shares["DEU"] < 26
    assert 0 < shares["MLT"] < 0.2


def test_blocs_agree_with_the_countries_table() -> None:
    on_brexit_day = date(2020, 2, 1)
    members = {
        row.iso3
        for row in ref_blocs()
        if row.bloc == "European Union" and (row.to_date is None or row.to_date >= on_brexit_day)
    }
    assert members == {row.iso3 for row in ref_countries() if row.eu_member}
    assert len({row.iso3 for row in ref_blocs() if row.bloc == "Group of Seven"}) == 7


def test_a_bloc_of_unknown_membership_has_no_members() -> None:
    assert "coalition of the willing" in organisations()
    assert not [row for row in ref_blocs() if row.bloc == "coalition of the willing"]


@pytest.mark.parametrize(
    ("office", "iso3", "day", "person"),
    [
        ("head_of_government", "GBR", date(2025, 3, 2), "Keir Starmer"),
        ("leader", "FRA", date(2025, 3, 2), "Emmanuel Macron"),
        ("leader", "DEU", date(2016, 4, 23), "Angela Merkel"),
        ("head_of_state", "USA", date(2025, 1, 20), "Donald Trump"),
        ("head_of_state", "USA", date(2025, 1, 19), "Joe Biden"),
        ("head_of_government", "GBR", date(1875, 1, 1), None),
        ("head_of_government", "GBR", None, None),
    ],
)
def test_office_holder_follows_the_date(office: str, iso3: str, day: date | None, person: str | None) -> None:
    holder = holder_of(office, iso3, day)
    assert (holder.person if holder else None) == person


def test_offices_of_one_state_follow_each_other() -> None:
    by_office: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for term in terms():
        # Bosnia and Herzegovina has a presidency of three
        if term.iso3 and not term.organisation and (term.iso3, term.office) != ("BIH", "head_of_state"):
            by_office.setdefault((term.iso3, term.office), []).append((term.from_date, term.to_date or date.max))
    overlapping = [
        office
        for office, spans in by_office.items()
        for one, other in zip(sorted(spans), sorted(spans)[1:], strict=False)
        if one[1] > other[0]
    ]
    assert overlapping == []


def test_reference_rows_are_complete() -> None:
    assert len(ref_countries()) > 200
    assert len(ref_offices()) > 1000
    assert {row.iso3 for row in ref_offices() if row.iso3} <= set(countries())


def test_every_metonym_leads_to_a_country_or_organisation() -> None:
    names = {organisation.name for organisation in organisations().values()}
    assert [m.alias for m in metonyms().values() if m.organisation and m.organisation not in names] == []
    assert not set(metonyms()) & set(country_aliases())


def test_vocabularies_load() -> None:
    assert name_traps()
    assert regions()["Western"].use == "adjective"
    assert titles()["prime minister"].office == "head_of_government"
    assert group_nouns()["allies"].kind == "states"
    assert given_names()["Giorgia"] == "f"


def test_a_wrong_row_is_named() -> None:
    row = read_rows("regions.csv", ("alias", "name", "use"))[0]
    with pytest.raises(ReferenceDataError, match=r"regions.csv, line 2: alias 'Europe' is none of"):
        row.one_of("alias", RegionUse)

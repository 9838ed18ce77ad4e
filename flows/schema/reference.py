"""Reference facts that travel with every published warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import pyarrow as pa

from flows.schema.columns import Column, Currency, Iso3

From = Annotated[date | None, Column("First day on which the fact holds; null when it is not known or always held.")]
To = Annotated[date | None, Column("Last day on which the fact holds; null while it still does.")]


@dataclass(frozen=True, slots=True)
class RefCountry:
    """One country (and EUE for the institutions of the European Union)."""

    iso3: Iso3
    iso_numeric: Annotated[str | None, Column("ISO 3166-1 numeric code; null for EUE and user-assigned codes.")]
    name: Annotated[str, Column("Usual English short name.")]
    eu_member: Annotated[bool, Column("Member of the European Union today.")]
    eu_from: Annotated[date | None, Column("First day in the European Union.")]
    eu_to: Annotated[date | None, Column("Last day in the European Union.")]
    nato_member: Annotated[bool, Column("Member of NATO today.")]
    nato_from: Annotated[date | None, Column("First day in NATO.")]
    gdp_usd: Annotated[
        Decimal | None, Column("Gross domestic product; null where no source.", unit="USD", arrow=pa.decimal128(24, 2))
    ]
    gdp_year: Annotated[int | None, Column("Year of gdp_usd.", arrow=pa.int32())]
    eu_budget_share_pct: Annotated[
        float | None,
        Column("Member's share of the aid by the EU institutions; null for all others.", unit="per cent"),
    ]


@dataclass(frozen=True, slots=True)
class RefFx:
    """One exchange rate on one day."""

    currency: Currency
    rate_date: Annotated[date, Column("Day of the rate.")]
    per_eur: Annotated[float, Column("Units of the currency for one euro.", unit="currency/EUR")]
    source: Annotated[str, Column("Who published the rate.")]


@dataclass(frozen=True, slots=True)
class RefOffice:
    """One person's term in one office."""

    person: Annotated[str, Column("Name of the holder.")]
    office: Annotated[str, Column("Office held, for example head_of_government.")]
    iso3: Annotated[str | None, Column("Country; EUE for EU offices; null for offices of other organisations.")]
    organisation: Annotated[str | None, Column("Organisation of the office; null for a state's.")]
    from_date: From
    to_date: To


@dataclass(frozen=True, slots=True)
class RefBloc:
    """One country's membership of one bloc."""

    bloc: Annotated[str, Column("Name of the bloc.")]
    iso3: Iso3
    from_date: From
    to_date: To

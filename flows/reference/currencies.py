"""Currencies and the signs, nouns and places by which a text names them, from currencies.csv."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from flows.reference.vocabulary import Row, read_rows

_COLUMNS = ("code", "signs", "nouns", "minor_nouns", "places", "iso3", "until", "shy", "bare_sign_at_home", "domains")
Shy = Literal["code", "sign", "noun"]


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency; `until` is the last day of one that has been replaced.

    `shy` names what is also an everyday word (won, COP, R), so that only a large or scaled number makes it money;
    of the signs only those of letters alone are meant. `bare_sign_at_home` tells that the country's own press and
    government write the sign that it shares alone ("$17 million" in Canberra). `domains` are those of its publishers.
    """

    code: str
    places: tuple[str, ...]
    iso3: tuple[str, ...]
    until: date | None
    shy: frozenset[Shy]
    bare_sign_at_home: bool
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurrencyWords:
    """What a text may call its currencies, each with the currencies it can mean, the usual one first.

    `signs` are as written; `nouns`, `minor_nouns` and `places` in lower case, of one or more words with single
    spaces, plurals included.
    """

    by_code: dict[str, Currency]
    signs: dict[str, tuple[Currency, ...]]
    nouns: dict[str, tuple[Currency, ...]]
    minor_nouns: dict[str, tuple[Currency, ...]]
    places: dict[str, tuple[Currency, ...]]


@cache
def load_currencies() -> CurrencyWords:
    """Load currencies.csv; raise ReferenceDataError where a row is wrong or a code stands twice."""
    words = CurrencyWords({}, {}, {}, {}, {})
    for row in read_rows("currencies.csv", _COLUMNS):
        currency = _currency(row)
        if currency.code in words.by_code:
            raise row.error(f"the code {currency.code!r} stands twice")
        words.by_code[currency.code] = currency
        for sign in row.many("signs"):
            _add(words.signs, sign, currency)
        for noun in row.many("nouns"):
            _add(words.nouns, noun.lower(), currency)
            _add(words.nouns, noun.lower() + "s", currency)
        for noun in row.many("minor_nouns"):
            _add(words.minor_nouns, noun.lower(), currency)
            _add(words.minor_nouns, noun.lower() + "s", currency)
        for place in currency.places:
            _add(words.places, place.lower(), currency)
    return words


def _currency(row: Row) -> Currency:
    code = row.text("code")
    if not (len(code) == 3 and code.isalpha() and code.isupper()):
        raise row.error(f"the code {code!r} is not three capital letters")
    shy = row.many("shy")
    if not set(shy) <= set(get_args(Shy)):
        raise row.error(f"shy {shy!r} must be among code, sign, noun")
    return Currency(
        code=code,
        places=row.many("places"),
        iso3=row.many("iso3"),
        until=row.day("until"),
        shy=frozenset(word for word in get_args(Shy) if word in shy),
        bare_sign_at_home=row.optional("bare_sign_at_home") == "yes",
        domains=row.many("domains"),
    )


def _add(index: dict[str, tuple[Currency, ...]], form: str, currency: Currency) -> None:
    meant = index.get(form, ())
    if currency not in meant:
        index[form] = (*meant, currency)

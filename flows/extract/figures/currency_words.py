"""Read the words that name a currency before or behind a number, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from flows.extract.lexing import ENDS_PHRASE, Kind, Token
from flows.reference.currencies import Currency, load_currencies

Basis = Literal["code", "symbol", "name", "adjective"]
GRAND = Decimal(1000)
SCALE_PREFIXES = {"M": Decimal(1_000_000), "k": Decimal(1000), "T": Decimal(1000)}  # MEUR, kSEK, TEUR


class CurrencyName(NamedTuple):
    """What tokens[first:last] call a currency.

    `meant` are the currencies that the words allow, the usual one first. `minor` tells cents and pence, `pounds` that
    the noun may also be the weight, `shy` that an everyday word is meant unless the number is large.
    """

    first: int
    last: int
    meant: tuple[Currency, ...]
    basis: Basis
    minor: bool = False
    pounds: bool = False
    shy: bool = False
    scale: Decimal = Decimal(1)


def read_before(tokens: Sequence[Token], at: int) -> CurrencyName | None:
    """Read a currency at tokens[at] that stands before its number: $, US$, EUR, Rs., Malaysian ringgit."""
    words = load_currencies()
    token = tokens[at]
    if token.kind is Kind.SIGN:
        return _sign(tokens, at)
    if token.kind is not Kind.WORD or (token.glued and tokens[at - 1].kind in (Kind.NUMBER, Kind.WORD)):
        return None
    is_abbreviated = at + 1 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 1].glued
    meant = words.signs.get(token.text) or (words.signs.get(f"{token.text}.") if is_abbreviated else None)
    if meant is not None:
        last = at + 1 + is_abbreviated
        return CurrencyName(at, last, meant, "symbol", shy=_is_shy(meant, "sign"))
    if (by_code := _code(token)) is not None:
        currency, scale = by_code
        last = at + 1
        if last < len(tokens) and tokens[last].kind is Kind.SIGN and currency in words.signs.get(tokens[last].text, ()):
            last += 1
        return CurrencyName(at, last, (currency,), "code", shy="code" in currency.shy, scale=scale)
    name = _noun(tokens, at)
    if name is not None and not name.minor and not name.shy:
        return name
    return None


def read_behind(tokens: Sequence[Token], at: int) -> CurrencyName | None:
    """Read a currency at tokens[at] that stands behind its number: euros, -euro, Swiss francs, EUR, €, US dollars."""
    if at >= len(tokens):
        return None
    words = load_currencies()
    token = tokens[at]
    if token.lower in "-‑–" and at + 1 < len(tokens):
        name = read_behind(tokens, at + 1) if tokens[at + 1].kind is Kind.WORD else None
        return name._replace(first=at) if name is not None else None
    if token.kind is Kind.SIGN:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and following.kind is Kind.NUMBER and (following.glued or not token.glued):
            return None
        return _sign(tokens, at)
    if token.kind is not Kind.WORD and token.text not in words.minor_nouns:
        return None
    if (by_code := _code(token)) is not None:
        currency, scale = by_code
        return CurrencyName(at, at + 1, (currency,), "code", shy="code" in currency.shy, scale=scale)
    if is_grand(tokens, at):
        return CurrencyName(at, at + 1, words.nouns["grand"], "name", scale=GRAND)
    name = _noun(tokens, at)
    if name is not None:
        return _with_trailing_place(tokens, name) if token.lower != "grand" else None
    is_lone_letter = len(token.text) == 1 and token.text.isascii()
    if not is_lone_letter and (meant := words.signs.get(token.text)) is not None:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and following.kind is Kind.NUMBER and not token.glued:
            return None
        return CurrencyName(at, at + 1, meant, "symbol", shy=_is_shy(meant, "sign"))
    return None


def is_grand(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "grand" at tokens[at] means a thousand (ten grand), which it does where its phrase ends."""
    return at < len(tokens) and tokens[at].text == "grand" and _ends_a_phrase(tokens, at + 1)


def read_trailing(tokens: Sequence[Token], at: int, name: CurrencyName) -> CurrencyName:
    """Let words behind the number narrow a sign before it: $76 US, $10 dollars, $5 million AUD or (AUD)."""
    words = load_currencies()
    if at >= len(tokens):
        return name
    token = tokens[at]
    if (code := words.by_code.get(token.text)) is not None and code in name.meant:
        return name._replace(last=at + 1, meant=(code,), basis="code")
    if token.text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")":
        code = words.by_code.get(tokens[at + 1].text)
        return name if code not in name.meant else name._replace(last=at + 3, meant=(code,), basis="code")
    noun, length = _longest(tokens, at, words.nouns)
    if noun and token.lower != "grand" and (shared := tuple(c for c in name.meant if c in noun)):
        return name._replace(last=at + length, meant=shared)
    place, length = _longest(tokens, at, words.places)
    shared = tuple(currency for currency in place if currency in name.meant)
    if shared and len(name.meant) > 1 and _ends_a_phrase(tokens, at + length) and tokens[at].text[:1].isupper():
        return name._replace(last=at + length, meant=shared, basis="adjective")
    return name


def _sign(tokens: Sequence[Token], at: int) -> CurrencyName | None:
    meant = load_currencies().signs.get(tokens[at].text) or load_currencies().signs.get(
        tokens[at].text.replace(" ", "")
    )
    return CurrencyName(at, at + 1, meant, "symbol") if meant else None


def _code(token: Token) -> tuple[Currency, Decimal] | None:
    """Return the currency of an ISO code, and the scale letter glued before it (MEUR, kSEK)."""
    codes = load_currencies().by_code
    if (currency := codes.get(token.text)) is not None:
        return currency, Decimal(1)
    currency = codes.get(token.text[1:]) if token.text[:1] in SCALE_PREFIXES else None
    if currency is not None and "code" not in currency.shy:
        return currency, SCALE_PREFIXES[token.text[0]]
    return None


def _noun(tokens: Sequence[Token], at: int) -> CurrencyName | None:
    """Read a currency's noun with the adjectives before it: Swiss francs, new Israeli shekels, cents."""
    words = load_currencies()
    meant: tuple[Currency, ...] = ()
    here = at
    for _ in range(3):
        place, length = _longest(tokens, here, words.places)
        if not place:
            break
        meant = place if not meant else tuple(c for c in meant if c in place) or place
        here += length
        if here >= len(tokens):
            return None
    minor, minor_length = _longest(tokens, here, words.minor_nouns)
    noun, length = _longest(tokens, here, words.nouns)
    if minor and minor_length > length:
        noun, length = minor, minor_length
    elif not noun:
        return None
    else:
        minor = ()
    if here > at:
        noun = tuple(currency for currency in noun if currency in meant)
        if not noun:
            return None
    pounds = tokens[here].lower in ("pound", "pounds") and here == at and length == 1
    basis: Basis = "adjective" if here > at else "name"
    return CurrencyName(
        at, here + length, noun, basis, minor=bool(minor), pounds=pounds, shy=here == at and _is_shy(noun, "noun")
    )


def _with_trailing_place(tokens: Sequence[Token], name: CurrencyName) -> CurrencyName:
    """Let a place behind the noun decide: dollars US, dollars (Canadian)."""
    at = name.last
    bracketed = at < len(tokens) and tokens[at].text == "("
    place, length = _longest(tokens, at + bracketed, load_currencies().places)
    shared = tuple(currency for currency in place if currency in name.meant)
    after = at + bracketed + length
    if not shared or len(name.meant) == 1 or not tokens[at + bracketed].text[:1].isupper():
        return name
    if bracketed:
        closed = after < len(tokens) and tokens[after].text == ")"
        return name._replace(last=after + 1, meant=shared, basis="adjective") if closed else name
    return name._replace(last=after, meant=shared, basis="adjective") if _ends_a_phrase(tokens, after) else name


def _ends_a_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a noun phrase ends before tokens[at], so that an adjective there belongs to the money."""
    if at >= len(tokens) or tokens[at].lower in ENDS_PHRASE:
        return True
    return tokens[at].kind is not Kind.WORD and not (tokens[at].glued and tokens[at].text in "'’-")


def _longest(
    tokens: Sequence[Token], at: int, index: dict[str, tuple[Currency, ...]]
) -> tuple[tuple[Currency, ...], int]:
    """Return what the longest run of up to three words from tokens[at] means, and how many tokens it takes."""
    for length in (3, 2, 1):
        if at + length <= len(tokens) and (found := index.get(" ".join(t.lower for t in tokens[at : at + length]))):
            return found, length
    return (), 0


def _is_shy(meant: tuple[Currency, ...], which: Literal["sign", "noun"]) -> bool:
    return which in meant[0].shy

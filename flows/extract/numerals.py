"""Read a number as a text writes it: 1,350 · 2.5 billion · half a million · two hundred and fifty · tens of thousands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.extract.lexing import Kind, Token
from flows.reference.numerals import Numeral, load_numerals

_ONE = Decimal(1)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.333333333333")}
_UNKNOWN_SCALE = re.compile(r"\w+(?:illions?|illiards?)")


class Value(NamedTuple):
    """A number at tokens[first:last] (half-open).

    `number` times `scale` is how much it is; `step` is the worth of its last written digit, before scaling.
    Where the words only bound it (tens of millions), `number` is the lower bound and `upper` the higher one.
    `plain` tells that it is written in digits; `grouped` that these are long or parted as large sums are.
    """

    first: int
    last: int
    number: Decimal
    scale: Decimal
    step: Decimal
    upper: Decimal | None = None
    plain: bool = True
    grouped: bool = False

    @property
    def amount(self) -> Decimal:
        """Return how much it is, in units; of a vague number the lower bound."""
        return self.number * self.scale


def read_value(tokens: Sequence[Token], at: int) -> Value | None:
    """Read the number that begins at tokens[at], with its scale words; None where there is none.

    None also where letters that mean nothing are glued to it (7th, 5x) or an unknown scale word follows (zillion):
    a number whose size is not understood is no number.
    """
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        value = _digits(tokens, at)
    elif token.kind is Kind.WORD or token.lower in _FRACTIONS:
        value = _spelled(tokens, at)
    else:
        return None
    if value is None:
        return None
    following = tokens[value.last] if value.last < len(tokens) else None
    if following is not None and _UNKNOWN_SCALE.fullmatch(following.lower):
        return None
    return value


def decimal_of(digits: str) -> Decimal:
    """Return the number that grouped digits write: the last sign is the decimal one unless it parts thousands."""
    digits = digits.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    for group in "' ":
        digits = digits.replace(group, "")
    if "," in digits and "." in digits:
        decimal_sign = "," if digits.rindex(",") > digits.rindex(".") else "."
    elif "," in digits:
        decimal_sign = "" if len(digits) - digits.rindex(",") == 4 else ","
    else:
        decimal_sign = "." if digits.count(".") == 1 else ""
    for grouping_sign in {",", "."} - {decimal_sign}:
        digits = digits.replace(grouping_sign, "")
    return Decimal(digits.replace(",", "."))


def _digits(tokens: Sequence[Token], at: int) -> Value | None:
    text = tokens[at].text
    if at and tokens[at].glued and _is_inside_longer_number(tokens, at):
        return None
    number = decimal_of(text)
    last = at + 1
    if last < len(tokens) and tokens[last].lower in _FRACTIONS and tokens[last].glued:
        number += _FRACTIONS[tokens[last].lower]
        last += 1
    if _runs_on(tokens, last):
        return None
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if _GROUPED.fullmatch(text):
        step = Decimal(1000) ** _trailing_groups(number)
    scale, after = _scale(tokens, last)
    if after == last and _glued_unknown_word(tokens, last):
        return None
    grouped = bool(_GROUPED.match(text)) or (number >= 1000 and not text.isdigit()) or "." in text or number >= 10000
    return Value(at, after, number, scale, step, grouped=grouped)


def _is_inside_longer_number(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the digits go on from others: 5.4.3, 2018-19, 12/05, or stand in a name (F16)."""
    before = tokens[at - 1]
    if before.kind is Kind.NUMBER:
        return True
    if before.lower == "/":
        return True
    if before.kind is Kind.WORD and tokens[at].text.startswith("."):
        return True
    return before.lower in ".,:" and before.glued and at >= 2 and tokens[at - 2].kind is Kind.NUMBER


def _runs_on(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether more digits follow without a break, as in a version or a date."""
    if last >= len(tokens) or not tokens[last].glued:
        return False
    if tokens[last].kind is Kind.NUMBER:
        return True
    return (
        tokens[last].lower in ".,/:"
        and last + 1 < len(tokens)
        and tokens[last + 1].glued
        and tokens[last + 1].kind is Kind.NUMBER
        and not (tokens[last].lower == "," and len(tokens[last + 1].text) == 3)
    )


def _trailing_groups(number: Decimal) -> int:
    groups = 0
    while number and number % 1000 == 0:
        number /= 1000
        groups += 1
    return groups


def _glued_unknown_word(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether letters are glued to the digits; a currency's word is the caller's to judge, so it may follow."""
    return last < len(tokens) and tokens[last].glued and tokens[last].kind is Kind.WORD and len(tokens[last].text) == 2 and (
        tokens[last].lower in {"st", "nd", "rd", "th"}
    )


def _scale(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """Read the scale words from tokens[at]: bn, million, lakh crore; return their product and where they end."""
    scale = _ONE
    numerals = load_numerals()
    while at < len(tokens):
        word = at
        if tokens[word].lower in "-‑–" and word + 1 < len(tokens):
            word += 1
        numeral = numerals.get(tokens[word].lower)
        if numeral is None or tokens[word].kind is not Kind.WORD:
            break
        if numeral.kind == "letter" and scale != _ONE:
            break
        if numeral.kind == "letter" and not _letter_counts(tokens, word):
            break
        if numeral.kind not in ("letter", "scale", "hundred") and not (
            numeral.kind == "plural" and numeral.value >= 1000 and scale == _ONE and not _is_of(tokens, word + 1)
        ):
            break
        scale *= numeral.value
        at = word + 1
        if numeral.kind == "letter":
            if at < len(tokens) and tokens[at].text == "." and tokens[at].glued and _sentence_goes_on(tokens, at):
                at += 1
            break
    return scale, at


def _letter_counts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a scale letter belongs to the number before: glued (5m), or apart and no usual word (5 bn, 12 K)."""
    text = tokens[at].text
    return tokens[at].glued or len(text) > 1 or text in "KMB" or text in "mk"


def _sentence_goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text[:1].islower()


def _is_of(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower == "of"


def _spelled(tokens: Sequence[Token], at: int) -> Value | None:
    """Read a number in words."""
    numerals = load_numerals()
    token = tokens[at]
    if token.lower in _FRACTIONS:
        scale, last = _scale(tokens, at + 1)
        return Value(at, last, _FRACTIONS[token.lower], scale, Decimal("0.5"), plain=False)
    first = numerals.get(token.lower)
    if token.lower in ("a", "an", "one", "half", "three", "two", "quarter") and (part := _fraction(tokens, at)):
        return part
    if first is None:
        return _after_article(tokens, at) if token.lower in ("a", "an") else None
    if first.kind == "plural":
        return _bounded(tokens, at, first)
    if first.kind == "vague":
        return _vague(tokens, at)
    if first.kind in ("digit", "teen", "ten", "hundred", "scale", "dozen"):
        return _words(tokens, at, at)
    return None


def _after_article(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "a million", "a hundred and fifty", "a dozen", "a few thousand"."""
    if at + 1 >= len(tokens):
        return None
    numeral = load_numerals().get(tokens[at + 1].lower)
    if numeral is None:
        return None
    if numeral.kind in ("hundred", "scale", "dozen"):
        return _words(tokens, at, at + 1)
    if numeral.kind == "vague":
        value = _vague(tokens, at + 1)
        return value._replace(first=at) if value else None
    return None


def _fraction(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "half a billion", "a quarter of a million", "three quarters of a billion", "a half-billion"."""
    numerals = load_numerals()
    words = [token.lower for token in tokens[at : at + 8]]
    count, here = _ONE, 0
    if words[0] in ("a", "an", "one"):
        here = 1
    elif words[0] in ("two", "three"):
        count, here = numerals[words[0]].value, 1
    if here and here < len(words) and words[here] == "-":
        here += 1
    part = numerals.get(words[here]) if here < len(words) else None
    if part is None or part.kind != "fraction":
        return None
    here += 1
    while here < len(words) and words[here] in ("-", "of", "a", "an"):
        here += 1
    scale_word = numerals.get(words[here]) if here < len(words) else None
    if scale_word is None or scale_word.kind not in ("scale", "dozen", "hundred"):
        return None
    number = count * part.value
    return Value(at, at + here + 1, number, scale_word.value, number, plain=False)


def _bounded(tokens: Sequence[Token], at: int, numeral: Numeral) -> Value | None:
    """Read "millions", "tens of millions", "hundreds of thousands": bounded by the next power that has a name."""
    numerals = load_numerals()
    if at >= 2 and tokens[at - 1].lower == "and" and tokens[at - 2].lower == tokens[at].lower:
        return None  # "millions and millions" is no number
    number, last = numeral.value, at + 1
    upper = number * (10 if number < 100 else 1000 if number >= 1000 else 10)
    while last + 1 < len(tokens) and tokens[last].lower == "of":
        following = numerals.get(tokens[last + 1].lower)
        if following is None or following.kind not in ("plural", "scale"):
            break
        number, upper, last = number * following.value, upper * following.value, last + 2
    return Value(at, last, number, _ONE, number, upper=upper, plain=False)


def _vague(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "several million", "a few hundred thousand": from two of the unit to ten."""
    last = at + 1
    if last < len(tokens) and tokens[last].lower == "of" and tokens[at].lower == "couple":
        last += 1
    if last >= len(tokens) or tokens[last].lower not in load_numerals():
        return None
    scale, after = _scale(tokens, last)
    if after == last or scale == _ONE:
        return None
    return Value(at, after, Decimal(2), scale, Decimal(1), upper=Decimal(10) * scale, plain=False)


def _words(tokens: Sequence[Token], first: int, at: int) -> Value | None:
    """Read number words from tokens[at] on; the number begins at tokens[first] (an article before "million")."""
    numerals = load_numerals()
    total, current, smallest = Decimal(0), Decimal(0), _ONE
    previous = ""
    last = at
    while last < len(tokens):
        here = last
        if last > at and tokens[here].lower in "-‑" and tokens[here].glued and here + 1 < len(tokens):
            here += 1
        elif last > at and tokens[here].lower in ("and", "&") and here + 1 < len(tokens):
            here += 1
            following = numerals.get(tokens[here].lower)
            if previous not in ("hundred", "scale") or following is None or following.kind not in ("digit", "teen", "ten"):
                break
        numeral = numerals.get(tokens[here].lower)
        if numeral is None or tokens[here].kind is not Kind.WORD:
            break
        if numeral.kind in ("digit", "teen", "ten"):
            if previous in ("digit", "teen") or (previous == "ten" and numeral.kind != "digit"):
                break
            current += numeral.value
            smallest = _ONE
        elif numeral.kind == "hundred" and previous in ("", "digit", "teen", "ten"):
            current = max(current, _ONE) * numeral.value
            smallest = numeral.value
        elif numeral.kind == "dozen" and previous in ("", "digit"):
            current = max(current, _ONE) * numeral.value
            smallest = numeral.value
        elif numeral.kind == "scale":
            if current == 0 and previous == "scale":
                total *= numeral.value
            elif total and total < numeral.value:
                total = (total + current) * numeral.value
            else:
                total += max(current, _ONE) * numeral.value
            current, smallest = Decimal(0), numeral.value
        else:
            break
        previous = numeral.kind
        last = here + 1
    if last == at:
        return None
    number = total + current
    value = _with_decimals(tokens, Value(first, last, number, _ONE, smallest, plain=False))
    if value.scale == 1 and number < 1000:
        scale, after = _scale(tokens, value.last)
        value = value._replace(scale=scale, last=after)
    return value


def _with_decimals(tokens: Sequence[Token], value: Value) -> Value:
    """Add "point five" or "and a half" to a number in words, and the scale that may follow."""
    numerals = load_numerals()
    words = [token.lower for token in tokens[value.last : value.last + 6]]
    if words[:1] == ["point"]:
        digits, last = "", value.last + 1
        while last < len(tokens):
            token = tokens[last]
            numeral = numerals.get(token.lower)
            if numeral is not None and numeral.kind == "digit":
                digits += str(numeral.value)
            elif token.lower == "zero":
                digits += "0"
            else:
                break
            last += 1
        if digits:
            scale, after = _scale(tokens, last)
            number = value.number + Decimal(f"0.{digits}")
            return value._replace(last=after, number=number, scale=scale, step=_ONE.scaleb(-len(digits)))
    joined = [word for word in words if word != "-"]
    if joined[:3] == ["and", "a", "half"]:
        last = value.last + 3 + sum(1 for word in words[:5] if word == "-")
        scale, after = _scale(tokens, last)
        if value.step >= 1000 and scale == _ONE:
            return value._replace(last=last, number=value.number + value.step / 2, step=value.step / 2)
        return value._replace(last=after, number=value.number + Decimal("0.5"), scale=scale, step=Decimal("0.5"))
    return value

"""Read a number that is written in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.extract.lexing import Kind, Token
from flows.extract.numerals.digits import FRACTIONS
from flows.extract.numerals.value import DASHES, ONE, Value, read_scale
from flows.reference.numerals import Numeral, load_numerals

_HALF = Decimal("0.5")
_ADDENDS = ("digit", "teen", "ten")
_FEW, _MANY = Decimal(2), Decimal(10)  # what "several" and "a few" lie between
_COUPLE_AT_MOST = Decimal(3)
_ARTICLES = ("a", "an")


def read_words(tokens: Sequence[Token], at: int) -> Value | None:
    """Read the number in words that begins at tokens[at]; None where there is none."""
    token = tokens[at]
    if token.text in FRACTIONS:
        scale, last = read_scale(tokens, at + 1)
        return Value(at, last, FRACTIONS[token.text], scale, FRACTIONS[token.text], plain=False)
    if (part := _fraction(tokens, at)) is not None:
        return part
    if token.lower in _ARTICLES:
        return _after_article(tokens, at)
    numeral = load_numerals().get(token.lower)
    if numeral is None:
        return None
    if numeral.kind == "plural":
        return _bounded(tokens, at, numeral)
    if numeral.kind == "vague":
        return _vague(tokens, at)
    if numeral.kind in (*_ADDENDS, "hundred", "scale", "dozen"):
        return _sum(tokens, at, at)
    return None


def _after_article(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "a million", "a hundred and fifty", "a dozen", "a few thousand"."""
    numeral = load_numerals().get(tokens[at + 1].lower) if at + 1 < len(tokens) else None
    if numeral is None:
        return None
    if numeral.kind == "vague":
        value = _vague(tokens, at + 1)
        return value._replace(first=at) if value is not None else None
    return _sum(tokens, at, at + 1) if numeral.kind in ("hundred", "scale", "dozen") else None


def _fraction(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "half a billion", "a quarter of a million", "three quarters of a billion", "a half-billion"."""
    numerals = load_numerals()
    words = [token.lower for token in tokens[at : at + 8]]
    counted = numerals.get(words[0])
    count, here = ONE, 0
    if words[0] in _ARTICLES:
        here = 1
    elif counted is not None and counted.kind == "digit":
        count, here = counted.value, 1
    if here and words[here : here + 1] == ["-"]:
        here += 1
    part = numerals.get(words[here]) if here < len(words) else None
    if part is None or part.kind != "fraction":
        return None
    here += 1
    while here < len(words) and words[here] in ("-", "of", *_ARTICLES):
        here += 1
    whole = numerals.get(words[here]) if here < len(words) else None
    if whole is None or whole.kind not in ("scale", "dozen", "hundred"):
        return None
    number = count * part.value
    return Value(at, at + here + 1, number, whole.value, number, plain=False)


def _bounded(tokens: Sequence[Token], at: int, numeral: Numeral) -> Value | None:
    """Read "millions", "tens of millions", "hundreds of thousands": bounded by the next power that has a name."""
    if at >= 2 and tokens[at - 1].lower == "and" and tokens[at - 2].lower == tokens[at].lower:
        return None  # "millions and millions" is no number
    numerals = load_numerals()
    number, last = numeral.value, at + 1
    upper = number * (1000 if number >= 1000 else 10)
    while last + 1 < len(tokens) and tokens[last].lower == "of":
        following = numerals.get(tokens[last + 1].lower)
        if following is None or following.kind not in ("plural", "scale"):
            break
        number, upper, last = number * following.value, upper * following.value, last + 2
    return Value(at, last, number, ONE, number, upper=upper, plain=False)


def _vague(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "several million", "a few hundred thousand", "a couple of billion"; None without a scale word."""
    first = at + 1
    if first < len(tokens) and tokens[first].lower == "of" and tokens[at].lower == "couple":
        first += 1
    scale, last = read_scale(tokens, first)
    if last == first:
        return None
    most = _COUPLE_AT_MOST if tokens[at].lower == "couple" else _MANY
    return Value(at, last, _FEW, scale, ONE, upper=most * scale, plain=False)


def _sum(tokens: Sequence[Token], first: int, at: int) -> Value | None:
    """Add up number words from tokens[at] on; the number begins at tokens[first], with the article of "a million"."""
    numerals = load_numerals()
    total, current, smallest = Decimal(0), Decimal(0), ONE
    previous, last = "", at
    while last < len(tokens):
        here = _next_word(tokens, last, previous) if last > at else last
        numeral = numerals.get(tokens[here].lower) if here is not None and tokens[here].kind is Kind.WORD else None
        if numeral is None or here is None or not _may_follow(previous, numeral.kind):
            break
        if numeral.kind in _ADDENDS:
            current, smallest = current + numeral.value, ONE
        elif numeral.kind in ("hundred", "dozen"):
            current, smallest = max(current, ONE) * numeral.value, numeral.value
        else:
            if current == 0 and previous == "scale":
                total *= numeral.value
            elif 0 < total < numeral.value:
                total = (total + current) * numeral.value
            else:
                total += max(current, ONE) * numeral.value
            current, smallest = Decimal(0), numeral.value
        previous, last = numeral.kind, here + 1
    if last == at:
        return None
    value = _with_decimals(tokens, Value(first, last, total + current, ONE, smallest, plain=False))
    if value.scale == 1 and value.number < 1000:
        scale, last = read_scale(tokens, value.last)
        value = value._replace(scale=scale, last=last)
    return _with_hundredths(tokens, value)


def _next_word(tokens: Sequence[Token], at: int, previous: str) -> int | None:
    """Step over a hyphen, or over the "and" of "two hundred and fifty"; None where the number does not go on."""
    token = tokens[at]
    if at + 1 >= len(tokens):
        return at
    if token.lower in DASHES:
        return at + 1 if token.glued else None
    if token.lower in ("and", "&"):
        numeral = load_numerals().get(tokens[at + 1].lower)
        goes_on = previous in ("hundred", "scale") and numeral is not None and numeral.kind in _ADDENDS
        return at + 1 if goes_on else None
    return at


def _may_follow(previous: str, kind: str) -> bool:
    """Tell whether a number word may stand behind one of the kind `previous`, "" at the beginning."""
    if kind in ("digit", "teen", "ten"):
        return previous in ("", "hundred", "scale") or (previous == "ten" and kind == "digit")
    if kind == "hundred":
        return previous in ("", *_ADDENDS)
    if kind == "dozen":
        return previous in ("", "digit")
    return kind == "scale"


def _with_decimals(tokens: Sequence[Token], value: Value) -> Value:
    """Add "point five" or "and a half" to a number in words, and the scale that may follow."""
    words = [token.lower for token in tokens[value.last : value.last + 8]]
    if words[:1] == ["point"] and (digits := _decimal_digits(words[1:])):
        scale, last = read_scale(tokens, value.last + 1 + len(digits))
        number = value.number + Decimal(f"0.{digits}")
        return value._replace(last=last, number=number, scale=scale, step=ONE.scaleb(-len(digits)))
    joined = [word for word in words if word != "-"]
    if joined[:3] == ["and", "a", "half"]:
        last = value.last + words.index("half") + 1
        if value.step >= 1000:
            return value._replace(last=last, number=value.number + value.step / 2, step=value.step / 2)
        scale, last = read_scale(tokens, last)
        return value._replace(last=last, number=value.number + _HALF, scale=scale, step=_HALF)
    return value


def _decimal_digits(words: Sequence[str]) -> str:
    """Return the digits that words read out one by one: "two five" -> 25."""
    numerals = load_numerals()
    digits = ""
    for word in words:
        numeral = numerals.get(word)
        if word == "zero":
            digits += "0"
        elif numeral is not None and numeral.kind == "digit":
            digits += str(numeral.value)
        else:
            break
    return digits


def _with_hundredths(tokens: Sequence[Token], value: Value) -> Value:
    """Add the cents of a contract's wording: "Fifty Thousand and NO/100", "ten and 25/100"."""
    texts = [token.lower for token in tokens[value.last : value.last + 4]]
    if len(texts) < 4 or texts[0] != "and" or texts[2:] != ["/", "100"]:
        return value
    if texts[1] != "no" and not (texts[1].isdigit() and len(texts[1]) == 2):
        return value
    hundredths = Decimal(0 if texts[1] == "no" else texts[1]) / 100
    return value._replace(last=value.last + 4, number=value.amount + hundredths, scale=ONE, step=ONE.scaleb(-2))

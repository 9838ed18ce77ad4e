"""Find counted things: a number, how exact it is called, and the noun phrase that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.extract.lexing import Kind, Token, lex
from flows.extract.numerals import DASHES, Value, read_value
from flows.extract.qualification import Qualification, qualification
from flows.extract.quantities.noun_phrases import CountedNoun, counted_noun
from flows.reference.designators import find_designators
from flows.reference.items import ItemMatch, find_items
from flows.reference.numbered_names import load_numbered_names
from flows.reference.units import load_units
from flows.schema.columns import ItemClass, Qualifier
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.span import Span
from flows.text.document import Document, SentenceView

_COUNT = re.compile(
    r"[0-9]|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    r"|[Aa]n?|\w+teen|\w+ty|[Hh]undreds?|[Tt]housands?|[Mm]illions?|[Bb]illions?|[Dd]ozens?|[Tt]ens|[Ss]cores)\b"
)
_STRONG = frozenset(("strong", "member", "man", "person", "men", "people", "troop", "soldier"))

_POINTS_BACK = frozenset(("the", "its", "their", "his", "her", "our", "those", "these"))
_BEFORE_YEARS = frozenset(("in", "since", "by", "the", "of", "from", "until", "during", "for", "its", "their", "a"))


class _Number(NamedTuple):
    """One number or range at tokens[first:last]."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    value: Value


def find_quantities(document: Document, figures: Sequence[FinancialFigure]) -> tuple[Quantity, ...]:
    """Find the counted things of a document, in reading order; what stands in a figure is money, never a quantity."""
    money = [Span(figure.char_start, figure.char_end) for figure in figures]
    quantities: list[Quantity] = []
    for sentence in document.sentences:
        if _COUNT.search(document.text, sentence.span.start, sentence.span.end):
            quantities += _in_sentence(document, sentence, [span for span in money if span.overlaps(sentence.span)])
    return tuple(quantities)


def _in_sentence(document: Document, sentence: SentenceView, money: Sequence[Span]) -> Iterable[Quantity]:
    tokens = lex(document.text, sentence.span.start, sentence.span.end)
    designators = [found.span for found in find_designators(document.text, *sentence.span)]
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        span = Span(tokens[number.first].start, tokens[number.last - 1].end)
        taken = any(span.overlaps(other) for other in (*money, *designators))
        if not taken and not _is_no_count(tokens, number, designators) and not _is_numbered(document, tokens, number):
            quantity = _quantity(document, sentence, tokens, number, money=money, designators=designators)
            if quantity is not None:
                yield quantity
        at = max(number.last, _end_of_share(tokens, number) or 0)


def _number(tokens: Sequence[Token], at: int) -> _Number | None:
    """Read a number, or two that make a range (500 to 600, between five and ten, 10-15, four or five)."""
    value = read_value(tokens, at)
    if value is None or _is_glued_before(tokens, at):
        return None
    single = _Number(at, value.last, value.amount, value.upper or value.amount, value)
    if value.upper is not None or value.last + 1 >= len(tokens):
        return single
    joint = tokens[value.last]
    opened = at > 0 and tokens[at - 1].lower in ("between", "from")
    if not (joint.lower in "-–‑" or joint.lower in ("to", "or") or (joint.lower == "and" and opened)):
        return single
    other = read_value(tokens, value.last + 1)
    if other is None or other.upper is not None:
        return single
    scaled = value._replace(scale=other.scale) if value.scale == 1 and value.number <= other.number else value
    if joint.lower == "or" and not (value.amount + 1 == other.amount or scaled.number + 1 == other.number):
        return single
    if scaled.amount >= other.amount:
        return single
    return _Number(at, other.last, scaled.amount, other.amount, other)


def _is_glued_before(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether something is glued to the number before it, as in a type name, a sign or a date (F-16, R4)."""
    token = tokens[at]
    if not token.glued or at == 0:
        return False
    before = tokens[at - 1]
    if before.lower in DASHES and before.glued:
        return True
    return before.kind in (Kind.WORD, Kind.SIGN, Kind.NUMBER) or before.lower in "/:.,#&@"


def _is_no_count(tokens: Sequence[Token], number: _Number, designators: Sequence[Span]) -> bool:
    """Tell years, dates, ages, ranks and rates from counts."""
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is None:
        return True
    if after.lower == "%" or (after.glued and after.kind is not Kind.OTHER) or after.lower in ("/", ":", "°", "º"):
        return True
    if after.glued and after.lower in DASHES:
        return not _hyphened_strength(tokens, number.last) and not _is_qualified_behind(tokens, number)
    if load_units().get(after.lower) == "none" or _is_rate(tokens, number):
        return True
    is_named = any(span.start == after.start for span in designators) or _opens_compound(tokens, number.last)
    return after.kind is not Kind.WORD and not is_named and after.lower not in ("“", '"', "‘", "'")


def _is_numbered(document: Document, tokens: Sequence[Token], number: _Number) -> bool:
    """Tell whether the number names one thing (Article 5, line 3); behind a verb (to train 500) it does not."""
    if not number.first or tokens[number.first - 1].lower not in load_numbered_names():
        return False
    before = tokens[number.first - 1]
    return not any(token.tag_.startswith("VB") for token in document.tokens_in(Span(before.start, before.end)))


def _is_rate(tokens: Sequence[Token], number: _Number) -> bool:
    """Tell whether the number is the whole of a rate: seven in 10 voters."""
    if number.first < 2 or tokens[number.first - 1].lower != "in":
        return False
    return read_value(tokens, number.first - 2) is not None


def _end_of_share(tokens: Sequence[Token], number: _Number) -> int | None:
    """Return where the whole ends of which the number is a part (34 of the 41 drones); None where it is of none."""
    at = number.last
    if number.value.upper is not None or at >= len(tokens) or tokens[at].lower != "of":
        return None
    at += 1 + (at + 1 < len(tokens) and tokens[at + 1].lower in _POINTS_BACK)
    whole = read_value(tokens, at) if at < len(tokens) else None
    is_whole = whole is not None and whole.upper is None and whole.amount > number.high
    return whole.last if whole is not None and is_whole else None


def _opens_compound(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a modifier made of a number and a noun follows: two 500-pound bombs."""
    if at + 2 >= len(tokens) or tokens[at].kind is not Kind.NUMBER or tokens[at].glued:
        return False
    dash, noun = tokens[at + 1], tokens[at + 2]
    return dash.lower in DASHES and dash.glued and noun.glued and noun.kind is Kind.WORD


def _is_qualified_behind(tokens: Sequence[Token], number: _Number) -> bool:
    """Tell whether the hyphen belongs to the number's qualifier: 500-plus tanks."""
    return qualification(tokens, number.first, number.last).last > number.last


def _hyphened_strength(tokens: Sequence[Token], dash: int) -> bool:
    return dash + 1 < len(tokens) and tokens[dash + 1].lower in _STRONG


def _quantity(
    document: Document,
    sentence: SentenceView,
    tokens: Sequence[Token],
    number: _Number,
    *,
    money: Sequence[Span],
    designators: Sequence[Span],
) -> Quantity | None:
    called = qualification(tokens, number.first, number.last)
    last = called.last
    if last == number.last and tokens[last].lower in DASHES:
        last += 2  # "a 5,000-strong contingent"
    elif number.value.upper is not None and tokens[last].lower == "of":
        last += 1
    last = _end_of_share(tokens, number) or last
    if last >= len(tokens):
        return None
    noun = counted_noun(document, tokens[last].start, sentence.span.end, designators=designators)
    if noun is None or any(noun.span.overlaps(span) for span in money):
        return None
    items = [item for item in find_items(document.text, *noun.span) if item.span.end == noun.span.end]
    is_strength = tokens[number.last].lower in DASHES and tokens[number.last + 1].lower == "strong"
    is_item = is_strength or bool(items) or _ends_in_name(document, noun, designators)
    if not _counts(document, tokens, number, noun, is_item=is_item):
        return None
    return _row(document, sentence, tokens, number, called, noun, items)


def _ends_in_name(document: Document, noun: CountedNoun, designators: Sequence[Span]) -> bool:
    """Tell whether the thing counted is a type name, with or without a plural's s, or a name of its own behind one."""
    for span in designators:
        if span.start == noun.span.start and document.text[span.end : noun.span.end].istitle():
            return True  # M1A1 Abrams
        if 0 <= noun.span.end - span.end <= 1:
            return True
    return False


def _counts(document: Document, tokens: Sequence[Token], number: _Number, noun: CountedNoun, *, is_item: bool) -> bool:
    """Tell whether the noun phrase is a thing that the number can count."""
    words = noun.span.of(document.text).lower()
    first_word = words.split()[0]
    units = load_units()
    if units.get(noun.head) == "none" or units.get(first_word) == "none":
        return False
    if number.value.looks_like_year and number.low == number.high:
        before = tokens[number.first - 1].lower if number.first else ""
        if before in _BEFORE_YEARS:
            return False
        return is_item and noun.is_plural
    if number.value.amount == 1 and not number.value.plain:
        return (is_item or noun.measure is not None) and not noun.is_plural
    return noun.is_plural or is_item or noun.measure is not None or noun.head in ("people", "police")


def _row(
    document: Document,
    sentence: SentenceView,
    tokens: Sequence[Token],
    number: _Number,
    called: Qualification,
    noun: CountedNoun,
    items: Sequence[ItemMatch],
) -> Quantity:
    start = tokens[called.first].start
    is_range = number.low != number.high
    if number.value.upper is None and is_range and number.first and tokens[number.first - 1].lower == "between":
        start = min(start, tokens[number.first - 1].start)
    low, high = _hundredths(number.low), _hundredths(number.high)
    qualifier: Qualifier = "range" if is_range else called.qualifier
    designators = find_designators(document.text, *noun.span)
    return Quantity(
        article_id=document.article.article_id,
        quantity_id=f"{document.article.article_id}.n{start}",
        sentence_id=sentence.sentence_id,
        commitment_id=None,
        char_start=start,
        char_end=noun.span.end,
        quantity_text=document.text[start : noun.span.end],
        value=None if is_range else low,
        low=low if is_range or qualifier in ("more_than", "at_least") else None,
        high=high if is_range or qualifier in ("less_than", "up_to") else None,
        qualifier=qualifier,
        unit_text=noun.span.of(document.text),
        unit_of_issue=noun.measure,
        item_class=_item_class(items, [found.item_class for found in designators]),
        designator=designators[0].span.of(document.text) if designators else None,
        is_increment=noun.is_increment or called.is_increment,
    )


def _item_class(items: Sequence[ItemMatch], designated: Sequence[ItemClass]) -> ItemClass | None:
    """Return the class of the head's word, else of a type name; a plain jet with a fighter's type name is a weapon."""
    if items and items[-1].item_class != "other":
        return items[-1].item_class
    if designated:
        return designated[-1]
    return "other" if items else None


def _hundredths(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"))

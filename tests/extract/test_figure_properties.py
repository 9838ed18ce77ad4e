"""What holds for every amount and every text: what is rendered is read back, spans lie in the text, nothing crashes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.figures import find_figures, find_stated
from flows.extract.figures.stated import StatedFigure
from flows.extract.quantities import find_quantities
from flows.reference.currencies import load_currencies
from flows.reference.numerals import load_numerals
from flows.schema.articles import Article, article_id_of
from flows.schema.span import Span
from flows.text.language import parse_articles
from flows.text.sentences import split_paragraphs

# Styles in which a sum may be written: {n} the number, {s} the scale. Every one names its currency beyond doubt.
STYLES = (
    ("€{n}{s}", "EUR"),
    ("€ {n} {s}", "EUR"),
    ("{n} {s} euros", "EUR"),
    ("{n}{s} euros", "EUR"),
    ("EUR {n} {s}", "EUR"),
    ("EUR{n}{s}", "EUR"),
    ("{n} {s} EUR", "EUR"),
    ("US${n}{s}", "USD"),
    ("US$ {n} {s}", "USD"),
    ("USD {n} {s}", "USD"),
    ("{n} {s} US dollars", "USD"),
    ("A${n} {s}", "AUD"),
    ("£{n}-{s}", "GBP"),
    ("{n} {s} pounds sterling", "GBP"),
    ("{n} {s} Swiss francs", "CHF"),
    ("SEK {n} {s}", "SEK"),
    ("{n} {s} Danish kroner", "DKK"),
    ("{n} {s} hryvnias", "UAH"),
    ("{n} {s} zlotys", "PLN"),
    ("¥{n} {s}", None),
    ("Rs {n} {s}", None),
)
SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "mn": 10**6, "crore": 10**7}

numbers = st.decimals(min_value="0.01", max_value="999.99", places=2) | st.integers(1, 999).map(Decimal)


def _find(text: str) -> list[StatedFigure]:
    return find_stated(text, split_paragraphs(text))


@given(numbers, st.sampled_from(sorted(SCALES)), st.sampled_from(STYLES))
def test_a_scaled_sum_is_read_back_in_every_style(number: Decimal, scale: str, style: tuple[str, str | None]) -> None:
    pattern, code = style
    text = f"They promised {pattern.format(n=number, s=scale)} to the fund."
    (figure,) = _find(text)
    assert figure.low == figure.high == number * SCALES[scale]
    assert code is None or (figure.currency is not None and figure.currency.code == code)


@given(st.integers(1, 10**12))
def test_a_grouped_sum_is_read_back(amount: int) -> None:
    for written in (f"€{amount:,}", f"€{amount}", f"€{amount:,}".replace(",", "'"), f"{amount:,} euros"):
        (figure,) = _find(f"The bill was {written} in the end.")
        assert figure.low == amount, written


@given(st.integers(1, 99), st.integers(0, 99))
def test_cents_are_read_back_in_both_decimal_signs(whole: int, cents: int) -> None:
    for written in (f"{whole}.{cents:02} €", f"{whole},{cents:02} €", f"€{whole}.{cents:02}"):
        (figure,) = _find(f"A loaf is {written} now.")
        assert figure.low == Decimal(whole) + Decimal(cents) / 100, written


@given(st.integers(1, 400), st.integers(1, 500), st.sampled_from(["million", "billion"]))
def test_a_range_shares_the_scale_of_its_higher_end(low: int, width: int, scale: str) -> None:
    high = low + width
    for written in (f"€{low}-{high} {scale}", f"between €{low} and €{high} {scale}", f"{low} to {high} {scale} euros"):
        (figure,) = _find(f"It will take {written} to finish.")
        assert (figure.low, figure.high) == (low * SCALES[scale], high * SCALES[scale]), written


@given(numbers, st.sampled_from(sorted(SCALES)))
def test_a_stated_conversion_is_never_a_second_sum(number: Decimal, scale: str) -> None:
    base, restated = _find(f"They gave £{number} {scale} (about $20 {scale}) to schools.")
    assert restated.converts is base
    assert restated.role == "conversion"


_GLUE = "to|and|between|from|or|-|–|(|)|/|%|=|.|,|of|a|the|GDP|per|year|2024|5|1.5|12,000|F-16|tanks|more|than|half"
_WORDS = [
    *load_numerals(),
    *load_currencies().signs,
    *load_currencies().nouns,
    *load_currencies().by_code,
    *_GLUE.split("|"),
]


@given(st.lists(st.sampled_from(_WORDS), max_size=14), st.sampled_from([" ", "", " "]))
@settings(max_examples=500, deadline=None)
def test_spans_and_bounds_hold_whatever_words_meet(words: list[str], joint: str) -> None:
    text = joint.join(words)
    figures = _find(text)
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low >= 0
        assert figure.high is None or figure.low <= figure.high
    assert all(one.end <= other.start for one, other in zip(figures, figures[1:], strict=False))


@given(st.integers(0, 80), st.sampled_from(["", " trillion", " lakh crore", ",000"]))
def test_a_sum_beyond_every_column_is_none(zeros: int, scale: str) -> None:
    for written in (f"€1{'0' * zeros}{scale}", f"1{'0' * zeros}{scale} euros", f"1{'0' * zeros} MEUR"):
        assert all(figure.low < 10**22 for figure in _find(written))


@given(st.text(max_size=80))
@settings(deadline=None)
def test_no_text_crashes_the_grammar(text: str) -> None:
    for figure in _find(text):
        assert Span(figure.start, figure.end).of(text)


@given(st.lists(st.sampled_from(_WORDS), max_size=12))
@settings(max_examples=25, deadline=None)
def test_rows_quote_the_text(words: list[str]) -> None:
    text = " ".join(words) or "."
    document = next(parse_articles([Article(article_id_of(text, None), text, "test")]))
    figures = find_figures(document)
    for figure in figures:
        assert text[figure.char_start : figure.char_end] == figure.figure_text
    for quantity in find_quantities(document, figures):
        assert text[quantity.char_start : quantity.char_end] == quantity.quantity_text
        assert not any(
            figure.char_start < quantity.char_end and quantity.char_start < figure.char_end for figure in figures
        )

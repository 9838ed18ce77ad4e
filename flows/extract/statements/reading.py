"""One document as the statement rules look at it: tokens as plain lists, outermost quotations, sentence bounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flows.schema.span import Span
from flows.text.document import Document, SentenceView
from flows.text.quotes import Quote
from flows.text.syntax import Syntax

if TYPE_CHECKING:
    from flows.extract.statements.cues import Cue

Run = tuple[int, int]  # first and last token

COMMAS = frozenset({",", ";", "-", "--", "–", "—", "―"})


@dataclass(frozen=True)
class Reading:
    """A document with what the statement rules ask of it again and again."""

    document: Document
    syntax: Syntax
    cues: list[Cue] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.document.text

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the quotations that stand in no other, in reading order."""
        outermost: list[Quote] = []
        for quote in self.document.quotes:
            if not outermost or quote.outer.start >= outermost[-1].outer.end:
                outermost.append(quote)
        return tuple(outermost)

    @cached_property
    def quote_tokens(self) -> tuple[tuple[int, int], ...]:
        """Return first and last token of each outermost quotation, its marks included."""
        return tuple(self.tokens_of(quote.outer) for quote in self.quotes)

    @cached_property
    def quote_of(self) -> list[int]:
        """Return for each token the number of the outermost quotation it stands in, or -1."""
        inside = [-1] * len(self.syntax.start)
        for number, (first, last) in enumerate(self.quote_tokens):
            inside[first : last + 1] = [number] * (last + 1 - first)
        return inside

    @cached_property
    def is_stop(self) -> list[bool]:
        """Tell of each token whether it parts clauses: a comma, semicolon or dash, not the hyphen of a compound."""
        syntax = self.syntax
        return [word in COMMAS and tag != "HYPH" for word, tag in zip(syntax.lower, syntax.tag, strict=True)]

    def quotes_in(self, span: Span) -> tuple[Quote, ...]:
        """Return the outermost quotations that share a code point with the span."""
        first = bisect_right(self.quotes, span.start, key=lambda quote: quote.outer.end)
        last = bisect_left(self.quotes, span.end, key=lambda quote: quote.outer.start)
        return self.quotes[first:last]

    def ends_quote(self, token: int) -> bool:
        """Tell whether the token is the last of an outermost quotation, its closing mark."""
        number = self.quote_of[token]
        return number >= 0 and self.quote_tokens[number][1] == token

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the first and the last token that begin inside the span; last < first when there is none."""
        return bisect_left(self.syntax.start, span.start), bisect_left(self.syntax.start, span.end) - 1

    def sentence_of(self, token: int) -> SentenceView | None:
        """Return the sentence that the token stands in; None for a date line."""
        sentences = self.document.sentences
        at = bisect_right(self._token_starts, token) - 1
        return sentences[at] if at >= 0 and token < sentences[at].token_end else None

    @cached_property
    def _token_starts(self) -> list[int]:
        return [sentence.token_start for sentence in self.document.sentences]

    def cues_between(self, first: int, last: int) -> list[Cue]:
        """Return the reporting verbs from the first to the last token."""
        low = bisect_left(self.cues, first, key=lambda cue: cue.token)
        high = bisect_right(self.cues, last, key=lambda cue: cue.token)
        return self.cues[low:high]

    def bounds_of(self, token: int, quote: int) -> Run | None:
        """Return first and last token of the sentence, or of its part inside the quotation; None in a date line."""
        sentence = self.sentence_of(token)
        if sentence is None:
            return None
        first, last = sentence.token_start, sentence.token_end - 1
        if quote >= 0:
            quote_first, quote_last = self.quote_tokens[quote]
            first, last = max(first, quote_first + 1), min(last, quote_last - 1)
        return first, last

    def trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """Shorten a run of tokens by blanks and by commas and stops at its ends; None when nothing is left."""
        lower, stop = self.syntax.lower, self.is_stop
        while first <= last and (stop[first] or lower[first].isspace() or lower[first] == ":"):
            first += 1
        while first <= last and (stop[last] or lower[last].isspace() or lower[last] in (".", ":")):
            last -= 1
        return (first, last) if first <= last else None

"""The one notion of place in a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of code points in an article's text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

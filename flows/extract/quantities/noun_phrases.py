"""The thing that a number counts: the nouns behind it, with the modifiers between."""

from __future__ import annotations

from flows.extract.qualification import INCREMENTS
from flows.reference.units import load_units
from flows.schema.span import Span
from flows.text.document import Document, Token

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "CD"))
_PLURALS = frozenset(("NNS", "NNPS"))



class CountedNoun:
    """A counted noun phrase: its words, its head, and the measure it is given in."""

    __slots__ = ("head", "is_increment", "measure", "span")

    def __init__(self, span: Span, head: Token, measure: str | None, *, is_increment: bool) -> None:
        """Keep the phrase's span, the noun counted, the unit of issue, and whether "more" stands in it."""
        self.span = span
        self.head = head
        self.measure = measure
        self.is_increment = is_increment


def counted_noun(document: Document, at: int, limit: int) -> CountedNoun | None:
    """Read the noun phrase that begins at the code point `at`, up to `limit`; None where no noun follows."""
    tokens = [token for token in document.tokens_in(Span(at, limit)) if not token.is_space]
    is_increment = bool(tokens) and tokens[0].lower_ in INCREMENTS
    begin = 1 if is_increment else 0
    last = _last_noun(tokens, begin)
    if last is None:
        return None
    measure = tokens[last].lower_ if load_units().get(_measure_form(tokens, begin, last)) == "issue" else None
    if measure is not None:
        measure = _measure_form(tokens, begin, last)
        if last + 1 < len(tokens) and tokens[last + 1].lower_ == "of":
            inner = last + 2
            while inner < len(tokens) and tokens[inner].tag_ in ("DT", "PRP$"):
                inner += 1
            thing = _last_noun(tokens, inner)
            last = thing if thing is not None else last
    head = tokens[last]
    return CountedNoun(Span(tokens[begin].idx, head.idx + len(head)), head, measure, is_increment=is_increment)


def is_plural(token: Token) -> bool:
    """Tell whether the tagger reads a noun as plural."""
    return token.tag_ in _PLURALS


def _last_noun(tokens: list[Token], begin: int) -> int | None:
    """Return the index of the noun that closes the run of modifiers and nouns from tokens[begin] on."""
    last = None
    for index in range(begin, len(tokens)):
        token = tokens[index]
        if token.tag_ in _NOUNS:
            if last is not None and is_plural(tokens[last]) and token.tag_ != "NNS":
                break
            last = index
        elif token.tag_ not in _MODIFIERS and not (token.lower_ == "," and _lists_adjectives(tokens, index)):
            break
        elif token.tag_ in ("VBG", "VBN") and last is not None and is_plural(tokens[last]):
            break
    return last


def _lists_adjectives(tokens: list[Token], comma: int) -> bool:
    return 0 < comma < len(tokens) - 1 and tokens[comma - 1].tag_ == "JJ" and tokens[comma + 1].tag_ == "JJ"


def _measure_form(tokens: list[Token], begin: int, last: int) -> str:
    """Return the words that may be a unit: "metric tons" or the last noun alone."""
    pair = " ".join(token.lower_ for token in tokens[max(begin, last - 1) : last + 1])
    return pair if pair in load_units() else tokens[last].lower_

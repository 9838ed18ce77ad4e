"""Cut a stretch of text into numbers, words and signs: what the grammars of amounts and of counted things read."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from flows.reference.currencies import load_currencies

# Numbers with English, Indian, French, Swiss and German grouping; a comma before one or two digits is a decimal sign.
_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9]|[,.][0-9]{3}|[ -]?mm\b)(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])"
    r"|[0-9]+\.[0-9]+"
    r"|[0-9]{1,4},[0-9]{1,2}(?![0-9]|[.,][0-9])"
    r"|[0-9]+"
    r"|(?<![0-9A-Za-z])\.[0-9]+"
)
_WORD = r"[A-Z](?:\.[A-Z])+\.?|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"

# Words before which a noun phrase has ended: "$76 US a barrel", "$1 to 2 million for roads".
ENDS_PHRASE = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "this",
            "that",
            "which",
            "than",
            "and",
            "or",
            "but",
            "as",
            "is",
            "was",
            "were",
            "will",
            "would",
        ),
        *("at", "by", "for", "from", "in", "into", "of", "on", "over", "per", "to", "under", "with"),
    )
)


class Kind(IntEnum):
    """What a token is."""

    NUMBER = 1
    WORD = 2
    SIGN = 3  # a currency sign that is more than letters: $, US$, €
    OTHER = 4  # one character of punctuation or the like


class Token(NamedTuple):
    """One token; `glued` tells that nothing stands between it and the token before."""

    kind: Kind
    start: int
    end: int
    text: str
    lower: str
    glued: bool


def lex(text: str, start: int, end: int) -> list[Token]:
    """Cut text[start:end] into tokens, in reading order; white space is in none."""
    tokens: list[Token] = []
    last_end = -1
    for match in _lexer().finditer(text, start, end):
        begin, stop = match.span()
        piece = match.group()
        tokens.append(Token(_KINDS[match.lastindex or 4], begin, stop, piece, piece.lower(), begin == last_end))
        last_end = stop
    return tokens


_KINDS = (Kind.OTHER, Kind.SIGN, Kind.NUMBER, Kind.WORD, Kind.OTHER)


@cache
def _lexer() -> re.Pattern[str]:
    signs = [sign for sign in load_currencies().signs if not sign.replace(".", "").replace("-", "").isalpha()]
    signs.sort(key=len, reverse=True)
    symbols = {char for sign in signs for char in sign if not char.isalnum() and char not in ". -"}
    # A sign has a symbol among its first characters: looking for it first spares every other word the long list.
    near = rf"(?=[\w.]{{0,5}}[ -]?[{re.escape(''.join(sorted(symbols)))}])"
    return re.compile(rf"({near}(?:{'|'.join(map(_sign_pattern, signs))}))|({_NUMBER})|({_WORD})|(\S)")


def _sign_pattern(sign: str) -> str:
    """Return the pattern of one sign: its letters stand apart from words, capitals also apart from their "$"."""
    pattern = re.escape(sign)
    head = sign.rstrip("$£¥")
    if head and sign[0].isalpha():
        pattern = rf"(?<![^\W_]){pattern}"
        if len(head) > 1 and head.isalpha() and head.isupper() and sign != head:
            pattern = rf"(?<![^\W_]){re.escape(head)} ?{re.escape(sign[len(head) :])}"
    if sign[-1].isalpha():
        pattern += r"(?![^\W\d_])"
    return pattern

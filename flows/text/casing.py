"""Headlines in the case of running text, so that the parser reads "Germany Halves Aid" as it reads a sentence.

A word keeps its capital when the article's own sentences capitalise it; it loses it when they write it small or when
it is a function word or one of the vocabularies' words. Only the case changes, never the length: offsets hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from flows.reference.commitment_cues import load_commitment_cues
from flows.reference.countries import demonyms, find_country
from flows.reference.items import find_items
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.schema.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MIN_WORDS = 3
_FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "new",
        "of",
        "off",
        "on",
        "or",
        "over",
        "out",
        "says",
        "say",
        "that",
        "the",
        "their",
        "to",
        "under",
        "up",
        "was",
        "were",
        "will",
        "with",
        "would",
        "could",
        "should",
        "may",
        "might",
        "must",
        "can",
        "amid",
        "after",
        "before",
        "against",
        "about",
        "than",
        "not",
        "no",
    ]
)


def recase_headlines(text: str, sentences: Sequence[Span], base_forms: Callable[[str], set[str]]) -> str:
    """Return the text with headline-cased sentences in sentence case; `base_forms` gives a word's lemmas."""
    headlines = [span for span in sentences if _is_headline_cased(text, span)]
    if not headlines:
        return text
    small, capital = _attested(text, [span for span in sentences if span not in headlines])
    pieces, done = [], 0
    for span in headlines:
        for number, match in enumerate(_WORD.finditer(text, span.start, span.end)):
            pieces += [text[done : match.start()], _recased(match.group(), number, small, capital, base_forms)]
            done = match.end()
    recased = "".join([*pieces, text[done:]])
    return recased if len(recased) == len(text) else text


def _is_headline_cased(text: str, span: Span) -> bool:
    words = [word for word in _WORD.findall(text, span.start, span.end) if len(word) > 3]
    return len(words) >= _MIN_WORDS and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def _attested(text: str, sentences: Sequence[Span]) -> tuple[set[str], dict[str, str]]:
    """Return the words that the sentences write small, and the capitalised form of those written so in mid-sentence."""
    small: set[str] = set()
    forms: dict[str, Counter[str]] = {}
    for span in sentences:
        for number, match in enumerate(_WORD.finditer(text, span.start, span.end)):
            word = match.group()
            if word.islower():
                small.add(word)
            elif number and text[match.start() - 1] == " ":
                forms.setdefault(word.lower(), Counter())[word] += 1
    return small, {lower: counts.most_common(1)[0][0] for lower, counts in forms.items()}


def _recased(
    word: str, number: int, small: set[str], capital: dict[str, str], base_forms: Callable[[str], set[str]]
) -> str:
    lower = word.lower()
    if word.islower() or len(lower) != len(word):
        return word
    if word.isupper() and len(word) == 2 and lower not in _FUNCTION_WORDS:
        return word  # UK, EU, US
    if lower in capital and lower not in small:
        return capital[lower]
    if lower in _FUNCTION_WORDS or (lower in small and lower not in capital):
        return lower if number else lower.capitalize()
    if find_country(word.capitalize()) or word.capitalize() in demonyms():
        return word.capitalize()
    if _is_vocabulary(lower) or any(_is_vocabulary(form) for form in base_forms(lower)):
        return lower if number else lower.capitalize()
    return word if not word.isupper() or len(word) <= 4 else word.capitalize()


@cache
def _vocabulary() -> frozenset[str]:
    cues = load_commitment_cues()
    return frozenset(lemma for table in (cues.things, cues.acts) for lemma, _ in table) | frozenset(
        load_reporting_verbs()
    )


@cache
def _is_vocabulary(lower: str) -> bool:
    return lower in _vocabulary() or any(item.span == Span(0, len(lower)) for item in find_items(lower))

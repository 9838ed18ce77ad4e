"""Names of people, reduced so that the spellings of one name become equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# The same names stand in many articles.
NAMES_HELD = 100_000
# Letters that decomposition leaves alone.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
# Transliterations of one sound, applied in order to a folded name.
_SPELLINGS = (
    (re.compile(r"(skyy|skiy|skij|skii|skyi|skyj|ski|sky)$"), "sky"),
    (re.compile(r"(iyy|yy|iy|ij|ii|yi|yj)"), "y"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"(tch|tsch|cz)"), "ch"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(ou|oo)"), "u"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[ij]"), "y"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "prof", "president", "minister", "gen", "king"}
)
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, each folded: no case, accents or variant spellings."""

    given: str  # empty when only a surname is known
    surname: str
    suffix: str

    @property
    def initial(self) -> str:
        """Return the first letter of the given name, or nothing."""
        return self.given[:1]


@lru_cache(maxsize=NAMES_HELD)
def parse_name(name: str) -> PersonName:
    """Split a name into given name, surname and suffix; the surname is the last word (Trump Jr.: suffix jr)."""
    words = [word for word in re.split(r"[\s.,]+", fold(name)) if word]
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    if not words:
        return PersonName("", "", suffix)
    surname = words[-1]
    particle, _, rest = surname.partition("-")
    if rest and particle in _ARTICLES:
        surname = rest
    return PersonName(_respell(words[0]) if len(words) > 1 else "", _respell(surname), suffix)


@lru_cache(maxsize=NAMES_HELD)
def fold(name: str) -> str:
    """Return a name in lower case without accents, "Støre" as "store"."""
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _respell(word: str) -> str:
    word = re.sub(r"[^a-z0-9]", "", word) or word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word

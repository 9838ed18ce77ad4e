"""The sentences of which reports are made, by part and voice; sentences.txt says how they are written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")
VOICES: tuple[str, ...] = ("newspaper", "wire", "release", "recipient")
KINDS: tuple[str, ...] = ("aid", "package", "loan", "budget", "goods")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with slots, and for which kinds of activity it is fit."""

    part: str
    voice: str
    kinds: tuple[str, ...]
    text: str


def sentences_for(part: str, *, voice: str, kind: str) -> list[str]:
    """Return the sentences with slots that may serve as a part of a report; none where the voice has no such part."""
    return [
        sentence.text
        for sentence in read_sentences()
        if sentence.part == part and sentence.voice in (voice, "any") and kind in sentence.kinds
    ]


@cache
def read_sentences(path: Path = SENTENCES) -> tuple[Sentence, ...]:
    """Read the sentences; raises ValueError for a heading or a kind that is not known."""
    found: list[Sentence] = []
    part = voice = ""
    usual_kinds = KINDS
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part, voice, *kinds = line[3:].split()
            usual_kinds = _kinds(kinds[0]) if kinds else KINDS
            if voice not in (*VOICES, "any"):
                raise ValueError(f"{path.name}: {line!r} names no voice; use one of {', '.join(VOICES)}, any")
        elif line.strip() and not line.startswith("#"):
            words, bar, text = line.partition(" | ")
            found.append(
                Sentence(part, voice, _kinds(words), text) if bar else Sentence(part, voice, usual_kinds, line)
            )
    return tuple(found)


def _kinds(words: str) -> tuple[str, ...]:
    kinds = tuple(words.split(","))
    if unknown := set(kinds) - set(KINDS):
        raise ValueError(f"{words!r} has kinds that are not known: {', '.join(sorted(unknown))}")
    return kinds

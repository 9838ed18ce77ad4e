"""Texts to measure on: real articles where the shared data lies beside the tree, else generated ones."""

from __future__ import annotations

import gzip
import json
import random
from itertools import islice
from pathlib import Path

BULK = Path(__file__).resolve().parents[2] / "shared" / "data" / "bulk" / "articles_5k.jsonl.gz"

_SENTENCES = (
    "{who} said on Monday that {giver} would send {n} {things} to {taker}.",
    "{giver} has promised {taker} {money}, of which {money} is a loan.",
    '"We will give {taker} {money} if parliament agrees," {who} told reporters.',
    "The talks in the capital went on until late at night and are to be resumed next week.",
    "{who}, who leads the government of {giver}, added that the plan was not ready.",
    "According to officials, {n} {things} have arrived, and more are on their way.",
    "{giver} has ruled out sending {things}, although {who} had called for it in March.",
)
_WORDS = {
    "who": ("Ada Stone", "Prime Minister Jan Novak", "Foreign Minister Lena Berg", "he", "the president"),
    "giver": ("Norway", "the European Union", "Japan", "the United Kingdom", "Canada"),
    "taker": ("Ukraine", "Sudan", "Haiti", "Bangladesh", "Jordan"),
    "things": ("trucks", "air defence missiles", "doctors", "tonnes of wheat", "generators"),
    "money": ("$2.5 billion", "€300 million", "£1.6bn ($2bn)", "more than 5 billion yen", "up to SEK 16 billion"),
    "n": ("12", "1,200", "more than 5,000", "two dozen", "about 40"),
}


def bench_texts(count: int) -> tuple[list[str], str]:
    """Return texts and a phrase that says what they are."""
    if BULK.exists():
        with gzip.open(BULK, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in islice(lines, count)]
        return texts, f"the first {len(texts)} articles of {BULK.name}"
    choose = random.Random(7)  # noqa: S311 - the same texts in every run, no secret
    return [_generated(choose) for _ in range(count)], f"{count} generated articles (no {BULK.name} beside the tree)"


def _generated(choose: random.Random) -> str:
    paragraphs = []
    for _ in range(choose.randint(6, 14)):
        sentences = choose.choices(_SENTENCES, k=choose.randint(1, 4))
        paragraphs.append(" ".join(_filled(sentence, choose) for sentence in sentences))
    return "\n\n".join(paragraphs)


def _filled(sentence: str, choose: random.Random) -> str:
    words = {slot: choose.choice(options) for slot, options in _WORDS.items()}
    filled = sentence.format(**words)
    return filled[:1].upper() + filled[1:]

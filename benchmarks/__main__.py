"""Measure the extraction beside the bare language model, on one core, in one run.

    python -m benchmarks [--articles N] [--rounds N]

Each round times the stock model's `list(nlp.pipe(texts))`, then our own parse, then each stage; medians over the
rounds are printed. Seconds are those of the processor, and rounds are interleaved, so that other work on the machine
neither counts nor favours one part.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from statistics import median
from time import process_time

from benchmarks.texts import bench_texts
from flows.extract.actors import find_actors
from flows.extract.article import extract_article
from flows.extract.commitments import find_commitments
from flows.extract.figures import find_figures
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.articles import Article
from flows.sources.article import make_article
from flows.text.document import Document
from flows.text.language import MODEL, parse_articles

# After flows.text.language, which holds numpy to one thread.
import spacy  # isort: skip
from spacy.language import Language  # isort: skip

PLAIN_SCAN = re.compile(
    r"(?:US\$|[$€£¥])\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|m|bn|tn)\b)?"
    r"|\b\d[\d.,]*\s?(?:million|billion|trillion)?\s(?:dollars|euros|pounds|yen|USD|EUR|GBP)\b"
)
STAGES = ("actors", "statements", "figures", "quantities", "commitments")


def main() -> None:
    """Run the rounds and print the medians."""
    options = _options()
    texts, described = bench_texts(options.articles)
    articles = [make_article(text, url=str(number)) for number, text in enumerate(texts)]
    stock = spacy.load(MODEL)
    _warm_up(stock, articles[:5])

    rounds = [_round(stock, texts, articles) for _ in range(options.rounds)]
    took = {name: median(times[name] for times in rounds) for name in rounds[0]}
    n_chars = sum(map(len, texts))
    print(f"On {described}: {n_chars:,} characters, {options.rounds} rounds, one core\n")
    _print_rates(took, len(texts))
    _print_stages(took)
    print(f"\nfigures     {n_chars / took['figures'] / 1e6:8.2f} million characters/s")
    print(f"plain regex {n_chars / took['plain scan'] / 1e6:8.2f} million characters/s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _warm_up(stock: Language, articles: list[Article]) -> None:
    list(stock.pipe(article.text for article in articles))
    for document in parse_articles(articles):
        extract_article(document)


def _round(stock: Language, texts: list[str], articles: list[Article]) -> dict[str, float]:
    """Return the seconds that each part takes on all texts."""
    took = {"nlp.pipe": _seconds(lambda: list(stock.pipe(texts)))}
    documents: list[Document] = []
    took["parse"] = _seconds(lambda: documents.extend(parse_articles(articles)))
    took |= _stage_seconds(documents)
    took["extraction"] = took["parse"] + _seconds(lambda: [extract_article(document) for document in documents])
    took["plain scan"] = _seconds(lambda: [list(PLAIN_SCAN.finditer(text)) for text in texts])
    return took


def _stage_seconds(documents: list[Document]) -> dict[str, float]:
    took = dict.fromkeys(STAGES, 0.0)
    for document in documents:
        started = process_time()
        actors = find_actors(document)
        took["actors"] += (then := process_time()) - started
        statements = find_statements(document, actors)
        took["statements"] += (started := process_time()) - then
        figures = find_figures(document)
        took["figures"] += (then := process_time()) - started
        quantities = find_quantities(document, figures)
        took["quantities"] += (started := process_time()) - then
        find_commitments(document, actors, statements, figures, quantities)
        took["commitments"] += process_time() - started
    return took


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _print_rates(took: dict[str, float], n_texts: int) -> None:
    print(f"{'':12}{'articles/s':>12}{'of nlp.pipe':>13}")
    for name in ("nlp.pipe", "parse", "extraction"):
        print(f"{name:12}{n_texts / took[name]:12.1f}{took['nlp.pipe'] / took[name]:12.2f}x")


def _print_stages(took: dict[str, float]) -> None:
    print(f"\n{'stage':12}{'share of the time of nlp.pipe':>30}")
    for name in STAGES:
        print(f"{name:12}{took[name] / took['nlp.pipe']:29.1%}")


if __name__ == "__main__":
    main()

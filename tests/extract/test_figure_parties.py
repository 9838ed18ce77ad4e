"""Who pays and who is paid, where the clause says so."""

from __future__ import annotations

import pytest

from flows.extract.actors import find_actors
from flows.extract.figures import find_figures, with_parties
from flows.schema.articles import Article, article_id_of
from flows.text.language import parse_articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway gave Ukraine $5 million last year.", [("Norway", "Ukraine")]),
        ("Japan will provide a loan of 300 million dollars to the Philippines.", [("Japan", "Philippines")]),
        ("Moldova received 12 million lei from the European Union.", [("European Union", "Moldova")]),
        ("A grant of £3m was paid by the United Kingdom to Jordan.", [("United Kingdom", "Jordan")]),
        ("France, which gave €40 million to Lebanon, will hold a summit.", [("France", "Lebanon")]),
        ("Sweden pledged 16 billion kronor ($1.6bn) to Moldova.", [("Sweden", "Moldova"), ("Sweden", "Moldova")]),
        ("Canada and Japan gave $5m.", [(None, None)]),
        ("The price of wheat rose to $5.", [(None, None)]),
        ("Norway spends 2% of GDP on aid.", [(None, None)]),
    ],
)
def test_parties_of_a_sum(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    document = next(parse_articles([Article(article_id_of(text, None), text, "test")]))
    actors = find_actors(document)
    names = {actor_id: row.name for actor_id, row in actors.by_id.items()} | {None: None}
    figures = with_parties(document, find_figures(document), actors)
    assert [(names[figure.payer_actor_id], names[figure.payee_actor_id]) for figure in figures] == expected

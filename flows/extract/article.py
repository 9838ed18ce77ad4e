"""One parsed article -> all of its rows, in the order in which the stages need each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flows.extract.actors import find_actors
from flows.extract.commitments import find_commitments
from flows.extract.figures import find_figures, with_parties
from flows.extract.quantities import find_quantities
from flows.extract.statements import find_statements
from flows.schema.actors import ActorMention, ArticleActor
from flows.schema.articles import Article, ArticleRow, Sentence
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.statements import Statement
from flows.text.document import Document

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """The rows of one article, named as their tables are."""

    articles: tuple[ArticleRow, ...]
    sentences: tuple[Sentence, ...]
    article_actors: tuple[ArticleActor, ...]
    actor_mentions: tuple[ActorMention, ...]
    statements: tuple[Statement, ...]
    financial_figures: tuple[FinancialFigure, ...]
    quantities: tuple[Quantity, ...]
    commitments: tuple[Commitment, ...]


def extract_article(document: Document) -> ArticleRows:
    """Return every row of an article; a pure function of the document and the vocabularies."""
    actors = find_actors(document)
    statements = find_statements(document, actors)
    figures = with_parties(document, find_figures(document), actors)
    quantities = find_quantities(document, figures)
    commitments = find_commitments(document, actors, statements, figures, quantities)
    listed = actors.taking_part(_referred_to(statements, figures, commitments))
    return ArticleRows(
        articles=(article_row(document.article),),
        sentences=tuple(
            Sentence(
                document.article.article_id,
                view.sentence_id,
                view.span.start,
                view.span.end,
                view.paragraph,
                view.span.of(document.text),
            )
            for view in document.sentences
        ),
        article_actors=listed.rows,
        actor_mentions=listed.mentions,
        statements=statements,
        financial_figures=_in_statements(_with_roles(figures, commitments), statements),
        quantities=_with_commitments(quantities, commitments),
        commitments=commitments,
    )


def _referred_to(
    statements: Sequence[Statement], figures: Sequence[FinancialFigure], commitments: Sequence[Commitment]
) -> set[str]:
    """Return the actor ids that other rows hold."""
    ids: set[str | None] = set()
    for statement in statements:
        ids.update((*statement.speaker_actor_ids, *statement.addressee_actor_ids))
    for figure in figures:
        ids.update((figure.payer_actor_id, figure.payee_actor_id))
    for commitment in commitments:
        ids.update((commitment.donor_actor_id, commitment.recipient_actor_id, *commitment.announcer_actor_ids))
    return {actor_id for actor_id in ids if actor_id is not None}


def article_row(article: Article) -> ArticleRow:
    """Return the row of an article itself."""
    return ArticleRow(
        article_id=article.article_id,
        source=article.source,
        url=article.url,
        other_urls=(),
        title=article.title,
        published_date=article.published_date,
        published_precision=article.published_precision,
        dateline_place=article.dateline_place,
        language=article.language,
        text=article.text,
        n_words=sum(1 for _ in _WORD.finditer(article.text)),
        n_chars=len(article.text),
        duplicate_of=None,
        ingested_at=datetime.now(UTC),
    )


def _with_roles(figures: Sequence[FinancialFigure], commitments: Sequence[Commitment]) -> tuple[FinancialFigure, ...]:
    """Call a figure a commitment's where a commitment states it."""
    promised = {commitment.figure_id for commitment in commitments}
    return tuple(
        replace(figure, role="commitment") if figure.figure_id in promised and figure.role == "other" else figure
        for figure in figures
    )


def _in_statements(figures: Sequence[FinancialFigure], statements: Sequence[Statement]) -> tuple[FinancialFigure, ...]:
    """Give each figure the innermost statement that tells it."""
    placed = []
    for figure in figures:
        holding = [
            statement
            for statement in statements
            if any(span.start <= figure.char_start < span.end for span in statement.content_spans)
        ]
        innermost = min(holding, key=lambda statement: statement.char_end - statement.char_start, default=None)
        placed.append(replace(figure, statement_id=innermost.statement_id) if innermost else figure)
    return tuple(placed)


def _with_commitments(quantities: Sequence[Quantity], commitments: Sequence[Commitment]) -> tuple[Quantity, ...]:
    """Give each quantity the first commitment whose item it counts."""
    first: dict[str, str] = {}
    for commitment in commitments:
        if commitment.quantity_id is not None:
            first.setdefault(commitment.quantity_id, commitment.commitment_id)
    return tuple(replace(quantity, commitment_id=first.get(quantity.quantity_id)) for quantity in quantities)

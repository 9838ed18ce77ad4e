"""`pledgebook explain`: one article, sentence by sentence: what was found, where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from flows.cli.output import number_text

if TYPE_CHECKING:
    from flows.extract.article import ArticleRows
    from flows.schema.articles import Sentence
    from flows.schema.commitments import Commitment
    from flows.schema.statements import Statement


@click.command(short_help="Show what was found in each sentence, and why.")
@click.argument("file")
def explain(file: str) -> None:
    """Show each sentence of an article with what was found in it, by which rule, or why nothing was.

    Numbers in brackets are places in the text: the first character and the one after the last.
    """
    from flows.errors import SourceError
    from flows.extract.article import extract_article
    from flows.extract.reasons import reasons_against
    from flows.schema.articles import Reject
    from flows.sources import read_articles
    from flows.text.language import parse_articles

    for item in read_articles([file]):
        if isinstance(item, Reject):
            raise SourceError(item.message)
        (document,) = parse_articles([item])
        for line in explanation(extract_article(document), reasons_against(document)):
            click.echo(line)


def explanation(rows: ArticleRows, reasons: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the lines that explain one article; `reasons` says by sentence_id why there is no more in it."""
    article = rows.articles[0]
    yield click.style(article.url, bold=True)
    yield f"{article.published_date or 'undated'}, {len(rows.sentences)} sentences"
    for number, sentence in enumerate(rows.sentences, start=1):
        yield ""
        yield click.style(f"{number}. {_place(sentence.char_start, sentence.char_end)} ", bold=True) + sentence.text
        yield from (f"     {line}" for line in _findings(rows, sentence))
        yield from (click.style(f"     – {reason}", dim=True) for reason in reasons.get(sentence.sentence_id, ()))


def _findings(rows: ArticleRows, sentence: Sentence) -> Iterator[str]:
    actors = {actor.actor_id: actor for actor in rows.article_actors}
    for mention in rows.actor_mentions:
        if mention.sentence_id == sentence.sentence_id:
            actor = actors[mention.actor_id]
            country = f", {actor.country_iso3}" if actor.country_iso3 else ""
            yield _line(
                "actor", mention.char_start, mention.char_end, mention.text,
                f"is {actor.name} ({actor.actor_type}{country})", f"{mention.mention_type}, {mention.method}",
            )  # fmt: skip
    for statement in rows.statements:
        if statement.sentence_id == sentence.sentence_id:
            names = [actors[one].name for one in statement.speaker_actor_ids if one in actors]
            yield from _statement(statement, names)
    for figure in rows.financial_figures:
        if figure.sentence_id == sentence.sentence_id:
            value = number_text(figure.amount, figure.amount_low, figure.amount_high)
            meaning = f"is {figure.qualifier} {value} {figure.currency or 'of unknown currency'}, {figure.role}"
            yield _line("figure", figure.char_start, figure.char_end, figure.figure_text, meaning, figure.rule_id)
    for quantity in rows.quantities:
        if quantity.sentence_id == sentence.sentence_id:
            value = number_text(quantity.value, quantity.low, quantity.high)
            meaning = f"counts {quantity.qualifier} {value} {quantity.unit_text}"
            kind = quantity.item_class or "no item class"
            yield _line("quantity", quantity.char_start, quantity.char_end, quantity.quantity_text, meaning, kind)
    for commitment in rows.commitments:
        if commitment.sentence_id == sentence.sentence_id:
            yield from _commitment(commitment)


def _statement(row: Statement, speakers: list[str]) -> Iterator[str]:
    said_by = " and ".join(speakers) or row.speaker_text or "an unknown speaker"
    cue = ", ".join(_place(*span) for span in row.cue_spans)
    yield _line("statement", row.char_start, row.char_end, row.content, f"is said by {said_by}", row.rule_id)
    if row.cue_text:
        yield f"             cue {cue} {row.cue_text!r} ({row.cue_lemma}, {row.cue_class}), {row.kind}"


def _commitment(row: Commitment) -> Iterator[str]:
    donor = row.donor_iso3 or row.donor_text or "an unnamed donor"
    recipient = row.recipient_iso3 or row.recipient_text or "nobody named"
    meaning = f"{donor} to {recipient}: {row.item_text or row.item_class}, {row.sector}"
    yield _line("commitment", row.char_start, row.char_end, row.status, meaning, row.rule_id)
    cue = f"cue {_place(row.cue_start, row.cue_end)} {row.cue_text!r}"
    yield f"             {cue}, told by {row.source_basis}, {row.certainty}"
    if row.amount is not None:
        amount = number_text(row.amount, row.amount_low, row.amount_high)
        yield f"             amount {amount} {row.currency or '?'} ({row.amount_scope}, figure {row.figure_id})"
    if row.conditional and row.condition_start is not None and row.condition_end is not None:
        where = _place(row.condition_start, row.condition_end)
        yield f"             condition {where} {row.condition_text!r} ({row.condition_kind})"


def _line(kind: str, start: int, end: int, words: str, meaning: str, rule: str) -> str:
    shown = " ".join(words.split())
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return f"{kind:<10} {_place(start, end)} {shown!r} {meaning}  <{rule}>"


def _place(start: int, end: int) -> str:
    return f"[{start}:{end}]"

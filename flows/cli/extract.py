"""`pledgebook extract`: parse files, without Prefect and without a warehouse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from flows.cli.inputs import extract_in_order, read_paths, read_records
from flows.cli.options import is_quiet, talk
from flows.cli.output import number_text

if TYPE_CHECKING:
    from flows.extract.article import ArticleRows
    from flows.schema.commitments import Commitment
    from flows.schema.figures import FinancialFigure
    from flows.schema.statements import Statement

RULE = "─" * 72


@click.command(short_help="Print what articles say.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="Print one JSON object an article instead of a summary.")
@click.option("--lines", metavar="FILE.jsonl", help='Read {"id", "text", "date"?, "source"?} a line instead of files.')
def extract(paths: tuple[str, ...], *, jsonl: bool, lines: str | None) -> None:
    """Print what articles say: actors, statements, figures, commitments.

    Every input gives one result, in order; one that cannot be read or parsed gives the reason.
    """
    if bool(paths) == (lines is not None):
        raise click.UsageError("give files, or --lines FILE.jsonl")
    from flows.extract.contract import as_contract, failed_contract
    from flows.progress import progress_bar
    from flows.schema.articles import Reject
    from flows.settings import load_settings

    inputs = read_records(lines) if lines is not None else read_paths(paths)
    n_failed = 0
    with progress_bar(is_shown=not is_quiet()) as bar:
        bar.stage("parsing")
        for name, result in extract_in_order(inputs, timeout_s=load_settings().article_timeout_s):
            if isinstance(result, Reject):
                n_failed += 1
                record = failed_contract(file=name, error=result.message)
                summary = f"{name}\n{RULE}\ncannot be parsed: {result.message}\n"
            else:
                record = as_contract(result, file=name)
                summary = summarise(name, result)
            click.echo(json.dumps(record, ensure_ascii=False) if jsonl else summary)
            bar.advance(1)
    if n_failed:
        talk(f"{n_failed} inputs could not be parsed; their `error` says why")


def summarise(name: str, rows: ArticleRows) -> str:
    """Return what a reader wants to know of one article, a line a finding."""
    article = rows.articles[0]
    actors = {actor.actor_id: actor.name for actor in rows.article_actors}
    heading = " · ".join(
        str(part) for part in (article.published_date, article.dateline_place, article.title, article.source) if part
    )
    sections = [
        (
            "actors",
            [
                f"{a.name} ({a.actor_type}{f', {a.country_iso3}' if a.country_iso3 else ''})"
                for a in rows.article_actors
            ],
        ),
        ("statements", [_statement(row, actors) for row in rows.statements]),
        ("financial figures", [_figure(row) for row in rows.financial_figures]),
        ("commitments", [_commitment(row) for row in rows.commitments]),
    ]
    lines = [name, RULE, *([heading] if heading else [])]
    for title, findings in sections:
        lines.append(f"\n{title} ({len(findings)})")
        lines += [f"  {finding}" for finding in findings]
    return "\n".join(lines) + "\n"


def _statement(row: Statement, actors: dict[str, str]) -> str:
    speakers = ", ".join(actors[one] for one in row.speaker_actor_ids if one in actors) or row.speaker_text or "?"
    content = " ".join(row.content.split())
    return f"{speakers} [{row.cue_lemma or 'continued'}, {row.kind}]: {content}"


def _figure(row: FinancialFigure) -> str:
    value = number_text(row.amount, row.amount_low, row.amount_high)
    restates = f", restates {row.conversion_of}" if row.conversion_of else ""
    return f"{row.figure_text!r}: {row.qualifier} {value} {row.currency or '?'} ({row.role}{restates})"


def _commitment(row: Commitment) -> str:
    donor = row.donor_iso3 or row.donor_text or "unnamed"
    recipient = f" -> {row.recipient_iso3 or row.recipient_text}" if row.recipient_iso3 or row.recipient_text else ""
    amount = ""
    if row.currency is not None:
        amount = f", {number_text(row.amount, row.amount_low, row.amount_high)} {row.currency}"
    condition = f", if: {row.condition_text}" if row.conditional else ""
    return f"{row.status:<13} {donor}{recipient}: {row.item_text or row.item_class} ({row.sector}{amount}){condition}"

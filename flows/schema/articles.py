"""Articles and sentences, what could not be read, and the runs that read them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

import pyarrow as pa

from flows.schema.columns import ArticleId, CharEnd, CharStart, Column, PublishedDate, SentenceId
from flows.schema.span import Span

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read; `text` is kept verbatim and every offset counts its code points."""

    article_id: str
    text: str
    url: str
    source: str | None = None
    title: str | None = None
    title_span: Span | None = None
    published_date: date | None = None
    published_precision: Precision | None = None
    dateline_place: str | None = None
    dateline_span: Span | None = None  # the place, without the colon or dash that follows it
    lead_start: int | None = None  # where the first words after a dateline begin; None without a dateline
    language: str = "en"
    furniture: tuple[Span, ...] = ()  # date lines and bylines: words of the text that are no sentence


def article_id_of(text: str, source: str | None) -> str:
    """Return the id of an article: first 16 hex digits of sha256(text + NUL + source or empty)."""
    digest = hashlib.sha256(f"{text}\0{source or ''}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, by content: two identical files are one article."""

    article_id: ArticleId
    source: Annotated[str | None, Column("Publisher; null when the input does not say.")]
    url: Annotated[str, Column("Address of the article; for a file its path as given.")]
    other_urls: Annotated[tuple[str, ...], Column("Further addresses at which the same text was met.")]
    title: Annotated[str | None, Column("Headline; null when the input has none.")]
    published_date: PublishedDate
    published_precision: Annotated[Precision | None, Column("How exact published_date is; null when undated.")]
    dateline_place: Annotated[str | None, Column("Place named before the first sentence, as written.")]
    language: Annotated[str, Column("ISO 639-1 code of the text's language.")]
    text: Annotated[str, Column("The article as stored; every offset of every table counts its code points.")]
    n_words: Annotated[int, Column("Words in the text.", arrow=pa.int32())]
    n_chars: Annotated[int, Column("Code points in the text.", arrow=pa.int32())]
    duplicate_of: Annotated[str | None, Column("article_id of the earliest article with nearly the same text.")]
    ingested_at: Annotated[datetime, Column("When the row was written (UTC).")]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; a date line is none."""

    article_id: ArticleId
    sentence_id: SentenceId
    char_start: CharStart
    char_end: CharEnd
    paragraph: Annotated[int, Column("Number of its paragraph in the article, from 0.", arrow=pa.int32())]
    text: Annotated[str, Column("The sentence's words.")]


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that could not be read or parsed."""

    url: Annotated[str, Column("Path or address of the input; for one of many in a file, path#number.")]
    stage: Annotated[Literal["read", "extract"], Column("Where it failed.")]
    error_class: Annotated[str, Column("Name of the error.")]
    message: Annotated[str, Column("What is wrong and what cures it.")]


@dataclass(frozen=True, slots=True)
class Run:
    """One flow run."""

    run_id: Annotated[str, Column("Identifies a flow run.")]
    started_at: Annotated[datetime, Column("When the run began (UTC).")]
    finished_at: Annotated[
        datetime | None, Column("When it was published (UTC); null while it runs or if it was killed.")
    ]
    inputs: Annotated[tuple[str, ...], Column("Paths or addresses that were read.")]
    n_read: Annotated[int, Column("Articles read.")]
    n_parsed: Annotated[int, Column("Articles parsed; the others were known already.")]
    n_rejected: Annotated[int, Column("Inputs rejected.")]
    table_rows: Annotated[str, Column("Rows per table at publication, as a JSON object.")]
    table_versions: Annotated[str, Column("Delta version per table at publication, as a JSON object.")]
    reference_version: Annotated[str, Column("Hash of the vocabularies, reference data and SQL in use.")]
    last_rate_date: Annotated[date | None, Column("Newest exchange rate in ref_fx.")]

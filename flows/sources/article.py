"""Text and what the input says about it -> Article."""

from __future__ import annotations

import re
from datetime import date

from flows.errors import SourceError
from flows.schema.articles import Article, Precision, article_id_of
from flows.schema.span import Span
from flows.sources.layout import read_layout

MAX_TEXT_CHARS = 2_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def make_article(
    text: str,
    *,
    url: str,
    title: str | None = None,
    source: str | None = None,
    published: tuple[date, Precision] | None = None,
) -> Article:
    """Make an article from its text; what the input states goes before what the text's own layout shows.

    A given title is put before the text with a blank line between, so that it has offsets too. Raises `SourceError`
    where there is no text, too much of it, or text that cannot be stored.
    """
    if not text.strip():
        raise SourceError(f"{url}: holds no text")
    title = " ".join(title.split()) if title else None
    if title:
        text = f"{title}\n\n{text}"
    if len(text) > MAX_TEXT_CHARS:
        raise SourceError(f"{url}: {len(text):,} characters are more than one article has; split it into its articles")
    if lone := _SURROGATE.search(text):
        raise SourceError(f"{url}: half a surrogate pair at character {lone.start()}; write the text as UTF-8")
    layout = read_layout(text, title=Span(0, len(title)) if title else None)
    day = layout.date.in_year(layout.date.year) if layout.date and layout.date.year else None
    if published is None and layout.date and day:
        published = day, layout.date.precision
    source = source or layout.publisher
    dateline = layout.dateline
    return Article(
        article_id=article_id_of(text, source),
        text=text,
        url=url,
        source=source,
        title=layout.title.of(text) if layout.title else None,
        title_span=layout.title,
        published_date=published[0] if published else None,
        published_precision=published[1] if published else None,
        dateline_place=dateline.place.of(text) if dateline and dateline.place else None,
        dateline_span=dateline.place if dateline else None,
        lead_start=dateline.lead_start if dateline else None,
        furniture=tuple(sorted(set(layout.furniture))),
    )

"""JSON lines: one article a line, {"id", "text", "date"?, "source"?, "title"?, "url"?}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import SourceError
from flows.reference.written_dates import find_written_dates
from flows.schema.articles import Article, Precision, Reject
from flows.sources.article import make_article

_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_YEAR_MONTH = re.compile(r"((?:1[89]|20|21)\d\d)-(0[1-9]|1[0-2])")


def read_json_lines(address: str) -> Iterator[Article | Reject]:
    """Read the articles of a file with one JSON object a line; a malformed line is a Reject named file#line.

    The text is taken as it stands. The article's url is the line's "url", else its "id", else file#line. Blank lines
    are left out. Raises `SourceError` when the file cannot be read at all.
    """
    try:
        with Path(address).open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _read_line(line, f"{address}#{number}")
    except OSError as error:
        raise SourceError(
            f"{address}: cannot be read ({error.strerror}); check that it exists and may be read"
        ) from error


def _read_line(line: bytes, place: str) -> Article | Reject:
    try:
        record = _parse(line, place)
        return make_article(
            _text(record, "text", place) or "",
            url=_label(record, "url") or _label(record, "id") or place,
            title=_label(record, "title"),
            source=_label(record, "source"),
            published=_published(_text(record, "date", place), place),
        )
    except SourceError as error:
        return Reject(place, "read", type(error).__name__, str(error))


def _parse(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{place}: not UTF-8 (byte {error.start}); convert the file to UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{place}: not JSON ({error}); write one object a line") from error
    if not isinstance(record, dict):
        raise SourceError(f'{place}: not an object; write {{"id": "...", "text": "..."}}')
    return record


def _text(record: dict[str, Any], field: str, place: str) -> str | None:
    """Return a field that must be text; None where it is absent, null or empty."""
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise SourceError(f'{place}: "{field}" must be text, not {type(value).__name__}')


def _label(record: dict[str, Any], field: str) -> str | None:
    """Return a name or number as text; lists and objects are none: other programs' records use these names for them."""
    value = record.get(field)
    return str(value) if isinstance(value, str | int) and value != "" else None


def _published(words: str | None, place: str) -> tuple[date, Precision] | None:
    """Read a date: 2025-03-02 (a time after it is ignored), 2025-03, 2025, or as a date line writes it."""
    if words is None or not words.strip():
        return None
    words = words.strip()
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1), "year"
    if match := _YEAR_MONTH.fullmatch(words):
        return date(int(match[1]), int(match[2]), 1), "month"
    written = next(find_written_dates(words), None)
    day = written.in_year(written.year) if written and written.year else None
    if written is None or day is None:
        raise SourceError(f'{place}: "date" {words!r} is no date; write YYYY-MM-DD')
    return day, written.precision

"""JSON lines -> articles; a malformed line costs only itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.schema.articles import Article, Reject
from flows.sources import read_articles, read_lines


@pytest.fixture
def lines(tmp_path: Path) -> Any:
    def write(*records: Any) -> list[Article | Reject]:
        path = tmp_path / "in.jsonl"
        rows = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in records]
        path.write_bytes(b"\n".join(rows))
        return list(read_lines(path))

    return write


def test_all_fields(lines: Any) -> None:
    (article,) = lines(
        {"id": "n1", "text": "It will send trucks.", "date": "2025-03-02", "source": "A Paper", "title": "Aid agreed"}
    )
    assert article.text == "Aid agreed\n\nIt will send trucks."
    assert article.title_span.of(article.text) == article.title == "Aid agreed"
    assert (article.url, article.source, article.published_date) == ("n1", "A Paper", date(2025, 3, 2))


def test_text_is_kept_verbatim_and_read_for_what_the_record_leaves_out(lines: Any) -> None:
    text = "2 March 2025\r\n\r\nPARIS (AP) — It will send trucks.\r\n"
    (article,) = lines({"id": "n1", "text": text})
    assert article.text == text
    assert (article.published_date, article.dateline_place) == (date(2025, 3, 2), "PARIS")
    assert article.source == "Associated Press"


def test_the_record_goes_before_the_text(lines: Any) -> None:
    (article,) = lines({"id": "n1", "text": "2 March 2025\nIt will.", "date": "2025-03-04", "source": "A Paper"})
    assert (article.published_date, article.source) == (date(2025, 3, 4), "A Paper")


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("2025-03-02T23:30:00-05:00", date(2025, 3, 2), "day"),
        ("Sun, 02 Mar 2025 10:00:00 GMT", date(2025, 3, 2), "day"),
        ("2025-03", date(2025, 3, 1), "month"),
        ("2025", date(2025, 1, 1), "year"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_dates(lines: Any, words: str | None, day: date | None, precision: str | None) -> None:
    (article,) = lines({"id": "n1", "text": "It will send trucks.", "date": words})
    assert (article.published_date, article.published_precision) == (day, precision)


def test_a_sentence_is_an_article(lines: Any) -> None:
    (article,) = lines({"id": 7, "text": "It will send trucks"})
    assert (article.url, article.title) == ("7", None)


def test_what_other_programs_put_under_our_names_is_left_out(lines: Any) -> None:
    (article,) = lines({"id": "n1", "text": "It will.", "source": [{"code": "JPN"}], "title": {"en": "x"}, "url": None})
    assert (article.url, article.source, article.title, article.text) == ("n1", None, None, "It will.")


def test_a_line_without_id_is_named_by_its_place(lines: Any) -> None:
    _, article = lines({"id": "n1", "text": "One."}, {"text": "Two."})
    assert article.url.endswith("in.jsonl#2")


MALFORMED = [
    (b"{", "not JSON"),
    (b"[1]", "not an object"),
    (b'{"id": "x"}', "holds no text"),
    (b'{"id": "x", "text": 5}', '"text" must be text'),
    (b'{"id": "x", "text": "a", "date": "soon"}', "YYYY-MM-DD"),
    (b'{"id": "x", "text": "a", "date": 20250302}', '"date" must be text'),
    (b'{"id": "x", "text": "caf\xe9"}', "not UTF-8"),
    (b'{"id": "x", "text": "half \\ud800"}', "surrogate"),
    (b"[" * 100_000, "not JSON"),
]


@pytest.mark.parametrize(("line", "reason"), MALFORMED)
def test_a_malformed_line_is_rejected_alone(lines: Any, line: bytes, reason: str) -> None:
    first, reject, blank_then_last = lines({"id": "a", "text": "One."}, line, b"  \n", {"id": "z", "text": "Two."})
    assert (first.url, blank_then_last.url) == ("a", "z")
    assert isinstance(reject, Reject)
    assert reject.url.endswith("in.jsonl#2")
    assert reason in reject.message


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    (reject,) = read_lines(tmp_path / "none.jsonl")
    assert isinstance(reject, Reject)


def test_json_lines_are_read_among_the_seeds(tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text('{"id": "n1", "text": "One."}\n{"id": "n2", "text": "Two."}\n')
    assert [getattr(a, "text", None) for a in read_articles([tmp_path])] == ["One.", "Two."]

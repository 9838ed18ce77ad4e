"""What a line above an article's text is taken for, one case a line."""

from __future__ import annotations

from datetime import date

import pytest

from flows.sources.head_lines import is_credits, read_head_line

DATE_LINES = [
    ("March 02, 2025", date(2025, 3, 2), None),
    ("4 Aug 2024", date(2024, 8, 4), None),
    ("2024-06-26", date(2024, 6, 26), None),
    ("Sunday 2 March 2025", date(2025, 3, 2), None),
    ("Published: 2 March 2025, 10:15 GMT", date(2025, 3, 2), None),
    ("Published 10:15 a.m. ET March 2, 2025 | Updated 9:00 p.m. ET March 3, 2025", date(2025, 3, 2), None),
    ("Updated March 3, 2025 • First published March 2, 2025", date(2025, 3, 2), None),
    ("Updated 3 March 2025", date(2025, 3, 3), None),
    ("2025-03-02T10:15:00Z", date(2025, 3, 2), None),
    ("BBC News, 4 August 2024", date(2024, 8, 4), "BBC"),
    ("Reuters | March 2, 2025", date(2025, 3, 2), "Reuters"),
    ("By Jane Roe - October 20, 2014", date(2014, 10, 20), None),
    ("By Jane Roe and John Q. Doe | 2 March 2025", date(2025, 3, 2), None),
    ("02/03/2025", None, None),
    ("5 years ago", None, None),
    ("Updated 3 hours ago", None, None),
]

NAMES = [
    ("By Jane Roe", None),
    ("BY JANE ROE AND JOHN DOE", None),
    ("By Jane Roe, Political Editor in Brussels", None),
    ("Jane Roe and John Doe, BBC News", "BBC"),
    ("Associated Press", "Associated Press"),
    ("Source: Reuters", "Reuters"),
]

SENTENCES_AND_TITLES = [
    "Ministers met on March 2, 2025",
    "By Sunday, the army had left the town.",
    "By 2030 every village will have a well",
    "LONDON: Ministers said on 2 March 2025 that they agree.",
    "Freedonia signs aid deal with Sylvania",
    "Jane Roe, prime minister",
    "The year 2025",
    "Source: Ministry of Finance",
]


@pytest.mark.parametrize(("line", "day", "publisher"), DATE_LINES)
def test_date_line(line: str, day: date | None, publisher: str | None) -> None:
    head = read_head_line(line)
    assert head is not None
    assert head.kind == "date"
    assert (head.date.in_year(0) if head.date else None, head.publisher) == (day, publisher)


@pytest.mark.parametrize(("line", "publisher"), NAMES)
def test_names(line: str, publisher: str | None) -> None:
    head = read_head_line(line)
    assert head is not None
    assert (head.kind, head.publisher) == ("names", publisher)


@pytest.mark.parametrize("line", SENTENCES_AND_TITLES)
def test_sentence_or_title(line: str) -> None:
    assert read_head_line(line) is None


def test_credits() -> None:
    assert is_credits("(Reporting by Jane Roe in Geneva; Editing by John Doe)")
    assert is_credits("Additional reporting by Jane Roe")
    assert not is_credits("Reporting from the border, he said that he was moved by it.")

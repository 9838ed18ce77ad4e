"""Where title, date line, byline and text of an article stand."""

from __future__ import annotations

import pytest

from flows.schema.articles import Article
from flows.sources.article import make_article

LONG = (
    "Freedonia will send forty trucks and nine doctors to the border towns of Sylvania, "
    "its foreign minister said on Monday in the capital."
)


def read(text: str) -> Article:
    return make_article(text, url="a.txt")


TITLED = [
    "Freedonia to send trucks\n2 March 2025\n\nIt will send forty.",
    "Freedonia to send trucks.\n2 March 2025\n\nIt will send forty.",
    "2 March 2025\n\nFreedonia to send trucks\n\nIt will send forty.",
    "Freedonia to send trucks\nBy Jane Roe\n2 March 2025\nIt will send forty.",
    "Freedonia to send trucks\n\nIt will send forty.",
    "Will Freedonia send trucks?\n\nIt will send forty.",
    "Aid convoy reaches the U.S.\n\nIt brought forty trucks.",
    f"Freedonia to send trucks\n{LONG}",
]

UNTITLED = [
    "It will send forty trucks",
    "It will send forty trucks.\n\nMore are to follow.",
    "2 March 2025\nLONDON: It will send forty trucks.\nMore are to follow.",
    "The foreign minister of Freedonia said on Monday that forty\ntrucks were to be sent to the border.",
    "LONDON (Reuters) - It will send forty trucks\n\nMore are to follow.",
    "He said:\n\nWe will send forty trucks.",
]


@pytest.mark.parametrize("text", TITLED)
def test_title(text: str) -> None:
    article = read(text)
    assert article.title is not None
    assert article.title_span is not None
    assert article.title_span.of(text) == article.title
    assert article.title.rstrip(".?") in {
        "Freedonia to send trucks",
        "Will Freedonia send trucks",
        "Aid convoy reaches the U.S",
    }


@pytest.mark.parametrize("text", UNTITLED)
def test_no_title(text: str) -> None:
    assert read(text).title is None


def test_furniture_is_whole_lines() -> None:
    text = "Freedonia to send trucks\nBy Jane Roe\n 2 March 2025 \n\nIt will send forty.\n(Reporting by Jane Roe)\n"
    words = [span.of(text) for span in read(text).furniture]
    assert words == ["By Jane Roe", "2 March 2025", "(Reporting by Jane Roe)"]


def test_date_line_goes_before_dateline() -> None:
    article = read("3 March 2025\nPARIS, March 2, 2025 (AP) — Ministers agreed on a plan.")
    assert str(article.published_date) == "2025-03-03"
    assert (article.dateline_place, article.source) == ("PARIS", "Associated Press")


def test_dateline_with_a_year_dates_the_article() -> None:
    assert str(read("PARIS, March 2, 2025 (AP) — Ministers agreed on a plan.").published_date) == "2025-03-02"


def test_dateline_without_a_year_does_not() -> None:
    assert read("PARIS, March 2 (AP) — Ministers agreed on a plan.").published_date is None


def test_month_is_month_precise() -> None:
    article = read("March 2025\n\nMinisters agreed on a plan. It is a good plan.")
    assert (str(article.published_date), article.published_precision) == ("2025-03-01", "month")


def test_ambiguous_date_leaves_the_article_undated() -> None:
    article = read("02/03/2025\nMinisters agreed on a plan.")
    assert article.published_date is None
    assert [span.of(article.text) for span in article.furniture] == ["02/03/2025"]


def test_dateline_after_a_caption() -> None:
    text = "Ministers meet\n2 March 2025\n\nA truck at the border.\n\nLONDON (Reuters) - Ministers agreed on a plan."
    article = read(text)
    assert article.dateline_span is not None
    assert article.dateline_span.of(text) == "LONDON"
    assert article.lead_start is not None
    assert text[article.lead_start :] == "Ministers agreed on a plan."


def test_date_far_down_is_part_of_the_text() -> None:
    text = "Ministers agreed on a plan. It is a good plan.\n" * 12 + "2 March 2025\nThen they left."
    assert read(text).published_date is None
    assert read(text).furniture == ()


def test_seed(seed_text: str) -> None:
    article = read(seed_text)
    assert str(article.published_date) == "2025-03-02"
    assert (article.dateline_place, article.title, article.source) == ("LONDON", None, None)
    assert [span.of(seed_text) for span in article.furniture] == ["March 02, 2025"]
    assert article.lead_start is not None
    assert seed_text[article.lead_start :].startswith("UK leader")

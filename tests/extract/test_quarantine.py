"""One bad article costs only itself."""

from __future__ import annotations

import re
import signal
import time

import pytest

from flows.errors import ExtractError
from flows.extract import quarantine
from flows.extract.article import ArticleRows
from flows.extract.batch import Stamps
from flows.extract.quarantine import extract_articles
from flows.extract.tables import extract_batch
from flows.schema.articles import Reject
from flows.sources.article import make_article

STAMPS = Stamps(extractor_version="v1", run_id="r1")
GOOD = [
    make_article(f"Norway will give Moldova {n} million kroner, its minister said on Monday.\n", url=f"good-{n}")
    for n in (1, 2, 3)
]
BAD = make_article("This one breaks whatever reads it.\n", url="bad")


def urls(results):
    return [result.url if isinstance(result, Reject) else result.articles[0].url for result in results]


def fail_for_bad(document):
    if document.article.url == "bad":
        raise KeyError("no such rule")
    return extract_article(document)


extract_article = quarantine.extract_article


def test_results_come_in_the_order_of_the_articles(monkeypatch):
    monkeypatch.setattr(quarantine, "extract_article", fail_for_bad)
    results = list(extract_articles([GOOD[0], BAD, GOOD[1], GOOD[2]]))
    assert urls(results) == ["good-1", "bad", "good-2", "good-3"]
    assert [isinstance(result, ArticleRows) for result in results] == [True, False, True, True]


def test_a_reject_names_the_error_and_its_place(monkeypatch):
    def fail(document):
        return find_nothing(document)

    def find_nothing(document):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(quarantine, "extract_article", fail)
    (reject,) = extract_articles([BAD])
    assert isinstance(reject, Reject)
    assert (reject.url, reject.stage, reject.error_class) == ("bad", "extract", "ZeroDivisionError")
    assert re.search(r"ZeroDivisionError \(by nought\) in flows/extract/quarantine\.py:\d+; report", reject.message)


def test_an_expected_error_speaks_for_itself(monkeypatch):
    def fail(document):
        raise ExtractError("the article is a table; leave it out")

    monkeypatch.setattr(quarantine, "extract_article", fail)
    (reject,) = extract_articles([BAD])
    assert reject == Reject("bad", "extract", "ExtractError", "the article is a table; leave it out")


def test_a_parser_that_fails_is_tried_again_article_by_article(monkeypatch):
    parse = quarantine.parse_articles

    def fail_on_bad(articles):
        batch = list(articles)
        if any(article.url == "bad" for article in batch):
            raise ValueError("cannot parse")
        yield from parse(batch)

    monkeypatch.setattr(quarantine, "parse_articles", fail_on_bad)
    results = list(extract_articles([GOOD[0], BAD, GOOD[1]]))
    assert urls(results) == ["good-1", "bad", "good-2"]
    assert isinstance(results[1], Reject)
    assert "ValueError (cannot parse)" in results[1].message


def test_an_article_that_takes_too_long_is_given_up(monkeypatch):
    def dawdle(document):
        if document.article.url == "bad":
            time.sleep(600)
        return extract_article(document)

    monkeypatch.setattr(quarantine, "extract_article", dawdle)
    results = list(extract_articles([BAD, GOOD[0]], timeout_s=5))
    assert isinstance(results[0], Reject)
    assert "took longer than" in results[0].message
    assert isinstance(results[1], ArticleRows)


def test_a_regular_expression_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr(quarantine, "extract_article", lambda document: re.match(r"(a+)+b", "a" * 40))
    (result,) = extract_articles([BAD], timeout_s=0.2)
    assert isinstance(result, Reject)
    assert "took longer than" in result.message


def test_rows_that_cannot_be_stored_reject_their_article_alone(monkeypatch):
    def spoil(document):
        rows = extract_article(document)
        if document.article.url == "bad":
            object.__setattr__(rows.articles[0], "n_words", 2**40)
        return rows

    monkeypatch.setattr(quarantine, "extract_article", spoil)
    batch = extract_batch([GOOD[0], BAD, GOOD[1]], stamps=STAMPS)
    assert batch.tables["articles"].column("url").to_pylist() in (["good-1", "good-2"], ["good-2", "good-1"])
    assert [(reject.url, reject.stage) for reject in batch.rejects] == [("bad", "extract")]
    assert "does not fit its column" in batch.rejects[0].message


def test_every_row_is_stamped():
    batch = extract_batch(GOOD, stamps=STAMPS)
    assert batch.n_articles == len(GOOD)
    for name, table in batch.tables.items():
        assert set(table.column("extractor_version").to_pylist()) <= {"v1"}, name
        assert set(table.column("run_id").to_pylist()) <= {"r1"}, name


@pytest.mark.parametrize("timeout_s", [None, 60.0])
def test_the_clock_is_put_back(timeout_s):
    before = signal.getsignal(signal.SIGALRM)
    list(extract_articles(GOOD[:1], timeout_s=timeout_s))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

"""Near-duplicate articles: copies and updates of one story, and two stories that are only alike."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link import find_duplicates, texts_in

WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("arne", "eldo", "istu", "olk", "umber", "ysten")]


def text_of(seed, length=220):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


STORY = text_of(1)


@pytest.fixture(scope="session")
def search(arrow_table):
    """Return a function that finds the duplicates among {article_id: (date, text)}."""

    def find(articles, **options):
        rows = [{"article_id": one, "published_date": day, "text": text} for one, (day, text) in articles.items()]
        table = arrow_table("articles", rows)
        return find_duplicates(table, texts=texts_in(table), **options)

    return find


@pytest.fixture(scope="session")
def duplicates(search):
    return lambda articles: search(articles).original_of


def test_the_earliest_is_the_original(duplicates):
    found = duplicates(
        {"b": (date(2024, 5, 2), STORY), "a": (date(2024, 5, 3), STORY.upper()), "c": (date(2024, 5, 2), STORY)}
    )
    assert found == {"a": "b", "b": None, "c": "b"}


def test_another_headline_and_a_cut_tail_make_no_new_story(duplicates):
    copy = "Quite another headline over it\n\n" + STORY[: len(STORY) * 9 // 10]
    assert duplicates({"a": (date(2024, 5, 2), STORY), "b": (date(2024, 5, 2), copy)})["b"] == "a"


def test_an_update_keeps_the_story_and_adds_to_it(duplicates):
    update = STORY + " " + text_of(2, length=150)
    assert duplicates({"a": (date(2024, 5, 2), STORY), "b": (date(2024, 5, 3), update)})["b"] == "a"


def test_a_shared_paragraph_makes_no_copy(duplicates):
    background = text_of(3, length=60)
    articles = {name: (date(2024, 5, 2), text_of(name) + " " + background) for name in "ab"}
    assert set(duplicates(articles).values()) == {None}


def test_the_same_words_a_year_later_are_another_article(duplicates):
    assert duplicates({"a": (date(2023, 5, 2), STORY), "b": (date(2024, 5, 2), STORY)})["b"] is None


def test_an_undated_copy_is_no_original(duplicates):
    assert duplicates({"a": (None, STORY), "b": (date(2024, 5, 2), STORY)}) == {"a": "b", "b": None}


def test_texts_too_short_to_compare_are_originals(duplicates):
    assert duplicates({"a": (None, "Aid sent"), "b": (None, "Aid sent"), "c": (None, "")}) == dict.fromkeys("abc")


def test_duplicates_of_duplicates_lead_to_the_original(duplicates):
    found = duplicates({name: (date(2024, 5, day), STORY) for day, name in enumerate("abc", 1)})
    assert found == {"a": None, "b": "a", "c": "a"}


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_neither_order_nor_batches_nor_losses_change_the_result(search, data):
    stories = [text_of(seed) for seed in range(3)]
    articles = {}
    for number in range(data.draw(st.integers(2, 12))):
        story = data.draw(st.sampled_from(stories))
        tail = data.draw(st.sampled_from(["", text_of(9, length=60), text_of(10, length=200)]))
        day = date(2024, 5, 1) + timedelta(days=data.draw(st.integers(0, 40)))
        articles[f"a{number}"] = (data.draw(st.sampled_from([day, day, None])), f"{story} {tail}")
    earlier = None
    for _ in range(3):
        present = data.draw(st.permutations(sorted(data.draw(st.sets(st.sampled_from(sorted(articles)))))))
        chosen = {name: articles[name] for name in present}
        found = search(chosen, earlier=earlier)
        assert found == search(chosen)
        earlier = found


def test_only_texts_that_may_be_alike_are_read_again(arrow_table):
    rows = [
        {"article_id": f"a{number}", "published_date": date(2024, 5, 1), "text": text_of(number)} for number in range(9)
    ]
    before = arrow_table("articles", rows)
    earlier = find_duplicates(before, texts=texts_in(before))
    after = arrow_table("articles", [*rows, {**rows[4], "article_id": "b"}])
    read = []

    def texts(wanted):
        read.extend(wanted)
        return texts_in(after)(wanted)

    assert find_duplicates(after, texts=texts, earlier=earlier).original_of["b"] == "a4"
    assert set(read) == {"a4", "b"}

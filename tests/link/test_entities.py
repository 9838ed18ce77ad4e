"""Actors across articles: who is one, who is not, and that ids depend on nothing but the actor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link import link_actors
from flows.link.names import parse_name


def actor(number, name, country=None, role=None, kind="person", *, is_named=True):
    return {
        "article_id": f"article{number}",
        "actor_id": f"actor{number}",
        "actor_type": kind,
        "name": name,
        "country_iso3": country,
        "role": role,
        "is_named": is_named,
    }


@pytest.fixture(scope="session")
def linked(arrow_table):
    """Return a function that links actors, each of an article of its own, and gives the result."""

    def link(actors):
        articles = [{"article_id": one["article_id"], "published_date": date(2024, 1, 1)} for one in actors]
        return link_actors(arrow_table("article_actors", actors), articles=arrow_table("articles", articles))

    return link


@pytest.fixture(scope="session")
def n_entities(linked):
    return lambda *actors: len(linked([actor(number, *one) for number, one in enumerate(actors)]).actors)


SPELLINGS = [
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
    ("Volodymyr Zelensky", "Vladimir Zelensky"),
    ("Jonas Gahr Støre", "Jonas Gahr Store"),
    ("Ursula von der Leyen", "U. von der Leyen"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah Al Sisi"),
    ("Donald Trump", "Donald J. Trump"),
    ("Joe Biden", "Joseph R. Biden"),
    ("Dmytro Kuleba", "Dmitry Kuleba"),
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Andrii Sybiha", "Andriy Sybiha"),
    ("Mateusz Morawiecki", "M. Morawiecki"),
    ("Péter Szijjártó", "Peter Szijjarto"),
    ("Kaja Kallas", "Ms Kaja Kallas"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_are_one_person(one, other, n_entities):
    assert n_entities((one, "UKR"), (other, "UKR")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Donald Trump", "USA"), ("Donald Trump Jr.", "USA")),
        (("Boris Johnson", "GBR"), ("Mike Johnson", "USA")),
        (("Boris Johnson", "GBR"), ("Bruce Johnson", "USA")),
        (("John Kerry", "USA"), ("Jane Kerry", "USA")),
        (("Justin Trudeau", "CAN"), ("Pierre Trudeau", "CAN")),
        (("George Bush", "USA"), ("Jeb Bush", "USA")),
        (("Mark Rutte", "NLD"), ("Mark Rubio", "USA")),
    ],
)
def test_two_people_stay_two(one, other, n_entities):
    assert n_entities(one, other) == 2


def test_a_person_without_a_country_joins_the_only_namesake(n_entities):
    assert n_entities(("Olaf Scholz", "DEU"), ("Olaf Scholz", None)) == 1
    assert n_entities(("Ali Khan", "PAK"), ("Ali Khan", "IND"), ("Ali Khan", None)) == 3


def test_a_bare_surname_needs_country_and_office(n_entities):
    full = ("Keir Starmer", "GBR", "head_of_government")
    assert n_entities(full, ("Starmer", "GBR", "head_of_government")) == 1
    assert n_entities(full, ("Starmer", None, None)) == 2
    assert n_entities(full, ("Starmer", "GBR", "minister")) == 2


def test_a_surname_that_comes_first_is_known_by_itself(n_entities):
    assert n_entities(("Xi Jinping", "CHN", "head_of_state"), ("Xi", "CHN", "head_of_state")) == 1
    assert n_entities(("Yoon Suk Yeol", "KOR", "head_of_state"), ("Yoon", "KOR", "head_of_state")) == 1


def test_two_namesakes_in_one_office_leave_a_bare_surname_alone(n_entities):
    minister = "minister"
    assert n_entities(("Ann Lind", "SWE", minister), ("Per Lind", "SWE", minister), ("Lind", "SWE", minister)) == 3


def test_countries_join_by_code_whatever_their_names(linked):
    result = linked([actor(1, "Britain", "GBR", kind="country"), actor(2, "United Kingdom", "GBR", kind="country")])
    assert len(result.actors) == 1


def test_ministries_of_two_countries_are_two(linked):
    bodies = [
        actor(number, "Ministry of Defence", iso3, kind="organisation") for number, iso3 in enumerate(["GBR", "UKR"])
    ]
    assert len(linked(bodies).actors) == 2


def test_groups_stay_what_one_article_calls_them(linked):
    groups = [actor(number, "several countries", kind="group", is_named=False) for number in range(2)]
    assert len(linked(groups).actors) == 2


def test_the_person_is_named_as_most_articles_do_and_has_the_latest_office(arrow_table):
    actors = [
        actor(1, "Kaja Kallas", "EST", "head_of_government"),
        actor(2, "Kaja Kallas", "EST", "official"),
        actor(3, "K. Kallas", "EST", "official"),
    ]
    days = [date(2023, 5, 1), date(2024, 12, 1), None]
    articles = [{"article_id": f"article{n}", "published_date": day} for n, day in enumerate(days, 1)]
    result = link_actors(arrow_table("article_actors", actors), articles=arrow_table("articles", articles))
    (person,) = result.actors.to_pylist()
    assert (person["name"], person["role"], person["n_articles"]) == ("Kaja Kallas", "official", 3)
    assert (person["first_seen"], person["last_seen"]) == (date(2023, 5, 1), date(2024, 12, 1))


def test_every_actor_is_linked_to_an_actor_row(linked):
    result = linked([actor(n, name, "UKR") for n, (name, _) in enumerate(SPELLINGS)])
    assert set(result.actor_links["entity_id"].to_pylist()) == set(result.actors["entity_id"].to_pylist())
    assert len(result.actor_links) == len(SPELLINGS)


NAMES = st.sampled_from(
    ["Olaf Scholz", "O. Scholz", "Scholz", "Anna Scholz", "Xi Jinping", "Xi", "Jean Dupont", "John Dupont", "Dupont Jr"]
)
PEOPLE = st.lists(
    st.tuples(NAMES, st.sampled_from(["DEU", "CHN", None]), st.sampled_from(["minister", "head_of_state", None])),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(people=PEOPLE, data=st.data())
def test_order_changes_nothing(linked, people, data):
    actors = [actor(number, *one) for number, one in enumerate(people)]
    assert linked(data.draw(st.permutations(actors))) == linked(actors)


def test_names_are_taken_apart():
    parsed = parse_name("Donald J. Trump Jr.")
    assert (parsed.given, parsed.surname, parsed.suffix) == ("donald", "trump", "jr")
    assert parse_name("Starmer").given == ""
    assert parse_name("").surname == ""

"""The analysts' questions run on the seed's rows, and those that the seed can answer give the answer."""

from __future__ import annotations

import pytest

from flows.warehouse.sql_files import read_sql_files

EXAMPLES = {file.name: file for file in read_sql_files("examples")}

# What the seed answers: the first columns of every row.
ANSWERS = {
    "01_who_committed_most": [("GBR", "United Kingdom")],
    "02_who_offers_troops_and_on_what_condition": [
        ("France", "Ukraine", "signalled"),
        ("United Kingdom", "Ukraine", "signalled"),
    ],
    "03_who_ruled_out_personnel": [("Italy", ["Giorgia Meloni"], "probable")],
    "05_by_donor_recipient_and_instrument": [("United Kingdom", "Ukraine", "export_credit")],
    "06_missiles_promised_by_donor": [("United Kingdom", "air defence missiles", 5000, True)],
    "07_which_promises_changed": [],
    "08_delivery_gap": [("GBR", "UKR", "military")],
    "09_what_is_asked_of_whom": [("USA", "security_guarantee", None, ["Keir Starmer"], 2, True)],
    "10_wrong_conversions": [],
    "11_amounts_that_sources_disagree_on": [],
    "14_promised_allocated_delivered": [("United Kingdom", 1.937, 1.937, None, 0.065)],
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_says_what_it_asks_and_runs(seed_database, name):
    assert EXAMPLES[name].description.endswith("?") or "? For one person" in EXAMPLES[name].description
    rows = seed_database.execute(EXAMPLES[name].statement).fetchall()
    if name in ANSWERS:
        width = max((len(answer) for answer in ANSWERS[name]), default=None)
        assert [row[:width] for row in rows] == ANSWERS[name]


def test_everything_that_meloni_said(seed_database):
    rows = seed_database.execute(EXAMPLES["04_everything_the_most_quoted_people_said"].statement).fetchall()
    said = [(kind, cue, content) for name, _, kind, cue, content in rows if name == "Giorgia Meloni"]
    words = '"the presence of Italian troops in Ukraine at this stage has never been on the agenda"'
    assert said == [("mixed", "say", words)]


def test_three_months_are_months_of_the_calendar(seed_database):
    seed_database.execute("DROP VIEW commitments_by_month")
    seed_database.execute(
        "CREATE VIEW commitments_by_month AS "
        "SELECT DATE '2025-01-01' AS month, 'GBR' AS country, 1e9 AS new_usd UNION ALL "
        "SELECT DATE '2025-03-01', 'GBR', 2e9 UNION ALL SELECT DATE '2025-06-01', 'GBR', 4e9"
    )
    rows = seed_database.execute(EXAMPLES["12_new_commitments_over_three_months"].statement).fetchall()
    assert [(month.month, in_month, in_three) for month, _, in_month, in_three in rows] == [
        (1, 1, 1), (3, 2, 3), (6, 4, 4),
    ]  # fmt: skip


def test_the_evidence_is_the_sentence_of_the_deal(seed_database, seed_text):
    rows = seed_database.execute(EXAMPLES["13_evidence_for_the_largest_commitment"].statement).fetchall()
    ((_, status, cue, sentence, start, end, url, _),) = rows
    assert (status, cue, url) == ("committed", "announced a deal", "seeds/seed.txt")
    assert seed_text[start:end] == sentence

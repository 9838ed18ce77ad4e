"""The back-test: its reports can be told, and its comparison shows what is right and what is wrong."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from benchmarks.backtest.comparison import compare, table_of
from benchmarks.backtest.facts import read_facts
from benchmarks.backtest.people import in_office
from benchmarks.backtest.reports import Report, reports_of
from benchmarks.backtest.run import build_warehouse
from benchmarks.backtest.sentences import KINDS, VOICES, read_sentences
from benchmarks.backtest.wording import Occasion, Words

SEED = 7
FACTS = read_facts()
# Told plainly, so that only the comparison is on trial: twice and in two currencies, once, and as goods.
PLAIN = {
    "fra-08": (
        "France will give Ukraine 2 billion euros in military aid, President Emmanuel Macron said on Wednesday.\n",
        "France has promised Ukraine military aid worth 2 billion euros ($2.16 billion).\n",
    ),
    "gbr-23": ("Britain will give Ukraine £17 million in energy funding, Foreign Secretary David Lammy said.\n",),
    "gbr-33": ("Britain will send Ukraine 14 Challenger 2 tanks, Defence Secretary Grant Shapps said.\n",),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return a handful of activities, plain reports of them and the warehouse that the pipeline makes of these."""
    activities = [activity for activity in FACTS if activity.key in PLAIN]
    reports = [
        Report(activity.key, number, activity.announced or date(2024, 5, 6), "Daily Register", None, text)
        for activity in activities
        for number, text in enumerate(PLAIN[activity.key], start=1)
    ]
    return activities, reports, build_warehouse(reports, tmp_path_factory.mktemp("backtest"))


def test_facts_are_many_and_of_four_donors():
    assert len({activity.key for activity in FACTS}) == len(FACTS) >= 60
    assert {activity.donor_iso3 for activity in FACTS} == {"FRA", "GBR", "ITA", "USA"}


def test_a_fact_without_sum_and_count_is_named(tmp_path):
    header = (
        "key,donor_iso3,announced,sector,measure,amount,currency,tracker_eur,kind,count,item,purpose,purpose_reworded"
    )
    facts = tmp_path / "facts.csv"
    facts.write_text(f"{header}\nnor-01,NOR,2024-05-01,military,commitment,,,,aid,,aid,,\n", "utf-8")
    with pytest.raises(ValueError, match="nor-01"):
        read_facts(facts)


@pytest.mark.parametrize("sentence", read_sentences(), ids=lambda sentence: sentence.text[:50])
def test_every_sentence_can_be_filled(sentence):
    voice = "newspaper" if sentence.voice == "any" else sentence.voice
    for kind in sentence.kinds:
        activity = next(activity for activity in FACTS if activity.kind == kind)
        day = activity.announced or FACTS[0].announced
        occasion = Occasion(day, day, voice, "own", is_rounded=False)
        text = Words(activity, occasion, random.Random(SEED)).fill(sentence.text)
        assert not set("{}") & set(text)
        assert text[0] == text[0].upper()


def test_each_kind_and_voice_has_a_lead():
    for kind in KINDS:
        for voice in VOICES:
            assert any(one.part == "lead" and one.voice == voice and kind in one.kinds for one in read_sentences())


def test_reports_are_few_dated_and_the_same_for_a_seed():
    reports = list(reports_of(FACTS, seed=SEED))
    assert reports == list(reports_of(FACTS, seed=SEED))
    assert reports != list(reports_of(FACTS, seed=SEED + 1))
    for activity in FACTS:
        own = [report for report in reports if report.key == activity.key]
        assert [report.number for report in own] == list(range(1, len(own) + 1))
        assert 1 <= len(own) <= 4
        assert [report.published for report in own] == sorted(report.published for report in own)


@pytest.mark.slow
def test_totals_of_a_handful_agree(told):
    activities, reports, warehouse = told
    donors, by_activity = compare(warehouse, activities, reports)
    assert [result.activity.key for result in by_activity if not result.is_right] == []
    assert [donor.donor_iso3 for donor in donors if not donor.is_within] == []
    assert sum(donor.n_reports for donor in donors) == len(reports)


@pytest.mark.slow
def test_a_wrong_total_shows(told):
    activities, reports, warehouse = told
    wrong = [
        replace(activity, tracker_eur=activity.tracker_eur * Decimal("1.07")) if activity.key == "fra-08" else activity
        for activity in activities
    ]
    donors, by_activity = compare(warehouse, wrong, reports)
    assert [donor.donor_iso3 for donor in donors if not donor.is_within] == ["FRA"]
    assert [result.activity.key for result in by_activity if not result.is_right] == ["fra-08"]
    assert "| FRA | 1 | 0 | 2 | 2,140.0 | 2,000.0 | -6.54 |" in table_of(donors)


@pytest.mark.slow
def test_a_wrong_count_and_a_missing_entry_show(told):
    activities, reports, warehouse = told
    wrong = [replace(activity, count=13) if activity.key == "gbr-33" else activity for activity in activities]
    unknown = replace(activities[0], key="fra-99")
    _, by_activity = compare(warehouse, [*wrong, unknown], reports)
    assert [result.activity.key for result in by_activity if not result.is_right] == ["gbr-33", "fra-99"]


def test_somebody_may_speak_on_every_day():
    for activity in FACTS:
        for iso3 in (activity.donor_iso3, "UKR"):
            days = [date(2024, 1, 1) + timedelta(days=n) for n in range(900)]
            assert all(in_office(iso3, activity.sector, day) for day in days), iso3


def test_a_rejected_report_stops_the_run(tmp_path):
    report = Report("fra-08", 1, date(2025, 3, 26), "Daily Register", None, "\n")
    with pytest.raises(RuntimeError, match="1 reports rejected, first"):
        build_warehouse([report], tmp_path)

"""`pledgebook extract` and `explain`: the contract of DESIGN.md, one result for every input."""

from __future__ import annotations

import json

import pytest

from tests.conftest import SEED

KEYS = {
    "article": "article_id file title published_date dateline_place source language n_chars",
    "sentences": "sentence_id start end",
    "actors": "actor_id name actor_type country_iso3 role",
    "mentions": "actor_id start end mention_type",
    "statements": "statement_id kind speaker_actor_ids speaker cue cue_lemma content sentence_id confidence rule_id",
    "financial_figures": "figure_id kind start end amount low high currency currency_basis qualifier period "
    "conversion_of role",
    "quantities": "quantity_id start end value low high qualifier unit_text item_class",
    "commitments": "commitment_id start end status donor_actor_id donor_iso3 donor_text recipient_iso3 sector "
    "item_class item_text instrument amount low high currency amount_scope quantity quantity_qualifier conditional "
    "condition_text condition_kind certainty source_basis is_repeat announcer_actor_ids "
    "statement_id figure_id cue rule_id confidence",
}
GOOD = "March 3, 2025\nOSLO: Norway will give Moldova 250 million kroner, its prime minister said on Monday.\n"


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_seed_article_has_the_shape_of_the_contract(pledgebook):
    (record,) = records(pledgebook("extract", "--jsonl", str(SEED)))
    assert set(record) == {*KEYS, "error"}
    assert record["error"] is None
    assert record["article"]["file"] == str(SEED)
    for name, keys in KEYS.items():
        rows = [record[name]] if name == "article" else record[name]
        assert rows, name
        for row in rows:
            assert set(row) == set(keys.split()), name


def test_every_input_gives_one_line_in_order(pledgebook, tmp_path):
    bad, good, empty, missing = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "d.txt"))
    bad.write_bytes(b"\xff\xfe\x00")
    good.write_text(GOOD, "utf-8")
    empty.write_text("", "utf-8")
    paths = [str(path) for path in (good, bad, missing, good, empty)]
    result = pledgebook("extract", "--jsonl", *paths)
    found = records(result)
    assert [record["article"]["file"] for record in found] == paths
    assert [record["error"] is None for record in found[:4]] == [True, False, False, True]
    for record in found[1:3]:
        assert all(record[name] == [] for name in KEYS if name != "article")
        assert record["article"]["file"] in record["error"]
        assert "\n" not in record["error"]
    assert "could not be parsed" in result.stderr


def test_a_line_is_named_by_its_id(pledgebook, tmp_path):
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        json.dumps({"id": "one", "text": GOOD, "date": "2025-03-03", "source": "Wire", "url": "https://example.org/1"})
        + "\n\nnot json\n"
        + json.dumps({"id": 3, "text": "Chile sent Haiti 40 doctors."})
        + '\n{"text": "No id, no promise."}\n',
        "utf-8",
    )
    found = records(pledgebook("extract", "--jsonl", "--lines", str(lines)))
    assert [record["article"]["file"] for record in found] == ["one", f"{lines}#3", "3", f"{lines}#5"]
    assert [record["error"] is None for record in found] == [True, False, True, True]
    assert (found[0]["article"]["source"], found[0]["article"]["published_date"]) == ("Wire", "2025-03-03")


def test_a_file_of_lines_that_is_missing_is_an_input_that_failed(pledgebook):
    (record,) = records(pledgebook("extract", "--jsonl", "--lines", "nowhere.jsonl"))
    assert record["article"]["file"] == "nowhere.jsonl"
    assert "nowhere.jsonl" in record["error"]


@pytest.mark.parametrize("arguments", [[], ["--jsonl"], ["--lines", "a.jsonl", "b.txt"], ["--json", "b.txt"]])
def test_wrong_use_exits_with_2(pledgebook, arguments):
    refused = pledgebook("extract", *arguments)
    assert refused.exit_code == 2
    assert refused.stdout == ""


def test_more_articles_than_fit_a_chunk_keep_their_order(pledgebook, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.cli.inputs.ARTICLES_AT_ONCE", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Peru will send Haiti {number + 10} nurses.\n", "utf-8")
    found = records(pledgebook("extract", "--jsonl", str(tmp_path)))
    assert [record["article"]["file"] for record in found] == [f"{tmp_path}/{number}.txt" for number in range(5)]


def test_the_summary_says_who_promised_what(pledgebook):
    text = pledgebook("extract", str(SEED)).stdout
    assert "Keir Starmer (person, GBR)" in text
    assert "£1.6 billion" in text
    assert any(line.split()[0] == "committed" and "GBR -> UKR" in line for line in text.splitlines() if line.strip())


def test_explain_shows_every_sentence_with_rules_and_places(pledgebook):
    (record,) = records(pledgebook("extract", "--jsonl", str(SEED)))
    shown = pledgebook("explain", str(SEED))
    assert shown.exit_code == 0
    for sentence in record["sentences"]:
        assert f"[{sentence['start']}:{sentence['end']}]" in shown.stdout
    for name in ("statements", "commitments"):
        for row in record[name]:
            assert f"<{row['rule_id']}>" in shown.stdout
    for commitment in record["commitments"]:
        assert "cue [{}:{}]".format(*commitment["cue"]) in shown.stdout


def test_explain_says_where_nothing_was_found(pledgebook, tmp_path):
    article = tmp_path / "dull.txt"
    article.write_text("It rained.\n", "utf-8")
    shown = pledgebook("explain", str(article)).stdout
    assert "names nothing that is given" in shown
    assert "no reporting verb" in shown


def test_explain_says_what_spoke_against_an_act(pledgebook, tmp_path):
    article = tmp_path / "against.txt"
    article.write_text("The company will give its shareholders $5 million. The minister said so twice.\n", "utf-8")
    lines = pledgebook("explain", str(article)).stdout.splitlines()
    assert any("no commitment in [" in line and "$5 million" in line for line in lines)
    assert any("no statement at [" in line and "'said'" in line for line in lines)


def test_explain_refuses_what_cannot_be_read(pledgebook):
    refused = pledgebook("explain", "nowhere.txt")
    assert refused.exit_code == 2
    assert "nowhere.txt" in refused.stderr

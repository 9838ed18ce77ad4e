"""The labelled set: stories of real announcements, whose mentions must join exactly where they are one commitment."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases" / "ledger.jsonl"
STORIES = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
MIN_PAIRS = 150
MIN_F1, MIN_PRECISION = 0.95, 0.97


def pairs_of(story):
    """Yield the pairs of a story whose donor is the same, so that only matching can tell them apart."""
    for one, two in combinations(story["mentions"], 2):
        if one["donor"] == two["donor"] or one["donor"][0] == two["donor"][0] == "?":
            yield one, two


def judge(split, link):
    """Return (right merges, wrong merges, missed merges, the wrong and missed ones in words)."""
    right = wrong = missed = 0
    faults = []
    for story in STORIES:
        if story["split"] != split:
            continue
        links = link(story["mentions"])
        for one, two in pairs_of(story):
            is_one = one["entry"] == two["entry"]
            is_merged = links[one["id"]].ledger_id == links[two["id"]].ledger_id
            right += is_one and is_merged
            wrong += is_merged and not is_one
            missed += is_one and not is_merged
            if is_one != is_merged:
                verdict = "wrong" if is_merged else "missed"
                faults.append(f"{verdict}: {story['topic']}: {one} / {two} / {links[two['id']]}")
    return right, wrong, missed, faults


@pytest.mark.parametrize("split", ["tune", "test"])
def test_mentions_of_one_commitment_join(split, link):
    right, wrong, missed, faults = judge(split, link)
    precision = right / (right + wrong)
    recall = right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    told = f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}\n" + "\n".join(faults)
    assert precision >= MIN_PRECISION, told
    assert f1 >= MIN_F1, told


def test_the_set_is_large_enough():
    for split in ("tune", "test"):
        pairs = [pair for story in STORIES if story["split"] == split for pair in pairs_of(story)]
        assert len(pairs) >= MIN_PAIRS
        assert sum(one["entry"] == two["entry"] for one, two in pairs) >= MIN_PAIRS


def test_topics_are_on_one_side_only():
    topics = [story["topic"] for story in STORIES]
    assert len(topics) == len(set(topics))

"""The ledger is a function of the mentions: neither order of arrival nor batches nor late articles change it."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link import EarlierRun, Ledger, link_commitments, update_ledger
from flows.schema.tables import to_arrow

CASES = Path(__file__).parents[1] / "cases" / "ledger.jsonl"


def mentions_of(story):
    """Return a story's mentions with ids that no other story has."""
    topic = story["topic"]
    return [
        mention | {"id": f"{topic}.{mention['id']}", "article": f"{topic}.{mention['article']}"}
        for mention in story["mentions"]
    ]


STORIES = [mentions_of(json.loads(line)) for line in CASES.read_text(encoding="utf-8").splitlines()]
# One donor's mentions stand in many stories, so that they meet in one block.
SAMPLES = st.lists(st.sampled_from(STORIES), min_size=2, max_size=8, unique_by=id)


def earlier_run(ledger, changed_articles=frozenset()):
    stamps = {"extractor_version": "1", "run_id": "r"}
    return EarlierRun(
        links=to_arrow("commitment_links", ledger.links, **stamps),
        envelopes=to_arrow("commitment_envelopes", ledger.envelopes, **stamps),
        keys=ledger.keys,
        changed_articles=changed_articles,
    )


def updated(tables, earlier, links):
    """Bring an earlier run, whose links these were, up to date; return the whole ledger."""
    change = update_ledger(earlier, **tables)
    kept = [link for link in links if link.commitment_id in change.same]
    whole = tuple(sorted([*kept, *change.links], key=lambda link: link.commitment_id))
    return Ledger(whole, change.envelopes, change.keys)


def link_batches(tables_of, batches):
    """Link what has arrived after each batch, starting from the earlier result."""
    ledger, arrived = None, []
    for batch in batches:
        arrived = arrived + batch
        tables = tables_of(arrived)
        ledger = link_commitments(**tables) if ledger is None else updated(tables, earlier_run(ledger), ledger.links)
    return ledger


@settings(deadline=None, max_examples=40)
@given(stories=SAMPLES, data=st.data())
def test_arrival_changes_nothing(tables_of, stories, data):
    mentions = [mention for story in stories for mention in story]
    shuffled = data.draw(st.permutations(mentions))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(mentions) - 1), max_size=3)))
    batches = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]
    assert link_batches(tables_of, batches) == link_commitments(**tables_of(mentions))


@settings(deadline=None, max_examples=20)
@given(stories=SAMPLES, data=st.data())
def test_what_was_withdrawn_from_the_input_leaves_no_trace(tables_of, stories, data):
    mentions = [mention for story in stories for mention in story]
    gone = data.draw(st.sets(st.integers(0, len(mentions) - 1), min_size=1, max_size=6))
    left = [mention for number, mention in enumerate(mentions) if number not in gone]
    before = link_commitments(**tables_of(mentions))
    assert updated(tables_of(left), earlier_run(before), before.links) == link_commitments(**tables_of(left))


def test_a_mention_moves_to_a_late_entry_only_where_that_fits_it_better(tables_of):
    told = {"donor": "FRA", "recipient": "UKR", "item_class": "weapons_ammunition", "amount": "25m EUR"}
    first = {**told, "id": "1", "published": "2024-05-01", "status": "pledged", "item": "howitzers"}
    second = {**told, "id": "2", "published": "2024-05-20", "status": "committed", "item": "howitzers"}
    for late in ("2024-04-30", "2024-05-01", "2024-05-19"):
        for item in ("howitzers", "drones", "howitzers and drones"):
            other = {**told, "id": "3", "published": late, "status": "pledged", "item": item, "is_increment": True}
            before, anew = link_commitments(**tables_of([first, second])), tables_of([first, second, other])
            assert updated(anew, earlier_run(before), before.links) == link_commitments(**anew)


def test_a_changed_article_is_worked_anew(tables_of):
    told = {"status": "pledged", "donor": "FRA", "recipient": "UKR", "item_class": "weapons_ammunition"}
    first = {**told, "id": "1", "published": "2024-05-01", "item": "howitzers", "amount": "20m EUR"}
    second = {**told, "id": "2", "published": "2024-05-02", "item": "drones", "amount": "20m EUR", "is_increment": True}
    before = link_commitments(**tables_of([first, second]))
    copied = [first, second | {"duplicate_of": "1", "published": "2024-05-09"}]
    changed = earlier_run(before, changed_articles=frozenset({"2"}))
    assert updated(tables_of(copied), changed, before.links) == link_commitments(**tables_of(copied))


# Few things, sums and days, so that almost every mention may fit many others.
CROWDED = st.fixed_dictionaries(
    {
        "donor": st.sampled_from(["USA", "USA", "DEU", "IMF", "?allies"]),
        "status": st.sampled_from(["pledged", "pledged", "committed", "delivered", "denied", "withdrawn", "requested"]),
        "item_class": st.sampled_from(["weapons_ammunition", "financing"]),
        "article": st.sampled_from("abcde"),
        "recipient": st.sampled_from(["UKR", "UKR", "MDA", None]),
    },
    optional={
        "announced": st.sampled_from(["2024-04-30", "2024-05-03", "2024-08-01"]),
        "item": st.sampled_from(["Leopard 2 tanks", "tanks", "the aid", "loan", "drones and tanks"]),
        "amount": st.sampled_from(["50m EUR", "54m USD", "about 60m EUR", "1bn USD", "0.93bn EUR"]),
        "quantity": st.sampled_from(["10", "20", "about 20"]),
        "previous_amount": st.just("50m EUR"),
        "is_repeat": st.booleans(),
        "is_increment": st.booleans(),
        "scope": st.sampled_from(["share", "cumulative", "single"]),
        "text": st.sampled_from(["the same words", "other words", "promised last month", "agreed in April"]),
        "announcers": st.sampled_from([["x"], ["y"]]),
        "cue": st.just("resumed"),
    },
)
PUBLISHED = {"a": "2024-05-01", "b": "2024-05-03", "c": "2024-05-20", "d": "2025-02-01", "e": None}
DRAWN = {"parent": "the 1bn loan", "parent_amount": "1bn USD", "parent_relation": "draws_on"}


@settings(deadline=None, max_examples=60)
@given(told=st.lists(CROWDED, min_size=4, max_size=24), data=st.data())
def test_news_changes_of_mind_and_losses_make_the_ledger_that_is_made_anew(tables_of, told, data):
    drawn = data.draw(st.sets(st.integers(0, len(told) - 1), max_size=3))
    mentions = [
        mention
        | {"id": f"{number:02}", "published": PUBLISHED[mention["article"]]}
        | (DRAWN if number in drawn else {})
        for number, mention in enumerate(told)
    ]
    ids = [mention["id"] for mention in mentions]
    ledger, copies, decisions = None, {}, []
    for step in range(data.draw(st.integers(2, 4))):
        changed = set()
        if step:
            one, other = data.draw(st.permutations(ids))[:2]
            value = data.draw(st.sampled_from([other, None]))
            decisions += data.draw(st.sampled_from([[], [{"object_id": one, "field": "ledger_id", "value": value}]]))
            decisions += data.draw(st.sampled_from([[], [{"object_id": other, "field": "status", "value": "denied"}]]))
            copy, original = data.draw(st.permutations("abcde"))[:2]
            copies[copy] = original
            changed = {copy}
        present = data.draw(st.sets(st.sampled_from(ids), min_size=len(ids) // 2))
        rows = [m | {"duplicate_of": copies.get(m["article"])} for m in mentions if m["id"] in present]
        tables = tables_of(rows, decisions)
        before, ledger = ledger, link_commitments(**tables)
        if before is not None:
            assert updated(tables, earlier_run(before, frozenset(changed)), before.links) == ledger


ALONE = {"id": "1", "donor": "GBR", "status": "pledged", "item_class": "financing", "published": "2024-01-01"}


def test_no_commitments_make_an_empty_ledger_and_take_the_first_or_lose_the_last(tables_of):
    empty, some = link_commitments(**tables_of([])), link_commitments(**tables_of([ALONE]))
    assert (empty.links, empty.envelopes) == ((), ())
    assert len(some.links) == 1
    assert link_batches(tables_of, [[], [ALONE]]) == some
    assert updated(tables_of([]), earlier_run(some), some.links) == empty
    assert updated(tables_of([]), earlier_run(empty), empty.links) == empty


HOWITZERS = {"donor": "DNK", "recipient": "UKR", "item_class": "weapons_ammunition", "item": "howitzers",
             "published": "2024-05-02", "quantity": "8"}  # fmt: skip


def test_acts_of_one_day_are_ordered_by_their_place_in_the_text_before_the_article(link):
    low_in_first = {**HOWITZERS, "id": "1", "article": "a", "offset": 900, "status": "committed"}
    high_in_second = {**HOWITZERS, "id": "2", "article": "b", "offset": 10, "status": "pledged"}
    links = link([low_in_first, high_in_second])
    assert (links["2"].relation, links["1"].relation) == ("new", "fulfils")
    level = low_in_first | {"offset": 10}
    assert link([level, high_in_second])["1"].relation == "new"  # equal places: the article breaks the tie


def test_one_article_tells_one_state_though_another_comes_between(link):
    rows = [("1", "a", 10, "pledged"), ("2", "b", 20, "pledged"), ("3", "a", 30, "committed")]
    told = [{**HOWITZERS, "id": i, "article": a, "offset": at, "status": status} for i, a, at, status in rows]
    links = link(told)
    assert [links[one].relation for one in "123"] == ["new", "repeat", "fulfils"]
    assert link([told[0], told[2]])["3"].relation == "repeat"

"""Item words are found longest first, whatever their case, number or hyphens."""

from __future__ import annotations

import pytest

from flows.reference.items import find_items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 Air-Defence Systems", [("air defence system", "weapons_ammunition", "military", None)]),
        (
            "a soft loan for food aid",
            [("loan", "financing", "financial", "loan"), ("food aid", "relief_goods", "humanitarian", None)],
        ),
        ("UK export finance", [("export credit", "financing", "financial", "export_credit")]),
        ("security guarantees", [("security guarantee", "security_guarantee", "political", None)]),
        ("British peacekeepers", [("peacekeeper", "personnel", "military", None)]),
        ("supplies", [("equipment", "other", "other", None)]),
        ("The weather stayed dry and the match ended in a draw.", []),
        ("foodies", []),
        ("air. Defence systems", []),
    ],
)
def test_items_in_a_phrase(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    found = find_items(text)
    assert [(item.lemma, item.item_class, item.sector, item.instrument) for item in found] == expected


def test_only_words_wholly_inside_the_bounds_count() -> None:
    text = "tanks and drones"
    assert [item.span.of(text) for item in find_items(text, 6)] == ["drones"]
    assert find_items(text, 0, 4) == []

"""Which columns can be decided, and how a cell is read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from flows.link.decisions import LINK_FIELDS
from flows.review.fields import entry_fields, mention_fields, read_value, value_text
from flows.warehouse.sql_files import read_sql_files


def fields_of_view(name: str) -> set[str]:
    """Return the columns that a view takes from review_decisions."""
    (view,) = (view for view in read_sql_files("views") if view.name == name)
    return set(re.findall(r"reviewed_\w+\(\s*(?:review|valued)\.decided,\s*'(\w+)'", view.statement))


def test_every_field_of_a_mention_is_applied_by_the_view_or_by_linking_and_no_other_exists():
    assert mention_fields().keys() - fields_of_view("commitments_reviewed") == LINK_FIELDS - {"relation"}
    assert fields_of_view("commitments_reviewed") <= mention_fields().keys()


def test_every_field_of_an_entry_is_applied_by_the_view_and_no_other_exists():
    assert entry_fields().keys() == fields_of_view("ledger_entries")


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("status", "committed", "committed"),
        ("status", " Not committed ", "not_committed"),
        ("status", "none", None),
        ("conditional", "Yes", "true"),
        ("conditional", "FALSE", "false"),
        ("amount", "1600000000", "1600000000"),
        ("amount", "1 600 000 000", "1600000000"),
        ("amount", "2,5", "2.50"),
        ("amount", "2.50", "2.50"),
        ("amount", "None", None),
        ("currency", "gbp", "GBP"),
        ("donor_iso3", "fra", "FRA"),
        ("donor_iso3", "EUE", "EUE"),
        ("donor_iso3", "none", None),
        ("announcement_date", "2025-03-02", "2025-03-02"),
        ("condition_text", "if the  parliament\nagrees", "if the parliament agrees"),
    ],
)
def test_a_cell_is_read_as_its_column_s_type(field, cell, value):
    assert read_value(mention_fields()[field], cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "cure"),
    [
        ("status", "promised", "none of signalled, pledged"),
        ("conditional", "perhaps", "write yes or no"),
        ("conditional", "none", "cannot be none"),
        ("amount", "1.6E+09", "drop digits"),
        ("amount", "1.6bn", "plain digits"),
        ("amount", "-5", "plain digits"),
        ("amount", "1,600,000", "plain digits"),
        ("amount", "1.600.000", "plain digits"),
        ("currency", "pounds", "three letters"),
        ("donor_iso3", "France", "write FRA"),
        ("donor_iso3", "XQX", "such as GBR"),
        ("announcement_date", "3/2/2025", "2025-03-02"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_with_the_cure(field, cell, cure):
    with pytest.raises(ValueError, match=re.escape(cure)):
        read_value(mention_fields()[field], cell)


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (Decimal("5.00"), "5"), (Decimal("0.50"), "0.50"), (date(2025, 3, 2), "2025-03-02"), (None, None)],
)
def test_values_have_one_text(value, text):
    assert value_text(value) == text

"""Verbs that move money, from payment_verbs.csv."""

from __future__ import annotations

from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

Side = Literal["payer", "payee"]


@cache
def load_payment_verbs() -> dict[str, Side]:
    """Return what the subject of each verb is, by lemma; raise ReferenceDataError where a row is wrong."""
    return {
        row.text("lemma"): row.one_of("subject", Side) for row in read_rows("payment_verbs.csv", ("lemma", "subject"))
    }

"""What the words of one act promise: its status, how sure it is, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from flows.schema.columns import Certainty, Status
from flows.text.document import Token

POSITIVE: frozenset[Status] = frozenset({"signalled", "pledged", "committed", "delivered"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of an act, how sure its words are, which word decided it, and the rule by which it did."""

    status: Status
    certainty: Certainty
    decided_by: Token
    rule: str
    is_plain_future: bool = False  # a "will" with no promise verb: a third party's is only an expectation (R2)
    is_appeal: bool = False  # a public body or its plan asks everybody: nobody else need be named

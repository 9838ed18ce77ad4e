"""How likely a row is to be right: a logistic score over what the row itself tells and what the second reading says.

The weights of confidence.csv were fitted to rows of annotated articles, right where donor and status agree with the
annotation (`python -m benchmarks.calibration --fit`); docs/accuracy.md holds the table that shows how they keep.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from flows.reference.vocabulary import read_rows
from flows.schema.columns import Status
from flows.schema.commitments import Commitment

_LOWEST, _HIGHEST = 0.05, 0.98
_MOST_ODDS = 6.0  # a likelihood beyond it, in log-odds, says no more
ECHO = "echo."  # before the rule of a row whose words name no thing


def confidence_of(row: Commitment, likelihoods: Mapping[Status, float] | None) -> float:
    """Return the share of rows like this one that are right, 0.05 to 0.98, to two digits.

    `likelihoods` are those of the second reading for the row's giver in its sentence, None where it weighs nothing.
    """
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features_of(row, likelihoods))
    return round(min(max(1 / (1 + math.exp(-score)), _LOWEST), _HIGHEST), 2)


def features_of(row: Commitment, likelihoods: Mapping[Status, float] | None) -> Iterator[tuple[str, float]]:
    """Yield what speaks for or against a row, by its name in confidence.csv: the log-odds of a likelihood, else 1."""
    if likelihoods is None:
        yield "giver not weighed", 1.0
    else:
        yield "likelihood of the status", _log_odds(likelihoods[row.status])
        yield "likelihood of any status", _log_odds(sum(likelihoods.values()))
    yield from ((name, 1.0) for name in _names_of(row))


def _log_odds(likelihood: float) -> float:
    known = min(max(likelihood, 1e-9), 1 - 1e-9)
    return min(max(math.log(known / (1 - known)), -_MOST_ODDS), _MOST_ODDS)


def _names_of(row: Commitment) -> Iterator[str]:
    """Yield the names of what a row tells about its own worth."""
    yield "any row"
    if row.donor_start is None:
        yield "donor lent by the article" if row.donor_named else "donor unknown"
    elif row.donor_iso3 is None:
        yield "donor without a country"
    yield f"recipient {row.recipient_basis}"
    if row.figure_id is not None:
        yield "sum"
    elif row.quantity_id is not None:
        yield "count"
    yield f"status {row.status}"
    if row.rule_id in ("noun", "R6.announce"):
        yield "told by a noun"
    if is_echo(row):
        yield "names no thing"
    if row.certainty in ("possible", "underspecified"):
        yield "uncertain words"
    if row.source_basis in ("relayed", "other"):
        yield "second hand"


def is_echo(row: Commitment) -> bool:
    """Tell whether a row's words name no thing: what they are about, the article has told before."""
    return row.rule_id.startswith(ECHO)


@cache
def _weights() -> dict[str, float]:
    return {
        row.text("feature"): float(row.text("weight")) for row in read_rows("confidence.csv", ("feature", "weight"))
    }

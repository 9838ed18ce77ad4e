"""When a decision is made, as later ones see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.review.apply import moment_after


def test_a_decision_comes_after_those_of_a_clock_that_ran_ahead():
    ahead = datetime.now(UTC) + timedelta(days=365)
    assert moment_after([ahead, ahead - timedelta(days=1)]) > ahead


def test_a_decision_is_made_now():
    before = datetime.now(UTC)
    assert before <= moment_after([before - timedelta(days=1)]) <= datetime.now(UTC)
    assert moment_after([]) >= before

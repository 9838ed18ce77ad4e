"""A second reading for what the rules miss: every party that a sentence names is weighed by all the clues around it.

The rules need a word that they know in a place that they know. Where they find nothing for a party, this reading asks
how likely the sentence tells of a step of that party all the same, and which one: a softmax over weights that were
fitted to annotated articles (`python -m benchmarks.second_reading --fit`, docs/decisions/0020). Its rows say so
(`rule_id` learned), their confidence is the likelihood itself, and none has an amount: the model never adds money.
Where the rules did find something, the likelihood of what they found is part of its confidence (confidence.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from flows.extract.actors import Actors
from flows.extract.commitments import syntax
from flows.extract.commitments.acts import Act
from flows.extract.commitments.candidates import Candidate, find_candidates, key_of
from flows.extract.commitments.clues import Clues
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.levels import levels_above
from flows.extract.commitments.reading import Reading
from flows.reference.commitment_cues import CommitmentCue, load_commitment_cues
from flows.reference.vocabulary import read_rows
from flows.schema.columns import Status
from flows.schema.commitments import Commitment
from flows.schema.figures import FinancialFigure
from flows.schema.statements import Statement
from flows.text.document import Document, Token
from flows.text.language import lemma_of

Likelihoods = dict[Status, float]  # 0 to 1 each; what is left to 1 is that nothing is told
Weights = dict[str, tuple[float, ...]]  # of each clue, one for every status in the order of STATUSES
STATUSES: tuple[Status, ...] = get_args(Status)
LEARNED = "learned"
# A step this likely becomes a row: of such rows three in five were right in articles that the fit had not seen.
_LIKELY = 0.45
# An article in which the rules find fewer steps may not be about help at all.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What one candidate probably did."""

    candidate: Candidate
    status: Status
    likelihood: float

    @property
    def confidence(self) -> float:
        """Return the likelihood to two digits."""
        return round(self.likelihood, 2)


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What all clues say of an article: the steps that the rules miss, and how likely those are that they found."""

    steps: list[Step]
    told: dict[tuple[str, str | None], Likelihoods]  # by sentence_id and giver

    def likelihoods_of(self, row: Commitment) -> Likelihoods | None:
        """Return how likely each status is for a row's giver in its sentence; None where nothing names him."""
        return self.told.get((row.sentence_id, key_of(row)))


def read_again(
    document: Document,
    actors: Actors,
    statements: Sequence[Statement],
    figures: Sequence[FinancialFigure],
    rows: Sequence[Commitment],
    weights: Weights | None = None,
) -> SecondReading:
    """Weigh every candidate of an article whose first reading gave `rows`, by the weights of second_reading.csv."""
    weights = load_weights() if weights is None else weights
    steps: list[Step] = []
    told: dict[tuple[str, str | None], Likelihoods] = {}
    if not rows:
        return SecondReading(steps, told)
    clues = Clues(document, actors, statements, figures, rows)
    for candidate in find_candidates(document, actors, rows):
        if not candidate.is_told and len(rows) < ENOUGH:
            continue
        likelihoods = likelihoods_of(clues.of(candidate), weights)
        status = max(likelihoods, key=lambda one: likelihoods[one])
        if candidate.is_told:
            told[candidate.sentence.sentence_id, key_of(candidate.party)] = likelihoods
        elif likelihoods[status] >= _LIKELY:
            steps.append(Step(candidate, status, likelihoods[status]))
    return SecondReading(steps, told)


def likelihoods_of(clues: frozenset[str], weights: Weights) -> Likelihoods:
    """Return how likely each status is, by the clues; what is left to 1 is that nothing is told."""
    known = [weights[clue] for clue in clues if clue in weights]
    scores = [sum(own) for own in zip(*known, strict=True)] or [0.0] * len(STATUSES)
    odds = {status: math.exp(score) for status, score in zip(STATUSES, scores, strict=True)}
    total = 1.0 + sum(odds.values())
    return {status: one / total for status, one in odds.items()}


@cache
def load_weights() -> Weights:
    """Return for each clue of second_reading.csv the weights of the statuses, in their order in `STATUSES`."""
    rows = read_rows("second_reading.csv", ("clue", *STATUSES))
    return {row.text("clue"): tuple(float(row.text(status)) for status in STATUSES) for row in rows}


def finding_of(document: Document, step: Step) -> Finding:
    """Return a likely step as a finding whose receiver the article has yet to lend."""
    core = _core_of(document, step.candidate)
    cue = CommitmentCue(lemma_of(core), "verb", "", "echo")
    levels = list(levels_above(core, "echo", load_commitment_cues()))
    act = Act(step.candidate.sentence, core, cue, levels=levels, is_echo=True)
    reading = Reading(step.status, "underspecified", core, LEARNED)
    return Finding(act, reading, [step.candidate.party], [], None)


def _core_of(document: Document, candidate: Candidate) -> Token:
    """Return the verb that governs the first name of the party, else the top word of the sentence."""
    tokens = document.tokens_of(candidate.sentence)
    for mention in candidate.mentions:
        named = document.token_at(mention.char_start)
        verb = syntax.governing_verb(named) if named is not None else None
        if verb is not None:
            return verb
    return next((token for token in tokens if token.head == token), tokens[0])

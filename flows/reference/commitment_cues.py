"""Words that tell how far a promise has come, from commitment_cues.csv.

A cue takes a *thing* (send missiles, halt aid), an *act* (vow to send, refuse to send), or both. One word may
belong to two classes by what it takes: "approved $5bn" is an allocation, "approved sending tanks" a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reference.vocabulary import read_rows

CueClass = Literal[
    "transfer",
    "provide",
    "support",
    "allocate",
    "increase",
    "promise",
    "decide",
    "announce",
    "offer",
    "intend",
    "consider",
    "refuse",
    "undecided",
    "withdraw",
    "resume",
    "request",
    "expect",
    "receive",
    "arrive",
    "include",
    "bring",
    "amount",
    "have",
    "continue",
    "enable",
    "join",
    "host",
    "stay",
    "relieve",
    "obtain",
    "echo",
]
PartOfSpeech = Literal["verb", "noun", "adjective"]
Takes = Literal["thing", "act", "both"]

_COLUMNS = ("lemma", "pos", "particle", "takes", "cue_class", "note")


@dataclass(frozen=True, slots=True)
class CommitmentCue:
    """One cue: its base form, the particle or preposition that belongs to it, and what it says of the promise."""

    lemma: str
    pos: PartOfSpeech
    particle: str
    cue_class: CueClass


@dataclass(frozen=True, slots=True)
class CommitmentCues:
    """The cues by (lemma, part of speech); those with a particle come before the bare ones."""

    things: dict[tuple[str, str], tuple[CommitmentCue, ...]]
    acts: dict[tuple[str, str], tuple[CommitmentCue, ...]]


@cache
def load_commitment_cues() -> CommitmentCues:
    """Read commitment_cues.csv; raises `ReferenceDataError` naming a row that does not fit."""
    tables: dict[str, dict[tuple[str, str], list[CommitmentCue]]] = {"thing": {}, "act": {}}
    for row in read_rows("commitment_cues.csv", _COLUMNS):
        cue = CommitmentCue(
            lemma=row.text("lemma"),
            pos=row.one_of("pos", PartOfSpeech),
            particle=row.optional("particle") or "",
            cue_class=row.one_of("cue_class", CueClass),
        )
        takes = row.one_of("takes", Takes)
        for taker in ("thing", "act") if takes == "both" else (takes,):
            tables[taker].setdefault((cue.lemma, cue.pos), []).append(cue)
    return CommitmentCues(_longest_first(tables["thing"]), _longest_first(tables["act"]))


def _longest_first(
    table: dict[tuple[str, str], list[CommitmentCue]],
) -> dict[tuple[str, str], tuple[CommitmentCue, ...]]:
    return {key: tuple(sorted(cues, key=lambda cue: -len(cue.particle))) for key, cues in table.items()}

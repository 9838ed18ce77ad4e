"""Verbs that report what somebody said, wrote or announced: reporting_verbs.csv, speech_implicatives.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from flows.reference.vocabulary import read_rows

CueClass = Literal[
    "say", "tell", "write", "report", "show", "indicate", "stress", "claim", "declare", "describe", "confirm", "admit",
    "apologise", "ask", "answer", "deny", "promise", "offer", "propose", "announce", "agree", "warn", "threaten",
    "demand", "order", "advise", "accuse", "criticise", "complain", "praise", "thank", "express", "predict", "testify",
    "decide", "assure", "quote", "support",
]  # fmt: skip
Takes = Literal["quote", "clause", "infinitive", "object", "order", "naming", "addressee"]

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One way to report speech.

    `takes` tells what follows as content: quoted words (`quote`), a clause (`clause`), an infinitive (vowed *to
    send*), an `object` (announced *a deal*), a person's task (`order`: urged *allies to send*), a name given to
    something (`naming`: called *it a mistake*); `addressee` means that its object is who hears it.
    """

    lemma: str
    particles: tuple[str, ...]
    cue_class: str
    takes: frozenset[str]
    strength: float


@cache
def load_reporting_verbs() -> dict[str, tuple[ReportingVerb, ...]]:
    """Return the verbs by inflected form in lower case; those with particles come before the bare ones.

    Raises ReferenceDataError naming the row that does not fit.
    """
    verbs: dict[str, list[ReportingVerb]] = {}
    for row in read_rows("reporting_verbs.csv", ("lemma", "forms", "cue_class", "takes", "strength")):
        lemma = row.text("lemma")
        base, *particles = lemma.split()
        takes = row.many("takes")
        if unknown := set(takes) - set(get_args(Takes)):
            raise row.error(f"takes {', '.join(sorted(unknown))!r} is unknown")
        cue_class = row.one_of("cue_class", CueClass)
        strength = float(row.text("strength"))
        verb = ReportingVerb(lemma, tuple(particles), cue_class, frozenset(takes), strength)
        for form in {base, *(row.many("forms") or regular_forms(base))}:
            verbs.setdefault(form, []).append(verb)
    return {form: tuple(sorted(group, key=lambda verb: -len(verb.particles))) for form, group in verbs.items()}


@cache
def load_implicatives() -> frozenset[str]:
    """Return the word forms after which an infinitive tells what was done: `went on to say`, `was proud to announce`.

    From speech_implicatives.csv.
    """
    forms: set[str] = set()
    for row in read_rows("speech_implicatives.csv", ("lemma", "forms")):
        lemma = row.text("lemma")
        forms |= {lemma, *(row.many("forms") or regular_forms(lemma))}
    return frozenset(forms)


def regular_forms(base: str) -> tuple[str, str, str]:
    """Return third person, past and present participle of a regular verb that doubles no consonant."""
    if base.endswith("e"):
        return f"{base}s", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s"
    return third, f"{base}ed", f"{base}ing"

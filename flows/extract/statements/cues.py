"""Where speech is reported: verbs of the vocabulary with their particles, speaker and polarity."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.statements.reading import Reading
from flows.extract.statements.speakers import subject_of
from flows.reference.reporting_verbs import ReportingVerb, load_implicatives, load_reporting_verbs
from flows.text.syntax import Syntax

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_DO = frozenset({"do", "does", "did"})
_NO_VERB = frozenset({"amod", "compound", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at work; token numbers throughout, `quote` is the outermost quotation it stands in or -1."""

    token: int
    last: int
    verb: ReportingVerb
    speaker: int | None
    negated: bool
    quote: int
    first: int = -1  # where it begins, when not at `token`: `quoted as saying`

    @property
    def start(self) -> int:
        """Return the first token of the words that report."""
        return self.token if self.first < 0 else self.first


def find_cues(reading: Reading) -> list[Cue]:
    """Find the reporting verbs of a document, in reading order."""
    verbs = load_reporting_verbs()
    syntax = reading.syntax
    quote_of = reading.quote_of
    cues: list[Cue] = []
    for token, word in enumerate(syntax.lower):
        if word not in verbs or not syntax.tag[token].startswith("VB") or syntax.dep[token] in _NO_VERB:
            continue
        matched = _with_particles(syntax, token, verbs[word])
        if matched is None:
            continue
        verb, last = matched
        speaker = subject_of(syntax, token)
        if speaker is not None and quote_of[speaker] != quote_of[token]:
            speaker = None
        negated = any(syntax.lower[c] in _NEGATIONS for c in syntax.children[token])
        cues.append(Cue(token, last, verb, speaker, negated, quote_of[token], _first_word(syntax, token)))
    return cues


def _first_word(syntax: Syntax, token: int) -> int:
    """Return where `was quoted as saying` begins for the token of "saying"; -1 for a plain verb."""
    above = syntax.head[token]
    if syntax.tag[token] != "VBG" or above != token - 1 or syntax.lower[above] != "as":
        return -1
    verb = syntax.head[above]
    if verb != above - 1 or not syntax.tag[verb].startswith("VB"):
        return -1
    auxiliary = syntax.child(verb, "auxpass")
    return auxiliary if auxiliary == verb - 1 else verb


def _with_particles(syntax: Syntax, token: int, verbs: tuple[ReportingVerb, ...]) -> tuple[ReportingVerb, int] | None:
    """Choose the verb whose particles follow, at most one word between."""
    following = syntax.lower[token + 1 : token + 4]
    for verb in verbs:
        n = len(verb.particles)
        for gap in (0, 1) if n else (0,):
            if tuple(following[gap : gap + n]) == verb.particles:
                return verb, token + gap + n if n else token
    return None


def is_report(syntax: Syntax, cue: Cue) -> bool:
    """Tell whether the verb tells that something was said, not that it may, should or is to be said.

    An infinitive reports after a verb that implies it ("went on to say", "declined to say").
    """
    token = cue.token
    if cue.speaker is not None and syntax.lower[cue.speaker] == "you":
        return False
    before = [c for c in syntax.children[token] if c < token]
    if any(syntax.tag[c] == "MD" for c in before):
        return False
    if syntax.tag[token] != "VB":
        return True
    if any(syntax.lower[c] == "to" for c in before):
        return syntax.dep[token] == "xcomp" and syntax.lower[syntax.head[token]] in load_implicatives()
    return any(syntax.lower[c] in _DO for c in before)

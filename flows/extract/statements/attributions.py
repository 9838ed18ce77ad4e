"""Attributions that stand beside what they attribute: `X said`, `said X`, `as X put it`, before, after or amid it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import Reading
from flows.reference.reporting_verbs import ReportingVerb
from flows.text.language import lemma_of

_MAX_GAP = 14  # tokens between the start of an attribution and its verb: a name with its title and an apposition
_MAX_PHRASE = 40
_NOUNS = ("NN", "PRP", "CD")
_NOUN_STARTS = ("NN", "PRP", "DT", "JJ", "CD", "VBN", "WP", "FW", "WDT")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EMPTY_VERBS = frozenset({"be", "have", "do", "get", "go", "come", "make", "take", "start", "keep"})
_SKIPPED = frozenset({"RB", "CC", "RBR"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A reporting phrase: its cue, the head of its speaker, and its tokens from `first` to `last`."""

    cue: Cue
    speaker: int | None
    first: int
    last: int


def attribution_at(
    reading: Reading, cues: list[Cue], begin: int, end: int, *, any_verb: bool = False
) -> Attribution | None:
    """Read the attribution that begins at the token; `end` is the token after its sentence.

    `cues` are those of the sentence, outside quotations. With `any_verb` a verb that the vocabulary does not hold
    counts too, where a name or pronoun stands right beside it ("she fumed").
    """
    syntax = reading.syntax
    while begin < end and (reading.is_stop[begin] or syntax.lower[begin].isspace()):
        begin += 1
    first = begin
    while begin < end and (syntax.tag[begin] in _SKIPPED or syntax.lower[begin] == "as"):
        begin += 1
    for cue in cues:
        if cue.token < begin:
            continue
        if any(reading.quote_of[t] >= 0 for t in range(begin, min(cue.token, begin + _MAX_PHRASE))):
            break
        speaker = _speaker_beside(reading, cue, begin, end)
        if speaker is not None:
            return Attribution(cue, speaker, first, phrase_end(reading, max(cue.last, speaker), end))
    return _unlisted(reading, begin, end) if any_verb else None


def _speaker_beside(reading: Reading, cue: Cue, begin: int, end: int) -> int | None:
    """Return the head of the speaker's name, if name and verb begin where the attribution does."""
    syntax = reading.syntax
    if all(syntax.tag[t] in _SKIPPED or syntax.dep[t] in ("aux", "advmod") for t in range(begin, cue.token)):
        if cue.speaker is not None and cue.last < cue.speaker < end:
            return cue.speaker
        return head_between(reading, cue.last + 1, end)
    if cue.speaker is not None and begin <= cue.speaker < cue.token and syntax.left_edge(cue.speaker) <= begin + 1:
        return cue.speaker
    between = range(begin, cue.token)
    if cue.token - begin <= _MAX_GAP and not any(syntax.tag[t] in _FINITE and syntax.dep[t] != "aux" for t in between):
        return head_between(reading, begin, cue.token)
    return None


def head_between(reading: Reading, begin: int, end: int) -> int | None:
    """Return the head of the noun phrase that begins at the token, looking no further than `end`; None without one."""
    syntax = reading.syntax
    if begin >= end or not syntax.tag[begin].startswith(_NOUN_STARTS) or syntax.lower[begin] == "that":
        return None
    at = begin
    while begin <= (head := syntax.head[at]) < end and head != at and syntax.tag[head].startswith(_NOUNS):
        at = head
    if syntax.tag[at].startswith(_NOUNS):
        return at
    following = at + 1
    while following < end and not syntax.tag[following].startswith(("NN", "VB", "IN", ",", ".")):
        following += 1
    return following if following < end and syntax.tag[following].startswith("NN") else None


def phrase_end(reading: Reading, token: int, end: int) -> int:
    """Return the last token of an attribution: up to a comma, a quotation or the end of the sentence."""
    lower, quote_of = reading.syntax.lower, reading.quote_of
    while token + 1 < end and not reading.is_stop[token + 1] and lower[token + 1] != ":" and quote_of[token + 1] < 0:
        token += 1
    return token


def _unlisted(reading: Reading, begin: int, end: int) -> Attribution | None:
    syntax = reading.syntax
    if begin + 1 >= end:
        return None
    tag = syntax.tag
    if tag[begin] == "VBD" and tag[begin + 1] in ("NNP", "PRP"):
        verb, speaker = begin, head_between(reading, begin + 1, end)
    else:
        verb = begin
        while verb < min(end, begin + 5) and tag[verb] in ("NNP", "PRP", "NNPS"):
            verb += 1
        if verb == begin or verb >= end or tag[verb] not in ("VBD", "VBZ"):
            return None
        speaker = verb - 1
    if speaker is None or any(
        syntax.dep[c] in ("ccomp", "dobj", "attr", "acomp") for c in syntax.children[verb] if c > verb
    ):
        return None
    lemma = lemma_of(reading.document.doc[verb])
    if lemma in _EMPTY_VERBS:
        return None
    word = ReportingVerb(lemma, (), "say", frozenset({"quote"}), 0.6)
    cue = Cue(verb, verb, word, speaker, negated=False, quote=-1)
    return Attribution(cue, speaker, begin, phrase_end(reading, max(verb, speaker), end))

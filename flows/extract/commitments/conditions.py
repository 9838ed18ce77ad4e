"""Conditions and hedges: what a promise hangs on, and how sure its words are (DATA_MODEL.md, R9 and R10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.extract.commitments.acts import Act
from flows.reference.vocabulary import read_rows
from flows.reference.written_dates import MONTHS, WEEKDAYS
from flows.schema.columns import Certainty, ConditionKind
from flows.schema.span import Span
from flows.text.document import Document, Token


@dataclass(frozen=True, slots=True)
class Condition:
    """The clause that a promise hangs on."""

    span: Span
    kind: ConditionKind


@dataclass(frozen=True, slots=True)
class _Marker:
    words: str
    needs: str  # "" always a condition; "future": only before an event to come; "refusal": only where help is refused;
    # "clause": only where it opens a clause, and is no verb


_COLUMNS = ("words", "needs", "note")
_KIND_COLUMNS = ("word", "condition_kind")
_CLAUSE_END = re.compile(r"[.;!?\"”»]|,\s(?=(?:and|but|who|which|said|he|she|they|it|according)\b)|\s[–—]\s|$")
_TIME = re.compile(
    r"\s+(?:at least |the end of |next |last |late |early |mid-|the |this )*"
    rf"(?:\d{{1,4}}\b|{'|'.join(MONTHS)}|weeks?|months?"
    rf"|years?|weekend|tomorrow|today|now|then|{'|'.join(WEEKDAYS)}|summer|winter"
    r"|spring|autumn)\b(?![’'])",
)
_STEP_DOWN: dict[Certainty, Certainty] = {"certain": "probable", "probable": "possible"}


@cache
def _markers() -> tuple[re.Pattern[str], dict[str, _Marker]]:
    rows = [
        _Marker(row.text("words"), row.optional("needs") or "") for row in read_rows("condition_markers.csv", _COLUMNS)
    ]
    rows.sort(key=lambda marker: -len(marker.words))
    pattern = "|".join(re.escape(marker.words) for marker in rows)
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), {marker.words: marker for marker in rows}


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], ConditionKind], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(row.text('word'))}", re.IGNORECASE), row.one_of("condition_kind", ConditionKind))
        for row in read_rows("condition_kinds.csv", _KIND_COLUMNS)
    )


@cache
def _hedges() -> re.Pattern[str]:
    words = sorted((row.text("words") for row in read_rows("hedges.csv", ("words", "note"))), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def find_condition(document: Document, act: Act, *, is_refused: bool) -> Condition | None:
    """Find an overt condition in the clause that governs an act; None when there is none.

    "When" and "after" open a condition only before an event to come, "until" only after a refusal.
    """
    pattern, markers = _markers()
    text, sentence = document.text, act.sentence.span
    for match in pattern.finditer(text, sentence.start, sentence.end):
        marker = markers[match.group().lower()]
        token = document.token_at(match.start())
        if token is None or not _governs(token, act):
            continue
        end_match = _CLAUSE_END.search(text, match.end(), sentence.end)
        end = end_match.start() if end_match else sentence.end
        span = Span(match.start(), max(match.end(), min(end, _end_before(token, act) or end)))
        if _is_time(span.of(text)[len(match.group()) :]) or (marker.needs == "clause" and not _opens_clause(token)):
            continue
        if marker.needs == "future" and not _is_future(document, act, Span(match.end(), span.end)):
            continue
        if marker.needs == "refusal" and not is_refused:
            continue
        return Condition(span, _kind_of(span.of(text)))
    return None


def find_hedge(document: Document, span: Span) -> Span | None:
    """Find a word that lowers the certainty of what a span tells."""
    match = _hedges().search(document.text, span.start, span.end)
    return Span(match.start(), match.end()) if match else None


def lowered(certainty: Certainty) -> Certainty:
    """Return the certainty one step down (R10); possible and underspecified stay."""
    return _STEP_DOWN.get(certainty, certainty)


def _governs(marker: Token, act: Act) -> bool:
    """Tell whether a marker's clause hangs on the act: on a word of its chain or on a clause inside its own."""
    chain = {level.token.i for level in act.levels}
    if marker.i in chain:
        return False
    below = marker
    for above in marker.ancestors:
        if above.i in chain:
            return not (below.dep_ == "ccomp" and below.i not in chain)
        if above.dep_ in ("relcl", "ccomp") and above.i not in chain and above.i < act.core.i:
            return False
        below = above
    return False


def _end_before(marker: Token, act: Act) -> int | None:
    """Return where a clause ends that stands before the act: "after a strike on X | , Britain has promised"."""
    last = (marker if marker.dep_ in ("prep", "pcomp") else marker.head).right_edge
    return last.idx + len(last) if marker.i < last.i < act.core.i else None


def _is_time(words: str) -> bool:
    """Tell whether what follows a marker is only a date or a time: "until March 2025", "after the weekend"."""
    return _TIME.match(words) is not None


def _opens_clause(marker: Token) -> bool:
    """Tell whether "provided" opens a clause, as after a comma and before its subject, and is not the verb."""
    before, after = marker.doc[max(0, marker.i - 1)], marker.doc[min(len(marker.doc) - 1, marker.i + 1)]
    return before.text in (",", "—", "–") and after.tag_ in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN", "EX", "IN")


def _is_future(document: Document, act: Act, event: Span) -> bool:
    promised = any(level.modal in ("will", "would", "could", "may", "might") for level in act.levels) or any(
        level.cue_class in ("promise", "offer", "intend", "consider", "decide") for level in act.levels
    )
    first = next((token for token in document.tokens_in(event) if not token.is_punct), None)
    if first is not None and (first.tag_ in ("PRP$", "JJ") or first.lower_ in ("last", "the", "this", "that")):
        governed = first.head if first.dep_ != "ROOT" else first
        if governed.dep_ == "pobj":
            return False  # "after last summer's floods": a noun that is known lies behind
    verbs = [token for token in document.tokens_in(event) if token.tag_ in ("VBZ", "VBP", "VBD")]
    return promised and bool(verbs) and all(token.tag_ != "VBD" for token in verbs[:1])


def _kind_of(words: str) -> ConditionKind:
    for pattern, kind in _kinds():
        if pattern.search(words):
            return kind
    return "other"

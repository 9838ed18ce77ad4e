"""Who says the quoted words: the cue before or after each quotation, and quotations that belong together."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.statements.attributions import Attribution, attribution_at
from flows.extract.statements.cues import Cue
from flows.extract.statements.extents import FINITE
from flows.extract.statements.layouts import label_before, signature_after
from flows.extract.statements.reading import Reading, Run

_STOPS = frozenset(",.?!…—–-")
_MARKS = "\"“”„«»‹›'‘’` \xa0"
_MAX_LEAD = 30  # tokens between a cue and the colon or comma before its quotation
_MIN_WORDS = 5  # fewer are a subheading or a slogan


@dataclass
class Speech:
    """Quotations that one speaker says in one go, by number in `Reading.quotes`, with the cue that reports them.

    `lead` are the words of the same clause before the first quotation; `last` is the last token that belongs to it,
    attribution included.
    """

    quotes: list[int]
    cue: Cue | None
    speaker: int | None
    rule_id: str
    last: int
    paragraph: int
    lead: Run | None = None


def find_speeches(reading: Reading, cues_by_sentence: dict[int, list[Cue]]) -> list[Speech]:
    """Group the quotations that are speech; those that merely stand inside a clause are left to the clause."""
    speeches: list[Speech] = []
    for number, (first, last) in enumerate(reading.quote_tokens):
        sentence = reading.sentence_of(first)
        if sentence is None or last < first:
            continue
        previous = speeches[-1] if speeches else None
        speech = _read(reading, cues_by_sentence, number)
        if speech is not None and previous is not None and speech.cue is not None:
            if speech.cue is previous.cue:
                previous.quotes.append(number)
                previous.last = max(previous.last, speech.last)
                continue
            if previous.cue is None and _leads_to(reading, previous, speech, first):
                speech.quotes = previous.quotes + speech.quotes
                speeches.pop()
        if speech is not None and (speech.cue is not None or previous is None):
            speeches.append(speech)
        elif previous is not None and _continues(reading, previous, number, sentence.paragraph):
            previous.quotes.append(number)
            previous.last = max(previous.last, last)
            previous.paragraph = sentence.paragraph
        elif speech is not None:
            speeches.append(speech)
    return speeches


def _leads_to(reading: Reading, previous: Speech, speech: Speech, first: int) -> bool:
    """Tell whether speech without a cue goes on in the speech behind it: right there, or in the next open paragraph."""
    if reading.quotes[previous.quotes[-1]].continued:
        return speech.paragraph == previous.paragraph + 1
    return speech.paragraph == previous.paragraph and _adjoin(reading, previous.last, first)


def _read(reading: Reading, cues_by_sentence: dict[int, list[Cue]], number: int) -> Speech | None:
    """Return the quotation as speech with its own cue, or without one where it is an utterance of its own."""
    first, last = reading.quote_tokens[number]
    opening, closing = reading.sentence_of(first), reading.sentence_of(last)
    if opening is None:
        return None
    end = closing.token_end if closing is not None else last + 1
    after = cues_by_sentence.get(closing.index, []) if closing is not None else []
    before = cues_by_sentence.get(opening.index, [])
    lead = _lead(reading, opening.token_start, first)
    found = _attribution_after(reading, after, number, last, end)
    if found is not None and not (lead is not None and _is_governed(reading, before, first)):
        return Speech([number], found.cue, found.speaker, "quote_before_cue", found.last, opening.paragraph, lead)
    if (cue := _cue_before(reading, before, first)) is not None:
        return Speech([number], cue, cue.speaker, "quote_after_cue", last, opening.paragraph)
    if lead is None and (label := label_before(reading, opening.token_start, first)) is not None:
        return Speech([number], label, label.speaker, "label", last, opening.paragraph)
    if (signature := signature_after(reading, number)) is not None:
        return Speech([number], signature, signature.speaker, "signature", last, opening.paragraph)
    if _opens_sentence(reading, opening.token_start, first) and _is_utterance(reading, number):
        return Speech([number], None, None, "quote_alone", last, opening.paragraph)
    return None


def _attribution_after(reading: Reading, cues: list[Cue], number: int, last: int, end: int) -> Attribution | None:
    """Return the attribution after the quotation: `," said X`, `?" X asked`, `" - X said`."""
    if last + 1 >= end:
        return None
    quote = reading.quotes[number]
    stop = reading.text[quote.inner.start : quote.outer.end].rstrip(_MARKS)[-1:]
    if stop not in _STOPS and not reading.is_stop[last + 1]:
        return None
    found = attribution_at(reading, cues, last + 1, end, any_verb=stop in ",?!")
    if found is None or "quote" not in found.cue.verb.takes:
        return None
    return None if _has_own_content(reading, found) else found


def _has_own_content(reading: Reading, found: Attribution) -> bool:
    """Tell whether the verb governs a clause of its own after it, so that it does not report what stands before."""
    syntax = reading.syntax
    return any(
        syntax.dep[c] == "ccomp" and reading.quote_of[c] < 0 and not reading.is_stop[syntax.left_edge(c) - 1]
        for c in syntax.children[found.cue.token]
        if found.cue.last < c
    )


def _lead(reading: Reading, start: int, first: int) -> Run | None:
    """Return the words of the sentence before the quotation, where they flow into it without a stop."""
    lower = reading.syntax.lower
    if first <= start or reading.is_stop[first - 1] or lower[first - 1] == ":" or lower[first - 1].isspace():
        return None
    return start, first - 1


def _is_governed(reading: Reading, cues: list[Cue], first: int) -> bool:
    """Tell whether a verb before the quotation already reports the clause that it stands in."""
    return any(
        reading.syntax.is_within(first, cue.token) and cue.verb.takes & {"clause", "naming", "object"}
        for cue in cues
        if cue.last < first
    )


def _cue_before(reading: Reading, cues: list[Cue], first: int) -> Cue | None:
    """Return the cue that introduces the quotation, parted from it by a comma or colon."""
    lower = reading.syntax.lower
    if lower[first - 1] not in (",", ":") and not (lower[first - 1].isspace() and lower[first - 2] == ":"):
        return None
    for cue in reversed(cues):
        if cue.last >= first or "quote" not in cue.verb.takes:
            continue
        between = range(cue.last + 1, first)
        if len(between) > _MAX_LEAD or any(reading.quote_of[t] >= 0 for t in between):
            return None
        return cue
    return None


def _opens_sentence(reading: Reading, start: int, first: int) -> bool:
    lower = reading.syntax.lower
    return all(reading.quote_of[t] >= 0 or reading.is_stop[t] or lower[t].isspace() for t in range(start, first))


def _is_utterance(reading: Reading, number: int) -> bool:
    """Tell whether the quotation is a whole utterance: it ends its sentence with a stop."""
    words = reading.quotes[number].inner.of(reading.text).rstrip(_MARKS)
    return words[-1:] in (".", "!", "?", "…") and len(words.split()) >= _MIN_WORDS


def _adjoin(reading: Reading, last: int, first: int) -> bool:
    return all(reading.syntax.lower[t].isspace() for t in range(last + 1, first))


def _continues(reading: Reading, speech: Speech, number: int, paragraph: int) -> bool:
    """Tell whether a quotation without a cue goes on where the last one stopped.

    In the same paragraph it opens the sentence right after the attribution; in the next paragraph it fills it, or the
    paragraph before was left open.
    """
    first, _ = reading.quote_tokens[number]
    sentence = reading.sentence_of(first)
    if sentence is None or first != sentence.token_start:
        return False
    if paragraph == speech.paragraph:
        return _is_only_attribution(reading, speech, first)
    if paragraph != speech.paragraph + 1:
        return False
    if reading.quotes[speech.quotes[-1]].continued:
        return True
    span = reading.document.paragraphs[paragraph]
    outer = reading.quotes[number].outer
    said_last = reading.sentence_of(speech.last)
    ends_paragraph = said_last is None or said_last.span.end >= reading.document.paragraphs[speech.paragraph].end
    return ends_paragraph and not reading.text[outer.end : span.end].strip(". ")


def _is_only_attribution(reading: Reading, speech: Speech, first: int) -> bool:
    """Tell whether nothing but the speech and its attribution stands before the quotation in the paragraph."""
    at = max(speech.last, speech.cue.last if speech.cue else 0)
    sentence = reading.sentence_of(at)
    following = reading.sentence_of(first)
    if sentence is None or following is None or following.index > sentence.index + 1:
        return following is not None and sentence is not None and _adjoin(reading, at, first)
    if speech.cue is None:
        return True
    syntax, cue = reading.syntax, speech.cue.token
    does_more = [t for t in syntax.children[cue] if syntax.dep[t] == "conj" and at < t < first]
    return not does_more and not any(syntax.dep[t] == "ROOT" and syntax.tag[t] in FINITE for t in range(at + 1, first))


def by_sentence(reading: Reading) -> dict[int, list[Cue]]:
    """Group the cues outside quotations by the number of their sentence."""
    groups: dict[int, list[Cue]] = {}
    for cue in reading.cues:
        if cue.quote < 0 and (sentence := reading.sentence_of(cue.token)) is not None:
            groups.setdefault(sentence.index, []).append(cue)
    return groups

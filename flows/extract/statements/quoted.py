"""Who says the quoted words: the cue before or after each quotation, and quotations that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import COMMAS, Reading

Run = tuple[int, int]

_MAX_GAP = 14  # tokens between a quotation and its cue: a name with its title and an apposition
_CLOSERS = frozenset(",.?!…—-–")


@dataclass
class Speech:
    """Quotations that one speaker says in one go, by number in `Reading.quotes`, with the cue that reports them."""

    quotes: list[int]
    cue: Cue | None
    speaker: int | None = None
    lead: Run | None = None  # words of the same clause before the first quotation
    rule_id: str = ""
    paragraph: int = 0
    used: list[Cue] = field(default_factory=list)


def find_speeches(reading: Reading, cues: list[Cue]) -> list[Speech]:
    """Group the quotations that are speech; those that merely stand inside a clause are left to the clause."""
    speeches: list[Speech] = []
    by_sentence: dict[int, list[Cue]] = {}
    for cue in cues:
        sentence = reading.sentence_of(cue.token)
        if sentence is not None and cue.quote < 0:
            by_sentence.setdefault(sentence.index, []).append(cue)
    previous_paragraph = -1
    for number, (first, last) in enumerate(reading.quote_tokens):
        sentence = reading.sentence_of(first)
        if sentence is None or last < first:
            continue
        paragraph = sentence.paragraph
        closing = reading.sentence_of(last)
        near = by_sentence.get(sentence.index, [])
        after = by_sentence.get(closing.index, []) if closing is not None else []
        starts_sentence = first == sentence.token_start or all(
            reading.quote_of[t] >= 0 or reading.syntax.lower[t] in COMMAS for t in range(sentence.token_start, first)
        )
        lead = _cue_before(reading, near, first)
        follow = _cue_after(reading, after, last, closing.token_end if closing else last + 1)
        last_speech = speeches[-1] if speeches else None
        if lead is not None:
            speeches.append(Speech([number], lead, lead.speaker, None, "quote_after_cue", paragraph))
        elif follow is not None:
            cue, speaker = follow
            lead_run = None if starts_sentence else (sentence.token_start, first - 1)
            speech = Speech([number], cue, speaker, lead_run, "quote_before_cue", paragraph)
            if last_speech is not None and last_speech.cue is cue:
                last_speech.quotes.append(number)
            else:
                speeches.append(speech)
        elif last_speech is not None and _continues(reading, last_speech, first, paragraph):
            last_speech.quotes.append(number)
            last_speech.paragraph = paragraph
        elif starts_sentence and _is_sentence(reading, number):
            speeches.append(Speech([number], None, None, None, "quote_alone", paragraph))
        previous_paragraph = paragraph
    return speeches


def _cue_before(reading: Reading, cues: list[Cue], first: int) -> Cue | None:
    """Return the cue that introduces the quotation: right before it, or parted by a comma or colon."""
    lower = reading.syntax.lower
    before = [c for c in cues if c.last < first and "quote" in c.verb.takes]
    if not before:
        return None
    cue = before[-1]
    between = range(cue.last + 1, first)
    if any(reading.quote_of[t] >= 0 for t in between):
        return None
    if not between or (lower[first - 1] in (",", ":") and len(between) <= 25):
        return cue
    return None


def _cue_after(reading: Reading, cues: list[Cue], last: int, end: int) -> tuple[Cue, int | None] | None:
    """Return the cue that follows the quotation with its speaker: `," said X` or `," X said`."""
    syntax = reading.syntax
    lower = syntax.lower
    begin = last + 1
    if begin >= end:
        return None
    inner_end = reading.text[reading.quotes[reading.quote_of[last]].outer.end - 2 : reading.quotes[reading.quote_of[last]].outer.end]
    if not (set(inner_end) & _CLOSERS or lower[begin] in COMMAS):
        return None
    while begin < end and (lower[begin] in COMMAS or lower[begin].isspace()):
        begin += 1
    for cue in cues:
        if cue.token < begin or "quote" not in cue.verb.takes:
            continue
        if cue.token - begin > _MAX_GAP or any(reading.quote_of[t] >= 0 for t in range(begin, cue.token)):
            return None
        if cue.token - begin <= 1 and (cue.speaker is None or cue.speaker > cue.last or cue.speaker < begin):
            return cue, _noun_phrase_after(reading, cue, end)
        if cue.speaker is not None and cue.speaker >= begin:
            return cue, cue.speaker
        return cue, _head_between(reading, begin, cue.token)
    return None


def _noun_phrase_after(reading: Reading, cue: Cue, end: int) -> int | None:
    if cue.speaker is not None and cue.speaker > cue.last:
        return cue.speaker
    return _head_between(reading, cue.last + 1, end)


def _head_between(reading: Reading, begin: int, end: int) -> int | None:
    """Return the head of the noun phrase that begins at the token, looking no further than `end`."""
    syntax = reading.syntax
    while begin < end and syntax.tag[begin] in ("RB", "CC", "IN", "RBR"):
        begin += 1
    if begin >= end or not syntax.tag[begin].startswith(("NN", "PRP", "DT", "JJ", "CD", "VBN", "WP", "FW")):
        return None
    at = begin
    while begin <= syntax.head[at] < end and syntax.head[at] != at and syntax.tag[syntax.head[at]].startswith(("NN", "CD", "PRP")):
        at = syntax.head[at]
    return at if syntax.tag[at].startswith(("NN", "PRP", "CD", "DT", "JJ")) else None


def _continues(reading: Reading, speech: Speech, first: int, paragraph: int) -> bool:
    """Tell whether a quotation without a cue goes on where the last one stopped."""
    previous_last = reading.quote_tokens[speech.quotes[-1]][1]
    between = range(previous_last + 1, first)
    sentence = reading.sentence_of(first)
    if sentence is None:
        return False
    if paragraph == speech.paragraph:
        if speech.cue is None:
            return all(reading.syntax.lower[t].isspace() for t in between)
        return all(
            reading.sentence_of(t) in (reading.sentence_of(previous_last), sentence, reading.sentence_of(speech.cue.token))
            for t in between
            if not reading.syntax.lower[t].isspace()
        ) and (first == sentence.token_start or (speech.cue.token > previous_last))
    starts = first == sentence.token_start
    view = reading.document.paragraphs[paragraph]
    prior = reading.document.paragraphs[paragraph - 1]
    alone = not reading.text[reading.quotes[reading.quote_of[first]].outer.end : view.end].strip()
    return starts and alone and paragraph == speech.paragraph + 1 and prior.contains(reading.quotes[speech.quotes[-1]].outer)


def _is_sentence(reading: Reading, number: int) -> bool:
    """Tell whether the quotation is a whole utterance: it ends its sentence with a stop."""
    quote = reading.quotes[number]
    words = quote.inner.of(reading.text)
    return words[-1:] in (".", "!", "?", "…") and len(words.split()) >= 3

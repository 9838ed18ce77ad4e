"""Speech that the layout attributes without a verb: interviews, headlines and signed quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from flows.extract.statements.cues import Cue
from flows.extract.statements.drafts import Draft
from flows.extract.statements.reading import Reading
from flows.extract.statements.resolution import Resolver
from flows.reference.reporting_verbs import ReportingVerb
from flows.schema.span import Span

_LABEL = re.compile(r"([^\W\d_a-z](?! ?:)[\w.’'-]*(?: [^\W\d_a-z(][\w.’')-]*){0,4}) ?:\s+(?=\S)")
_SIGNATURE = re.compile(r"\s*[-–—―]{1,2}\s*(?=[^\W\d_a-z])")
_TITLE_SIGNATURE = re.compile(r"\s[-–—]\s(?=[^\W\d_a-z][^-–—:]{2,40}$)")
_MAX_SIGNATURE_CHARS = 80
_MIN_LABELS = 2
_VERBS = ("VB", "MD")

_COLON = ReportingVerb(":", (), "say", frozenset({"quote"}), 0.7)


def find_labelled(reading: Reading, actors: Resolver) -> list[Draft]:
    """Find what an interview says line by line (`Roe: We will go`) and what headlines report (`Roe: Aid will end`)."""
    return [*_interview(reading, actors), *_headline(reading, actors)]


def _interview(reading: Reading, actors: Resolver) -> Iterator[Draft]:
    """Read paragraphs that open with a speaker's name and a colon, where the article has several such.

    Some of the names must be known to be people's: "Related:" and "Read more:" stand so too. What stands between two
    labelled paragraphs belongs to the first of them.
    """
    text, title = reading.text, reading.document.article.title_span
    labels = [
        (number, match)
        for number, paragraph in enumerate(reading.document.paragraphs)
        if paragraph != title and (match := _LABEL.match(text, paragraph.start, paragraph.end))
    ]
    counts = Counter(_surname(match) for _, match in labels)
    labels = [(number, match) for number, match in labels if counts[_surname(match)] >= _MIN_LABELS]
    people = {_surname(match) for _, match in labels if _is_person(actors, Span(*match.span(1)))}
    for index, (number, match) in enumerate(labels):
        around = labels[max(0, index - 1) : index + 2]
        if people.isdisjoint(_surname(label) for _, label in around):
            continue
        last = labels[index + 1][0] - 1 if index + 1 < len(labels) else number
        end = reading.document.paragraphs[last].end
        if (draft := _labelled(reading, match, Span(match.end(), end), "interview")) is not None:
            yield draft


def _surname(label: re.Match[str]) -> str:
    return label.group(1).replace(".", " ").split()[-1].lower()


def _headline(reading: Reading, actors: Resolver) -> Iterator[Draft]:
    """Read `Roe: Aid will end` and `Aid will end - Roe`, where the name is a person's."""
    title = reading.document.article.title_span
    if title is None:
        return
    text = reading.text
    match = _LABEL.match(text, title.start, title.end)
    if match is not None and _is_person(actors, Span(*match.span(1))):
        draft = _labelled(reading, match, Span(match.end(), title.end), "headline")
        if draft is not None:
            yield draft
    elif (signature := _TITLE_SIGNATURE.search(text, title.start, title.end)) is not None:
        name = Span(signature.end(), title.end)
        first, last = reading.tokens_of(Span(title.start, signature.start()))
        dash, speaker = bisect_left(reading.syntax.start, signature.start()), reading.tokens_of(name)[1]
        if _is_person(actors, name) and _has_verb(reading, first, last):
            yield Draft([(first, last)], _silent_cue(dash, speaker), speaker, "headline")


def _labelled(reading: Reading, match: re.Match[str], content: Span, rule_id: str) -> Draft | None:
    first, last = reading.tokens_of(content)
    speaker = reading.tokens_of(Span(*match.span(1)))[1]
    colon = bisect_left(reading.syntax.start, match.end(1))
    if last < first or reading.quote_of[first] >= 0 or not _has_verb(reading, first, last):
        return None
    return Draft([(first, last)], _silent_cue(colon, speaker), speaker, rule_id)


def _silent_cue(token: int, speaker: int) -> Cue:
    return Cue(token, token, _COLON, speaker, negated=False, quote=-1)


def _is_person(actors: Resolver, name: Span) -> bool:
    ids = actors.best_for(name)
    mentions = [m for m in actors.within(name) if m.actor_id in ids]
    covers = any(m.char_start <= name.start and m.char_end >= name.end for m in mentions)
    return covers and all(actors.by_id[i].actor_type == "person" for i in ids)


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(reading.syntax.tag[t].startswith(_VERBS) for t in range(first, last + 1))


def label_before(reading: Reading, start: int, first: int) -> Cue | None:
    """Return the name and colon before a quotation that opens a line: `Roe: "We will ..."`."""
    syntax = reading.syntax
    colon = first - 1
    if colon <= start or syntax.lower[colon] != ":" or colon - start > 5:
        return None
    if (
        not all(syntax.tag[t] in ("NNP", "NNPS", "NN", "JJ") for t in range(start, colon))
        or syntax.tag[colon - 1] != "NNP"
    ):
        return None
    return _silent_cue(colon, colon - 1)


def signature_after(reading: Reading, number: int) -> Cue | None:
    """Return the dash and name after a quotation that fills its paragraph: `"..." — Jane Roe, nurse`."""
    quote = reading.quotes[number].outer
    sentence = reading.document.sentence_at(quote.start)
    if sentence is None:
        return None
    paragraph = reading.document.paragraphs[sentence.paragraph]
    dash = _SIGNATURE.match(reading.text, quote.end, paragraph.end)
    if quote.start != paragraph.start or dash is None or paragraph.end - dash.end() > _MAX_SIGNATURE_CHARS:
        return None
    first, last = reading.tokens_of(Span(dash.end(), paragraph.end))
    tags = reading.syntax.tag[first : last + 1]
    if not tags or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags):
        return None
    speaker = first
    while speaker < last and tags[speaker + 1 - first].startswith("NNP"):
        speaker += 1
    return _silent_cue(first - 1, speaker)

"""What stands in each sentence: figures and statements, found without a look at those of all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from flows.schema.statements import Statement
from flows.text.document import Document


class InSentence(Protocol):
    """Anything that stands in one sentence."""

    @property
    def sentence_id(self) -> str:
        """The sentence."""


T = TypeVar("T", bound=InSentence)


def by_sentence(found: Iterable[T]) -> dict[str, list[T]]:
    """Return what was found by the sentence that it stands in; a sentence without any has an empty list."""
    grouped: dict[str, list[T]] = defaultdict(list)
    for one in found:
        grouped[one.sentence_id].append(one)
    return grouped


def statements_over(document: Document, statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return by sentence the statements whose content or cue reaches into it, in their own order."""
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        spans = (*statement.content_spans, *statement.cue_spans)
        for sentence_id in dict.fromkeys(s.sentence_id for span in spans for s in document.sentences_over(span)):
            grouped[sentence_id].append(statement)
    return grouped

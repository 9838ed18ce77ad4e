"""What a rule found, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.statements.cues import Cue
from flows.extract.statements.reading import Run


@dataclass(frozen=True)
class Draft:
    """The content as runs of tokens, the cue, the head of the speaker's noun phrase and the rule."""

    runs: list[Run]
    cue: Cue | None
    speaker: int | None
    rule_id: str

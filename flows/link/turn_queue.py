"""The mentions that wait to be matched, in the order of matching, read from the tables in large groups.

A mention waits under its turn, which is stored with its keys; only those of one turn must be read to be put in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

from flows.link.matching import Place, place_of
from flows.link.mention_source import MentionSource
from flows.link.mentions import Mention


@dataclass(slots=True)
class TurnQueue:
    """Mentions in the order of their places; none may be put before the one that was taken last."""

    source: MentionSource
    _turns: list[tuple[int, str]] = field(default_factory=list)
    _now: int = -1
    _ready: list[tuple[Place, str]] = field(default_factory=list)  # those of the turn that is being worked off
    _unread: list[str] = field(default_factory=list)

    def put(self, commitment_id: str, turn: int) -> None:
        """Let a mention wait for its turn."""
        if turn == self._now:
            self._make_ready(commitment_id)
        else:
            heappush(self._turns, (turn, commitment_id))
            self._unread.append(commitment_id)

    def take(self) -> tuple[Mention, Place] | None:
        """Return the next mention and its place; None when nobody waits."""
        if not self._ready and self._turns:
            self.source.get(self._unread)
            self._unread.clear()
            self._now = self._turns[0][0]
            while self._turns and self._turns[0][0] == self._now:
                self._make_ready(heappop(self._turns)[1])
        if not self._ready:
            return None
        place, one = heappop(self._ready)
        (mention,) = self.source.get([one])
        return mention, place

    def _make_ready(self, commitment_id: str) -> None:
        (mention,) = self.source.get([commitment_id])
        heappush(self._ready, (place_of(mention), commitment_id))

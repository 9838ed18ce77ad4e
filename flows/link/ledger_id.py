"""How a ledger entry gets its id: from its first mention in ledger order, never from arrival."""

from __future__ import annotations

import hashlib


def ledger_id_of(commitment_id: str) -> str:
    """Return the id of the entry whose first mention this is: `l` and 16 hex digits of the mention's hash."""
    return "l" + hashlib.sha256(commitment_id.encode()).hexdigest()[:16]


def envelope_id_of(commitment_id: str) -> str:
    """Return the id of an envelope that no article announces, from the first mention that names it."""
    return "l" + hashlib.sha256(f"envelope\0{commitment_id}".encode()).hexdigest()[:16]

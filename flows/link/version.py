"""The version of the rules of linking; what another version has kept between runs is of no use."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def link_version() -> str:
    """Return 12 hex digits that change with the code of this package."""
    digest = hashlib.sha256()
    for entry in sorted(files("flows.link").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]

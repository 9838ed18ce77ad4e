"""Addresses as given -> files: a file, a folder read in name order, or a pattern such as seeds/*.txt."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

from flows.errors import SourceError


def list_files(address: str) -> Iterator[str]:
    """Yield the files that an address stands for, each under the address plus its path inside the folder.

    Folders are read recursively in name order; hidden files and folders are left out. Raises `SourceError` when there
    is no such file, or the pattern matches none.
    """
    path = Path(address)
    if path.is_dir():
        yield from _walk(address)
    elif path.exists() or path.is_symlink():
        yield address
    elif glob.has_magic(address):
        matches = sorted(glob.glob(address, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise SourceError(f"{address}: no file matches the pattern")
        for match in matches:
            yield from _walk(match) if Path(match).is_dir() else (match,)
    else:
        raise SourceError(f"{address}: there is no such file or folder")


def _walk(folder: str) -> Iterator[str]:
    try:
        names = sorted(path.name for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise SourceError(f"{folder}: the folder cannot be read ({error.strerror})") from error
    for name in names:
        path = f"{folder.rstrip('/')}/{name}"
        if Path(path).is_dir():
            yield from _walk(path)
        else:
            yield path

"""The formats that can be read, by the suffix of a file.

To add one: a module with `read(address) -> Iterator[Article | Reject]`, and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flows.errors import SourceError
from flows.schema.articles import Article, Reject
from flows.sources.json_lines import read_json_lines
from flows.sources.paths import list_files
from flows.sources.text_files import read_text_file

Reader = Callable[[str], Iterator[Article | Reject]]

READERS: dict[str, Reader] = {
    ".txt": read_text_file,
    ".text": read_text_file,
    ".jsonl": read_json_lines,
}


def read_articles(addresses: Iterable[str | Path]) -> Iterator[Article | Reject]:
    """Read files, folders and patterns, in the order given; what cannot be read is a Reject and the rest goes on.

    `url` of an article is the file's path as given; in a folder, the folder as given plus the path inside it.
    """
    for address in map(str, addresses):
        try:
            for file in list_files(address):
                yield from _read_file(file)
        except SourceError as error:
            yield _reject(address, error)


def read_lines(address: str | Path) -> Iterator[Article | Reject]:
    """Read one JSON lines file whatever its suffix; what cannot be read is a Reject and the rest goes on."""
    try:
        yield from read_json_lines(str(address))
    except SourceError as error:
        yield _reject(str(address), error)


def _read_file(address: str) -> Iterator[Article | Reject]:
    try:
        yield from _reader_of(address)(address)
    except SourceError as error:
        yield _reject(address, error)


def _reader_of(address: str) -> Reader:
    reader = READERS.get(Path(address).suffix.lower())
    if reader is None:
        raise SourceError(f"{address}: no reader for this kind of file; known are {', '.join(READERS)}")
    return reader


def _reject(address: str, error: SourceError) -> Reject:
    return Reject(address, "read", type(error).__name__, str(error))

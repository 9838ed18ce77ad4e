"""Plain text files: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.errors import SourceError
from flows.schema.articles import Article
from flows.sources.article import make_article

MAX_FILE_BYTES = 8_000_000


def read_text_file(address: str) -> Iterator[Article]:
    """Read the article of a text file.

    The text is the file decoded as UTF-8, without its byte order mark and with LF for CRLF; nothing else is changed.
    Another encoding raises `SourceError`: Windows-1252 would decode any bytes, and misread names in silence.
    """
    yield make_article(decode_text(read_bytes(address), address), url=address)


def read_bytes(address: str) -> bytes:
    """Return a file's bytes; `SourceError` where it is no regular file, unreadable, or larger than an article is."""
    path = Path(address)
    try:
        if not path.is_file():
            raise SourceError(f"{address}: not a regular file")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise SourceError(
                f"{address}: larger than {MAX_FILE_BYTES // 1_000_000} MB; give one article a file, or one a line"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{address}: cannot be read ({error.strerror}); check that it exists and may be read"
        ) from error


def decode_text(data: bytes, address: str) -> str:
    """Decode UTF-8, drop the byte order mark, write LF for CRLF; `SourceError` for any other encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{address}: encoded as UTF-16; convert it: iconv -f UTF-16 -t UTF-8")
    if b"\0" in data:
        raise SourceError(f"{address}: holds binary data, not text; leave it out")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise SourceError(
            f"{address}: not UTF-8 (byte 0x{byte:02x} at {error.start}); convert it, for example: "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    return text.replace("\r\n", "\n")

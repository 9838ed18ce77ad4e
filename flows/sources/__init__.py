"""Files, feeds and archives -> articles."""

from flows.sources.readers import READERS, read_articles, read_lines

__all__ = ["READERS", "read_articles", "read_lines"]

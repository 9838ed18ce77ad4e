"""Commitments of one article: who promised, gave, refused or was asked for what, to whom, and on what condition."""

from flows.extract.commitments.finder import find_commitments

__all__ = ["find_commitments"]

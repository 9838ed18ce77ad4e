"""Statements of one article: who said what, with the words that report it."""

from flows.extract.statements.finder import find_statements

__all__ = ["find_statements"]

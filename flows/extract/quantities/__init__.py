"""Counted things: missiles, troops, tonnes of wheat."""

from flows.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]

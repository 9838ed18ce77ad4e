"""Figures: amounts of money and shares of GDP, exact and comparable."""

from flows.extract.figures.find import find_figures, find_stated
from flows.extract.figures.parties import with_parties

__all__ = ["find_figures", "find_stated", "with_parties"]

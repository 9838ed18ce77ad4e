"""Read a number as a text writes it: 1,350 · 2.5 billion · half a million · two hundred and fifty."""

from flows.extract.numerals.digits import decimal_of
from flows.extract.numerals.reading import TOO_MUCH, read_value
from flows.extract.numerals.value import DASHES, Value, read_scale

__all__ = ["DASHES", "TOO_MUCH", "Value", "decimal_of", "read_scale", "read_value"]

"""Analysts' decisions: a sheet of mentions goes out, its filled cells come back and hold from then on.

sheet.py          the sheet: rows as CSV with empty columns to fill, and back
fields.py         which columns can be decided, and how a cell is read
consequences.py   what a decision brings with it in other columns of the row
decisions.py      filled lines -> review decisions, or what is wrong with each line
apply.py          a sheet -> the table review_decisions -> the published warehouse
"""

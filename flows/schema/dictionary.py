"""The declared tables as documents: the data dictionary in Markdown, and a Data Package descriptor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from flows.schema.tables import SCHEMA_VERSION, TABLES, ColumnSpec, Table, columns_of

DATA_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

SCOPES = {
    "article": "One article's rows are replaced together; folders by month of the article's date.",
    "link": "Written anew by every run, over all articles.",
    "reference": "Facts that travel with the warehouse.",
    "log": "Rows are only ever added.",
}

_HEADER = """# Data dictionary

<!-- Written by `make docs` from flows/schema; change a description there. -->

Schema version {version}. Every offset counts code points of `articles.text` from 0, and spans are half-open:
`substring(text, char_start + 1, char_end - char_start)` in SQL, `text[char_start:char_end]` in Python, gives the row's
own words. A column may be null only where the table says so.
"""


def data_dictionary(tables: Iterable[Table] = TABLES.values()) -> str:
    """Return the data dictionary in Markdown: every table with its keys, every column with type, unit and values."""
    tables = tuple(tables)
    index = ["| table | one row is | key |", "|-|-|-|"]
    index += [f"| [{t.name}](#{t.name}) | {_in_cell(t.description)} | {_names(t.primary_key)} |" for t in tables]
    sections = [_HEADER.format(version=SCHEMA_VERSION), "\n".join(index), *map(_section, tables)]
    return "\n".join(section.rstrip() + "\n" for section in sections)


def data_package(files: Mapping[str, Sequence[str]], *, title: str = "Pledgebook") -> dict[str, Any]:
    """Return a Data Package descriptor (v2) of the tables that have Parquet files; paths are relative to it.

    Foreign keys to tables without files are left out, so that the package stands by itself.
    """
    return {
        "$schema": DATA_PACKAGE_PROFILE,
        "name": "pledgebook",
        "title": title,
        "description": "Who said what, and who promised what to whom, as news articles tell it.",
        "version": str(SCHEMA_VERSION),
        "resources": [_resource(TABLES[name], paths, set(files)) for name, paths in files.items()],
    }


def sql_type(arrow: pa.DataType) -> str:
    """Return the name that DuckDB gives an Arrow type."""
    if pa.types.is_list(arrow):
        return f"{sql_type(arrow.value_type)}[]"
    if pa.types.is_struct(arrow):
        return f"STRUCT({', '.join(f'{field.name} {sql_type(field.type)}' for field in arrow)})"
    if pa.types.is_decimal(arrow):
        return f"DECIMAL({arrow.precision},{arrow.scale})"
    return _SQL_NAMES[arrow]


_SQL_NAMES: dict[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.bool_(): "BOOLEAN",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
}

_PACKAGE_NAMES: dict[str, str] = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}


def _section(table: Table) -> str:
    lines = [
        f"\n## {table.name}\n",
        f"{table.description} {SCOPES[table.scope]}\n",
        f"Key: {_names(table.primary_key)}.",
    ]
    if table.foreign_keys:
        links = ", ".join(f"`{column}` → `{target}`" for column, target in table.foreign_keys)
        lines[-1] += f" Refers to: {links}."
    lines += ["", "| column | type | null | meaning |", "|-|-|-|-|"]
    for column in columns_of(table.name):
        null = "yes" if column.nullable else ""
        lines.append(f"| {column.name} | {sql_type(column.arrow)} | {null} | {_in_cell(_meaning(column))} |")
    return "\n".join(lines)


def _meaning(column: ColumnSpec) -> str:
    """Return a column's description with its unit and its closed set of values."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    values = f" One of: {', '.join(column.enum)}." if column.enum else ""
    return f"{column.description}{unit}{values}"


def _resource(table: Table, paths: Sequence[str], present: set[str]) -> dict[str, Any]:
    foreign_keys = [
        {"fields": [column], "reference": _reference(table.name, target)}
        for column, target in table.foreign_keys
        if target.split(".")[0] in present
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns_of(table.name)],
        "primaryKey": list(table.primary_key),
    }
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": list(paths),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _reference(table: str, target: str) -> dict[str, Any]:
    """Return the far end of a foreign key; a table that refers to itself leaves out its name, as the standard wants."""
    resource, column = target.split(".")
    return {"fields": [column]} if resource == table else {"resource": resource, "fields": [column]}


def _field(column: ColumnSpec) -> dict[str, Any]:
    kind = sql_type(column.arrow)
    name = "number" if kind.startswith("DECIMAL") else "array" if kind.endswith("]") else _PACKAGE_NAMES[kind]
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.enum:
        constraints["enum"] = list(column.enum)
    field: dict[str, Any] = {"name": column.name, "type": name, "description": column.description}
    return (
        field | ({"constraints": constraints} if constraints else {}) | ({"unit": column.unit} if column.unit else {})
    )


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

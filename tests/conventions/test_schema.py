"""The declared tables hold together, and their documents say what they declare."""

from __future__ import annotations

import pyarrow as pa
import pytest

from flows.schema.dictionary import data_dictionary, data_package, sql_type
from flows.schema.tables import TABLES, Table, arrow_schema, columns_of


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_are_columns(table: Table) -> None:
    names = {column.name for column in columns_of(table.name)}
    assert set(table.primary_key) <= names
    for column, target in table.foreign_keys:
        other, key = target.split(".")
        assert column in names
        assert key in TABLES[other].primary_key


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described_and_typed(table: Table) -> None:
    for column in columns_of(table.name):
        assert column.description.endswith("."), column.name
        assert sql_type(column.arrow)
        assert "\n" not in column.description


def test_a_column_of_one_name_has_one_type_everywhere() -> None:
    types: dict[str, set[pa.DataType]] = {}
    for name in TABLES:
        for column in columns_of(name):
            types.setdefault(column.name, set()).add(column.arrow)
    # DATA_MODEL.md calls both the counted number of a thing and an analyst's decision `value`.
    assert {name for name, kinds in types.items() if len(kinds) > 1} == {"value"}


def test_articles_are_loaded_last_of_the_rows_of_an_article() -> None:
    scopes = [table.name for table in TABLES.values() if table.scope == "article"]
    assert scopes[-1] == "articles"


def test_arrow_fields_carry_their_descriptions() -> None:
    for name in TABLES:
        for field in arrow_schema(name):
            assert (field.metadata or {}).get(b"description")


def test_dictionary_has_every_column_of_every_table() -> None:
    text = data_dictionary()
    for name in TABLES:
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [line.split(" | ")[0].strip("| ") for line in section.splitlines() if line.startswith("| ")][1:] == [
            column.name for column in columns_of(name)
        ]


def test_data_package_describes_what_is_there_and_refers_to_nothing_else() -> None:
    package = data_package({"articles": ["articles.parquet"], "sentences": ["a.parquet", "b.parquet"]})
    articles, sentences = package["resources"]
    assert articles["schema"]["primaryKey"] == ["article_id"]
    assert articles["schema"]["foreignKeys"] == [{"fields": ["duplicate_of"], "reference": {"fields": ["article_id"]}}]
    assert sentences["path"] == ["a.parquet", "b.parquet"]
    assert sentences["schema"]["foreignKeys"] == [
        {"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["article_id"]}}
    ]
    assert articles["schema"]["fields"][0] == {
        "name": "article_id",
        "type": "string",
        "description": columns_of("articles")[0].description,
        "constraints": {"required": True},
    }
    alone = data_package({"sentences": ["a.parquet"]})["resources"][0]
    assert "foreignKeys" not in alone["schema"]


def test_data_package_has_a_type_for_every_column() -> None:
    kinds = {"string", "boolean", "integer", "number", "date", "datetime", "array"}
    package = data_package({name: [f"{name}.parquet"] for name in TABLES})
    assert {field["type"] for resource in package["resources"] for field in resource["schema"]["fields"]} == kinds

"""Find the articles whose rows would stop a publication, before they are stored.

A check that reads nothing but the rows of articles holds for a batch as it holds for the whole. So a batch is put to
those checks first; an article that breaks one is left out and named, and costs only itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from flows.schema.tables import arrow_schema
from flows.warehouse.checks import Check, all_checks
from flows.warehouse.load import ARTICLE_TABLES
from flows.warehouse.sql_files import read_sql_files
from flows.warehouse.views import tables_read

# Read beside the rows of articles, and empty before articles are linked.
EMPTY_TABLES = ("commitment_envelopes",)
ID_LENGTH = 16  # an article_id, with which the ids of its rows begin


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows of the articles that hold, and for each article that does not, by id, the check that it breaks."""

    tables: dict[str, pa.Table]
    broken: dict[str, Check]


def sift(tables: Mapping[str, pa.Table]) -> Sifted:
    """Part the rows of a batch (a table for each table of scope "article") by whether its articles hold the checks.

    A broken check whose rows name no article of the batch is left for the publication to find.
    """
    owners = {article_id: article_id for article_id in tables["articles"].column("article_id").to_pylist()}
    actors = tables["article_actors"]
    owners |= dict(zip(actors.column("actor_id").to_pylist(), actors.column("article_id").to_pylist(), strict=True))
    broken: dict[str, Check] = {}
    with duckdb.connect() as connection:
        for macro in read_sql_files("macros"):
            connection.execute(macro.statement)
        for name in ARTICLE_TABLES:
            connection.register(name, tables[name])
        for name in EMPTY_TABLES:
            connection.register(name, arrow_schema(name).empty_table())
        for check in _checks_of_articles():
            for row in connection.execute(check.statement).fetchall():
                for value in filter(lambda value: isinstance(value, str), row):
                    owner = owners.get(value) or owners.get(value[:ID_LENGTH])
                    if owner is not None:
                        broken.setdefault(owner, check)
    if not broken:
        return Sifted(dict(tables), {})
    gone = pa.array(sorted(broken), pa.string())
    kept = {name: table.filter(pc.invert(pc.is_in(table.column("article_id"), gone))) for name, table in tables.items()}
    return Sifted(kept, broken)


@cache
def _checks_of_articles() -> tuple[Check, ...]:
    """Return the checks marked `fail` that read articles' rows alone."""
    known = {*ARTICLE_TABLES, *EMPTY_TABLES}
    with duckdb.connect() as parser:
        return tuple(
            check
            for check in all_checks()
            if check.severity == "fail" and tables_read(parser, check.statement) <= known
        )

"""Compare what is about to be published with what was published before: fewer articles, or sums of another size."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.warehouse.checks import Check, CheckResult, run_checks

ARTICLES_VANISHED = Check(
    "articles_did_not_vanish",
    "as many articles as in the file that was published before",
    "warn",
    """
    SELECT earlier.n AS n_articles_before, present.n AS n_articles
    FROM (SELECT count(*) AS n FROM before.articles) AS earlier, (SELECT count(*) AS n FROM articles) AS present
    WHERE present.n < earlier.n
    """,
)
# A dropped factor of a thousand passes every other check.
MAGNITUDE_CHANGED = Check(
    "totals_keep_their_magnitude",
    "no country's total is ten times, or a tenth of, what was published before",
    "warn",
    """
    SELECT country, earlier.total_usd AS total_usd_before, present.total_usd
    FROM before.commitments_by_country AS earlier
    INNER JOIN commitments_by_country AS present USING (country)
    WHERE present.total_usd > 10 * earlier.total_usd OR earlier.total_usd > 10 * present.total_usd
    """,
)


def compare_with_published(connection: duckdb.DuckDBPyConnection, published: Path) -> list[CheckResult]:
    """Run the comparisons against the published file; none when there is no file, or one that cannot be compared."""
    if not published.is_file():
        return []
    path = str(published).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{path}' AS before (READ_ONLY)")
    except duckdb.Error:  # written by a newer DuckDB, or damaged: publishing replaces it
        return []
    try:
        connection.execute(
            "SELECT article_id FROM before.articles; SELECT total_usd FROM before.commitments_by_country"
        )
        return run_checks(connection, checks=[ARTICLES_VANISHED, MAGNITUDE_CHANGED])
    except duckdb.Error:  # published by a version whose tables had other names
        return []
    finally:
        connection.execute("DETACH before")

"""Rows -> Delta tables -> checks -> the published warehouse.duckdb; and the way to open it.

What the other layers call:

    location.Warehouse(uri, storage_options)            where a warehouse lies: a folder or an address (s3://...)

    load.known_articles(warehouse, extractor_version=)   -> set of article_ids that need no parsing
    load.write_batch(warehouse, tables)                  one batch of articles: {table name: Arrow table of to_arrow}
    load.replace_table(warehouse, name, rows)            link and reference tables as a whole
    load.put_rows(warehouse, name, rows)                 runs, review_decisions: rows with the same key are replaced
    load.take_back(warehouse, name, run_id=)             what a run added to a log, deleted
    load.record_rejects(warehouse, rows, read_urls=)     what failed now; inputs that were read this time are cleared
    rows.read_table(warehouse, name, extractor_version=, columns=)  -> Arrow table of the rows that would be published
    rows.count_rows(warehouse, extractor_version=)       -> {table name: rows}
    upkeep.table_versions(warehouse)                     -> {table name: Delta version}
    upkeep.tidy(warehouse)                               joins small files, deletes files that nothing needs

    publish.publish(warehouse, extractor_version=)       -> Published(path, table_rows, checks); raises CheckFailed
    checks.run_checks(connection)                        -> one CheckResult for each schema rule and file of sql/checks

    query.open_warehouse(location)                       -> read-only DuckDB connection
    query.run_query(location, sql)                       -> QueryResult(columns, types, rows); raises QueryError
    review.read_queue(location, below=, countries=, limit=)  -> mentions to look at, least sure first
    query.describe(location, name)                       -> what tables and views, or one and its columns, mean

Only rows whose article stands in `articles` at the asked extractor version, written by the same run, are read or
published: what a killed run left behind neither shows nor blocks.
"""

-- fail
-- The content of a statement is what stands at its content spans, joined by a space.
WITH pieces AS (
    SELECT
        statement.statement_id,
        statement.content,
        list_transform(
            statement.content_spans,
            LAMBDA span: substring(article.text, span.char_start + 1, span.char_end - span.char_start) -- noqa: RF01
        ) AS words
    FROM statements AS statement
    INNER JOIN articles AS article ON statement.article_id = article.article_id
)

SELECT
    statement_id,
    content,
    words
FROM pieces
WHERE content IS DISTINCT FROM array_to_string(words, ' ')

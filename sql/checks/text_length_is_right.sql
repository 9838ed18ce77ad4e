-- fail
-- n_chars counts the code points of the text.
SELECT
    article_id,
    n_chars,
    length(text) AS n_chars_of_text
FROM articles
WHERE n_chars <> length(text)

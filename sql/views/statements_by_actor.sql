-- One row per actor who says something: how often, in what form, with which word. A joint statement counts for each.
--
-- actor_id: one of the actor's ids within an article, for looking up mentions.
-- n_statements: statements.
-- n_direct: statements wholly inside quotation marks.
-- n_mixed: statements of a clause with quoted words in it.
-- n_indirect: statements without quotation marks.
-- n_articles: articles with a statement of the actor, near-copies of one article counted once.
-- usual_cue: base form of the word that most often reports them.
-- first_date: date of the first article.
-- last_date: date of the last article.
WITH said AS (
    SELECT
        statement_id,
        article_id,
        kind,
        cue_lemma,
        unnest(speaker_actor_ids) AS actor_id
    FROM statements
),

spoken AS (
    SELECT DISTINCT
        link.entity_id,
        said.statement_id,
        said.kind,
        said.cue_lemma,
        coalesce(article.duplicate_of, article.article_id) AS original_article_id,
        article.published_date
    FROM said
    INNER JOIN actor_links AS link USING (actor_id)
    INNER JOIN articles AS article ON said.article_id = article.article_id
),

cues AS (
    SELECT
        entity_id,
        cue_lemma
    FROM spoken
    WHERE cue_lemma IS NOT NULL
    GROUP BY entity_id, cue_lemma
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, cue_lemma ASC) = 1
),

ids AS (
    SELECT
        entity_id,
        min(actor_id) AS actor_id
    FROM actor_links
    GROUP BY entity_id
)

SELECT
    actor.entity_id,
    ids.actor_id,
    actor.name,
    actor.actor_type,
    actor.country_iso3,
    actor.role,
    count(*) AS n_statements,
    count(*) FILTER (WHERE spoken.kind = 'direct') AS n_direct,
    count(*) FILTER (WHERE spoken.kind = 'mixed') AS n_mixed,
    count(*) FILTER (WHERE spoken.kind = 'indirect') AS n_indirect,
    count(DISTINCT spoken.original_article_id) AS n_articles,
    cues.cue_lemma AS usual_cue,
    min(spoken.published_date) AS first_date,
    max(spoken.published_date) AS last_date
FROM spoken
INNER JOIN actors AS actor USING (entity_id)
INNER JOIN ids USING (entity_id)
LEFT JOIN cues USING (entity_id)
GROUP BY ALL
ORDER BY n_statements DESC, actor.name ASC, actor.entity_id ASC

-- Who is asked, or expected by others, to give what; never part of any total.
--
-- addressee: country that is asked; '(group)' or '(unnamed)' where it is none.
-- requesters: names of those who ask or predict; empty in the narrator's words.
-- n_mentions: sentences or clauses that say so, near-copies of one article counted once.
-- repeated: true when a text says that it was asked before.
-- first_date: announcement_date of the first.
-- last_date: announcement_date of the last.
WITH asked AS (
    SELECT
        mention.*,
        (mention.original_article_id, mention.evidence, mention.cue_text, mention.item_text) AS wording,
        coalesce(announcer.announcers, []) AS announcers
    FROM commitment_mentions AS mention
    LEFT JOIN announcer_names AS announcer USING (commitment_id)
    WHERE mention.status IN ('requested', 'expected')
)

SELECT
    country AS addressee,
    status,
    item_class,
    recipient_iso3,
    list_sort(list_distinct(flatten(list(announcers)))) AS requesters,
    count(DISTINCT wording) AS n_mentions,
    bool_or(is_repeat) AS repeated,
    min(announcement_date) AS first_date,
    max(announcement_date) AS last_date
FROM asked
GROUP BY ALL
ORDER BY n_mentions DESC, addressee ASC, status ASC, item_class ASC, recipient_iso3 ASC

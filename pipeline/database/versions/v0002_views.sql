CREATE VIEW appearances AS
SELECT 'person' AS entity_type, a.report_id, a.local_id, a.name, k.person_id AS entity_id
FROM person_appearances AS a JOIN person_keys AS k ON k.key = a.person_key
UNION ALL
SELECT 'organization', a.report_id, a.local_id, a.name, k.organization_id
FROM organization_appearances AS a JOIN organization_keys AS k ON k.key = a.organization_key
UNION ALL
SELECT 'plan', a.report_id, a.local_id, a.title, k.plan_id
FROM decisions AS a JOIN plan_keys AS k ON k.key = a.plan_key

CREATE VIEW report_texts AS
SELECT report_id, text FROM passages WHERE part = 'text'

-- the day of a report is that of its meeting, else that of its publication
CREATE VIEW report_days AS
SELECT r.id AS report_id, r.title, COALESCE(m.start_date, r.published) AS day, m.body, k.organization_id, m.kind, m.ordinal
FROM reports AS r
LEFT JOIN meetings AS m ON m.report_id = r.id
LEFT JOIN organization_appearances AS a ON a.report_id = m.report_id AND a.local_id = m.organization_local
LEFT JOIN organization_keys AS k ON k.key = a.organization_key

CREATE VIEW plan_timeline AS
SELECT plan_id, plan,
    ROW_NUMBER() OVER (PARTITION BY plan_id ORDER BY day IS NULL, day, weight, report_id, local_id) AS number,
    day, step, draft, title, body, organization_id, report_id, local_id
FROM (
    SELECT k.plan_id, p.title AS plan, COALESCE(d.decided_from, r.day) AS day,
        COALESCE(d.decision, 'mentioned') AS step, LOWER(d.title) LIKE '%draft%' AS draft, d.title, r.body,
        r.organization_id, d.report_id, d.local_id,
        CASE d.decision WHEN 'submitted' THEN 1 WHEN 'reviewed' THEN 2 WHEN 'approved in principle' THEN 3
            WHEN 'adopted' THEN 4 WHEN 'issued' THEN 5 ELSE 6 END AS weight
    FROM decisions AS d
    JOIN report_days AS r ON r.report_id = d.report_id
    JOIN plan_keys AS k ON k.key = d.plan_key
    LEFT JOIN plans AS p ON p.id = k.plan_id
) AS steps

CREATE VIEW post_tenures AS
SELECT k.person_id, p.name AS person, MIN(post.title) AS title, ok.organization_id, o.name AS organization,
    MIN(post.area) AS area, MIN(r.day) AS first_seen, MAX(r.day) AS last_seen, COUNT(DISTINCT post.report_id) AS reports
FROM person_posts AS post
JOIN report_days AS r ON r.report_id = post.report_id
JOIN person_appearances AS a ON a.report_id = post.report_id AND a.local_id = post.local_id
JOIN person_keys AS k ON k.key = a.person_key
LEFT JOIN people AS p ON p.id = k.person_id
LEFT JOIN organization_appearances AS oa
    ON oa.report_id = post.report_id AND oa.local_id = post.organization_local
LEFT JOIN organization_keys AS ok ON ok.key = oa.organization_key
LEFT JOIN organizations AS o ON o.id = ok.organization_id
GROUP BY k.person_id, p.name, LOWER(post.title), ok.organization_id, o.name, LOWER(post.area)

-- Meetings of one body and kind in the order of their days; a new term counts from the start again, which is told by a
-- number of half the last one or less.
CREATE VIEW meeting_series AS
WITH meetings_of AS (
    SELECT organization_id, COALESCE(organization_id, LOWER(body)) AS series, kind, ordinal, day,
        MIN(body) AS body, MIN(report_id) AS report_id, COUNT(*) AS reports
    FROM report_days WHERE ordinal IS NOT NULL AND day IS NOT NULL AND body IS NOT NULL
    GROUP BY organization_id, COALESCE(organization_id, LOWER(body)), kind, ordinal, day
), steps AS (
    SELECT meetings_of.*, LAG(ordinal) OVER (PARTITION BY series, kind ORDER BY day, ordinal) AS before FROM meetings_of
), terms AS (
    SELECT steps.*, 1 + SUM(CASE WHEN ordinal * 2 <= before THEN 1 ELSE 0 END)
        OVER (PARTITION BY series, kind ORDER BY day, ordinal ROWS UNBOUNDED PRECEDING) AS term
    FROM steps
), pairs AS (
    SELECT terms.*, LAG(ordinal) OVER (PARTITION BY series, kind, term ORDER BY ordinal, day) AS last_ordinal,
        LAG(day) OVER (PARTITION BY series, kind, term ORDER BY ordinal, day) AS last_day
    FROM terms
)
SELECT organization_id, body, kind, term, ordinal, day, reports, report_id, last_ordinal, last_day,
    CASE WHEN ordinal > last_ordinal + 1 THEN last_ordinal + 1 END AS missing_from,
    CASE WHEN ordinal > last_ordinal + 1 THEN ordinal - 1 END AS missing_to,
    CASE WHEN ordinal = last_ordinal THEN 'one number, two days'
        WHEN day < last_day THEN 'a higher number, an earlier day' END AS conflict
FROM pairs

-- A directive on a plan is open until a later report tells that the plan was adopted or issued.
CREATE VIEW open_directives AS
SELECT d.report_id, d.local_id, r.day, d.agent, d.modality, a.position, a.text AS action, k.plan_id, p.title AS plan
FROM directives AS d
JOIN directive_actions AS a ON a.report_id = d.report_id AND a.local_id = d.local_id
JOIN report_days AS r ON r.report_id = d.report_id
LEFT JOIN decisions AS pd ON pd.report_id = d.report_id AND pd.local_id = d.plan_local
LEFT JOIN plan_keys AS k ON k.key = pd.plan_key
LEFT JOIN plans AS p ON p.id = k.plan_id
WHERE NOT EXISTS (
    SELECT 1 FROM plan_keys AS lk
    JOIN decisions AS ld ON ld.plan_key = lk.key
    JOIN report_days AS lr ON lr.report_id = ld.report_id
    WHERE lk.plan_id = k.plan_id AND ld.decision IN ('adopted', 'issued') AND COALESCE(ld.decided_from, lr.day) > r.day
)

CREATE VIEW counts_that_do_not_match AS
SELECT e.report_id, e.local_id, r.day, e.label, e.count AS announced, COUNT(i.position) AS found, MIN(d.title) AS plan
FROM enumerations AS e
JOIN report_days AS r ON r.report_id = e.report_id
JOIN enumeration_items AS i ON i.report_id = e.report_id AND i.local_id = e.local_id
LEFT JOIN decisions AS d ON d.report_id = e.report_id AND d.local_id = e.plan_local
WHERE NOT e.complete
GROUP BY e.report_id, e.local_id, r.day, e.label, e.count

-- only sqlite
CREATE VIRTUAL TABLE search USING fts5 (
    report_id UNINDEXED, part UNINDEXED, local_id UNINDEXED, text,
    content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
)

-- only sqlite
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END

-- only sqlite
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END

-- only sqlite
INSERT INTO search (search) VALUES ('rebuild')

-- only postgresql
CREATE INDEX ix_passages_words ON passages USING gin (to_tsvector('english', LEFT(text, 600000)))

-- only postgresql
CREATE FUNCTION search(words text)
RETURNS TABLE (report_id text, part text, local_id text, text text, rank real) LANGUAGE sql STABLE AS
'SELECT p.report_id, p.part, p.local_id, p.text,
    -ts_rank(to_tsvector(''english'', LEFT(p.text, 600000)), websearch_to_tsquery(''english'', words))
FROM passages AS p
WHERE to_tsvector(''english'', LEFT(p.text, 600000)) @@ websearch_to_tsquery(''english'', words)'

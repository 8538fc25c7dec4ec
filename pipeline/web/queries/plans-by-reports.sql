-- Plans whose title holds q, those in most reports first
WITH found AS (
    SELECT known.plan_id AS id, count(DISTINCT seen.report_id) AS reports,
        count(DISTINCT CASE WHEN seen.decision = 'adopted' THEN seen.report_id END) AS adopted,
        min(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS first,
        max(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS last
    FROM plan_keys AS known
    JOIN decisions AS seen ON seen.plan_key = known.key
    LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
    WHERE :q = '' OR known.plan_id IN (
        SELECT id FROM plans WHERE title LIKE '%' || :q || '%'
        UNION SELECT entity_id FROM aliases WHERE entity_type = 'plan' AND name LIKE '%' || :q || '%')
    GROUP BY known.plan_id)
SELECT plan.id AS plan, plan.title AS name, plan.kind, plan.jurisdiction, found.reports, found.adopted, found.first, found.last
FROM found JOIN plans AS plan ON plan.id = found.id
ORDER BY found.reports DESC, plan.title, plan.id

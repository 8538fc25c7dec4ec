-- Plans whose title holds q, those in most reports first
SELECT plan.id AS plan, plan.title AS name, plan.kind, plan.jurisdiction, count(DISTINCT seen.report_id) AS reports,
    count(DISTINCT CASE WHEN seen.decision = 'adopted' THEN seen.report_id END) AS adopted,
    min(coalesce(meeting.start_date, report.published)) AS first, max(coalesce(meeting.start_date, report.published)) AS last
FROM plans AS plan
JOIN plan_keys AS known ON known.plan_id = plan.id
JOIN decisions AS seen ON seen.plan_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
WHERE :q = '' OR plan.title LIKE '%' || :q || '%'
    OR plan.id IN (SELECT entity_id FROM aliases WHERE entity_type = 'plan' AND name LIKE '%' || :q || '%')
GROUP BY plan.id ORDER BY reports DESC, plan.title, plan.id

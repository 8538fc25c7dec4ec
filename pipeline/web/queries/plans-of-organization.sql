-- Plans that meetings of the organization id dealt with
SELECT coalesce(decision.decided_from, meeting.start_date, report.published) AS day, decision.title AS name, decision.kind,
    decision.decision, plan_known.plan_id AS plan, report.id AS report, report.title
FROM organization_keys AS known
JOIN organization_appearances AS host ON host.organization_key = known.key
JOIN meetings AS meeting ON meeting.report_id = host.report_id AND meeting.organization_local = host.local_id
JOIN decisions AS decision ON decision.report_id = host.report_id AND decision.decision IS NOT NULL
JOIN plan_keys AS plan_known ON plan_known.key = decision.plan_key
JOIN reports AS report ON report.id = host.report_id
WHERE known.organization_id = :id
ORDER BY day DESC, report.id, decision.title

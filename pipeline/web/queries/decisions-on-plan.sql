-- What each report says of the plan id, in the order of days
SELECT coalesce(seen.decided_from, meeting.start_date, report.published) AS day, seen.decision, seen.title AS name,
    meeting.body, meeting.kind AS meeting, report.id AS report, report.title
FROM plan_keys AS known
JOIN decisions AS seen ON seen.plan_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
WHERE known.plan_id = :id
ORDER BY day DESC, report.id

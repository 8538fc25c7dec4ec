-- Reports that name the organization id, and whether the meeting was its own
SELECT coalesce(meeting.start_date, report.published) AS day,
    CASE WHEN meeting.organization_local = seen.local_id THEN 'held the meeting' ELSE 'named' END AS role,
    seen.name, meeting.body, meeting.kind AS meeting, report.id AS report, report.title
FROM organization_keys AS known
JOIN organization_appearances AS seen ON seen.organization_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
WHERE known.organization_id = :id
ORDER BY day DESC, report.id

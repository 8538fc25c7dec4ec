-- Reports that name the person id, and what the person did there
SELECT coalesce(meeting.start_date, report.published) AS day,
    (SELECT group_concat(role, ', ') FROM person_roles WHERE report_id = seen.report_id AND local_id = seen.local_id) AS role,
    seen.name, meeting.body, meeting.kind AS meeting, report.id AS report, report.title
FROM person_keys AS known
JOIN person_appearances AS seen ON seen.person_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
WHERE known.person_id = :id
ORDER BY day DESC, report.id

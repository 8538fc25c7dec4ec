-- Meetings by body and month
SELECT coalesce(body.name, meeting.body, 'no body named') AS body, body.jurisdiction, substr(meeting.start_date, 1, 7) AS month,
    count(*) AS meetings, body.id AS organization
FROM meetings AS meeting
LEFT JOIN organization_appearances AS host
    ON host.report_id = meeting.report_id AND host.local_id = meeting.organization_local
LEFT JOIN organization_keys AS host_key ON host_key.key = host.organization_key
LEFT JOIN organizations AS body ON body.id = host_key.organization_id
WHERE meeting.start_date IS NOT NULL
GROUP BY coalesce(body.id, meeting.body), month ORDER BY month, body

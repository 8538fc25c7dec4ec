-- Posts of the person id, as each report gives them
SELECT coalesce(meeting.start_date, report.published) AS day, post.title AS post,
    coalesce(body.name, post.organization, post.area) AS at, body.id AS organization, report.id AS report, report.title
FROM person_keys AS known
JOIN person_appearances AS seen ON seen.person_key = known.key
JOIN person_posts AS post ON post.report_id = seen.report_id AND post.local_id = seen.local_id
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
LEFT JOIN organization_appearances AS host ON host.report_id = post.report_id AND host.local_id = post.organization_local
LEFT JOIN organization_keys AS host_key ON host_key.key = host.organization_key
LEFT JOIN organizations AS body ON body.id = host_key.organization_id
WHERE known.person_id = :id
ORDER BY day, report.id, post.position

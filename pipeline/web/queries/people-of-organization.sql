-- People with a post at the organization id, by report
SELECT coalesce(meeting.start_date, report.published) AS day, person.name, post.title AS post, person.id AS person,
    report.id AS report, report.title
FROM organization_keys AS known
JOIN organization_appearances AS host ON host.organization_key = known.key
JOIN person_posts AS post ON post.report_id = host.report_id AND post.organization_local = host.local_id
JOIN person_appearances AS seen ON seen.report_id = post.report_id AND seen.local_id = post.local_id
JOIN person_keys AS person_known ON person_known.key = seen.person_key
JOIN people AS person ON person.id = person_known.person_id
JOIN reports AS report ON report.id = post.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = post.report_id
WHERE known.organization_id = :id
ORDER BY person.name, day

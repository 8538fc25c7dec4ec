-- People whose name holds q, those in most reports first
SELECT person.id AS person, person.name, person.jurisdiction, count(DISTINCT seen.report_id) AS reports,
    count(DISTINCT chair.report_id) AS chaired,
    min(coalesce(meeting.start_date, report.published)) AS first, max(coalesce(meeting.start_date, report.published)) AS last
FROM people AS person
JOIN person_keys AS known ON known.person_id = person.id
JOIN person_appearances AS seen ON seen.person_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
LEFT JOIN person_roles AS chair ON chair.report_id = seen.report_id AND chair.local_id = seen.local_id AND chair.role = 'chair'
WHERE :q = '' OR person.name LIKE '%' || :q || '%'
    OR person.id IN (SELECT entity_id FROM aliases WHERE entity_type = 'person' AND name LIKE '%' || :q || '%')
GROUP BY person.id ORDER BY reports DESC, person.name, person.id

-- People whose name holds q, those in most reports first
WITH found AS (
    SELECT known.person_id AS id, count(DISTINCT seen.report_id) AS reports, count(DISTINCT chair.report_id) AS chaired,
        min(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS first,
        max(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS last
    FROM person_keys AS known
    JOIN person_appearances AS seen ON seen.person_key = known.key
    LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
    LEFT JOIN person_roles AS chair
        ON chair.report_id = seen.report_id AND chair.local_id = seen.local_id AND chair.role = 'chair'
    WHERE :q = '' OR known.person_id IN (
        SELECT id FROM people WHERE name LIKE '%' || :q || '%'
        UNION SELECT entity_id FROM aliases WHERE entity_type = 'person' AND name LIKE '%' || :q || '%')
    GROUP BY known.person_id)
SELECT person.id AS person, person.name, person.jurisdiction, found.reports, found.chaired, found.first, found.last
FROM found JOIN people AS person ON person.id = found.id
ORDER BY found.reports DESC, person.name, person.id

-- Organizations whose name holds q, those in most reports first
SELECT body.id AS organization, body.name, body.kind, body.jurisdiction, count(DISTINCT seen.report_id) AS reports,
    count(DISTINCT held.report_id) AS meetings,
    min(coalesce(meeting.start_date, report.published)) AS first, max(coalesce(meeting.start_date, report.published)) AS last
FROM organizations AS body
JOIN organization_keys AS known ON known.organization_id = body.id
JOIN organization_appearances AS seen ON seen.organization_key = known.key
JOIN reports AS report ON report.id = seen.report_id
LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
LEFT JOIN meetings AS held ON held.report_id = seen.report_id AND held.organization_local = seen.local_id
WHERE :q = '' OR body.name LIKE '%' || :q || '%'
    OR body.id IN (SELECT entity_id FROM aliases WHERE entity_type = 'organization' AND name LIKE '%' || :q || '%')
GROUP BY body.id ORDER BY reports DESC, body.name, body.id

-- Organizations whose name holds q, those in most reports first
WITH found AS (
    SELECT known.organization_id AS id, count(DISTINCT seen.report_id) AS reports,
        count(DISTINCT CASE WHEN meeting.organization_local = seen.local_id THEN seen.report_id END) AS meetings,
        min(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS first,
        max(coalesce(meeting.start_date, (SELECT published FROM reports WHERE id = seen.report_id))) AS last
    FROM organization_keys AS known
    JOIN organization_appearances AS seen ON seen.organization_key = known.key
    LEFT JOIN meetings AS meeting ON meeting.report_id = seen.report_id
    WHERE :q = '' OR known.organization_id IN (
        SELECT id FROM organizations WHERE name LIKE '%' || :q || '%'
        UNION SELECT entity_id FROM aliases WHERE entity_type = 'organization' AND name LIKE '%' || :q || '%')
    GROUP BY known.organization_id)
SELECT body.id AS organization, body.name, body.kind, body.jurisdiction, found.reports, found.meetings, found.first, found.last
FROM found JOIN organizations AS body ON body.id = found.id
ORDER BY found.reports DESC, body.name, body.id

-- People, organizations and plans of the report id, each with what it is over all reports
SELECT local_id AS value, 'person' AS type, name, person_id AS entity
FROM person_appearances JOIN person_keys ON key = person_key WHERE report_id = :id
UNION ALL SELECT local_id, 'organization', name, organization_id
FROM organization_appearances JOIN organization_keys ON key = organization_key WHERE report_id = :id
UNION ALL SELECT local_id, 'plan', title, plan_id
FROM decisions JOIN plan_keys ON key = plan_key WHERE report_id = :id

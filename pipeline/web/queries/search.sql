-- Reports: those with the words q, of a jurisdiction, body, year or person, with a kind of plan or a decision; empty takes all
SELECT * FROM (
    SELECT report.id AS report, report.title, coalesce(meeting.start_date, report.published) AS day,
        coalesce(body.name, meeting.body) AS body, meeting.kind AS meeting, meeting.ordinal,
        coalesce(
            body.jurisdiction,
            (SELECT max(jurisdiction) FROM person_appearances WHERE report_id = report.id),
            (SELECT max(jurisdiction) FROM decisions WHERE report_id = report.id)) AS jurisdiction,
        body.id AS organization, report.publisher, report.uri
    FROM reports AS report
    LEFT JOIN meetings AS meeting ON meeting.report_id = report.id
    LEFT JOIN organization_appearances AS host
        ON host.report_id = report.id AND host.local_id = meeting.organization_local
    LEFT JOIN organization_keys AS host_key ON host_key.key = host.organization_key
    LEFT JOIN organizations AS body ON body.id = host_key.organization_id
    WHERE (:q = '' OR report.id IN (
            SELECT report_id FROM search WHERE search MATCH escape_fts(:q)
            UNION SELECT report_id FROM person_appearances WHERE name LIKE '%' || :q || '%'
            UNION SELECT report_id FROM organization_appearances WHERE name LIKE '%' || :q || '%'))
        AND (:body = '' OR body.id = :body)
        AND (:person = '' OR report.id IN (
            SELECT report_id FROM person_appearances JOIN person_keys ON key = person_key WHERE person_id = :person))
        AND ((:kind = '' AND :decision = '') OR report.id IN (
            SELECT report_id FROM decisions
            WHERE (:kind = '' OR kind = :kind) AND (:decision = '' OR decision = :decision))))
WHERE (:jurisdiction = '' OR jurisdiction = :jurisdiction) AND (:year = '' OR substr(day, 1, 4) = :year)
ORDER BY day DESC, report

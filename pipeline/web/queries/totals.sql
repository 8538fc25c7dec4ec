-- How much there is
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM meetings) AS meetings,
    (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM organizations) AS organizations,
    (SELECT count(*) FROM plans) AS plans,
    (SELECT min(coalesce(meetings.start_date, published)) FROM reports LEFT JOIN meetings ON report_id = id) AS first,
    (SELECT max(coalesce(meetings.start_date, published)) FROM reports LEFT JOIN meetings ON report_id = id) AS last

-- Plans that meetings adopted, by kind
SELECT kind, count(*) AS adopted FROM decisions WHERE decision = 'adopted' GROUP BY kind ORDER BY adopted DESC, kind

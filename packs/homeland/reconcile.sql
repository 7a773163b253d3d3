-- reconcile: hate.reports
-- title: Hate crimes reported against those on record
-- title::es: Delitos de odio informados frente a los que constan
-- match on: agency, quarter
-- compare: incidents
-- owner: records_clerk
-- a: quarterly reports that were sent
SELECT r.agency AS agency, r.quarter AS quarter, r.incidents AS incidents
FROM   hate_report AS r
WHERE  r.sent_on IS NOT NULL AND r.incidents > 0 AND r.agency = site('agency')
-- b: hate crimes on record
SELECT c.agency AS agency, c.quarter AS quarter, count(*) AS incidents
FROM   hate_crime AS c
WHERE  c.agency = site('agency')
GROUP  BY c.agency, c.quarter

-- reconcile: intelligence.purges
-- title: Entries purged against certificates written
-- title::es: Registros eliminados frente a certificados escritos
-- match on: entered_on, purged_on
-- owner: privacy_officer
-- a: entries marked as purged
SELECT i.entered_on AS entered_on, i.purged_on AS purged_on
FROM   intelligence_subject AS i
WHERE  i.purged_on IS NOT NULL
-- b: purge certificates
SELECT p.entered_on AS entered_on, p.purged_on AS purged_on
FROM   purge_certificate AS p

-- reconcile: justice.arrest_bookings
-- title: Arrests taken into custody against bookings into jail
-- title::es: Arrestos con custodia frente a ingresos en la cárcel
-- match on: arrest
-- compare: day within 1 days
-- owner: analyst
-- a: arrests taken into custody
SELECT a.arrest_id AS arrest, day_of(a.arrested) AS day
FROM   arrest AS a
WHERE  a.manner = 'custody'
-- b: bookings that name the arrest
SELECT b.arrest AS arrest, day_of(b.admitted) AS day
FROM   booking AS b
WHERE  b.arrest IS NOT NULL AND b.facility = 'jail'

-- reconcile: justice.case_dispositions
-- title: How cases ended, against how their most serious charge ended
-- title::es: Cómo terminaron los casos, frente a cómo terminó su cargo más grave
-- match on: case_number
-- compare: convicted
-- owner: court_clerk
-- a: closed cases
SELECT k.case_number AS case_number, k.disposition IN ('plea', 'trial') AS convicted
FROM   court_case AS k
WHERE  k.closed_on IS NOT NULL AND k.disposition IS NOT NULL
-- b: cases with a charge disposed of
SELECT c.case_number AS case_number, count(*) FILTER (WHERE c.disposition IN ('plea', 'trial')) > 0 AS convicted
FROM   charge AS c
WHERE  c.case_number IS NOT NULL AND c.disposition IS NOT NULL
GROUP  BY c.case_number

-- Registers that should agree.

-- reconcile: stops.citations
-- title: Stops with a citation against the register of citations
-- title::es: Paradas con citación frente al registro de citaciones
-- match on: stop_number
-- compare: issued_on within 1 days, race
-- owner: records_clerk
-- a: stops that say a citation was issued
SELECT s.stop_number AS stop_number, day_of(s.started) AS issued_on, s.race AS race
FROM   stop AS s
WHERE  s.citation_issued
-- b: citations in the register
SELECT c.stop_number AS stop_number, c.issued_on AS issued_on, c.race AS race
FROM   citation AS c

-- reconcile: force.reports
-- title: What was reported to the FBI against what is on record
-- title::es: Lo informado al FBI frente a lo que consta
-- match on: agency, month
-- compare: incidents
-- owner: records_clerk
-- a: monthly reports that were sent
SELECT r.agency AS agency, r.month AS month, r.incidents AS incidents
FROM   force_report AS r
WHERE  r.sent_on IS NOT NULL AND r.incidents > 0
-- b: reportable incidents on record
SELECT f.agency AS agency, f.month AS month, count(*) AS incidents
FROM   reportable_force AS f
GROUP  BY f.agency, f.month

-- reconcile: force.deaths
-- title: Deaths on record against registers kept outside
-- title::es: Muertes que constan frente a registros externos
-- match on: died_on, race
-- owner: oversight_board
-- a: deaths in our force incidents
SELECT day_of(i.happened) AS died_on, s.race AS race
FROM   force_incident AS i
JOIN   force_subject AS s ON s.incident = i.incident_id
WHERE  has_code(s.injuries, 'death')
-- b: deaths in outside registers, in our city
SELECT d.died_on AS died_on, d.race AS race
FROM   force_death AS d
WHERE  d.city = site('city') AND d.state = site('state')

-- reconcile: camera.stops
-- title: Stops of the last 60 days against recordings
-- title::es: Paradas de los últimos 60 días frente a grabaciones
-- match on: stop_number
-- compare: day within 0 days
-- owner: supervisor
-- a: stops on record
SELECT DISTINCT s.stop_number AS stop_number, day_of(s.started) AS day
FROM   stop AS s
WHERE  day_of(s.started) > add_days(as_of(), -60)
-- b: recordings with a stop number
SELECT DISTINCT r.stop_number AS stop_number, day_of(r.started) AS day
FROM   recording AS r
WHERE  r.stop_number IS NOT NULL AND day_of(r.started) > add_days(as_of(), -60)

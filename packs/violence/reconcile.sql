-- reconcile: shooting.hospital
-- title: People shot in police records against people treated in the hospital, day by day
-- title::es: Personas baleadas según la policía frente a personas atendidas en el hospital, día por día
-- about: Only numbers by day are compared. Nobody is matched.
-- about::es: Solo se comparan números por día. No se empareja a nadie.
-- match on: day
-- compare: people
-- owner: evaluator
-- a: people shot, by police records
SELECT day_of(v.happened) AS day, count(*) AS people
FROM   shooting_victim AS v
GROUP  BY day_of(v.happened)
-- b: people treated for a gunshot, by the hospital
SELECT day_of(h.admitted) AS day, count(*) AS people
FROM   hospital_response AS h
GROUP  BY day_of(h.admitted)

-- reconcile: shooting.crime_records
-- title: Shootings against the crime records
-- title::es: Tiroteos frente a los registros de delitos
-- match on: incident
-- compare: day within 1 days, killed
-- owner: analyst
-- a: the shooting register
SELECT s.shooting_id AS incident, day_of(s.happened) AS day, s.fatal > 0 AS killed
FROM   shooting AS s
-- b: homicides and aggravated assaults with a firearm in the crime records
SELECT v.incident_id AS incident, day_of(v.happened) AS day, v.offense = '09A' AS killed
FROM   violent_incident AS v
WHERE  v.offense IN ('09A', '13A') AND v.weapon IN ('11', '12', '13', '14', '15')

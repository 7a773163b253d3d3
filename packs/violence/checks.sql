-- Checks of shootings, and of outreach records.

-- check: shooting.in_the_future
-- on: shooting
-- severity: error
-- says: The shooting is dated after today.
-- says::es: El tiroteo tiene fecha posterior a hoy.
-- cure: Correct the date.
-- cure::es: Corrija la fecha.
-- field: happened
day_of(happened) > today()

-- check: shooting.victims_match
-- on: shooting
-- severity: warning
-- says: {said} people were hit, but {found} are listed.
-- says::es: {said} personas fueron heridas, pero constan {found}.
-- cure: Add the missing people, or correct the number.
-- cure::es: Agregue las personas que faltan o corrija el número.
-- field: victims
SELECT s.shooting_id AS record, s.victims AS said, count(v.victim_id) AS found
FROM   shooting AS s
LEFT   JOIN shooting_victim AS v ON v.shooting = s.shooting_id
GROUP  BY s.shooting_id, s.victims
HAVING count(v.victim_id) <> s.victims

-- check: shooting.deaths_match
-- on: shooting
-- severity: warning
-- says: {said} people were killed, but {found} are listed as killed.
-- says::es: {said} personas murieron, pero constan {found} como muertas.
-- cure: Correct the number, or the people.
-- cure::es: Corrija el número o las personas.
-- field: fatal
SELECT s.shooting_id AS record, s.fatal AS said, count(v.victim_id) FILTER (WHERE v.fatal) AS found
FROM   shooting AS s
JOIN   shooting_victim AS v ON v.shooting = s.shooting_id
GROUP  BY s.shooting_id, s.fatal
HAVING count(v.victim_id) FILTER (WHERE v.fatal) <> s.fatal

-- check: shooting.entered_twice
-- on: shooting
-- severity: warning
-- says: Shooting {other} is within 100 meters and 30 minutes. Is it the same?
-- says::es: El tiroteo {other} está a menos de 100 metros y 30 minutos. ¿Es el mismo?
-- cure: If it is the same, withdraw one.
-- cure::es: Si es el mismo, retire uno.
WITH   on_day AS (SELECT shooting_id, happened, place, day_of(happened) AS day FROM shooting)
SELECT b.shooting_id AS record, a.shooting_id AS other
FROM   on_day AS a
JOIN   on_day AS b ON b.day = a.day AND b.shooting_id > a.shooting_id
       AND abs(hours_between(a.happened, b.happened)) <= 0.5 AND distance_m(a.place, b.place) <= 100

-- check: shooting.no_place
-- on: shooting
-- severity: warning
-- says: The place is missing.
-- says::es: Falta el lugar.
-- cure: Add the point, as of the street block.
-- cure::es: Agregue el punto, el de la cuadra.
-- field: place
place IS NULL

-- check: participant.consent_missing
-- on: participant
-- severity: warning
-- says: No consent is on record.
-- says::es: No consta el consentimiento.
-- cure: Get the consent signed, or remove the participant.
-- cure::es: Obtenga el consentimiento firmado o quite al participante.
-- field: consent_on
consent_on IS NULL AND left_on IS NULL

-- check: contact.without_consent
-- on: contact
-- severity: warning
-- says: The contact is recorded before consent was signed, or after it was withdrawn.
-- says::es: El contacto consta antes de firmar el consentimiento o después de retirarlo.
-- cure: Remove the contact, or correct the dates.
-- cure::es: Quite el contacto o corrija las fechas.
SELECT c.contact_id AS record
FROM   contact AS c
JOIN   participant AS p ON p.participant_id = c.participant
WHERE  p.consent_on IS NULL OR c.contacted_on < p.consent_on OR c.contacted_on > p.consent_withdrawn_on

-- check: mediation.before_the_conflict
-- on: mediation
-- severity: error
-- says: The mediation is dated before anyone knew of the conflict.
-- says::es: La mediación tiene fecha anterior al conocimiento del conflicto.
-- cure: Correct one of the dates.
-- cure::es: Corrija una de las fechas.
-- field: held_on
SELECT m.mediation_id AS record
FROM   mediation AS m
JOIN   conflict AS c ON c.conflict_id = m.conflict
WHERE  m.held_on < c.learned_on

-- check: response.before_the_shooting
-- on: response
-- severity: error
-- says: The response began before the shooting.
-- says::es: La respuesta comenzó antes del tiroteo.
-- cure: Correct one of the times.
-- cure::es: Corrija una de las horas.
-- field: started
SELECT r.response_id AS record
FROM   response AS r
JOIN   shooting AS s ON s.shooting_id = r.shooting
WHERE  hours_between(s.happened, r.started) < 0

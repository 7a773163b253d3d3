-- Checks of stops (the edits of California's stop-data rules), of force (the edits of the FBI's collection that need
-- no table of the FBI), of training, hiring, equipment and complaints.

-- check: stop.in_the_future
-- on: stop
-- severity: error
-- says: The stop is dated after today.
-- says::es: La parada tiene fecha posterior a hoy.
-- cure: Correct the date.
-- cure::es: Corrija la fecha.
-- field: started
day_of(started) > today()

-- check: stop.search_needs_basis
-- on: stop
-- severity: error
-- basis: 11 CCR 999.226
-- says: A search was done but its basis is missing.
-- says::es: Hubo un registro pero falta su base.
-- cure: Choose the basis of the search.
-- cure::es: Elija la base del registro.
-- field: search_basis
(has_code(actions, 'search_person') OR has_code(actions, 'search_property')) AND search_basis IS NULL

-- check: stop.basis_needs_search
-- on: stop
-- severity: warning
-- says: A basis of search is given but nobody and nothing was searched.
-- says::es: Se da una base de registro pero no se registró nada.
-- cure: Add the search, or remove its basis.
-- cure::es: Agregue el registro o quite su base.
-- field: search_basis
search_basis IS NOT NULL AND NOT coalesce(person_searched, FALSE) AND NOT coalesce(vehicle_searched, FALSE)

-- check: stop.consent_was_asked
-- on: stop
-- severity: error
-- basis: 11 CCR 999.226
-- says: The search rests on consent, but no action says that consent was asked.
-- says::es: El registro se basa en el consentimiento, pero ninguna acción dice que se pidió.
-- cure: Add "asked to search", or correct the basis.
-- cure::es: Agregue "pidió registrar" o corrija la base.
-- field: actions
has_code(search_basis, 'consent') AND NOT has_code(actions, 'asked_search_person') AND NOT has_code(actions, 'asked_search_property')

-- check: stop.seizure_needs_kind
-- on: stop
-- severity: error
-- basis: 11 CCR 999.226
-- says: Property was seized but not what kind.
-- says::es: Se incautó propiedad pero falta el tipo.
-- cure: Choose what was seized and on what basis.
-- cure::es: Elija qué se incautó y con qué base.
-- field: seized
has_code(actions, 'property_seized') AND seized IS NULL

-- check: stop.school_results_only_at_school
-- on: stop
-- severity: error
-- basis: 11 CCR 999.226
-- says: A referral to the school is given, but the stop was not at a school.
-- says::es: Hay una remisión a la escuela, pero la parada no fue en una escuela.
-- cure: Correct the result or the place.
-- cure::es: Corrija el resultado o el lugar.
-- field: results
(has_code(results, 'school_administrator') OR has_code(results, 'school_counselor')) AND NOT coalesce(at_school, FALSE)

-- check: stop.found_without_search
-- on: stop
-- severity: warning
-- says: Something was found although nothing was searched.
-- says::es: Se encontró algo aunque no hubo registro.
-- cure: Add the search, or say plain view as the basis of the seizure.
-- cure::es: Agregue el registro, o indique que estaba a la vista.
-- field: contraband
contraband IS NOT NULL AND contraband <> 'none' AND NOT coalesce(person_searched, FALSE) AND NOT coalesce(vehicle_searched, FALSE)

-- check: stop.arrest_is_strictest
-- on: stop
-- severity: warning
-- basis: Stanford Open Policing data standard
-- says: An arrest was made, but the strictest result is another.
-- says::es: Hubo un arresto, pero el resultado más estricto es otro.
-- cure: Set the strictest result to arrest.
-- cure::es: Ponga arresto como resultado más estricto.
-- field: outcome
arrest_made AND outcome <> 'arrest'

-- check: stop.same_person_twice
-- on: stop
-- severity: warning
-- says: Rows {record} and {other} look like the same person in the same stop.
-- says::es: Las filas {record} y {other} parecen la misma persona en la misma parada.
-- cure: Withdraw one of them.
-- cure::es: Retire una de ellas.
SELECT b.stop_id AS record, a.stop_id AS other
FROM   stop AS a
JOIN   stop AS b ON b.started = a.started AND b.officer = a.officer AND b.stop_id > a.stop_id
       AND b.race = a.race AND b.sex = a.sex AND b.age = a.age AND b.violation = a.violation

-- check: force.sent_needs_a_yes
-- on: force_incident
-- severity: error
-- basis: FBI National Use-of-Force Data Collection
-- says: Sent to the FBI, but none of the three questions is answered yes.
-- says::es: Enviado al FBI, pero ninguna de las tres preguntas tiene respuesta sí.
-- cure: Correct the answers, or take the incident out of the report.
-- cure::es: Corrija las respuestas o saque el incidente del informe.
-- field: reported_on
reported_on IS NOT NULL AND NOT coalesce(death, FALSE) AND NOT coalesce(serious_injury, FALSE) AND NOT coalesce(firearm_discharged, FALSE)

-- check: force.three_offenses_at_most
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- source: from memory
-- says: More than three offenses are given.
-- says::es: Se dan más de tres delitos.
-- cure: Keep the three most serious.
-- cure::es: Deje los tres más graves.
-- field: offenses
length(offenses) - length(replace(offenses, ';', '')) > 2

-- check: force.death_has_a_subject
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: A death is recorded, but no person has the injury "death".
-- says::es: Consta una muerte, pero ninguna persona tiene la lesión "muerte".
-- cure: Add the person, or correct the answer.
-- cure::es: Agregue a la persona o corrija la respuesta.
-- field: death
SELECT i.incident_id AS record
FROM   force_incident AS i
WHERE  i.death AND NOT EXISTS (SELECT 1 FROM force_subject AS s WHERE s.incident = i.incident_id AND has_code(s.injuries, 'death'))

-- check: force.serious_injury_has_a_subject
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: A serious injury is recorded, but no person has one.
-- says::es: Consta una lesión grave, pero ninguna persona la tiene.
-- cure: Add the injury of the person, or correct the answer.
-- cure::es: Agregue la lesión de la persona o corrija la respuesta.
-- field: serious_injury
SELECT i.incident_id AS record
FROM   force_incident AS i
WHERE  i.serious_injury
AND    NOT EXISTS (SELECT 1 FROM force_subject AS s JOIN force_injury AS j ON has_code(s.injuries, j.code)
                   WHERE s.incident = i.incident_id AND j.severity = 'serious')

-- check: force.injury_needs_its_answer
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: A person has the injury {injury}, but the question about it is answered no.
-- says::es: Una persona tiene la lesión {injury}, pero la pregunta correspondiente dice no.
-- cure: Answer the three questions again.
-- cure::es: Responda de nuevo las tres preguntas.
SELECT i.incident_id AS record, min(j.label) AS injury
FROM   force_incident AS i
JOIN   force_subject AS s ON s.incident = i.incident_id
JOIN   force_injury AS j ON has_code(s.injuries, j.code)
WHERE  (j.severity = 'death' AND NOT i.death) OR (j.severity = 'serious' AND NOT i.serious_injury)
GROUP  BY i.incident_id

-- check: force.discharge_has_an_officer
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: A firearm was fired, but no officer is marked as having fired.
-- says::es: Se disparó un arma de fuego, pero ningún agente consta como quien disparó.
-- cure: Mark the officer, or correct the answer.
-- cure::es: Marque al agente o corrija la respuesta.
-- field: firearm_discharged
SELECT i.incident_id AS record
FROM   force_incident AS i
WHERE  i.firearm_discharged AND NOT EXISTS (SELECT 1 FROM force_officer AS o WHERE o.incident = i.incident_id AND o.discharged)

-- check: force.officer_rows_match
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: {said} of our officers used force, but {found} are listed.
-- says::es: {said} de nuestros agentes usaron fuerza, pero constan {found}.
-- cure: Add the missing officers, or correct the number.
-- cure::es: Agregue los agentes que faltan o corrija el número.
-- field: officers_ours
SELECT i.incident_id AS record, i.officers_ours AS said, count(o.row_id) AS found
FROM   force_incident AS i
LEFT   JOIN force_officer AS o ON o.incident = i.incident_id
WHERE  i.officers_ours IS NOT NULL
GROUP  BY i.incident_id, i.officers_ours
HAVING count(o.row_id) <> i.officers_ours

-- check: force.subject_rows_match
-- on: force_incident
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: {said} people died or were injured, but {found} are listed with an injury.
-- says::es: {said} personas murieron o resultaron heridas, pero constan {found} con lesión.
-- cure: Add the missing people, or correct the number.
-- cure::es: Agregue las personas que faltan o corrija el número.
-- field: subjects_hurt
SELECT i.incident_id AS record, i.subjects_hurt AS said, count(s.subject_id) AS found
FROM   force_incident AS i
LEFT   JOIN force_subject AS s ON s.incident = i.incident_id AND s.injuries IS NOT NULL
WHERE  i.subjects_hurt IS NOT NULL
GROUP  BY i.incident_id, i.subjects_hurt
HAVING count(s.subject_id) <> i.subjects_hurt

-- check: force.zero_report_with_an_incident
-- on: force_report
-- severity: warning
-- basis: FBI National Use-of-Force Data Collection
-- says: The report for {month} says zero, but {found} reportable incidents are on record.
-- says::es: El informe de {month} dice cero, pero constan {found} incidentes reportables.
-- cure: Send a corrected report.
-- cure::es: Envíe un informe corregido.
-- field: incidents
SELECT r.report_id AS record, r.month AS month, count(i.incident_id) AS found
FROM   force_report AS r
JOIN   reportable_force AS i ON i.agency = r.agency AND i.month = r.month
WHERE  r.incidents = 0 AND r.sent_on IS NOT NULL
GROUP  BY r.report_id, r.month

-- check: force.policy_versions_overlap
-- on: force_policy
-- severity: warning
-- says: Two versions of this element are in force on the same day ({other} is the other).
-- says::es: Dos versiones de este elemento están en vigor el mismo día (la otra es {other}).
-- cure: End the older version the day before the newer begins.
-- cure::es: Termine la versión anterior el día antes de que empiece la nueva.
-- field: to_day
SELECT a.policy_id AS record, b.policy_id AS other
FROM   force_policy AS a
JOIN   force_policy AS b ON b.agency = a.agency AND b.element = a.element AND b.policy_id <> a.policy_id
       AND b.from_day >= a.from_day AND (a.to_day IS NULL OR b.from_day <= a.to_day)

-- check: training.more_hours_than_the_course
-- on: training
-- severity: warning
-- says: {hours} hours are counted, but the course has {course_hours}.
-- says::es: Se cuentan {hours} horas, pero el curso tiene {course_hours}.
-- cure: Correct the hours.
-- cure::es: Corrija las horas.
-- field: hours
SELECT t.training_id AS record, t.hours AS hours, c.hours AS course_hours
FROM   training AS t
JOIN   course AS c ON c.course_id = t.course
WHERE  t.hours > c.hours

-- check: training.topic_of_the_course
-- on: training
-- severity: warning
-- says: The course does not teach the topic it is counted for.
-- says::es: El curso no enseña el tema para el que se cuenta.
-- cure: Correct the topic or the course.
-- cure::es: Corrija el tema o el curso.
-- field: topic
SELECT t.training_id AS record
FROM   training AS t
JOIN   course AS c ON c.course_id = t.course
WHERE  NOT has_code(c.topics, t.topic)

-- check: hiring.stage_after_a_failure
-- on: application_stage
-- severity: warning
-- says: The applicant did not pass an earlier step ({earlier}).
-- says::es: El solicitante no aprobó un paso anterior ({earlier}).
-- cure: Correct the result of one of the two steps.
-- cure::es: Corrija el resultado de uno de los dos pasos.
-- field: stage
SELECT b.stage_id AS record, sa.label AS earlier
FROM   application_stage AS a
JOIN   application_stage AS b ON b.applicant = a.applicant
JOIN   hiring_stage AS sa ON sa.code = a.stage
JOIN   hiring_stage AS sb ON sb.code = b.stage
WHERE  a.result = 'failed' AND sb.rank > sa.rank

-- check: equipment.issued_twice
-- on: equipment_assignment
-- severity: warning
-- says: The same item is issued to two officers at once (see {other}).
-- says::es: El mismo equipo está entregado a dos agentes a la vez (vea {other}).
-- cure: Record the day it was returned.
-- cure::es: Registre el día en que se devolvió.
-- field: returned_on
SELECT a.assignment_id AS record, b.assignment_id AS other
FROM   equipment_assignment AS a
JOIN   equipment_assignment AS b ON b.equipment = a.equipment AND b.assignment_id <> a.assignment_id
       AND b.issued_on >= a.issued_on AND (a.returned_on IS NULL OR b.issued_on < a.returned_on)

-- check: complaint.closed_without_a_finding
-- on: complaint
-- severity: warning
-- says: The inquiry is closed, but {open} allegations have no finding.
-- says::es: La investigación está cerrada, pero {open} acusaciones no tienen conclusión.
-- cure: Enter the findings.
-- cure::es: Ingrese las conclusiones.
SELECT c.complaint_id AS record, count(*) AS open
FROM   complaint AS c
JOIN   allegation AS a ON a.complaint = c.complaint_id
LEFT   JOIN finding AS f ON f.allegation = a.allegation_id
WHERE  c.closed_on IS NOT NULL AND f.finding_id IS NULL
GROUP  BY c.complaint_id

-- check: complaint.told_before_closing
-- on: complaint
-- severity: warning
-- says: The complainant was told of an outcome, but the inquiry is not closed.
-- says::es: Se informó al denunciante, pero la investigación no está cerrada.
-- cure: Enter the day of closing.
-- cure::es: Ingrese el día del cierre.
-- field: closed_on
told_on IS NOT NULL AND closed_on IS NULL

-- check: settlement.no_lesson
-- on: settlement
-- severity: warning
-- says: Money was paid, but no review of lessons is planned.
-- says::es: Se pagó dinero, pero no hay revisión de lecciones prevista.
-- cure: Set the day by which lessons are reviewed.
-- cure::es: Fije el día de la revisión de lecciones.
-- field: lesson_due_on
settled_on IS NOT NULL AND amount > 0 AND lesson_due_on IS NULL

-- check: recording.destroyed_on_hold
-- on: recording
-- severity: error
-- says: The recording is under a legal hold and must not be destroyed.
-- says::es: La grabación está bajo retención legal y no debe destruirse.
-- cure: Correct the hold, or report the loss.
-- cure::es: Corrija la retención o informe la pérdida.
-- field: destroyed_on
legal_hold AND destroyed_on IS NOT NULL

-- check: recording.flag_without_reason
-- on: recording
-- severity: warning
-- says: Flagged, but without a reason; or a reason, but not flagged.
-- says::es: Marcada sin razón, o con razón pero sin marcar.
-- cure: Correct one of the two.
-- cure::es: Corrija uno de los dos.
-- field: flags
(flagged AND flags IS NULL) OR (NOT flagged AND flags IS NOT NULL)

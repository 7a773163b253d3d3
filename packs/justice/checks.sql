-- Checks of arrests, cases, custody, youth and reentry.

-- check: arrest.in_the_future
-- on: arrest
-- severity: error
-- says: The arrest is dated after today.
-- says::es: El arresto tiene fecha posterior a hoy.
-- cure: Correct the date.
-- cure::es: Corrija la fecha.
-- field: arrested
day_of(arrested) > today()

-- check: arrest.no_disposition
-- on: arrest
-- severity: warning
-- says: The arrest is older than a year, and no disposition of any charge is recorded.
-- says::es: El arresto tiene más de un año y no consta la disposición de ningún cargo.
-- cure: Ask the court. Records must carry dispositions as well as arrests.
-- cure::es: Pregunte al tribunal. Los registros deben llevar disposiciones además de arrestos.
-- basis: 34 USC 10231(b)
SELECT a.arrest_id AS record
FROM   arrest AS a
LEFT   JOIN charge AS c ON c.arrest = a.arrest_id AND (c.disposition IS NOT NULL OR c.no_proceeding)
WHERE  add_months(day_of(a.arrested), 12) < as_of()
GROUP  BY a.arrest_id
HAVING count(c.charge_id) = 0

-- check: charge.before_the_arrest
-- on: charge
-- severity: error
-- says: The charge was filed before the arrest.
-- says::es: El cargo se presentó antes del arresto.
-- cure: Correct one of the days.
-- cure::es: Corrija uno de los días.
-- field: filed_on
filed_on < arrested_on

-- check: charge.no_maximum
-- on: charge
-- severity: warning
-- says: The most severe penalty is missing, and clearance depends on it in this state.
-- says::es: Falta la pena máxima y en este estado el borrado depende de ella.
-- cure: Add it from the statute.
-- cure::es: Agréguela según la ley.
-- field: max_days
SELECT c.charge_id AS record
FROM   charge_clear AS c
WHERE  c.covered IS NULL

-- check: charge.person_differs
-- on: charge
-- severity: error
-- says: The case is against another person.
-- says::es: El caso es contra otra persona.
-- cure: Correct the person or the case.
-- cure::es: Corrija la persona o el caso.
-- field: person
SELECT c.charge_id AS record
FROM   charge AS c
JOIN   court_case AS k ON k.case_number = c.case_number
WHERE  k.person <> c.person

-- check: case.closed_without_disposition
-- on: court_case
-- severity: warning
-- says: The case is closed, but nobody says how.
-- says::es: El caso está cerrado, pero nadie dice cómo.
-- cure: Add the disposition.
-- cure::es: Agregue la disposición.
-- field: disposition
closed_on IS NOT NULL AND disposition IS NULL

-- check: case.excluded_time
-- on: court_case
-- severity: error
-- says: The excluded time ends before it begins.
-- says::es: El tiempo excluido termina antes de comenzar.
-- cure: Correct one of the days.
-- cure::es: Corrija uno de los días.
-- field: excluded_to
excluded_to < excluded_from

-- check: sentence.without_conviction
-- on: sentence
-- severity: error
-- says: There is a sentence, but no conviction of the charge.
-- says::es: Hay una pena, pero ninguna condena por el cargo.
-- cure: Correct the charge or remove the sentence.
-- cure::es: Corrija el cargo o quite la pena.
SELECT s.sentence_id AS record
FROM   sentence AS s
JOIN   charge AS c ON c.charge_id = s.charge
WHERE  c.disposition NOT IN ('plea', 'trial')

-- check: booking.two_at_once
-- on: booking
-- severity: warning
-- says: The same person is in custody under {other} at the same time.
-- says::es: La misma persona está en custodia con {other} al mismo tiempo.
-- cure: End one of the stays, or correct the person.
-- cure::es: Cierre una de las estancias o corrija la persona.
SELECT b.booking_id AS record, min(a.booking_id) AS other
FROM   booking AS a
JOIN   booking AS b ON b.person = a.person AND b.booking_id <> a.booking_id AND hours_between(a.admitted, b.admitted) >= 0
WHERE  a.released IS NULL OR hours_between(b.admitted, a.released) > 0
GROUP  BY b.booking_id

-- check: custody.no_number
-- on: custody_day
-- severity: warning
-- says: The person has no number in the source.
-- says::es: La persona no tiene número en la fuente.
-- cure: Ask the jail.
-- cure::es: Pregunte a la cárcel.
-- field: inmate
inmate IS NULL

-- check: release.reconvicted_before_rearrest
-- on: released_person
-- severity: warning
-- says: The reconviction is dated before the rearrest.
-- says::es: La nueva condena tiene fecha anterior al nuevo arresto.
-- cure: Correct one of the days.
-- cure::es: Corrija uno de los días.
-- field: reconvicted_on
reconvicted_on < rearrested_on

-- check: supervision.no_ending
-- on: supervision
-- severity: warning
-- says: The supervision was to end on {ends_on}, and no end is recorded.
-- says::es: La supervisión debía terminar el {ends_on} y no consta su fin.
-- cure: End it, or record why it goes on.
-- cure::es: Ciérrela o registre por qué continúa.
-- field: ended_on
SELECT supervision_id AS record, ends_on AS ends_on
FROM   supervision
WHERE  ended_on IS NULL AND ends_on < add_days(as_of(), -30)

-- check: violation.jumped_to_revocation
-- on: violation
-- severity: warning
-- says: Revocation was asked for at the first technical violation.
-- says::es: Se pidió la revocación ante la primera violación técnica.
-- cure: See whether a lesser response on the grid would do.
-- cure::es: Vea si basta una respuesta menor de la tabla.
-- field: response
SELECT v.violation_id AS record
FROM   violation AS v
WHERE  v.kind = 'technical' AND v.response = 'revocation'
       AND NOT EXISTS (SELECT 1 FROM violation AS e WHERE e.supervision = v.supervision AND e.happened_on < v.happened_on)

-- check: juvenile.status_offender_held
-- on: juvenile_hold
-- severity: warning
-- says: A youth is held for a status offense without a court order broken.
-- says::es: Un menor está retenido por una falta propia de menores sin haber incumplido una orden judicial.
-- cure: Release the youth at once.
-- cure::es: Libere al menor de inmediato.
-- basis: 34 USC 11133(a)(11)(A)
-- field: status_offense
status_offense AND NOT coalesce(court_order, FALSE)

-- check: juvenile.with_adults
-- on: juvenile_hold
-- severity: warning
-- says: The youth was not kept apart from adults.
-- says::es: El menor no fue separado de los adultos.
-- cure: Move the youth, and report it.
-- cure::es: Traslade al menor e infórmelo.
-- basis: 34 USC 11133(a)(12)
-- field: sight_sound
NOT sight_sound

-- check: youth.wrongly_drawn
-- on: youth_program
-- severity: error
-- says: {wrong} entries are drawn, or left out, against their tickets.
-- says::es: {wrong} participaciones fueron sorteadas, o excluidas, en contra de sus boletos.
-- cure: Draw again from the published seed.
-- cure::es: Sortee de nuevo con la semilla publicada.
SELECT program_id AS record, wrongly_drawn + wrong_place AS wrong
FROM   draw_check
WHERE  wrongly_drawn + wrong_place > 0

-- check: youth.enrolled_without_place
-- on: youth_enrolment
-- severity: warning
-- says: The youth is enrolled, but was not drawn.
-- says::es: El joven está inscrito, pero no fue sorteado.
-- cure: Record the waiting list, or correct the entry.
-- cure::es: Registre la lista de espera o corrija la participación.
SELECT e.enrolment_id AS record
FROM   youth_enrolment AS e
JOIN   youth_application AS a ON a.entry_id = e.entry
WHERE  NOT a.drawn

-- check: plan.no_papers
-- on: reentry_plan
-- severity: warning
-- says: Release is less than 30 days away, and there are no identity papers.
-- says::es: Faltan menos de 30 días para la salida y no hay documentos de identidad.
-- cure: Ask for them now.
-- cure::es: Solicítelos ahora.
-- field: identification
NOT identification AND expected_release_on >= as_of() AND expected_release_on < add_days(as_of(), 30)

-- check: count.parts_differ
-- on: justice_count
-- severity: warning
-- says: The parts by {breakdown} sum to {parts}, the total is {total}.
-- says::es: Las partes por {breakdown} suman {parts}; el total es {total}.
-- cure: Correct the parts, or add what is unknown.
-- cure::es: Corrija las partes o agregue lo desconocido.
-- source: Justice Counts (from memory)
SELECT t.row_id AS record, p.breakdown AS breakdown, sum(p.figure) AS parts, t.figure AS total
FROM   justice_count AS t
JOIN   justice_count AS p ON p.metric = t.metric AND p.month = t.month AND p.breakdown IS NOT NULL AND coalesce(p.agency, '') = coalesce(t.agency, '') AND coalesce(p.system, '') = coalesce(t.system, '')
WHERE  t.breakdown IS NULL
GROUP  BY t.row_id, p.breakdown, t.figure
HAVING sum(p.figure) <> t.figure

-- Checks of calls, screenings, diversion, treatment and consents.

-- check: call.in_the_future
-- on: crisis_call
-- severity: error
-- says: The call is dated after today.
-- says::es: La llamada tiene fecha posterior a hoy.
-- cure: Correct the date.
-- cure::es: Corrija la fecha.
-- field: received
day_of(received) > today()

-- check: call.risk_missing
-- on: crisis_call
-- severity: warning
-- says: The call is about mental health or substance use, and nobody assessed the risk.
-- says::es: La llamada es sobre salud mental o consumo de sustancias y nadie evaluó el riesgo.
-- cure: Ask the risk questions, and record the answer.
-- cure::es: Haga las preguntas de riesgo y registre la respuesta.
-- field: risk
behavioral_health AND (risk IS NULL OR risk = 'unknown')

-- check: call.no_response_recorded
-- on: crisis_call
-- severity: warning
-- says: A team was sent, but no response is recorded.
-- says::es: Se envió un equipo, pero no consta ninguna respuesta.
-- cure: Add what the team did.
-- cure::es: Agregue lo que hizo el equipo.
SELECT c.call_id AS record
FROM   crisis_call AS c
LEFT   JOIN crisis_response AS r ON r.call = c.call_id
WHERE  c.sent IS NOT NULL AND NOT coalesce(c.by_phone, FALSE)
GROUP  BY c.call_id
HAVING count(r.response_id) = 0

-- check: call.rescue_without_risk
-- on: crisis_call
-- severity: warning
-- says: A rescue was sent without consent, but the risk is not high.
-- says::es: Se envió un rescate sin consentimiento, pero el riesgo no es alto.
-- cure: Correct the risk, or review the decision.
-- cure::es: Corrija el riesgo o revise la decisión.
-- field: risk
rescued_without_consent AND risk <> 'high'

-- check: response.before_the_call
-- on: crisis_response
-- severity: error
-- says: The team was sent before the call.
-- says::es: El equipo fue enviado antes de la llamada.
-- cure: Correct one of the times.
-- cure::es: Corrija una de las horas.
-- field: dispatched
SELECT r.response_id AS record
FROM   crisis_response AS r
JOIN   crisis_call AS c ON c.call_id = r.call
WHERE  hours_between(c.received, r.dispatched) < 0

-- check: hold.too_few_facts
-- on: emergency_hold
-- severity: warning
-- says: The facts behind the hold are hardly described.
-- says::es: Los hechos que motivan la retención apenas se describen.
-- cure: Write what was seen and heard.
-- cure::es: Escriba lo que se vio y se oyó.
-- field: facts
length(facts) < 20

-- check: stay.never_screened
-- on: jail_stay
-- severity: warning
-- says: No mental health screening is recorded. Unscreened is not a no.
-- says::es: No consta ninguna evaluación de salud mental. No evaluado no es un no.
-- cure: Screen the person, or record why it was not possible.
-- cure::es: Evalúe a la persona o registre por qué no fue posible.
SELECT booking_id AS record
FROM   stay_screened
WHERE  screenings = 0 AND hours_between(booked, coalesce(released, as_of() || 'T23:59:59-08:00')) >= 24

-- check: stay.two_at_once
-- on: jail_stay
-- severity: warning
-- says: The same person is in jail under booking {other} at the same time.
-- says::es: La misma persona está en la cárcel con el ingreso {other} al mismo tiempo.
-- cure: End one of the stays, or correct the person.
-- cure::es: Cierre una de las estancias o corrija la persona.
SELECT b.booking_id AS record, min(a.booking_id) AS other
FROM   jail_stay AS a
JOIN   jail_stay AS b ON b.person = a.person AND b.booking_id <> a.booking_id AND hours_between(a.booked, b.booked) >= 0
WHERE  a.released IS NULL OR hours_between(b.booked, a.released) > 0
GROUP  BY b.booking_id

-- check: screening.before_booking
-- on: jail_screening
-- severity: error
-- says: The screening began before the booking.
-- says::es: La evaluación comenzó antes del ingreso.
-- cure: Correct one of the times.
-- cure::es: Corrija una de las horas.
-- field: started
SELECT j.screening_id AS record
FROM   jail_screening AS j
JOIN   jail_stay AS s ON s.booking_id = j.booking
WHERE  hours_between(s.booked, j.started) < 0

-- check: screening.not_referred
-- on: jail_screening
-- severity: warning
-- says: The answers call for a referral, but none was made.
-- says::es: Las respuestas exigen una remisión, pero no se hizo.
-- cure: Refer the person, today.
-- cure::es: Remita a la persona hoy mismo.
-- field: referred
SELECT screening_id AS record
FROM   screening_result
WHERE  positive AND NOT coalesce(referred, FALSE)

-- check: screening.wrong_instrument
-- on: jail_screening
-- severity: warning
-- says: The instrument is made for the other sex.
-- says::es: El instrumento está hecho para el otro sexo.
-- cure: Screen again with the right instrument.
-- cure::es: Evalúe de nuevo con el instrumento correcto.
-- field: instrument
SELECT j.screening_id AS record
FROM   jail_screening AS j
JOIN   jail_stay AS s ON s.booking_id = j.booking
WHERE  (j.instrument = 'CMHS-W' AND s.sex = 'male') OR (j.instrument = 'CMHS-M' AND s.sex = 'female')

-- check: suicide.not_watched
-- on: suicide_screen
-- severity: warning
-- says: The answers mean high risk, and no watch is recorded.
-- says::es: Las respuestas indican riesgo alto y no consta vigilancia.
-- cure: Watch the person at once until a clinician has come.
-- cure::es: Vigile a la persona de inmediato hasta que venga un clínico.
-- field: watched_from
(q4 = 'yes' OR q5 = 'yes' OR (q6 = 'yes' AND q6_recent = 'yes')) AND watched_from IS NULL

-- check: suicide.follow_up_questions
-- on: suicide_screen
-- severity: error
-- says: Question 2 is yes, but questions 3 to 5 were not asked.
-- says::es: La pregunta 2 es sí, pero no se hicieron las preguntas 3 a 5.
-- cure: Ask them.
-- cure::es: Hágalas.
-- field: q3
q2 = 'yes' AND (q3 IS NULL OR q4 IS NULL OR q5 IS NULL)

-- check: diversion.referred_before_received
-- on: diversion
-- severity: warning
-- says: The person was referred before the case was received.
-- says::es: La persona fue remitida antes de recibirse el caso.
-- cure: Ask the source which day is right.
-- cure::es: Pregunte a la fuente qué día es el correcto.
-- field: referred_on
referred_on < received_on

-- check: diversion.before_there_was_any
-- on: diversion
-- severity: warning
-- says: The referral is dated before 1990.
-- says::es: La remisión tiene fecha anterior a 1990.
-- cure: Correct the year.
-- cure::es: Corrija el año.
-- field: referred_on
referred_on < '1990-01-01'

-- check: diversion.closed_before_referred
-- on: diversion
-- severity: warning
-- says: The diversion was closed before the referral.
-- says::es: La derivación se cerró antes de la remisión.
-- cure: Correct one of the days.
-- cure::es: Corrija uno de los días.
-- field: closed_on
closed_on < referred_on

-- check: diversion.charge_not_dropped
-- on: diversion
-- severity: warning
-- says: The person graduated more than 60 days ago, and the charge is still open.
-- says::es: La persona terminó hace más de 60 días y el cargo sigue abierto.
-- cure: Ask the prosecutor to drop it.
-- cure::es: Pida a la fiscalía que lo retire.
-- field: charge_dropped
result = 'graduated' AND NOT charge_dropped AND closed_on < add_days(as_of(), -60)

-- check: capacity.more_than_licensed
-- on: capacity
-- severity: warning
-- says: More places are in use than are licensed.
-- says::es: Hay más plazas en uso que autorizadas.
-- cure: Correct the numbers.
-- cure::es: Corrija los números.
-- field: used
used > licensed

-- check: consent.no_end
-- on: consent
-- severity: error
-- says: The consent names neither a day nor an event on which it ends.
-- says::es: El consentimiento no nombra ni un día ni un hecho en que termine.
-- cure: Write when it ends; "none" is allowed only for treatment, payment and operations.
-- cure::es: Escriba cuándo termina; sin fin solo se permite para tratamiento, pago y operaciones.
-- field: expires_on
-- basis: 42 CFR 2.31(a)(7) (from memory)
expires_on IS NULL AND until_event IS NULL AND NOT coalesce(all_care, FALSE)

-- check: consent.wrongly_irrevocable
-- on: consent
-- severity: error
-- says: Only a consent to a criminal justice body may be irrevocable.
-- says::es: Solo un consentimiento a un organismo de justicia penal puede ser irrevocable.
-- cure: Make it revocable.
-- cure::es: Hágalo revocable.
-- field: irrevocable
-- basis: 42 CFR 2.35 (from memory)
irrevocable AND NOT has_code(recipients, 'court') AND NOT has_code(recipients, 'probation') AND NOT has_code(recipients, 'prosecutor')

-- check: disclosure.after_consent_ended
-- on: patient_disclosure
-- severity: warning
-- says: It was made under a consent that did not cover it on that day.
-- says::es: Se hizo con un consentimiento que no la cubría ese día.
-- cure: Tell the privacy officer: this may be a breach.
-- cure::es: Avise al responsable de privacidad: puede ser una violación.
-- field: consent
SELECT d.disclosure_id AS record
FROM   patient_disclosure AS d
JOIN   disclosure_consent AS c ON c.disclosure_id = d.disclosure_id
WHERE  d.made_on IS NOT NULL AND d.consent IS NOT NULL AND NOT c.covered

-- check: disclosure.no_notice
-- on: patient_disclosure
-- severity: warning
-- says: A Part 2 record left without the notice that it may not be passed on.
-- says::es: Un registro de la Parte 2 salió sin el aviso de que no puede redivulgarse.
-- cure: Send the notice now.
-- cure::es: Envíe el aviso ahora.
-- field: notice_sent
-- basis: 42 CFR 2.32
part2 AND made_on IS NOT NULL AND NOT coalesce(notice_sent, FALSE)

-- check: overdose.giver_without_naloxone
-- on: overdose
-- severity: error
-- says: It says who gave naloxone, and that none was given.
-- says::es: Dice quién dio la naloxona y que no se dio.
-- cure: Correct one of the two.
-- cure::es: Corrija uno de los dos.
-- field: naloxone_by
naloxone_by IS NOT NULL AND NOT naloxone_given

-- check: treatment.part2_not_marked
-- on: treatment_episode
-- severity: warning
-- says: Withdrawal, residential or medication treatment is usually a Part 2 program, and this one is not marked as one.
-- says::es: La desintoxicación, el tratamiento residencial o con medicación suele ser un programa de la Parte 2, y este no está marcado.
-- cure: Ask the provider.
-- cure::es: Pregunte al proveedor.
-- field: part2
kind IN ('detox', 'residential', 'moud') AND NOT part2

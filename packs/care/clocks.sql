-- Due dates. Where no law sets a time, the city's target stands and says so: set your own.

-- clock: screening.at_booking
-- title: Screen within four hours of booking
-- title::es: Evaluar dentro de las cuatro horas del ingreso
-- on: jail_stay
-- basis: practice target; no law sets a number
-- source: SCREEN-BOOKING (from memory)
-- confidence: M
-- count: 4 hours
-- owner: jail_officer
-- warn: 1 hours before
SELECT s.booking_id AS record, s.booked AS started, min(j.started) AS met
FROM   jail_stay AS s
LEFT   JOIN jail_screening AS j ON j.booking = s.booking_id
GROUP  BY s.booking_id, s.booked

-- clock: screening.ask_again
-- title: Ask again what could not be asked
-- title::es: Preguntar de nuevo lo que no se pudo preguntar
-- on: jail_screening
-- basis: practice target: "could not ask" calls for another screening; it is not a no
-- confidence: M
-- count: 24 hours
-- owner: jail_officer
SELECT r.screening_id AS record, r.started AS started, min(n.started) AS met
FROM   screening_result AS r
LEFT   JOIN jail_screening AS n ON n.booking = r.booking AND hours_between(r.started, n.started) > 0
WHERE  r.positive IS NULL
GROUP  BY r.screening_id, r.started

-- clock: screening.assess
-- title: A clinician assesses after a positive screening
-- title::es: Un clínico evalúa tras un resultado positivo
-- on: jail_screening
-- basis: practice target
-- source: JMHS-REASSESS (from memory)
-- confidence: M
-- count: 3 calendar days
-- falls on a day off: stays
-- owner: jail_health
-- warn: 1 days before
SELECT screening_id AS record, day_of(started) AS started, day_of(assessed_at) AS met
FROM   screening_result
WHERE  positive

-- clock: suicide.evaluate
-- title: A clinician evaluates a person at high risk, in the same shift
-- title::es: Un clínico evalúa a la persona en riesgo alto, en el mismo turno
-- on: suicide_screen
-- basis: C-SSRS triage; the windows differ by setting
-- source: secondary source; eight hours as a shift is the city's
-- confidence: S
-- count: 8 hours
-- owner: jail_health
SELECT screen_id AS record, asked AS started, evaluated AS met
FROM   suicide_screen
WHERE  q4 = 'yes' OR q5 = 'yes' OR (q6 = 'yes' AND q6_recent = 'yes')

-- clock: crisis.follow_up
-- title: Follow up within 72 hours of a crisis
-- title::es: Dar seguimiento dentro de las 72 horas de una crisis
-- on: crisis_response
-- basis: CIT contact record
-- source: from memory
-- confidence: M
-- count: 72 hours
-- owner: crisis_center
-- warn: 1 days before
SELECT response_id AS record, dispatched AS started, followed_up AS met
FROM   crisis_response
WHERE  disposition IN ('settled', 'referral', 'transport', 'hold')

-- clock: hold.end
-- title: The emergency hold ends
-- title::es: Termina la retención de emergencia
-- about: Released, agreed to stay, or before a court. In Illinois a second examination is due.
-- about::es: Liberada, quedarse por voluntad propia, o ante un tribunal. En Illinois vence un segundo examen.
-- on: emergency_hold
-- rules: hold_rule by state
-- owner: care_coordinator
-- warn: 12 hours before
SELECT h.hold_id AS record, h.state AS state, h.started AS started, CASE WHEN h.state = 'IL' THEN h.examined ELSE h.ended END AS met
FROM   emergency_hold AS h
JOIN   hold_rule AS r ON r.code = h.state

-- clock: competency.evaluate
-- title: Evaluate competency
-- title::es: Evaluar la competencia
-- on: competency_order
-- basis: city target; state law and court orders differ
-- source: from memory
-- confidence: M
-- count: 14 calendar days
-- falls on a day off: stays
-- owner: jail_health
-- warn: 3 days before
SELECT order_id AS record, ordered_on AS started, evaluated_on AS met
FROM   competency_order

-- clock: competency.bed
-- title: A bed for restoration
-- title::es: Una cama para el restablecimiento
-- on: competency_order
-- basis: city target; state law and court orders differ
-- source: from memory
-- confidence: M
-- count: 7 calendar days
-- falls on a day off: stays
-- owner: jail_health
-- owes: state
-- warn: 2 days before
SELECT order_id AS record, restoration_ordered_on AS started, bed_on AS met
FROM   competency_order
WHERE  restoration_ordered_on IS NOT NULL

-- clock: release.benefits
-- title: Apply for health coverage before release
-- title::es: Solicitar cobertura de salud antes de la salida
-- on: jail_stay
-- basis: city target
-- source: SIM4-1: active coverage at release
-- confidence: S
-- count: 30 calendar days
-- before: yes
-- falls on a day off: previous working day
-- owner: jail_health
-- warn: 14 days before
SELECT booking_id AS record, release_planned_for AS started, benefits_applied_on AS met
FROM   jail_stay
WHERE  release_planned_for IS NOT NULL AND days_between(day_of(booked), release_planned_for) >= 45

-- clock: release.appointment
-- title: First appointment within seven days of release
-- title::es: Primera cita dentro de los siete días de la salida
-- on: jail_stay
-- basis: city target
-- source: SIM4-1 (secondary source)
-- confidence: S
-- count: 7 calendar days
-- falls on a day off: stays
-- owner: jail_health
SELECT booking_id AS record, day_of(released) AS started, appointment_on AS met
FROM   jail_stay
WHERE  smi AND released IS NOT NULL AND release_type <> 'transfer'

-- clock: consent.ends
-- title: The consent ends
-- title::es: Termina el consentimiento
-- on: consent
-- basis: 42 CFR 2.31
-- kind: validity
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: care_coordinator
-- warn: 30 days before
SELECT consent_id AS record, expires_on AS started
FROM   consent
WHERE  expires_on IS NOT NULL AND revoked_on IS NULL

-- clock: privacy.act
-- title: Act on a privacy event
-- title::es: Actuar ante un asunto de privacidad
-- on: privacy_event
-- rules: privacy_clock by event
-- owner: privacy_officer
-- warn: 14 days before
SELECT event_id AS record, kind AS event, began_on AS started, done_on AS met
FROM   privacy_event

-- clock: diversion.decide
-- title: Offer diversion, or say no
-- title::es: Ofrecer la derivación o decir que no
-- on: diversion_review
-- basis: city target
-- confidence: M
-- count: 14 calendar days
-- falls on a day off: next working day
-- owner: diversion_court
-- warn: 3 days before
SELECT review_id AS record, considered_on AS started, offered_on AS met
FROM   diversion_review
WHERE  prosecutor_agrees AND judge_agrees AND NOT coalesce(danger, FALSE)

-- clock: service.start
-- title: The service begins
-- title::es: Comienza el servicio
-- on: service_request
-- basis: city target
-- confidence: M
-- count: 14 calendar days
-- falls on a day off: stays
-- owner: care_coordinator
-- warn: 3 days before
SELECT request_id AS record, asked_on AS started, started_on AS met
FROM   service_request
WHERE  dropped_on IS NULL

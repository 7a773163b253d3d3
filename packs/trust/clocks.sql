-- Due dates of police work. Practice and policy of the city are marked so: set them to your own.

-- clock: force.monthly_report
-- title: Send the month's use of force to the FBI, zero reports too
-- title::es: Enviar al FBI el uso de la fuerza del mes, también si es cero
-- on: force_report
-- basis: FBI National Use-of-Force Data Collection
-- source: FBI program (secondary source)
-- count: 1 month
-- owner: records_clerk
-- warn: 10 days before
SELECT report_id AS record, month_end AS started, sent_on AS met
FROM   force_report

-- clock: force.supervisor_review
-- title: Supervisor reviews the use of force
-- title::es: El supervisor revisa el uso de la fuerza
-- on: force_incident
-- basis: city policy
-- source: practice (from memory)
-- count: 3 business days
-- owner: supervisor
-- warn: 1 days before
SELECT incident_id AS record, day_of(happened) AS started, supervisor_reviewed_on AS met
FROM   force_incident

-- clock: force.commander_review
-- title: Commander reviews the supervisor's review
-- title::es: El comandante revisa la revisión del supervisor
-- on: force_incident
-- basis: city policy
-- source: practice (from memory)
-- count: 14 calendar days
-- falls on a day off: next working day
-- owner: chief
-- warn: 3 days before
SELECT incident_id AS record, supervisor_reviewed_on AS started, commander_reviewed_on AS met
FROM   force_incident
WHERE  level IN ('2', '3', '4') AND supervisor_reviewed_on IS NOT NULL

-- clock: force.board_review
-- title: Board reviews serious force
-- title::es: La junta revisa la fuerza grave
-- on: force_incident
-- basis: city policy; policy element UP16
-- source: practice (from memory)
-- count: 90 calendar days
-- falls on a day off: next working day
-- owner: oversight_board
-- warn: 14 days before
SELECT incident_id AS record, day_of(happened) AS started, board_reviewed_on AS met
FROM   force_incident
WHERE  level = '4' OR death OR serious_injury

-- clock: complaint.classify
-- title: Classify the complaint
-- title::es: Clasificar la queja
-- on: complaint
-- basis: consent-decree practice
-- source: from memory
-- count: 3 business days
-- owner: internal_affairs
SELECT complaint_id AS record, received_on AS started, classified_on AS met
FROM   complaint

-- clock: complaint.acknowledge
-- title: Tell the complainant that the complaint arrived
-- title::es: Confirmar al denunciante que la queja llegó
-- on: complaint
-- basis: consent-decree practice
-- source: from memory
-- count: 7 calendar days
-- owner: internal_affairs
SELECT complaint_id AS record, received_on AS started, acknowledged_on AS met
FROM   complaint
WHERE  NOT coalesce(anonymous, FALSE)

-- clock: complaint.investigate
-- title: Finish the inquiry, by the rule of the state
-- title::es: Terminar la investigación, según la regla del estado
-- about: The count begins on the day on which someone who may start an inquiry knew. It stops while the law says so, as during
--   a criminal case.
-- about::es: El plazo comienza el día en que lo supo quien puede iniciar una investigación. Se detiene mientras la
--   ley lo disponga, como durante un caso penal.
-- on: complaint
-- rules: complaint_rule by state
-- owner: internal_affairs
-- warn: 60 days before, 14 days before
SELECT c.complaint_id AS record, c.state AS state, coalesce(c.known_on, c.received_on) AS started, c.closed_on AS met,
       c.paused_from AS paused_from, c.paused_to AS paused_to
FROM   complaint AS c
JOIN   complaint_rule AS r ON r.code = c.state
WHERE  r.count IS NOT NULL

-- clock: complaint.tell_outcome
-- title: Tell the complainant the outcome
-- title::es: Informar al denunciante del resultado
-- on: complaint
-- basis: consent-decree practice
-- source: from memory
-- count: 10 business days
-- owner: internal_affairs
SELECT complaint_id AS record, closed_on AS started, told_on AS met
FROM   complaint
WHERE  closed_on IS NOT NULL AND NOT coalesce(anonymous, FALSE)

-- clock: training.expires
-- title: Training runs out
-- title::es: Vence la capacitación
-- about: Counts from the last training that gave enough hours in the topic; from the day the mandate bound the officer if
--   there was none. Mandates that are met once in a career have no clock.
-- about::es: Cuenta desde la última capacitación con horas suficientes en el tema; si no hubo, desde el día en que el
--   mandato obligó al agente. Los mandatos que se cumplen una sola vez no tienen plazo.
-- on: training_need
-- rules: training_mandate by mandate
-- kind: validity
-- owner: training_unit
-- warn: 60 days before
SELECT t.need_id AS record, t.mandate AS mandate, coalesce(t.completed_on, t.since) AS started
FROM   last_training AS t
JOIN   training_mandate AS m ON m.code = t.mandate
WHERE  m.count IS NOT NULL AND NOT coalesce(t.waived, FALSE)

-- clock: equipment.inspect
-- title: Inspect the item
-- title::es: Inspeccionar el equipo
-- on: equipment
-- rules: equipment_kind by kind
-- kind: review
-- owner: quartermaster
-- warn: 30 days before
SELECT equipment_id AS record, kind AS kind, coalesce(inspected_on, bought_on) AS started
FROM   equipment_check

-- clock: equipment.certify
-- title: Certify the officer on the weapon
-- title::es: Certificar al agente en el arma
-- on: equipment_assignment
-- rules: weapon_certification by kind
-- kind: validity
-- owner: quartermaster
-- warn: 30 days before
SELECT a.assignment_id AS record, e.kind AS kind, coalesce(max(i.done_on), a.issued_on) AS started
FROM   equipment_assignment AS a
JOIN   equipment AS e ON e.equipment_id = a.equipment
JOIN   weapon_certification AS w ON w.code = e.kind
LEFT   JOIN equipment_inspection AS i ON i.equipment = a.equipment AND i.officer = a.officer AND i.kind = 'certification' AND i.passed
WHERE  a.returned_on IS NULL
GROUP  BY a.assignment_id, e.kind, a.issued_on

-- clock: support.review
-- title: Supervisor talks with the officer
-- title::es: El supervisor habla con el agente
-- on: support_offer
-- basis: practice: supervisor review within 14 days
-- source: from memory
-- count: 14 calendar days
-- owner: supervisor
-- warn: 3 days before
SELECT offer_id AS record, opened_on AS started, reviewed_on AS met
FROM   support_offer

-- clock: hiring.keep_records
-- title: Keep the applicant's records at least this long
-- title::es: Conservar los registros del solicitante al menos este tiempo
-- on: applicant
-- basis: 29 CFR 1602.31
-- source: from memory
-- kind: min_retain
-- count: 2 years
-- owner: recruiter
SELECT applicant_id AS record, applied_on AS started
FROM   applicant

-- clock: promise.keep
-- title: Keep the promise
-- title::es: Cumplir la promesa
-- on: promise
-- basis: the city's word
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: mayor_office
-- warn: 30 days before
SELECT promise_id AS record, due_on AS started, kept_on AS met
FROM   promise
WHERE  due_on IS NOT NULL

-- clock: settlement.pay
-- title: Pay the settlement
-- title::es: Pagar el acuerdo
-- on: settlement
-- basis: city policy
-- source: practice (from memory)
-- count: 30 calendar days
-- falls on a day off: next working day
-- owner: mayor_office
SELECT settlement_id AS record, settled_on AS started, paid_on AS met
FROM   settlement
WHERE  settled_on IS NOT NULL AND amount > 0

-- clock: settlement.learn
-- title: Review the lessons of the settlement
-- title::es: Revisar las lecciones del acuerdo
-- on: settlement
-- basis: city policy
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: chief
-- warn: 30 days before
SELECT settlement_id AS record, lesson_due_on AS started, lesson_done_on AS met
FROM   settlement
WHERE  lesson_due_on IS NOT NULL

-- clock: camera.keep
-- title: Keep the recording at least this long
-- title::es: Conservar la grabación al menos este tiempo
-- about: A flag lengthens the time where the law says so. A legal hold has no end, and no clock.
-- about::es: Una marca alarga el tiempo donde la ley lo dice. Una retención legal no tiene fin ni plazo.
-- on: recording
-- rules: camera_retention by state
-- owner: records_clerk
SELECT recording_id AS record, state AS state, day_of(started) AS started, destroyed_on AS met, flagged AS flagged
FROM   recording
WHERE  NOT coalesce(legal_hold, FALSE)

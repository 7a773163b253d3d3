-- reconcile: care.arrests
-- title: Arrests that responders report against stays in jail that began with a crisis call
-- title::es: Arrestos que informan los equipos frente a estancias en la cárcel que empezaron con una llamada de crisis
-- match on: call
-- compare: day within 1 days
-- owner: evaluator
-- a: arrests on the scene of a crisis
SELECT r.call AS call, day_of(r.dispatched) AS day
FROM   crisis_response AS r
WHERE  r.disposition = 'arrest'
-- b: bookings that name the call
SELECT s.call AS call, day_of(s.booked) AS day
FROM   jail_stay AS s
WHERE  s.call IS NOT NULL

-- reconcile: care.diversions
-- title: Reviews in which the person accepted against diversions on record
-- title::es: Revisiones en que la persona aceptó frente a derivaciones registradas
-- match on: case_number
-- owner: diversion_court
-- a: reviews, offered and accepted
SELECT v.case_number AS case_number
FROM   diversion_review AS v
WHERE  v.accepted
-- b: diversions through a mental health or drug court since 2025
SELECT d.case_number AS case_number
FROM   diversion AS d
WHERE  d.program IN ('MHC', 'DC') AND d.referred_on >= '2025-01-01'

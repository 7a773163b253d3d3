-- Tables that several questions use.

-- view: call_answer
-- title: Each crisis call, with what came of it
SELECT c.call_id AS call_id, c.line AS line, c.received AS received, c.area AS area, c.behavioral_health AS behavioral_health, c.risk AS risk,
       c.transfer AS transfer, coalesce(c.by_phone, FALSE) AS by_phone, min(r.arrived) AS arrived,
       count(r.response_id) AS responses,
       count(r.response_id) FILTER (WHERE r.team IN ('police', 'police_cit', 'co_response')) AS by_police,
       count(r.response_id) FILTER (WHERE r.team = 'mobile_crisis') AS by_crisis_team,
       count(r.response_id) FILTER (WHERE r.disposition = 'arrest') AS arrests,
       count(r.response_id) FILTER (WHERE r.disposition = 'hold') AS holds,
       count(r.response_id) FILTER (WHERE r.force_used) AS force_used
FROM   crisis_call AS c
LEFT   JOIN crisis_response AS r ON r.call = c.call_id
GROUP  BY c.call_id, c.line, c.received, c.area, c.behavioral_health, c.risk, c.transfer, c.by_phone

-- view: frequent_caller
-- title: People with three calls or more within 90 days
SELECT DISTINCT a.person AS person
FROM   crisis_call AS a
JOIN   crisis_call AS b ON b.person = a.person AND b.call_id <> a.call_id AND hours_between(a.received, b.received) BETWEEN 0 AND 2160
WHERE  a.person IS NOT NULL
GROUP  BY a.person, a.call_id
HAVING count(*) >= 2

-- view: screening_scored
-- title: Each mental health screening with its answers counted
-- about: A refusal or a question that could not be asked is neither yes nor no.
-- about::es: Una negativa o una pregunta que no pudo hacerse no es ni sí ni no.
SELECT screening_id, booking, instrument, started, score, item7, item8, coalesce(other_reason, FALSE) AS other_reason, referred, assessed_at,
       CASE WHEN item1 = 'yes' THEN 1 ELSE 0 END + CASE WHEN item2 = 'yes' THEN 1 ELSE 0 END + CASE WHEN item3 = 'yes' THEN 1 ELSE 0 END
       + CASE WHEN item4 = 'yes' THEN 1 ELSE 0 END + CASE WHEN item5 = 'yes' THEN 1 ELSE 0 END + CASE WHEN item6 = 'yes' THEN 1 ELSE 0 END AS symptoms,
       CASE WHEN item1 IN ('yes', 'no') THEN 0 ELSE 1 END + CASE WHEN item2 IN ('yes', 'no') THEN 0 ELSE 1 END + CASE WHEN item3 IN ('yes', 'no') THEN 0 ELSE 1 END
       + CASE WHEN item4 IN ('yes', 'no') THEN 0 ELSE 1 END + CASE WHEN item5 IN ('yes', 'no') THEN 0 ELSE 1 END + CASE WHEN item6 IN ('yes', 'no') THEN 0 ELSE 1 END AS open_symptoms
FROM   jail_screening

-- view: screening_result
-- title: Each mental health screening with its result
SELECT screening_id, booking, instrument, started, referred, assessed_at,
       CASE WHEN instrument <> 'BJMHS' THEN score >= (SELECT t.refer_at FROM screening_tool AS t WHERE t.code = instrument)
            WHEN item7 = 'yes' OR item8 = 'yes' OR symptoms >= 2 OR other_reason THEN TRUE
            WHEN item7 = 'no' AND item8 = 'no' AND symptoms + open_symptoms < 2 THEN FALSE
       END AS positive
FROM   screening_scored

-- view: stay_screened
-- title: Each stay in jail with its first screening
SELECT s.booking_id AS booking_id, s.person AS person, s.booked AS booked, s.released AS released, s.sex AS sex, s.race AS race, s.charge_class AS charge_class,
       s.release_type AS release_type, min(r.started) AS screened,
       count(r.screening_id) AS screenings, count(r.screening_id) FILTER (WHERE r.positive) AS positives,
       count(r.screening_id) FILTER (WHERE r.positive IS NOT NULL) AS answered
FROM   jail_stay AS s
LEFT   JOIN screening_result AS r ON r.booking = s.booking_id
GROUP  BY s.booking_id, s.person, s.booked, s.released, s.sex, s.race, s.charge_class, s.release_type

-- view: stay_days
-- title: Stays that ended, with their days
-- about: Days are hours divided by 24, rounded up. Stays that have not ended are left out.
-- about::es: Los días son horas divididas entre 24, redondeadas hacia arriba. Las estancias que no han terminado quedan fuera.
SELECT booking_id, person, booked, released, release_type, charge_class, sex, race,
       CASE WHEN smi THEN 'serious mental illness' WHEN NOT smi THEN 'none confirmed' END AS illness,
       CASE WHEN hours_between(booked, released) <= 24 THEN 1
            ELSE days_between(day_of(booked), day_of(released)) + CASE WHEN minute_of(released) > minute_of(booked) THEN 1 ELSE 0 END END AS days
FROM   jail_stay
WHERE  released IS NOT NULL

-- view: stay_return
-- title: Stays that ended a year ago or more, and whether the person was booked again within a year
SELECT d.booking_id AS booking_id, d.illness AS illness, d.charge_class AS charge_class,
       EXISTS (SELECT 1 FROM jail_stay AS n WHERE n.person = d.person AND hours_between(d.released, n.booked) > 0
               AND day_of(n.booked) <= add_months(day_of(d.released), 12)) AS returned
FROM   stay_days AS d
WHERE  add_months(day_of(d.released), 12) <= as_of()

-- view: stay_connected
-- title: Stays of people with serious mental illness that ended, and care within 30 days
SELECT s.booking_id AS booking_id, s.race AS race, s.released AS released,
       EXISTS (SELECT 1 FROM treatment_episode AS t WHERE t.person = s.person AND t.started_on >= day_of(s.released)
               AND t.started_on <= add_days(day_of(s.released), 30)) AS treated,
       coalesce(s.appointment_kept, FALSE) AS kept, s.appointment_on <= add_days(day_of(s.released), 7) AS appointment_in_7_days,
       coalesce(s.medicine_days >= 7, FALSE) AS medicine, s.covered AS covered
FROM   jail_stay AS s
WHERE  s.smi AND s.released IS NOT NULL AND add_days(day_of(s.released), 30) <= as_of() AND s.release_type <> 'transfer'

-- view: consent_now
-- title: Consents in force on the day of the question
SELECT consent_id, person, recipients, scope, purposes, all_care
FROM   consent
WHERE  signed_on <= as_of() AND (expires_on IS NULL OR expires_on >= as_of()) AND (event_on IS NULL OR event_on > as_of())
       AND (revoked_on IS NULL OR revoked_on > as_of() OR coalesce(irrevocable, FALSE))

-- view: disclosure_consent
-- title: Each disclosure beside the consent it relies on
SELECT d.disclosure_id AS disclosure_id,
       CASE WHEN d.consent IS NULL THEN FALSE
            WHEN c.consent_id IS NULL THEN NULL
            ELSE c.person = d.person AND c.signed_on <= d.asked_on AND (c.expires_on IS NULL OR c.expires_on >= d.asked_on)
                 AND (c.event_on IS NULL OR c.event_on > d.asked_on)
                 AND (c.revoked_on IS NULL OR c.revoked_on > d.asked_on OR coalesce(c.irrevocable, FALSE))
                 AND has_code(c.recipients, d.recipient)
                 AND (has_code(c.purposes, d.purpose) OR (coalesce(c.all_care, FALSE) AND d.purpose IN ('treatment', 'payment', 'operations')))
                 AND NOT EXISTS (SELECT 1 FROM health_data AS h WHERE has_code(d.data, h.code) AND NOT has_code(c.scope, h.code))
       END AS covered
FROM   patient_disclosure AS d
LEFT   JOIN consent AS c ON c.consent_id = d.consent

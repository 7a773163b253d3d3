-- Due dates of prevention work. All are practice or city policy: set them to your own.

-- clock: shooting.respond
-- title: Somebody goes within 72 hours of a shooting
-- title::es: Alguien acude dentro de las 72 horas de un tiroteo
-- on: shooting
-- basis: city policy; practice of violence interruption
-- count: 72 hours
-- owner: prevention_director
-- warn: 1 days before
SELECT s.shooting_id AS record, s.happened AS started, min(r.started) AS met
FROM   shooting AS s
LEFT   JOIN response AS r ON r.shooting = s.shooting_id
GROUP  BY s.shooting_id, s.happened

-- clock: participant.contact
-- title: See each participant every week
-- title::es: Ver a cada participante cada semana
-- on: participant
-- basis: program model
-- kind: review
-- count: 7 calendar days
-- owner: outreach_worker
SELECT participant_id AS record, coalesce(contacted_on, joined_on) AS started
FROM   last_contact
WHERE  left_on IS NULL AND consent_withdrawn_on IS NULL AND consent_on IS NOT NULL

-- clock: participant.consent
-- title: Renew the consent
-- title::es: Renovar el consentimiento
-- on: participant
-- basis: city policy
-- kind: validity
-- count: 1 year
-- owner: outreach_worker
-- warn: 30 days before
SELECT participant_id AS record, consent_on AS started
FROM   participant
WHERE  consent_on IS NOT NULL AND consent_withdrawn_on IS NULL AND left_on IS NULL

-- clock: mediation.follow_up
-- title: Follow up on a mediation
-- title::es: Dar seguimiento a una mediación
-- on: mediation
-- basis: program model
-- count: 14 calendar days
-- owner: outreach_worker
-- warn: 3 days before
SELECT mediation_id AS record, held_on AS started, follow_up_on AS met
FROM   mediation
WHERE  outcome IN ('resolved', 'temporary')

-- clock: conflict.mediate
-- title: Mediate a conflict that may turn to shooting
-- title::es: Mediar en un conflicto que puede terminar en tiroteo
-- on: conflict
-- basis: program model
-- count: 3 calendar days
-- owner: outreach_worker
SELECT c.conflict_id AS record, c.learned_on AS started, coalesce(min(m.held_on), c.settled_on) AS met
FROM   conflict AS c
LEFT   JOIN mediation AS m ON m.conflict = c.conflict_id
WHERE  c.shooting_likely IN ('very', 'likely')
GROUP  BY c.conflict_id, c.learned_on, c.settled_on

-- clock: referral.start
-- title: The service begins
-- title::es: Comienza el servicio
-- on: referral
-- basis: program model
-- count: 14 calendar days
-- owner: outreach_worker
-- warn: 3 days before
SELECT referral_id AS record, referred_on AS started, started_on AS met
FROM   referral

-- clock: hospital.offer
-- title: Offer a specialist at the bedside
-- title::es: Ofrecer un especialista junto a la cama
-- on: hospital_response
-- basis: program model
-- count: 24 hours
-- owner: hospital_responder
SELECT response_id AS record, admitted AS started, offered AS met
FROM   hospital_response

-- clock: place.improve
-- title: Improve the place
-- title::es: Mejorar el lugar
-- on: place_improvement
-- basis: city policy
-- count: 60 calendar days
-- falls on a day off: next working day
-- owner: public_works
-- warn: 14 days before
SELECT improvement_id AS record, asked_on AS started, done_on AS met
FROM   place_improvement

-- clock: place.maintain
-- title: Look after the place
-- title::es: Mantener el lugar
-- on: place_improvement
-- rules: improvement_kind by kind
-- kind: review
-- owner: public_works
-- warn: 30 days before
SELECT improvement_id AS record, kind AS kind, coalesce(inspected_on, done_on) AS started
FROM   place_improvement
WHERE  done_on IS NOT NULL

-- decision: shooting.respond_first
-- title: Should a team go at once?
-- title::es: ¿Debe ir un equipo de inmediato?
-- about: Shootings answer shootings, mostly within two weeks and a few blocks. A place, not a person, is judged.
-- about::es: Los tiroteos responden a tiroteos, casi siempre en dos semanas y a pocas cuadras. Se juzga un lugar, no
--   a una persona.
-- on: shooting
-- basis: program model
-- human: yes
-- any of:
--   group         A dispute between groups, or a retaliation
--   killed        A person was killed
--   one_of_many   Another shooting within 400 meters in the 14 days before
-- none of:
--   police        The police shot
--   home          It happened between people of one household
-- asks:
--   group         shooting.circumstance
--   killed        shooting.fatal
--   one_of_many   shooting.place
-- then: send a team now
-- else: within 72 hours
SELECT s.shooting_id AS record, s.circumstance IN ('group', 'retaliation') AS "group", s.fatal > 0 AS killed,
       CASE WHEN s.place IS NULL THEN NULL
            ELSE EXISTS (SELECT 1 FROM shooting AS e WHERE e.shooting_id <> s.shooting_id
                         AND hours_between(e.happened, s.happened) BETWEEN 0 AND 336 AND distance_m(e.place, s.place) <= 400) END AS one_of_many,
       s.circumstance = 'police' AS police, s.circumstance = 'domestic' AS home
FROM   shooting AS s
WHERE  day_of(s.happened) > add_days(as_of(), -90)

-- decision: participant.may_contact
-- title: May we keep in contact with this participant?
-- title::es: ¿Podemos mantener contacto con este participante?
-- on: participant
-- basis: city policy: consent, renewed each year
-- all of:
--   consented    Consent was signed
--   fresh        Consent is not older than a year
-- none of:
--   withdrawn    Consent was withdrawn
--   left         The participant left
-- asks:
--   consented    participant.consent_on
-- then: yes
-- else: no: stop, and record nothing
SELECT participant_id AS record, consent_on IS NOT NULL AS consented, add_months(consent_on, 12) >= as_of() AS fresh,
       consent_withdrawn_on IS NOT NULL AS withdrawn, left_on IS NOT NULL AS "left"
FROM   participant

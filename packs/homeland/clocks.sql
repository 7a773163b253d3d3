-- Due dates. What no law sets is marked as city policy: set it to your own.

-- clock: hate.quarterly_report
-- title: Send the quarter's hate crimes, zero reports too
-- title::es: Enviar los delitos de odio del trimestre, también si es cero
-- on: hate_report
-- basis: FBI Hate Crime Statistics Program; 34 USC 41305
-- source: day of the month from memory; your state program sets it
-- count: 15 calendar days
-- falls on a day off: next working day
-- owner: records_clerk
-- warn: 10 days before
SELECT report_id AS record, quarter_end AS started, sent_on AS met
FROM   hate_report
WHERE  agency = site('agency')

-- clock: hate.second_review
-- title: Second officer confirms the bias
-- title::es: Un segundo agente confirma el prejuicio
-- on: hate_incident
-- basis: two-tier review; city policy
-- source: days are city policy
-- count: 10 business days
-- owner: hate_crime_detective
-- warn: 3 days before
SELECT incident_id AS record, suspected_on AS started, confirmed_on AS met
FROM   hate_incident
WHERE  suspected_on IS NOT NULL

-- clock: hate.offer_service
-- title: Offer the victim a service
-- title::es: Ofrecer un servicio a la víctima
-- on: hate_incident
-- basis: city policy
-- count: 3 business days
-- owner: victim_advocate
SELECT h.incident_id AS record, h.reported_on AS started, min(s.offered_on) AS met
FROM   hate_incident AS h
LEFT   JOIN victim_service AS s ON s.incident = h.incident_id
WHERE  has_code(h.victim_type, 'I') AND h.is_crime
GROUP  BY h.incident_id, h.reported_on

-- clock: hate.federal_limit
-- title: Last day to charge the federal hate crime (no limit where a person died)
-- title::es: Último día para acusar el delito federal de odio (sin límite si murió una persona)
-- on: hate_incident
-- basis: 18 USC 249(d)
-- count: 7 years
-- owner: hate_crime_detective
-- owes: federal
-- warn: 180 days before
SELECT incident_id AS record, coalesce(happened_on, reported_on) AS started, charged_on AS met
FROM   hate_incident
WHERE  is_crime AND NOT coalesce(death, FALSE) AND bias_1 NOT IN ('88', '99') AND length(coalesce(happened_on, reported_on)) = 10

-- clock: sar.first_review
-- title: Trained reviewer looks at the report
-- title::es: Un revisor capacitado examina el informe
-- on: suspicious_activity
-- basis: site policy; ISE-SAR Functional Standard 1.5.5 sets no number
-- source: from memory
-- kind: review
-- count: 3 business days
-- owner: intelligence_analyst
SELECT sar_id AS record, received_on AS started, reviewed_on AS met
FROM   suspicious_activity

-- clock: sar.second_review
-- title: Trained analyst decides on a link with terrorism
-- title::es: Un analista capacitado decide sobre el vínculo con el terrorismo
-- on: suspicious_activity
-- basis: site policy; ISE-SAR Functional Standard 1.5.5 sets no number
-- source: from memory
-- kind: review
-- count: 3 business days
-- owner: intelligence_analyst
SELECT sar_id AS record, reviewed_on AS started, vetted_on AS met
FROM   suspicious_activity
WHERE  reviewed_on IS NOT NULL AND behavior_in_context

-- clock: sar.tell_source
-- title: Tell the source what became of the report
-- title::es: Informar a la fuente qué fue del informe
-- on: suspicious_activity
-- basis: site policy
-- count: 30 calendar days
-- owner: intelligence_analyst
SELECT sar_id AS record, received_on AS started, told_source_on AS met
FROM   suspicious_activity

-- clock: tip.pass_on
-- title: Pass the tip on
-- title::es: Pasar el aviso
-- on: tip
-- basis: city policy
-- count: 1 calendar days
-- owner: intelligence_analyst
SELECT tip_id AS record, received_on AS started, coalesce(passed_on, closed_on) AS met
FROM   tip

-- clock: tip.delete
-- title: Delete the tip
-- title::es: Borrar el aviso
-- on: tip
-- basis: practice: tips are kept 90 days to a year
-- source: from memory
-- kind: max_retain
-- count: 1 year
-- owner: privacy_officer
-- warn: 30 days before
SELECT tip_id AS record, received_on AS started, deleted_on AS met
FROM   tip

-- clock: intelligence.five_years
-- title: Validate the entry again, or purge it
-- title::es: Validar de nuevo el registro, o eliminarlo
-- about: Validation needs reasonable suspicion now, on new or newly weighed facts. A validation starts the five years again.
-- about::es: Validar exige sospecha razonable ahora, con hechos nuevos o revalorados. Una validación reinicia los
--   cinco años.
-- on: intelligence_subject
-- basis: 28 CFR 23.20(h)
-- source: secondary source
-- kind: max_retain
-- count: 5 years
-- owner: privacy_officer
-- warn: 90 days before
SELECT entry_id AS record, coalesce(validated_on, entered_on) AS started, purged_on AS met
FROM   intelligence_subject

-- clock: intelligence.purge_now
-- title: Purge what was found without basis
-- title::es: Eliminar lo que se halló sin base
-- on: intelligence_subject
-- basis: 28 CFR 23.20(h)
-- kind: max_retain
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: privacy_officer
SELECT entry_id AS record, no_basis_on AS started, purged_on AS met
FROM   intelligence_subject
WHERE  no_basis_on IS NOT NULL

-- clock: intelligence.tell_recipients
-- title: Tell those who received it that the entry is gone
-- title::es: Informar a quienes lo recibieron que el registro se eliminó
-- on: disclosure
-- basis: 28 CFR 23.20(h); days are city policy
-- count: 5 business days
-- owner: privacy_officer
SELECT d.disclosure_id AS record, i.purged_on AS started, d.told_of_purge_on AS met
FROM   disclosure AS d
JOIN   intelligence_subject AS i ON i.entry_id = d.entry
WHERE  i.purged_on IS NOT NULL

-- clock: agreement.review
-- title: Review the sharing agreement
-- title::es: Revisar el acuerdo de intercambio
-- on: sharing_agreement
-- basis: practice
-- source: from memory
-- kind: review
-- count: 1 year
-- owner: privacy_officer
-- warn: 60 days before
SELECT agreement_id AS record, coalesce(reviewed_on, signed_on) AS started
FROM   sharing_agreement
WHERE  ends_on IS NULL OR ends_on > as_of()

-- clock: agreement.ends
-- title: The sharing agreement ends
-- title::es: Termina el acuerdo de intercambio
-- on: sharing_agreement
-- basis: the agreement
-- kind: validity
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: intelligence_supervisor
-- warn: 90 days before
SELECT agreement_id AS record, ends_on AS started
FROM   sharing_agreement
WHERE  ends_on IS NOT NULL

-- clock: exercise.report
-- title: Write the after-action report
-- title::es: Escribir el informe posterior al ejercicio
-- on: exercise
-- basis: HSEEP
-- source: 90 days, from memory
-- count: 90 calendar days
-- owner: emergency_manager
-- warn: 14 days before
SELECT exercise_id AS record, held_on AS started, report_on AS met
FROM   exercise

-- clock: site.assess
-- title: Assess the site's weak points again
-- title::es: Evaluar de nuevo los puntos débiles del sitio
-- on: protected_site
-- basis: city policy
-- kind: review
-- count: 3 years
-- owner: emergency_manager
-- warn: 90 days before
SELECT site_id AS record, assessed_on AS started
FROM   protected_site
WHERE  assessed_on IS NOT NULL

-- clock: engagement.answer
-- title: Give the community the answer it was promised
-- title::es: Dar a la comunidad la respuesta prometida
-- on: engagement
-- basis: the city's word
-- count: 0 calendar days
-- falls on a day off: stays
-- owner: community_liaison
-- warn: 7 days before
SELECT engagement_id AS record, promise_due_on AS started, answered_on AS met
FROM   engagement
WHERE  promise_due_on IS NOT NULL

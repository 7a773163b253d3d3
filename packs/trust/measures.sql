-- Numbers about stops, force, complaints, training, hiring, equipment, wellness and promises.

-- ---- stops -----------------------------------------------------------------------------------------------------

-- measure: stops.by_race
-- title: People stopped, by race
-- title::es: Personas detenidas en paradas, por raza
-- method: count
-- by: race
-- unit: people stopped
-- caveat: A count says nothing about fairness. Compare it with benchmarks.
-- caveat::es: Una cuenta no dice nada sobre la equidad. Compárela con las referencias.
-- public: yes
SELECT race AS "group", count(*) AS events
FROM   stop
GROUP  BY race

-- measure: stops.by_recorded_race
-- title: People stopped, by race as the source wrote it
-- title::es: Personas detenidas en paradas, por raza según la fuente
-- method: count
-- unit: people stopped
SELECT race_recorded AS "group", count(*) AS events
FROM   stop
GROUP  BY race_recorded

-- measure: stops.by_reason
-- title: People stopped, by reason
-- title::es: Personas detenidas en paradas, por motivo
-- method: count
-- by: stop_reason
-- unit: people stopped
SELECT reason AS "group", count(*) AS events
FROM   stop
GROUP  BY reason

-- measure: stops.person_searches
-- title: People searched, of those whose report says whether they were
-- title::es: Personas registradas, de las que el informe lo indica
-- method: count
-- unit: people searched
-- caveat: Stops without a report are left out; they are not "no".
-- caveat::es: Se omiten las paradas sin informe; no equivalen a "no".
SELECT CASE WHEN person_searched THEN 'searched' ELSE 'not searched' END AS "group", count(*) AS events
FROM   stop
WHERE  person_searched IS NOT NULL
GROUP  BY person_searched

-- measure: stops.search_share
-- title: Share of people stopped who were searched, by race as the source wrote it
-- title::es: Proporción de personas registradas, por raza según la fuente
-- method: proportion
-- caveat: Stops without a report are left out; they are not "no".
-- caveat::es: Se omiten las paradas sin informe; no equivalen a "no".
-- public: yes
SELECT race_recorded AS "group", count(*) FILTER (WHERE person_searched) AS events, count(*) AS trials
FROM   stop
WHERE  person_searched IS NOT NULL
GROUP  BY race_recorded

-- measure: stops.disparity
-- title: Stops against three benchmarks, by race
-- title::es: Paradas frente a tres referencias, por raza
-- method: disparity
-- by: race
-- unit: stops
-- compare: white
-- caveat: No benchmark is perfect: residents are not drivers, and drivers in crashes are few. Read the three together.
-- caveat::es: Ninguna referencia es perfecta: los residentes no son conductores y los conductores en choques son pocos. Lea las tres juntas.
-- public: yes
-- card: yes
SELECT s.race AS "group", count(*) AS events,
       (SELECT sum(p.people) FROM residents AS p WHERE p.race = s.race)                                  AS per_resident,
       (SELECT sum(b.count) FROM benchmark AS b WHERE b.race = s.race AND b.kind = 'crash_drivers'
        AND b.month IN (SELECT month_of(day_of(x.started)) FROM stop AS x))       AS per_crash_driver,
       (SELECT sum(b.count) FROM benchmark AS b WHERE b.race = s.race AND b.kind = 'suspects'
        AND b.month IN (SELECT month_of(day_of(x.started)) FROM stop AS x))            AS per_suspect
FROM   stop AS s
WHERE  s.race IN ('asian', 'black', 'hispanic', 'white')
GROUP  BY s.race

-- measure: stops.veil_of_darkness
-- title: Are Black drivers a larger share of traffic stops when it is light?
-- title::es: ¿Son las personas negras una mayor parte de las paradas de tránsito cuando hay luz?
-- method: veil_of_darkness
-- caveat: Stops at hours that are dark in winter and light in summer are compared; street lights weaken the test.
-- caveat::es: Se comparan horas oscuras en invierno y claras en verano; el alumbrado debilita la prueba.
SELECT race = 'black' AS group_is, started AS at, lon_of(place) AS lon, lat_of(place) AS lat, district AS district
FROM   stop
WHERE  reason = 'traffic' AND race IN ('black', 'white') AND place IS NOT NULL

-- measure: stops.hit_rate
-- title: How often searches find something, by race
-- title::es: Con qué frecuencia los registros encuentran algo, por raza
-- method: hit_rate
-- by: race
-- compare: white
-- caveat: A lower share of finds can mean a lower bar for searching. It can also mean another mix of searches.
-- caveat::es: Una menor proporción de hallazgos puede indicar un umbral más bajo. También puede indicar otra mezcla de registros.
-- public: yes
SELECT race AS "group", district AS district, count(*) AS stops,
       count(*) FILTER (WHERE (person_searched OR vehicle_searched) AND contraband IS NOT NULL) AS searches,
       count(*) FILTER (WHERE (person_searched OR vehicle_searched) AND contraband <> 'none') AS hits
FROM   stop
WHERE  person_searched IS NOT NULL AND race IN ('asian', 'black', 'hispanic', 'white')
GROUP  BY race, district

-- measure: stops.citation_share
-- title: Share of people stopped who were cited, by race
-- title::es: Proporción de personas citadas, por raza
-- method: proportion
-- by: race
-- compare: white
SELECT race AS "group", count(*) FILTER (WHERE citation_issued) AS events, count(*) AS trials
FROM   stop
WHERE  citation_issued IS NOT NULL
GROUP  BY race

-- measure: stops.by_month
-- title: People stopped, by month
-- title::es: Personas detenidas en paradas, por mes
-- method: trend
-- unit: people stopped
SELECT month_of(day_of(started)) AS period, count(*) AS events
FROM   stop
GROUP  BY month_of(day_of(started))

-- ---- force -----------------------------------------------------------------------------------------------------

-- measure: force.rate_by_race
-- title: People on whom force was used per 1,000 arrests, by race
-- title::es: Personas sobre las que se usó fuerza por cada 1.000 arrestos, por raza
-- method: rate
-- by: race
-- compare: white
-- per: 1000
-- unit: people
-- better: lower
-- about: Force in the months whose arrests are on record.
-- about::es: Fuerza en los meses cuyos arrestos constan.
-- caveat: Arrests are themselves a decision of police; where arrests are unequal, this rate hides it.
-- caveat::es: Los arrestos también son una decisión de la policía; si son desiguales, esta tasa lo oculta.
-- public: yes
-- card: yes
SELECT b.race AS "group",
       (SELECT count(*) FROM force_subject AS s JOIN force_incident AS i ON i.incident_id = s.incident
        WHERE s.race = b.race AND month_of(day_of(i.happened)) IN (SELECT x.month FROM benchmark AS x WHERE x.kind = 'arrests')) AS events,
       sum(b.count) AS exposure
FROM   benchmark AS b
WHERE  b.kind = 'arrests'
GROUP  BY b.race

-- measure: force.before_and_after
-- title: Did force fall after de-escalation became a duty?
-- title::es: ¿Bajó la fuerza cuando la desescalada se volvió obligatoria?
-- method: interrupted_series
-- from: 2024-07
-- better: lower
-- caveat: Only the policy's date is tested; other things may have changed then too.
-- caveat::es: Solo se prueba la fecha de la política; otras cosas pudieron cambiar también.
SELECT month_of(day_of(happened)) AS period, count(*) AS outcome
FROM   force_incident
GROUP  BY month_of(day_of(happened))

-- measure: force.by_level
-- title: Force incidents, by level
-- title::es: Incidentes de fuerza, por nivel
-- method: count
-- by: force_level
-- unit: incidents
SELECT level AS "group", count(*) AS events
FROM   force_incident
GROUP  BY level

-- measure: force.camera_on
-- title: Share of force incidents with body cameras on, by year
-- title::es: Proporción de incidentes de fuerza con cámaras encendidas, por año
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(day_of(happened)) AS "group", count(*) FILTER (WHERE camera_on) AS events, count(*) AS trials
FROM   force_incident
WHERE  camera_on IS NOT NULL
GROUP  BY year_of(day_of(happened))

-- measure: force.policy_elements
-- title: Elements of the force policy in force today
-- title::es: Elementos de la política de fuerza vigentes hoy
-- method: list
-- public: yes
SELECT e.label AS element, coalesce(s.label, 'No') AS has_it, p.from_day AS since, p.clause AS clause, e.eight_cant_wait AS eight_cant_wait
FROM   policy_element AS e
LEFT   JOIN force_policy AS p ON p.element = e.code AND p.from_day <= as_of() AND (p.to_day IS NULL OR p.to_day >= as_of())
LEFT   JOIN policy_says AS s ON s.code = p.says
ORDER  BY e.code

-- measure: force.events
-- title: Events with force in the city's published file, by year
-- title::es: Eventos con fuerza en el archivo publicado, por año
-- about: Rows of the file are kinds of force; an event is counted once.
-- about::es: Las filas del archivo son tipos de fuerza; un hecho se cuenta una vez.
-- method: count
-- unit: events
SELECT year_of(day_of(happened)) AS "group", count(DISTINCT event) AS events
FROM   force_action
GROUP  BY year_of(day_of(happened))

-- measure: force.kinds
-- title: Kinds of force in the city's published file
-- title::es: Tipos de fuerza en el archivo publicado
-- method: count
-- by: force_type
-- unit: uses
SELECT force_type AS "group", count(*) AS events
FROM   force_action
GROUP  BY force_type

-- measure: force.kinds_by_race
-- title: Kinds of force in the city's published file, by race
-- title::es: Tipos de fuerza en el archivo publicado, por raza
-- method: count
-- by: race
-- unit: uses
SELECT race AS "group", count(*) AS events
FROM   force_action
GROUP  BY race

-- measure: deaths.by_cause
-- title: Deaths after contact with police in outside registers, by cause
-- title::es: Muertes tras contacto con la policía en registros externos, por causa
-- method: count
-- by: death_cause
-- unit: deaths
SELECT cause AS "group", count(*) AS events
FROM   force_death
GROUP  BY cause

-- measure: deaths.unarmed_by_race
-- title: Share of those killed who were unarmed, by race
-- title::es: Proporción de personas muertas que no iban armadas, por raza
-- method: proportion
-- by: race
SELECT race AS "group", count(*) FILTER (WHERE armed = 'no') AS events, count(*) AS trials
FROM   force_death
WHERE  armed NOT IN ('unknown', 'disputed')
GROUP  BY race

-- measure: deaths.by_race
-- title: Deaths after contact with police in outside registers, by race
-- title::es: Muertes tras contacto con la policía en registros externos, por raza
-- method: count
-- by: race
-- unit: deaths
SELECT race AS "group", count(*) AS events
FROM   force_death
GROUP  BY race

-- ---- complaints and trust --------------------------------------------------------------------------------------

-- measure: complaints.sustained
-- title: Share of decided allegations that were sustained, by kind
-- title::es: Proporción de acusaciones confirmadas, por tipo
-- method: proportion
-- by: allegation_kind
-- public: yes
SELECT kind AS "group", count(*) FILTER (WHERE finding = 'sustained') AS events, count(*) AS trials
FROM   complaint_finding_now
WHERE  finding IS NOT NULL
GROUP  BY kind

-- measure: complaints.findings
-- title: Decided allegations, by finding
-- title::es: Acusaciones decididas, por conclusión
-- method: count
-- by: complaint_finding
-- unit: allegations
-- public: yes
SELECT finding AS "group", count(*) AS events
FROM   complaint_finding_now
WHERE  finding IS NOT NULL
GROUP  BY finding

-- measure: complaints.days_to_close
-- title: How long do complaints take?
-- title::es: ¿Cuánto tardan las quejas?
-- method: survival
-- unit: days
-- better: lower
-- caveat: Complaints still open count as waiting, not as missing.
-- caveat::es: Las quejas abiertas cuentan como en espera, no como faltantes.
-- card: yes
SELECT 0 AS entered, days_between(received_on, coalesce(closed_on, as_of())) AS "left", closed_on IS NOT NULL AS event
FROM   complaint

-- measure: complaints.rate
-- title: Complaints per 1,000 contacts, by race
-- title::es: Quejas por cada 1.000 contactos, por raza
-- about: Complaints in the months whose contacts are on record.
-- about::es: Quejas en los meses cuyos contactos constan.
-- method: rate
-- by: race
-- per: 1000
-- unit: complaints
SELECT b.race AS "group",
       (SELECT count(*) FROM complaint AS c
        WHERE c.race = b.race AND month_of(c.received_on) IN (SELECT x.month FROM benchmark AS x WHERE x.kind = 'contacts')) AS events,
       sum(b.count) AS exposure
FROM   benchmark AS b
WHERE  b.kind = 'contacts'
GROUP  BY b.race

-- measure: trust.index
-- title: Trust index (1 to 5), by race
-- title::es: Índice de confianza (1 a 5), por raza
-- about: The mean of four answers: they let people speak, treat with respect, decide on facts, can be trusted.
-- about::es: El promedio de cuatro respuestas: dejan hablar a la gente, tratan con respeto, deciden según los hechos,
--   se puede confiar en ellos.
-- method: mean
-- by: race
-- better: higher
-- caveat: Answers are not weighted; those who answer may differ from those who do not.
-- caveat::es: Las respuestas no están ponderadas; quienes responden pueden diferir de quienes no.
-- public: yes
-- card: yes
SELECT race AS "group", (voice + respect + neutrality + trust) / 4.0 AS value
FROM   survey_response

-- measure: trust.by_wave
-- title: Trust index, by wave of the survey
-- title::es: Índice de confianza, por ronda de la encuesta
-- method: mean
-- better: higher
SELECT wave AS "group", (voice + respect + neutrality + trust) / 4.0 AS value
FROM   survey_response

-- ---- training, hiring, equipment, wellness ---------------------------------------------------------------------

-- measure: training.current
-- title: Share of officers whose training is current, by topic
-- title::es: Proporción de agentes con capacitación vigente, por tema
-- about: Current: the last training that gave enough hours is not older than the mandate's cycle allows. Waived officers are left out.
-- about::es: Vigente: la última capacitación con horas suficientes no es más antigua de lo que permite el ciclo del
--   mandato. Se omite a los agentes exentos.
-- method: proportion
-- by: training_topic
-- better: higher
-- public: yes
-- card: yes
SELECT l.topic AS "group",
       count(*) FILTER (WHERE l.completed_on IS NOT NULL
                        AND (m.count IS NULL
                             OR (m.count = '1 year' AND add_months(l.completed_on, 12) >= as_of())
                             OR (m.count = '2 years' AND add_months(l.completed_on, 24) >= as_of())
                             OR (m.count = '3 years' AND add_months(l.completed_on, 36) >= as_of())
                             OR (m.count = '4 years' AND add_months(l.completed_on, 48) >= as_of())
                             OR (m.count = '5 years' AND add_months(l.completed_on, 60) >= as_of()))) AS events,
       count(*) AS trials
FROM   last_training AS l
JOIN   training_mandate AS m ON m.code = l.mandate
WHERE  NOT coalesce(l.waived, FALSE)
GROUP  BY l.topic

-- measure: hiring.funnel
-- title: From application to academy
-- title::es: De la solicitud a la academia
-- method: funnel
SELECT s.label AS stage, count(*) AS count
FROM   application_stage AS a
JOIN   hiring_stage AS s ON s.code = a.stage
WHERE  a.result = 'passed'
GROUP  BY s.rank, s.label
ORDER  BY s.rank

-- measure: hiring.impact_by_race
-- title: Four-fifths rule: offers by race
-- title::es: Regla de los cuatro quintos: ofertas por raza
-- basis: 29 CFR 1607.4(D)
-- method: adverse_impact
-- by: race
-- caveat: A statistical flag. Its use in law varies.
-- caveat::es: Una señal estadística. Su uso legal varía.
SELECT p.race AS "group",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM application_stage AS s
                                      WHERE s.applicant = p.applicant_id AND s.stage = 'offer' AND s.result = 'passed')) AS selected,
       count(*) AS applicants
FROM   applicant AS p
GROUP  BY p.race

-- measure: hiring.written_by_race
-- title: Four-fifths rule: the written test by race
-- title::es: Regla de los cuatro quintos: el examen escrito por raza
-- basis: 29 CFR 1607.4(D)
-- method: adverse_impact
-- by: race
SELECT p.race AS "group", count(*) FILTER (WHERE s.result = 'passed') AS selected, count(*) AS applicants
FROM   application_stage AS s
JOIN   applicant AS p ON p.applicant_id = s.applicant
WHERE  s.stage = 'written' AND s.result IN ('passed', 'failed')
GROUP  BY p.race

-- measure: hiring.oral_by_race
-- title: Four-fifths rule: the oral board by race
-- title::es: Regla de los cuatro quintos: la entrevista por raza
-- basis: 29 CFR 1607.4(D)
-- method: adverse_impact
-- by: race
SELECT p.race AS "group", count(*) FILTER (WHERE s.result = 'passed') AS selected, count(*) AS applicants
FROM   application_stage AS s
JOIN   applicant AS p ON p.applicant_id = s.applicant
WHERE  s.stage = 'oral' AND s.result IN ('passed', 'failed')
GROUP  BY p.race

-- measure: hiring.background_by_race
-- title: Four-fifths rule: the background check by race
-- title::es: Regla de los cuatro quintos: la verificación de antecedentes por raza
-- basis: 29 CFR 1607.4(D)
-- method: adverse_impact
-- by: race
SELECT p.race AS "group", count(*) FILTER (WHERE s.result = 'passed') AS selected, count(*) AS applicants
FROM   application_stage AS s
JOIN   applicant AS p ON p.applicant_id = s.applicant
WHERE  s.stage = 'background' AND s.result IN ('passed', 'failed')
GROUP  BY p.race

-- measure: hiring.fitness_by_sex
-- title: Four-fifths rule: the fitness test by sex
-- title::es: Regla de los cuatro quintos: la prueba física por sexo
-- basis: 29 CFR 1607.4(D)
-- method: adverse_impact
-- by: sex
SELECT p.sex AS "group", count(*) FILTER (WHERE s.result = 'passed') AS selected, count(*) AS applicants
FROM   application_stage AS s
JOIN   applicant AS p ON p.applicant_id = s.applicant
WHERE  s.stage = 'fitness' AND s.result IN ('passed', 'failed')
GROUP  BY p.sex

-- measure: hiring.women
-- title: Share of academy classes who are women (goal: 30 percent by 2030)
-- title::es: Proporción de mujeres en la academia (meta: 30 por ciento para 2030)
-- method: proportion
-- better: higher
SELECT year_of(s.entered_on) AS "group", count(*) FILTER (WHERE p.sex = 'female') AS events, count(*) AS trials
FROM   application_stage AS s
JOIN   applicant AS p ON p.applicant_id = s.applicant
WHERE  s.stage = 'academy'
GROUP  BY year_of(s.entered_on)

-- measure: equipment.inspected
-- title: Share of equipment inspected in time, by kind
-- title::es: Proporción de equipo inspeccionado a tiempo, por tipo
-- method: proportion
-- by: equipment_kind
-- better: higher
SELECT e.kind AS "group",
       count(*) FILTER (WHERE (k.count = '6 months' AND add_months(coalesce(e.inspected_on, e.bought_on), 6) >= as_of())
                           OR (k.count = '1 year' AND add_months(coalesce(e.inspected_on, e.bought_on), 12) >= as_of())) AS events,
       count(*) AS trials
FROM   equipment_check AS e
JOIN   equipment_kind AS k ON k.code = e.kind
GROUP  BY e.kind

-- measure: officers.assaulted
-- title: Officers assaulted per 100 officers, by year
-- title::es: Agentes agredidos por cada 100 agentes, por año
-- basis: FBI LEOKA
-- method: rate
-- per: 100
-- unit: assaults
-- better: lower
-- public: yes
SELECT year_of(day_of(a.happened)) AS "group", count(*) AS events, (SELECT sum(g.sworn_officers) FROM agency AS g WHERE g.ori = site('agency')) AS exposure
FROM   officer_assault AS a
GROUP  BY year_of(day_of(a.happened))

-- measure: officers.injured
-- title: Share of assaults in which the officer was injured, by what the officer was doing
-- title::es: Proporción de agresiones con agente herido, según lo que hacía
-- basis: FBI LEOKA
-- method: proportion
-- by: leoka_activity
-- better: lower
SELECT activity AS "group", count(*) FILTER (WHERE injured) AS events, count(*) AS trials
FROM   officer_assault
WHERE  injured IS NOT NULL
GROUP  BY activity

-- measure: wellness.contacts
-- title: Wellness contacts, by kind
-- title::es: Contactos de bienestar, por tipo
-- method: count
-- by: wellness_kind
-- unit: contacts
-- suppress below: 5
SELECT kind AS "group", sum(contacts) AS events
FROM   wellness_contact
GROUP  BY kind

-- measure: wellness.in_time
-- title: Share of critical incidents answered within 72 hours
-- title::es: Proporción de incidentes críticos atendidos en 72 horas
-- method: proportion
-- better: higher
SELECT year_of(month || '-01') AS "group", sum(in_time) AS events, sum(events) AS trials
FROM   wellness_contact
WHERE  kind = 'critical'
GROUP  BY year_of(month || '-01')

-- measure: support.peers
-- title: Force reports per 100 contacts: officers beside their peers on the same assignment
-- title::es: Informes de fuerza por cada 100 contactos: agentes junto a sus pares en la misma asignación
-- about: Rates of officers with few contacts are pulled toward the rate of all on patrol. For support, never for discipline.
-- about::es: Las tasas de agentes con pocos contactos se acercan a la tasa de todos los de patrulla. Es para apoyo,
--   nunca para disciplina.
-- method: smoothed_rate
-- per: 100
-- caveat: A high rate is a reason to ask how someone is, not a finding.
-- caveat::es: Una tasa alta es motivo para preguntar cómo está alguien, no una conclusión.
SELECT officer AS "group", force_reports AS events, contacts AS exposure
FROM   officer_half_year
WHERE  assignment = 'patrol'

-- measure: support.outcomes
-- title: What followed an offer of support
-- title::es: Qué siguió a una oferta de apoyo
-- method: count
-- by: support_outcome
-- unit: offers
-- suppress below: 5
SELECT outcome AS "group", count(*) AS events
FROM   support_offer
GROUP  BY outcome

-- ---- promises and money ----------------------------------------------------------------------------------------

-- measure: promises.kept
-- title: Share of promises that came due and were kept in time, by topic
-- title::es: Proporción de promesas vencidas que se cumplieron a tiempo, por tema
-- method: proportion
-- by: promise_topic
-- better: higher
-- public: yes
-- card: yes
SELECT topic AS "group", count(*) FILTER (WHERE kept_on <= due_on) AS events, count(*) AS trials
FROM   promise
WHERE  due_on < as_of()
GROUP  BY topic

-- measure: promises.list
-- title: Promises, and what became of them
-- title::es: Promesas y qué fue de ellas
-- method: list
-- public: yes
SELECT p.text AS promise, p.made_by AS made_by, p.due_on AS due_on, p.kept_on AS kept_on,
       CASE WHEN p.kept_on <= p.due_on THEN 'kept' WHEN p.kept_on > p.due_on THEN 'kept late'
            WHEN p.due_on < as_of() THEN 'broken' ELSE 'open' END AS state
FROM   promise AS p
ORDER  BY p.due_on, p.promise_id

-- measure: settlements.by_year
-- title: Settlements and judgments, by year
-- title::es: Acuerdos y sentencias, por año
-- method: list
-- public: yes
SELECT year_of(settled_on) AS year, count(*) AS claims, round(sum(amount) / 100.0) AS dollars,
       count(*) FILTER (WHERE lesson_done_on IS NOT NULL) AS lessons_reviewed
FROM   settlement
WHERE  settled_on IS NOT NULL
GROUP  BY year_of(settled_on)
ORDER  BY year_of(settled_on)

-- ---- what training does ----------------------------------------------------------------------------------------

-- measure: trial.totals
-- title: Complaints and force in the training trial
-- title::es: Quejas y fuerza en el ensayo de capacitación
-- method: list
SELECT count(DISTINCT unit) AS officers, sum(complaints) AS complaints, sum(sustained) AS sustained, sum(force_reports) AS force_reports
FROM   training_trial

-- measure: trial.complaints
-- title: Did complaints fall after officers were trained?
-- title::es: ¿Bajaron las quejas después de capacitar a los agentes?
-- method: difference_in_differences
-- better: lower
-- caveat: Compares officers trained early with those trained later.
-- caveat::es: Compara a los agentes capacitados antes con los capacitados después.
SELECT unit AS unit, period AS period, complaints AS outcome, first_trained AS treated_from
FROM   training_trial

-- measure: trial.force
-- title: Did force fall after officers were trained?
-- title::es: ¿Bajó la fuerza después de capacitar a los agentes?
-- method: difference_in_differences
-- better: lower
-- caveat: Compares officers trained early with those trained later.
-- caveat::es: Compara a los agentes capacitados antes con los capacitados después.
SELECT unit AS unit, period AS period, force_reports AS outcome, first_trained AS treated_from
FROM   training_trial

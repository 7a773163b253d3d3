-- Numbers about arrest, court, custody, return, youth, reentry, and what a commission wants to know.

-- measure: arrest.by_month
-- title: Arrests, by month
-- title::es: Arrestos, por mes
-- method: trend
-- unit: arrests
SELECT month_of(day_of(arrested)) AS period, count(*) AS events
FROM   arrest
WHERE  day_of(arrested) < as_of()
GROUP  BY month_of(day_of(arrested))

-- measure: arrest.by_level
-- title: Arrests, by level of the offense
-- title::es: Arrestos, por nivel del delito
-- method: count
-- by: offense_level
-- unit: arrests
-- public: yes
SELECT level AS "group", count(*) AS events
FROM   arrest
GROUP  BY level

-- measure: arrest.rate_by_race
-- title: Arrests per 1,000 residents in the last year, by race
-- title::es: Arrestos por cada 1.000 residentes en el último año, por raza
-- method: rate
-- by: race
-- compare: white
-- per: 1000
-- unit: arrests
-- better: lower
-- caveat: Residents are not all who may be arrested here, and arrests follow where police look.
-- caveat::es: Los residentes no son todos los que pueden ser arrestados aquí, y los arrestos siguen adonde mira la policía.
-- public: yes
SELECT p.race AS "group", (SELECT count(*) FROM arrest AS a WHERE a.race = p.race AND day_of(a.arrested) > add_months(as_of(), -12)) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.race

-- measure: arrest.probable_cause
-- title: Share of arrests without a warrant with a judge's finding within 48 hours, by year
-- title::es: Proporción de arrestos sin orden con decisión de un juez en 48 horas, por año
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(day_of(arrested)) AS "group", count(*) FILTER (WHERE hours_between(arrested, probable_cause_at) <= 48) AS events, count(*) AS trials
FROM   arrest
WHERE  NOT coalesce(warrant, FALSE) AND manner <> 'summoned' AND hours_between(arrested, as_of() || 'T12:00:00-08:00') > 48
GROUP  BY year_of(day_of(arrested))

-- measure: arrest.youth_diverted
-- title: Share of arrested youth who were diverted, by race
-- title::es: Proporción de menores arrestados que fueron derivados, por raza
-- method: proportion
-- by: race
-- compare: white
-- better: higher
-- suppress below: 5
-- public: yes
SELECT race AS "group", count(*) FILTER (WHERE diverted) AS events, count(*) AS trials
FROM   arrest
WHERE  age < 18
GROUP  BY race

-- measure: arrest.benchmarks
-- title: Arrests of the last year, by race, against two benchmarks
-- title::es: Arrestos del último año, por raza, frente a dos referencias
-- method: disparity
-- by: race
-- compare: white
-- caveat: No benchmark is the true one. A difference calls for a look at decisions, and is no proof of their cause.
-- caveat::es: Ninguna referencia es la verdadera. Una diferencia pide mirar las decisiones y no prueba su causa.
SELECT p.race AS "group", (SELECT count(*) FROM arrest AS a WHERE a.race = p.race AND day_of(a.arrested) > add_months(as_of(), -12)) AS events,
       sum(p.people) AS per_residents, sum(CASE WHEN p.age_band IN ('18-24', '25-34', '35-44') THEN p.people ELSE 0 END) AS per_residents_18_to_44
FROM   residents AS p
GROUP  BY p.race

-- measure: flow.funnel
-- title: From arrest to prison: how many are left at each step, last three years
-- title::es: Del arresto a la prisión: cuántos quedan en cada paso, últimos tres años
-- method: funnel
-- public: yes
SELECT 'Arrested' AS stage, count(a.arrest_id) AS count FROM arrest AS a WHERE day_of(a.arrested) > add_months(as_of(), -36)
UNION  ALL
SELECT 'Charged in court', count(k.case_number) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36)
UNION  ALL
SELECT 'Convicted', count(k.case_number) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36) AND k.disposition IN ('plea', 'trial')
UNION  ALL
SELECT 'Jail or prison', count(DISTINCT c.case_number)
FROM   sentence AS s
JOIN   charge AS c ON c.charge_id = s.charge
JOIN   court_case AS k ON k.case_number = c.case_number AND k.disposition IN ('plea', 'trial')
JOIN   arrest AS a ON a.arrest_id = k.arrest
WHERE  s.kind IN ('prison', 'jail') AND day_of(a.arrested) > add_months(as_of(), -36)
UNION  ALL
SELECT 'Prison', count(DISTINCT c.case_number)
FROM   sentence AS s
JOIN   charge AS c ON c.charge_id = s.charge
JOIN   court_case AS k ON k.case_number = c.case_number AND k.disposition IN ('plea', 'trial')
JOIN   arrest AS a ON a.arrest_id = k.arrest
WHERE  s.kind = 'prison' AND day_of(a.arrested) > add_months(as_of(), -36)

-- measure: stage.days
-- title: Median days in each stage
-- title::es: Mediana de días en cada etapa
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- method: median
-- unit: days
-- better: lower
-- caveat: Only what has ended counts, so the true times are longer.
-- caveat::es: Solo cuenta lo que ha terminado, así que los tiempos reales son mayores.
-- public: yes
SELECT 'arrest to filing' AS "group", days_between(day_of(a.arrested), k.filed_on) AS "value" FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest
UNION  ALL
SELECT 'filing to end', days_between(filed_on, closed_on) FROM court_case WHERE closed_on IS NOT NULL
UNION  ALL
SELECT 'in jail', hours_between(admitted, released) / 24.0 FROM booking WHERE released IS NOT NULL AND facility = 'jail'
UNION  ALL
SELECT 'under supervision', days_between(started_on, ended_on) FROM supervision WHERE ended_on IS NOT NULL

-- measure: case.time
-- title: How long a case takes, by level
-- title::es: Cuánto dura un caso, por nivel
-- about: Open cases count for as long as they have been open.
-- about::es: Los casos abiertos cuentan por el tiempo que llevan abiertos.
-- method: survival
-- by: offense_level
-- unit: days
-- better: lower
-- at: 30, 90, 180, 365
-- public: yes
SELECT level AS "group", 0 AS entered, days_between(filed_on, coalesce(closed_on, as_of())) AS "left", closed_on IS NOT NULL AS event
FROM   court_case

-- measure: case.dispositions
-- title: How cases ended
-- title::es: Cómo terminaron los casos
-- method: count
-- by: disposition
-- unit: cases
-- public: yes
SELECT disposition AS "group", count(*) AS events
FROM   court_case
WHERE  closed_on IS NOT NULL
GROUP  BY disposition

-- measure: case.held_by_race
-- title: Share held before trial, by race
-- title::es: Proporción retenida antes del juicio, por raza
-- method: proportion
-- by: race
-- compare: white
-- better: lower
-- public: yes
SELECT race AS "group", count(*) FILTER (WHERE in_custody) AS events, count(*) AS trials
FROM   court_case
WHERE  in_custody IS NOT NULL
GROUP  BY race

-- measure: case.missed
-- title: Share of cases with a missed appearance, by text reminder
-- title::es: Proporción de casos con comparecencia perdida, según recordatorio por texto
-- method: proportion
-- compare: not reminded
-- better: lower
-- caveat: Unless reminders went to cases by lot, those reminded may differ.
-- caveat::es: Si los recordatorios no se enviaron por sorteo, quienes los recibieron pueden ser distintos.
SELECT CASE WHEN reminded THEN 'reminded' ELSE 'not reminded' END AS "group", count(*) FILTER (WHERE missed_appearances > 0) AS events, count(*) AS trials
FROM   court_case
WHERE  missed_appearances IS NOT NULL AND NOT in_custody
GROUP  BY CASE WHEN reminded THEN 'reminded' ELSE 'not reminded' END

-- measure: case.new_arrest
-- title: Share arrested again while released before trial, by kind of release
-- title::es: Proporción arrestada de nuevo en libertad antes del juicio, por tipo de libertad
-- method: proportion
-- by: pretrial_release
-- better: lower
-- public: yes
SELECT release_kind AS "group", count(*) FILTER (WHERE new_arrest_on IS NOT NULL) AS events, count(*) AS trials
FROM   court_case
WHERE  release_kind IN ('own', 'supervised', 'bail')
GROUP  BY release_kind

-- measure: case.put_off
-- title: Hearings, by what came of them
-- title::es: Audiencias, según lo que resultó
-- method: count
-- by: case_event_outcome
-- unit: hearings
SELECT outcome AS "group", count(*) AS events
FROM   case_event
GROUP  BY outcome

-- measure: sentence.kinds
-- title: Sentences, by kind
-- title::es: Penas, por tipo
-- method: count
-- by: sentence_kind
-- unit: sentences
-- public: yes
SELECT kind AS "group", count(*) AS events
FROM   sentence
GROUP  BY kind

-- measure: sentence.relieved
-- title: Share relieved of a mandatory minimum, of sentences that carried one, by race
-- title::es: Proporción liberada del mínimo obligatorio, entre las penas que lo llevaban, por raza
-- source: federal courts, fiscal year 2022: 42.7 percent relieved (USSC, secondary source)
-- method: proportion
-- by: race
-- compare: white
-- suppress below: 5
SELECT race AS "group", count(*) FILTER (WHERE relieved) AS events, count(*) AS trials
FROM   sentence
WHERE  mandatory_minimum
GROUP  BY race

-- measure: custody.population
-- title: People in custody on the day of the question, by status
-- title::es: Personas en custodia el día de la pregunta, por situación
-- method: count
-- by: custody_status
-- unit: people
-- better: lower
-- public: yes
-- card: yes
SELECT status AS "group", count(*) AS events
FROM   booking
WHERE  released IS NULL
GROUP  BY status

-- measure: custody.violations
-- title: Share of admissions that are violations of supervision, by year
-- title::es: Proporción de ingresos que son violaciones de la supervisión, por año
-- source: state prisons, 2021: 44 percent (CSG Justice Center, secondary source)
-- method: proportion
-- better: lower
-- public: yes
SELECT year_of(day_of(admitted)) AS "group", count(*) FILTER (WHERE reason IN ('technical', 'violation_new')) AS events, count(*) AS trials
FROM   booking
WHERE  reason IS NOT NULL
GROUP  BY year_of(day_of(admitted))

-- measure: custody.stay
-- title: How long people stay in jail, by status at admission
-- title::es: Cuánto permanecen las personas en la cárcel, según su situación al ingresar
-- method: survival
-- by: custody_status
-- unit: days
-- better: lower
-- at: 1, 7, 30, 90
-- public: yes
SELECT status AS "group", 0 AS entered, hours_between(admitted, coalesce(released, as_of() || 'T12:00:00-08:00')) / 24.0 AS "left", released IS NOT NULL AS event
FROM   booking
WHERE  facility = 'jail' AND hours_between(admitted, coalesce(released, as_of() || 'T12:00:00-08:00')) >= 0

-- measure: custody.by_status
-- title: A jail's daily count, latest day, by status
-- title::es: Recuento diario de una cárcel, último día, por situación
-- method: count
-- by: inmate_status
-- unit: people
SELECT c.status AS "group", count(*) AS events
FROM   custody_day AS c
WHERE  c.day = (SELECT max(x.day) FROM custody_day AS x)
GROUP  BY c.status

-- measure: custody.changes
-- title: A jail's daily count, latest two days: who appears and who is gone
-- title::es: Recuento diario de una cárcel, últimos dos días: quién aparece y quién ya no está
-- about: A person without a number cannot be followed, and is left out.
-- about::es: Una persona sin número no puede seguirse y queda fuera.
-- method: count
-- unit: people
WITH   last AS (SELECT max(x.day) AS day FROM custody_day AS x),
       prior AS (SELECT max(x.day) AS day FROM custody_day AS x WHERE x.day < (SELECT l.day FROM last AS l))
SELECT 'appear' AS "group", count(DISTINCT c.inmate) AS events
FROM   custody_day AS c
WHERE  c.day = (SELECT l.day FROM last AS l) AND c.inmate NOT IN (SELECT y.inmate FROM custody_day AS y WHERE y.inmate IS NOT NULL AND y.day = (SELECT p.day FROM prior AS p))
UNION  ALL
SELECT 'are gone', count(DISTINCT c.inmate)
FROM   custody_day AS c
WHERE  c.day = (SELECT p.day FROM prior AS p) AND c.inmate NOT IN (SELECT y.inmate FROM custody_day AS y WHERE y.inmate IS NOT NULL AND y.day = (SELECT l.day FROM last AS l))

-- measure: custody.deaths
-- title: Deaths in custody, by setting
-- title::es: Muertes en custodia, por lugar
-- method: count
-- by: death_setting
-- unit: deaths
-- better: lower
-- public: yes
SELECT setting AS "group", count(*) AS events
FROM   custody_death
GROUP  BY setting

-- measure: supervision.ended
-- title: How supervision ended
-- title::es: Cómo terminó la supervisión
-- method: count
-- by: supervision_ending
-- unit: people
-- public: yes
SELECT ending AS "group", count(*) AS events
FROM   supervision
WHERE  ended_on IS NOT NULL
GROUP  BY ending

-- measure: supervision.revoked
-- title: Share of supervision that ended in revocation, by race
-- title::es: Proporción de la supervisión que terminó en revocación, por raza
-- method: proportion
-- by: race
-- compare: white
-- better: lower
-- public: yes
SELECT race AS "group", count(*) FILTER (WHERE ending IN ('revoked_technical', 'revoked_new')) AS events, count(*) AS trials
FROM   supervision
WHERE  ended_on IS NOT NULL
GROUP  BY race

-- measure: violation.responses
-- title: Technical violations, by response
-- title::es: Violaciones técnicas, por respuesta
-- method: count
-- by: violation_response
-- unit: violations
-- public: yes
SELECT response AS "group", count(*) AS events
FROM   violation
WHERE  kind = 'technical' AND response IS NOT NULL
GROUP  BY response

-- measure: violation.days_held
-- title: Average days held for a violation, by kind
-- title::es: Promedio de días retenida por una violación, por tipo
-- method: mean
-- by: violation_kind
-- unit: days
-- better: lower
SELECT kind AS "group", days_held AS "value"
FROM   violation
WHERE  days_held IS NOT NULL

-- measure: return.share
-- title: Share who returned, by definition and years since release
-- title::es: Proporción que reincidió, por definición y años desde la salida
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- about: First event of each kind, in this state only, of those followed so long and not dead before. A change in how technical violations are answered moves returns, not rearrests.
-- about::es: Primer hecho de cada tipo, solo en este estado, de quienes fueron seguidos tanto tiempo y no murieron antes. Un cambio en cómo
--   se responde a las violaciones técnicas mueve los regresos, no los nuevos arrestos.
-- source: Bureau of Justice Statistics conventions; other places in codes/recidivism_benchmark.csv
-- method: proportion
-- better: lower
-- public: yes
SELECT 'rearrest, ' || years || CASE years WHEN 1 THEN ' year' ELSE ' years' END AS "group", count(*) FILTER (WHERE rearrested) AS events, count(*) AS trials
FROM   release_window GROUP BY years
UNION  ALL
SELECT 'reconviction, ' || years || CASE years WHEN 1 THEN ' year' ELSE ' years' END, count(*) FILTER (WHERE reconvicted), count(*) FROM release_window GROUP BY years
UNION  ALL
SELECT 'return to custody, ' || years || CASE years WHEN 1 THEN ' year' ELSE ' years' END, count(*) FILTER (WHERE returned), count(*) FROM release_window GROUP BY years
UNION  ALL
SELECT 'return with a new sentence, ' || years || CASE years WHEN 1 THEN ' year' ELSE ' years' END, count(*) FILTER (WHERE resentenced), count(*) FROM release_window GROUP BY years

-- measure: return.rearrest_1y
-- title: Share rearrested within a year of release, by year of release
-- title::es: Proporción con nuevo arresto en el año siguiente a la salida, por año de salida
-- method: proportion
-- better: lower
-- public: yes
-- card: yes
SELECT year_of(r.released_on) AS "group", count(*) FILTER (WHERE w.rearrested) AS events, count(*) AS trials
FROM   release_window AS w
JOIN   released_person AS r ON r.release_id = w.release_id
WHERE  w.years = 1
GROUP  BY year_of(r.released_on)

-- measure: return.time
-- title: How long until the first rearrest, by program
-- title::es: Cuánto pasa hasta el primer nuevo arresto, por programa
-- method: survival
-- by: reentry_program
-- compare: none
-- unit: days
-- at: 365, 730, 1095, 1825
-- caveat: Those who join a program differ from those who do not.
-- caveat::es: Quienes entran en un programa difieren de quienes no.
-- public: yes
SELECT program AS "group", 0 AS entered, days_between(released_on, coalesce(rearrested_on, died_on, as_of())) AS "left", rearrested_on IS NOT NULL AS event
FROM   released_person

-- measure: return.by_program
-- title: Share returned to custody within two years, by program
-- title::es: Proporción que regresó a custodia en dos años, por programa
-- method: proportion
-- by: reentry_program
-- compare: none
-- better: lower
-- caveat: Those who join a program differ from those who do not.
-- caveat::es: Quienes entran en un programa difieren de quienes no.
-- public: yes
SELECT program AS "group", count(*) FILTER (WHERE returned) AS events, count(*) AS trials
FROM   release_window
WHERE  years = 2 AND program IS NOT NULL
GROUP  BY program

-- measure: clearance.waiting
-- title: Charges that can be cleared today and are not, by rule
-- title::es: Cargos que pueden borrarse hoy y no se han borrado, por regla
-- method: count
-- by: clearance_rule
-- unit: charges
-- better: lower
-- public: yes
SELECT rule AS "group", count(*) AS events
FROM   charge_clear
WHERE  covered AND in_force AND opens_on <= as_of() AND clean AND paid AND NOT pending AND NOT excluded AND NOT registrable AND NOT serious AND NOT over_cap AND NOT assaultive
GROUP  BY rule

-- measure: clearance.missing
-- title: Share of charges whose clearance cannot be known because the most severe penalty is missing, by state
-- title::es: Proporción de cargos cuyo borrado no puede saberse por faltar la pena máxima, por estado
-- method: proportion
-- by: us_state
-- better: lower
SELECT state AS "group", count(*) FILTER (WHERE covered IS NULL) AS events, count(*) AS trials
FROM   charge_clear
WHERE  outcome IS NOT NULL
GROUP  BY state

-- measure: clearance.cleared
-- title: Charges cleared, by year
-- title::es: Cargos borrados, por año
-- method: count
-- unit: charges
-- better: higher
-- public: yes
SELECT year_of(cleared_on) AS "group", count(*) AS events
FROM   charge
WHERE  cleared_on IS NOT NULL
GROUP  BY year_of(cleared_on)

-- measure: reform.credits
-- title: Days of earned time, by review
-- title::es: Días de tiempo ganado, por revisión
-- about: Ten days for each 30 completed; fifteen at minimum or low risk that did not rise between the last two assessments.
-- about::es: Diez días por cada 30 completados; quince con riesgo mínimo o bajo que no aumentó entre las dos últimas evaluaciones.
-- source: 18 USC 3632(d)(4)(A)
-- method: list
SELECT review_id AS review, programs_days AS program_days, risk AS risk, risk_before AS risk_before,
       CASE WHEN ineligible_offense THEN 0 ELSE (programs_days / 30) * CASE WHEN risk = 'minimum' OR (risk = 'low' AND risk_before <> 'minimum') THEN 15 ELSE 10 END END AS earned_days
FROM   reform_review
WHERE  programs_days >= 30
ORDER  BY review_id

-- measure: youth.drawn
-- title: Share of applicants who were drawn, by race
-- title::es: Proporción de solicitantes sorteados, por raza
-- about: A draw gives every entry the same chance: differences here are chance.
-- about::es: Un sorteo da a cada participación la misma oportunidad: las diferencias aquí son azar.
-- method: proportion
-- by: race
-- suppress below: 5
-- public: yes
SELECT race AS "group", count(*) FILTER (WHERE drawn) AS events, count(*) AS trials
FROM   youth_application
WHERE  drawn IS NOT NULL
GROUP  BY race

-- measure: youth.attended
-- title: Share of sessions attended, by program
-- title::es: Proporción de sesiones asistidas, por programa
-- method: proportion
-- better: higher
-- public: yes
SELECT p.name AS "group", sum(t.attended) AS events, sum(t.sessions) AS trials
FROM   attendance AS t
JOIN   youth_enrolment AS e ON e.enrolment_id = t.enrolment
JOIN   youth_application AS a ON a.entry_id = e.entry
JOIN   youth_program AS p ON p.program_id = a.program
GROUP  BY p.name

-- measure: youth.completed
-- title: Share who completed, by program
-- title::es: Proporción que completó, por programa
-- method: proportion
-- better: higher
-- public: yes
SELECT p.name AS "group", count(*) FILTER (WHERE e.completed) AS events, count(*) AS trials
FROM   youth_enrolment AS e
JOIN   youth_application AS a ON a.entry_id = e.entry
JOIN   youth_program AS p ON p.program_id = a.program
WHERE  e.ended_on IS NOT NULL
GROUP  BY p.name

-- measure: youth.arrests_by_draw
-- title: Average arrests for violence in 16 months, by the draw
-- title::es: Promedio de arrestos por violencia en 16 meses, según el sorteo
-- about: As drawn, whoever took the place. Most of the effect comes after the summer, so follow for 16 months.
-- about::es: Según el sorteo, sin importar quién tomó el cupo. La mayor parte del efecto llega después del verano, así que siga 16 meses.
-- method: mean
-- unit: arrests
-- better: lower
-- public: yes
SELECT CASE WHEN drawn THEN 'drawn' ELSE 'not drawn' END AS "group", violent_after AS "value"
FROM   youth_application
WHERE  violent_after IS NOT NULL

-- measure: youth.holds
-- title: Youth held by adults' police or jail, by kind of hold
-- title::es: Menores retenidos por policía o cárcel de adultos, por tipo
-- method: count
-- by: juvenile_hold_rule
-- unit: holds
-- better: lower
-- suppress below: 5
-- public: yes
SELECT rule AS "group", count(*) AS events
FROM   juvenile_hold
GROUP  BY rule

-- measure: reentry.needs_met
-- title: Share of needs met, by need
-- title::es: Proporción de necesidades atendidas, por necesidad
-- method: proportion
-- by: need_kind
-- better: higher
-- suppress below: 5
-- public: yes
SELECT kind AS "group", count(*) FILTER (WHERE met_on IS NOT NULL) AS events, count(*) AS trials
FROM   reentry_need
GROUP  BY kind

-- measure: reentry.plan_in_time
-- title: Share of plans finished 90 days before release, by year
-- title::es: Proporción de planes terminados 90 días antes de la salida, por año
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(expected_release_on) AS "group", count(*) FILTER (WHERE days_between(finished_on, expected_release_on) >= 90) AS events, count(*) AS trials
FROM   reentry_plan
WHERE  expected_release_on <= add_days(as_of(), 90)
GROUP  BY year_of(expected_release_on)

-- measure: reentry.appointment
-- title: Share of appointments kept, by need
-- title::es: Proporción de citas a las que se acudió, por necesidad
-- method: proportion
-- by: need_kind
-- better: higher
-- suppress below: 5
-- public: yes
SELECT kind AS "group", count(*) FILTER (WHERE kept) AS events, count(*) AS trials
FROM   reentry_service
WHERE  kept IS NOT NULL
GROUP  BY kind

-- measure: reentry.first_job
-- title: How long until the first job after release
-- title::es: Cuánto pasa hasta el primer empleo tras la salida
-- method: survival
-- unit: days
-- at: 30, 90, 180
-- public: yes
-- card: yes
SELECT 0 AS entered, days_between(day_of(b.released), coalesce(min(j.started_on), as_of())) AS "left", count(j.job_id) > 0 AS event
FROM   reentry_plan AS p
JOIN   booking AS b ON b.booking_id = p.booking AND b.released IS NOT NULL
LEFT   JOIN job AS j ON j.plan = p.plan_id AND j.started_on >= day_of(b.released)
GROUP  BY p.plan_id, b.released

-- measure: reentry.job_kept
-- title: How long a job is kept
-- title::es: Cuánto dura un empleo
-- method: survival
-- unit: days
-- better: higher
-- at: 30, 90, 180, 365
-- public: yes
SELECT 0 AS entered, days_between(started_on, coalesce(ended_on, as_of())) AS "left", ended_on IS NOT NULL AS event
FROM   job

-- measure: reentry.asked_record
-- title: When employers asked about a record
-- title::es: Cuándo preguntaron los empleadores por antecedentes
-- method: count
-- by: asked_stage
-- unit: jobs
SELECT asked_record AS "group", count(*) AS events
FROM   job
WHERE  asked_record IS NOT NULL
GROUP  BY asked_record

-- measure: reentry.stable_home
-- title: Share with a stable home 90 days after release, by year
-- title::es: Proporción con vivienda estable 90 días después de la salida, por año
-- method: proportion
-- better: higher
-- suppress below: 5
-- public: yes
SELECT year_of(day_of(b.released)) AS "group",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM housing_stay AS h JOIN housing_kind AS k ON k.code = h.kind WHERE h.plan = p.plan_id AND k.stable = 'yes'
                        AND h.from_on <= add_days(day_of(b.released), 90) AND (h.to_on IS NULL OR h.to_on >= add_days(day_of(b.released), 90)))) AS events, count(*) AS trials
FROM   reentry_plan AS p
JOIN   booking AS b ON b.booking_id = p.booking
WHERE  b.released IS NOT NULL AND add_days(day_of(b.released), 90) <= as_of()
GROUP  BY year_of(day_of(b.released))

-- measure: justice_counts.latest
-- title: Justice Counts: totals of the last full month
-- title::es: Justice Counts: totales del último mes completo
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- method: count
-- by: justice_metric
-- public: yes
SELECT o.metric AS "group", sum(o.figure) AS events
FROM   justice_counts_own AS o
WHERE  o.breakdown = '' AND o.month = month_of(add_months(as_of(), -1))
GROUP  BY o.metric

-- measure: justice_counts.arrests
-- title: Justice Counts: arrests of the last year, by offense type
-- title::es: Justice Counts: arrestos del último año, por tipo de delito
-- method: count
-- unit: arrests
-- public: yes
SELECT value_of AS "group", sum(figure) AS events
FROM   justice_counts_own
WHERE  metric = 'law_enforcement.arrests' AND breakdown = 'offense_type' AND month > month_of(add_months(as_of(), -12))
GROUP  BY value_of

-- measure: justice_counts.published
-- title: Justice Counts: figures of agencies on record, by sector
-- title::es: Justice Counts: cifras registradas de organismos, por sector
-- method: count
-- by: justice_sector
-- unit: figures
SELECT m.sector AS "group", count(*) AS events
FROM   justice_count AS j
JOIN   justice_metric AS m ON m.code = j.metric
GROUP  BY m.sector

-- measure: commission.jail
-- title: People in jail per 100,000 residents: this city beside others
-- title::es: Personas en la cárcel por cada 100.000 residentes: esta ciudad junto a otras
-- method: rate
-- per: 100000
-- unit: people
-- better: lower
-- caveat: Cities differ in what they count and in who lives there.
-- caveat::es: Las ciudades difieren en lo que cuentan y en quiénes viven en ellas.
-- public: yes
SELECT city AS "group", events AS events, base AS exposure
FROM   peer_value
WHERE  indicator = 'jail_population'
UNION  ALL
SELECT site('city'), (SELECT count(*) FROM booking AS b WHERE b.facility = 'jail' AND b.released IS NULL), (SELECT sum(p.people) FROM residents AS p)

-- measure: commission.youth_arrests
-- title: Arrests of youth per 100,000 youth in a year: this city beside others
-- title::es: Arrestos de menores por cada 100.000 en un año: esta ciudad junto a otras
-- method: rate
-- per: 100000
-- unit: arrests
-- better: lower
-- caveat: Cities differ in what they count and in who lives there.
-- caveat::es: Las ciudades difieren en lo que cuentan y en quiénes viven en ellas.
-- public: yes
SELECT city AS "group", events AS events, base AS exposure
FROM   peer_value
WHERE  indicator = 'youth_arrests'
UNION  ALL
SELECT site('city'), (SELECT count(*) FROM arrest AS a WHERE a.age < 18 AND day_of(a.arrested) > add_months(as_of(), -12)), (SELECT sum(p.people) FROM residents AS p WHERE p.age_band = '0-17')

-- measure: commission.missed
-- title: Cases with a missed appearance: this city beside others
-- title::es: Casos con comparecencia perdida: esta ciudad junto a otras
-- method: proportion
-- better: lower
-- caveat: Cities differ in what they count.
-- caveat::es: Las ciudades difieren en lo que cuentan.
-- public: yes
SELECT city AS "group", events AS events, base AS trials
FROM   peer_value
WHERE  indicator = 'missed_court'
UNION  ALL
SELECT site('city'), (SELECT count(*) FROM court_case AS k WHERE k.missed_appearances > 0), (SELECT count(*) FROM court_case AS k WHERE k.missed_appearances IS NOT NULL)

-- measure: commission.benchmarks
-- title: What other places found of return, to hold beside return.share
-- title::es: Lo que otros lugares hallaron sobre la reincidencia, junto a return.share
-- about: Compare only the same event, the same years and the same kind of release.
-- about::es: Compare solo el mismo hecho, los mismos años y el mismo tipo de salida.
-- method: list
-- limit: 100
-- public: yes
SELECT code AS code, label AS what, percent AS percent, scope AS scope, source AS source, confidence AS confidence
FROM   recidivism_benchmark
ORDER  BY code

-- measure: commission.works
-- title: What is known to work, with effect and interval
-- title::es: Lo que se sabe que funciona, con efecto e intervalo
-- about: By topic, never by size of effect. Null, mixed and harmful findings stand among the others. One study is one study.
-- about::es: Por tema, nunca por tamaño del efecto. Los hallazgos nulos, mixtos y dañinos están entre los demás. Un estudio es un estudio.
-- method: list
-- limit: 100
-- public: yes
SELECT code AS code, topic AS topic, label AS program, outcome AS outcome, direction AS direction, metric AS metric, effect_words AS effect,
       CASE WHEN low IS NULL THEN 'none reported' ELSE low || ' to ' || high END AS interval_95, design AS design, coalesce(size, 'not reported') AS n, remark AS remark, source AS source
FROM   evidence
ORDER  BY topic, code

-- measure: commission.no_effect
-- title: Findings of no effect, mixed or harm
-- title::es: Hallazgos sin efecto, mixtos o dañinos
-- method: list
-- limit: 100
-- public: yes
SELECT code AS code, topic AS topic, label AS program, outcome AS outcome, direction AS direction, effect_words AS effect, design AS design, remark AS remark, source AS source
FROM   evidence
WHERE  direction IN ('null', 'mixed', 'harm')
ORDER  BY topic, code

-- measure: commission.evidence
-- title: Findings on record, by direction
-- title::es: Hallazgos registrados, por dirección
-- method: count
-- unit: findings
SELECT direction AS "group", count(*) AS events
FROM   evidence
GROUP  BY direction

-- measure: commission.recommend
-- title: What the commission may recommend, with its numbers
-- title::es: Lo que la comisión puede recomendar, con sus números
-- method: list
-- caveat: If what was found there holds here, for people like ours. One study is one study; where no interval was reported, none is shown.
-- caveat::es: Si lo hallado allí vale aquí, para personas como las nuestras. Un estudio es un estudio; si no se informó intervalo, no se muestra.
-- card: yes
SELECT e.label AS recommendation, f.what AS what_happens_here, f.now_happens AS now, f.share_avoided AS share_avoided_elsewhere, round(f.now_happens * f.share_avoided, 1) AS might_be_avoided,
       e.design AS design, coalesce(e.size, 'not reported') AS n, CASE WHEN e.low IS NULL THEN 'none reported' ELSE e.low || ' to ' || e.high END AS interval_95, e.remark AS remark, e.source AS source
FROM   commission_finding AS f
JOIN   evidence AS e ON e.code = f.evidence
ORDER  BY f.evidence

-- measure: fairness.decisions
-- title: Relative rate at each decision point, by race
-- title::es: Tasa relativa en cada punto de decisión, por raza
-- about: The stages are those of the system, from who lives here to who is locked up. Each rate is of the stage it names, beside that of white people.
-- about::es: Las etapas son las del sistema, de quien vive aquí a quien es encarcelado. Cada tasa es de la etapa que se nombra, frente a la
--   de las personas blancas.
-- source: OJJDP Disproportionate Minority Contact manual; 34 USC 11133(a)(15)
-- method: relative_rate_index
-- by: race
-- compare: white
-- bases: diverted of arrests, charged of arrests, held before trial of charged, convicted of charged, prison or jail of convicted
-- caveat: It says where to look, not why.
-- caveat::es: Dice dónde mirar, no por qué.
-- public: yes
SELECT stage AS stage, race AS "group", people AS "count"
FROM   decision_point
ORDER  BY nth, race

-- measure: fairness.youth
-- title: Youth: relative rate at each decision point, by race
-- title::es: Menores: tasa relativa en cada punto de decisión, por raza
-- about: The stages are those of the system, from who lives here to who is locked up. Each rate is of the stage it names, beside that of white people.
-- about::es: Las etapas son las del sistema, de quien vive aquí a quien es encarcelado. Cada tasa es de la etapa que se nombra, frente a la
--   de las personas blancas.
-- source: OJJDP Disproportionate Minority Contact manual; 34 USC 11133(a)(15)
-- method: relative_rate_index
-- by: race
-- compare: white
-- bases: diverted of arrests, charged of arrests, held before trial of charged, convicted of charged, prison or jail of convicted
-- caveat: It says where to look, not why.
-- caveat::es: Dice dónde mirar, no por qué.
-- public: yes
SELECT stage AS stage, race AS "group", people AS "count"
FROM   youth_decision_point
ORDER  BY nth, race

-- measure: youth.effect
-- title: Did the summer job cut arrests for violence? By the draw
-- title::es: ¿Redujo el empleo de verano los arrestos por violencia? Según el sorteo
-- about: Everybody who was drawn beside everybody who was not, whoever took the place.
-- about::es: Todas las personas sorteadas frente a todas las demás, hayan tomado o no el cupo.
-- method: randomised
-- unit: arrests
-- better: lower
-- treated: drawn
-- seed: 2026
-- covariates: arrests_before, age
-- replicates: 999
-- public: yes
-- card: yes
SELECT a.entry_id AS unit, CASE WHEN a.drawn THEN 'drawn' ELSE 'not drawn' END AS arm, a.violent_after AS outcome, a.arrests_before AS arrests_before, a.age AS age,
       CASE WHEN e.entry IS NULL THEN 0 ELSE 1 END AS received
FROM   youth_application AS a
JOIN   youth_program AS p ON p.program_id = a.program AND p.kind = 'summer_jobs'
LEFT   JOIN youth_enrolment AS e ON e.entry = a.entry_id
WHERE  a.violent_after IS NOT NULL
ORDER  BY a.entry_id

-- measure: case.reminder_effect
-- title: Did text reminders cut missed appearances? By the draw
-- title::es: ¿Redujeron los recordatorios por texto las comparecencias perdidas? Según el sorteo
-- about: Reminders went out by lot from 2025 on; only cases filed since then are compared.
-- about::es: Los recordatorios se enviaron por sorteo desde 2025; solo se comparan los casos presentados desde entonces.
-- method: randomised
-- unit: appearances
-- better: lower
-- treated: reminded
-- seed: 2026
-- replicates: 999
-- public: yes
SELECT case_number AS unit, CASE WHEN reminded THEN 'reminded' ELSE 'not reminded' END AS arm, missed_appearances AS outcome
FROM   court_case
WHERE  filed_on >= '2025-01-01' AND NOT in_custody
ORDER  BY case_number

-- measure: commission.now
-- title: What happens here that something known to work might change
-- title::es: Lo que ocurre aquí y podría cambiar con algo que se sabe que funciona
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- method: count
-- better: lower
-- public: yes
SELECT e.label || ': ' || f.what AS "group", f.now_happens AS events
FROM   commission_finding AS f
JOIN   evidence AS e ON e.code = f.evidence

-- measure: study.kept
-- title: Broward County: people kept by the published filter, by race
-- title::es: Condado de Broward: personas que conserva el filtro publicado, por raza
-- source: ProPublica notebook
-- method: count
-- unit: people
SELECT race_recorded AS "group", count(*) AS events
FROM   followed_person
WHERE  study = 'compas' AND abs(days_to_screening) <= 30 AND outcome_known AND charge_level IN ('felony', 'misdemeanor') AND score_level <> 'N/A'
GROUP  BY race_recorded

-- measure: study.levels
-- title: Broward County: people kept by the published filter, by risk level
-- title::es: Condado de Broward: personas que conserva el filtro publicado, por nivel de riesgo
-- source: ProPublica notebook
-- method: count
-- unit: people
SELECT score_level AS "group", count(*) AS events
FROM   followed_person
WHERE  study = 'compas' AND abs(days_to_screening) <= 30 AND outcome_known AND charge_level IN ('felony', 'misdemeanor') AND score_level <> 'N/A'
GROUP  BY score_level

-- measure: study.returned
-- title: Returned within two years, of those kept by the published filter, by study
-- title::es: Reincidió en dos años, entre quienes conserva el filtro publicado, por estudio
-- source: ProPublica notebook
-- method: proportion
SELECT study AS "group", count(*) FILTER (WHERE returned_2y) AS events, count(*) AS trials
FROM   followed_person
WHERE  study IN ('compas', 'compas_violent') AND abs(days_to_screening) <= 30 AND outcome_known AND charge_level IN ('felony', 'misdemeanor') AND score_level <> 'N/A'
GROUP  BY study

-- measure: study.false_high
-- title: Of those who did not return, share scored medium or high, by race
-- title::es: Entre quienes no reincidieron, proporción con puntaje medio o alto, por raza
-- source: ProPublica notebook
-- method: proportion
-- compare: Caucasian
-- caveat: A score cannot be equal in all of these measures where the groups return at different rates.
-- caveat::es: Un puntaje no puede ser igual en todas estas medidas si los grupos reinciden en proporciones distintas.
SELECT race_recorded AS "group", count(*) FILTER (WHERE score_level IN ('Medium', 'High')) AS events, count(*) AS trials
FROM   followed_person
WHERE  study = 'compas' AND NOT returned_2y
GROUP  BY race_recorded

-- measure: study.false_low
-- title: Of those who returned, share scored low, by race
-- title::es: Entre quienes reincidieron, proporción con puntaje bajo, por raza
-- source: ProPublica notebook
-- method: proportion
-- compare: Caucasian
-- caveat: A score cannot be equal in all of these measures where the groups return at different rates.
-- caveat::es: Un puntaje no puede ser igual en todas estas medidas si los grupos reinciden en proporciones distintas.
SELECT race_recorded AS "group", count(*) FILTER (WHERE score_level = 'Low') AS events, count(*) AS trials
FROM   followed_person
WHERE  study = 'compas' AND returned_2y
GROUP  BY race_recorded

-- measure: study.precision
-- title: Of those scored medium or high, share who returned, by race
-- title::es: Entre quienes tuvieron puntaje medio o alto, proporción que reincidió, por raza
-- source: ProPublica notebook
-- method: proportion
-- compare: Caucasian
-- caveat: A score cannot be equal in all of these measures where the groups return at different rates.
-- caveat::es: Un puntaje no puede ser igual en todas estas medidas si los grupos reinciden en proporciones distintas.
SELECT race_recorded AS "group", count(*) FILTER (WHERE returned_2y) AS events, count(*) AS trials
FROM   followed_person
WHERE  study = 'compas' AND score_level IN ('Medium', 'High')
GROUP  BY race_recorded

-- measure: study.false_highest
-- title: Of those who did not return, share scored high, by race
-- title::es: Entre quienes no reincidieron, proporción con puntaje alto, por raza
-- source: ProPublica notebook
-- method: proportion
-- compare: Caucasian
-- caveat: A score cannot be equal in all of these measures where the groups return at different rates.
-- caveat::es: Un puntaje no puede ser igual en todas estas medidas si los grupos reinciden en proporciones distintas.
SELECT race_recorded AS "group", count(*) FILTER (WHERE score_level = 'High') AS events, count(*) AS trials
FROM   followed_person
WHERE  study = 'compas' AND NOT returned_2y
GROUP  BY race_recorded

-- measure: study.nij
-- title: Georgia: share arrested, by year after release
-- title::es: Georgia: proporción arrestada, por año tras la salida
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- source: NIJ Recidivism Forecasting Challenge
-- method: proportion
SELECT 'year 1' AS "group", count(*) FILTER (WHERE returned_1y) AS events, count(returned_1y) AS trials FROM followed_person WHERE study = 'nij outcome'
UNION  ALL
SELECT 'year 2, of those not arrested before', count(*) FILTER (WHERE returned_2y), count(returned_2y) FROM followed_person WHERE study = 'nij outcome' 

-- measure: study.rossi
-- title: Maryland: share arrested within 52 weeks, by financial aid
-- title::es: Maryland: proporción arrestada en 52 semanas, según ayuda económica
-- source: Rossi, Berk & Lenihan 1980; aid was given by lot
-- method: proportion
-- compare: no aid
SELECT CASE WHEN aid THEN 'aid' ELSE 'no aid' END AS "group", count(*) FILTER (WHERE event) AS events, count(*) AS trials
FROM   followed_person
WHERE  study = 'rossi'
GROUP  BY CASE WHEN aid THEN 'aid' ELSE 'no aid' END

-- measure: study.rossi_effect
-- title: Maryland: did financial aid cut arrests? By the draw
-- title::es: Maryland: ¿redujo la ayuda económica los arrestos? Según el sorteo
-- source: Rossi, Berk & Lenihan 1980; aid was given by lot
-- method: randomised
-- treated: aid
-- seed: 2026
-- replicates: 999
SELECT row_id AS unit, CASE WHEN aid THEN 'aid' ELSE 'no aid' END AS arm, CASE WHEN event THEN 1 ELSE 0 END AS outcome
FROM   followed_person
WHERE  study = 'rossi'
ORDER  BY row_id

-- measure: study.rossi_time
-- title: Maryland: weeks until arrest, by financial aid
-- title::es: Maryland: semanas hasta el arresto, según ayuda económica
-- source: Rossi, Berk & Lenihan 1980
-- method: survival
-- compare: no aid
-- unit: weeks
-- at: 13, 26, 39, 52
SELECT CASE WHEN aid THEN 'aid' ELSE 'no aid' END AS "group", 0 AS entered, followed_time AS "left", event AS event
FROM   followed_person
WHERE  study = 'rossi' 

-- measure: study.rossi_hazard
-- title: Maryland: what raises or lowers the chance of arrest in a week
-- title::es: Maryland: qué sube o baja la probabilidad de arresto en una semana
-- source: Rossi, Berk & Lenihan 1980; Fox & Weisberg, appendix on Cox regression
-- method: cox
-- caveat: The people were released in the 1970s. Race stands for what they met with, not for what they are.
-- caveat::es: Estas personas salieron en los años 70. La raza representa lo que encontraron, no lo que son.
SELECT followed_time AS "left", event AS event, CASE WHEN aid THEN 1 ELSE 0 END AS fin, age,
       CASE WHEN race = 'black' THEN 1 ELSE 0 END AS black, CASE WHEN worked THEN 1 ELSE 0 END AS wexp,
       CASE WHEN married THEN 0 ELSE 1 END AS not_married, CASE WHEN paroled THEN 1 ELSE 0 END AS paro, priors AS prio
FROM   followed_person
WHERE  study = 'rossi'
ORDER  BY row_id

-- measure: study.compas_high
-- title: Broward County: who gets a medium or high score, all else equal
-- title::es: Condado de Broward: quién recibe un puntaje medio o alto, a igualdad de lo demás
-- source: ProPublica, How We Analyzed the COMPAS Recidivism Algorithm (2016)
-- method: regression
-- family: logistic
-- reference: race Caucasian, age_group 25 - 45, sex male, charge_level felony
-- caveat: The score judges people; the number judges the score.
-- caveat::es: El puntaje juzga a personas; el número juzga al puntaje.
SELECT CASE WHEN score_level <> 'Low' THEN 1 ELSE 0 END AS outcome, sex, age_group, race_recorded AS race,
       priors, charge_level, CASE WHEN returned_2y THEN 1 ELSE 0 END AS returned
FROM   followed_person
WHERE  study = 'compas' AND outcome_known AND days_to_screening BETWEEN -30 AND 30 AND charge_level <> 'infraction'
       AND score_level <> 'N/A'
ORDER  BY row_id

-- measure: prosecutor.bail
-- title: Philadelphia: cases by bail set
-- title::es: Filadelfia: casos por fianza fijada
-- method: count
-- unit: cases
SELECT kind AS "group", sum(cases) AS events
FROM   prosecutor_day
WHERE  topic = 'bail' AND kind <> 'Total'
GROUP  BY kind

-- measure: prosecutor.outcomes
-- title: Philadelphia: charges by outcome
-- title::es: Filadelfia: cargos por resultado
-- method: count
-- unit: cases
SELECT kind AS "group", sum(cases) AS events
FROM   prosecutor_day
WHERE  topic = 'outcome' AND kind <> 'Total'
GROUP  BY kind

-- measure: youth_court.hidden
-- title: Wyoming: figures of youth courts, hidden or not reported
-- title::es: Wyoming: cifras de tribunales de menores, ocultas o no informadas
-- method: count
-- unit: figures
SELECT 'hidden' AS "group", sum(hidden) AS events FROM youth_court_count
UNION  ALL
SELECT 'not reported', sum(missing) FROM youth_court_count

-- measure: youth_court.petitions
-- title: Wyoming: delinquency petitions per 1,000 youth, by year
-- title::es: Wyoming: peticiones por delincuencia por cada 1.000 jóvenes, por año
-- method: rate
-- per: 1000
-- unit: petitions
-- caveat: Counties that hide or do not report are left out of both numbers.
-- caveat::es: Los condados que ocultan o no informan quedan fuera de ambos números.
SELECT year_of(year_from) AS "group", sum(delinquency_petition) AS events, sum(youth) AS exposure
FROM   youth_court_count
WHERE  delinquency_petition IS NOT NULL AND youth IS NOT NULL
GROUP  BY year_of(year_from)

-- measure: youth_arrest.by_year
-- title: Wyoming: youth arrests for violence and property, by year
-- title::es: Wyoming: arrestos de menores por violencia y propiedad, por año
-- method: count
-- unit: arrests
-- better: lower
SELECT year_of(year_from) AS "group", sum(violent) + sum(property) AS events
FROM   youth_arrest_count
GROUP  BY year_of(year_from)

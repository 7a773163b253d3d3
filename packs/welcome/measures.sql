-- Numbers of the desk, of federal requests, of languages, of visas and of verification.

-- measure: certification.days_to_answer
-- title: How long do victims wait for an answer?
-- title::es: ¿Cuánto esperan las víctimas una respuesta?
-- method: survival
-- unit: days
-- by: certification_form
-- at: 7, 30, 60, 90
-- caveat: Requests still open count as waiting, not as missing.
-- caveat::es: Las solicitudes abiertas cuentan como espera, no como faltantes.
SELECT form AS "group", 0 AS entered, days_between(received_on, coalesce(answered_on, as_of())) AS "left", answered_on IS NOT NULL AS event
FROM   certification_request

-- measure: certification.wait
-- title: Days to an answer, by year of the request
-- title::es: Días hasta la respuesta, por año de la solicitud
-- method: median
-- unit: days
-- better: lower
-- caveat: Only answered requests.
-- caveat::es: Solo solicitudes respondidas.
SELECT year_of(received_on) AS "group", days_between(received_on, answered_on) AS value
FROM   certification_request
WHERE  answered_on IS NOT NULL

-- measure: certification.in_time
-- title: Requests answered within the state's deadline
-- title::es: Solicitudes respondidas dentro del plazo del estado
-- method: proportion
-- better: higher
-- card: yes
-- caveat: California only: 30 days, 7 where urgent, not moved for days off; the clock counts those.
-- caveat::es: Solo California: 30 días, 7 si es urgente, sin mover por días inhábiles; el plazo sí los cuenta.
SELECT year_of(u.received_on) AS "group",
       count(*) FILTER (WHERE days_between(u.received_on, u.answered_on) <= CASE WHEN u.urgent THEN 7 ELSE 30 END) AS events, count(*) AS trials
FROM   certification_urgent AS u
WHERE  u.state = 'CA' AND (u.answered_on IS NOT NULL OR days_between(u.received_on, as_of()) > 30)
GROUP  BY year_of(u.received_on)

-- measure: certification.granted
-- title: Share of answered requests that were certified
-- title::es: Proporción de solicitudes respondidas que se certificaron
-- method: proportion
-- public: yes
SELECT year_of(answered_on) AS "group", count(*) FILTER (WHERE answer = 'certified') AS events, count(*) AS trials
FROM   certification_request
WHERE  answered_on IS NOT NULL
GROUP  BY year_of(answered_on)

-- measure: certification.by_crime
-- title: Requests, by crime
-- title::es: Solicitudes, por delito
-- method: count
-- by: qualifying_crime
-- unit: requests
-- suppress below: 5
-- public: yes
SELECT crime AS "group", count(*) AS events
FROM   certification_request
GROUP  BY crime

-- measure: certification.refusals
-- title: Why requests were refused
-- title::es: Por qué se denegaron solicitudes
-- method: count
-- by: refusal_reason
-- unit: refusals
SELECT refusal AS "group", count(*) AS events
FROM   certification_request
WHERE  answer = 'refused'
GROUP  BY refusal

-- measure: certification.by_language
-- title: Requests, by language of the victim
-- title::es: Solicitudes, por idioma de la víctima
-- method: count
-- by: language
-- unit: requests
SELECT language AS "group", count(*) AS events
FROM   certification_request
GROUP  BY language

-- measure: outside_request.by_kind
-- title: Federal requests, by what was asked
-- title::es: Solicitudes federales, por lo que se pidió
-- method: count
-- by: outside_request_kind
-- unit: requests
-- public: yes
SELECT kind AS "group", count(*) AS events
FROM   outside_request
GROUP  BY kind

-- measure: outside_request.granted
-- title: Share of federal requests that were granted, by what was asked
-- title::es: Proporción de solicitudes federales concedidas, por lo que se pidió
-- method: proportion
-- by: outside_request_kind
-- public: yes
SELECT kind AS "group", count(*) FILTER (WHERE answer IN ('honored', 'partly')) AS events, count(*) AS trials
FROM   outside_request
WHERE  answer IS NOT NULL
GROUP  BY kind

-- measure: outside_request.with_judge
-- title: Federal requests that came with a judge's warrant
-- title::es: Solicitudes federales con orden de un juez
-- method: proportion
-- public: yes
SELECT year_of(day_of(received)) AS "group", count(*) FILTER (WHERE warrant = 'judicial') AS events, count(*) AS trials
FROM   outside_request
WHERE  warrant IS NOT NULL
GROUP  BY year_of(day_of(received))

-- measure: outside_request.hours
-- title: Hours of city staff for each federal request, by year
-- title::es: Horas de personal municipal por solicitud federal, por año
-- method: mean
-- unit: hours
-- better: lower
-- card: yes
SELECT year_of(day_of(received)) AS "group", hours_spent AS value
FROM   outside_request
WHERE  hours_spent IS NOT NULL

-- measure: outside_request.patrol_shifts
-- title: What federal requests took from patrol
-- title::es: Lo que las solicitudes federales quitaron a la patrulla
-- method: list
SELECT year_of(day_of(received)) AS year, count(*) AS requests, sum(hours_spent) AS hours, sum(hours_spent) / 8.0 AS shifts_of_8_hours,
       sum(officers) AS officers_taken, count(*) FILTER (WHERE paid_by IS NOT NULL) AS reimbursed
FROM   outside_request
GROUP  BY year_of(day_of(received))
ORDER  BY year_of(day_of(received))

-- measure: outside_request.held
-- title: Hours that people were held past release
-- title::es: Horas que se retuvo a personas tras su liberación
-- method: median
-- unit: hours
-- better: lower
SELECT year_of(day_of(received)) AS "group", hours_between(otherwise_released, released) AS value
FROM   outside_request
WHERE  kind = 'detainer' AND released IS NOT NULL AND otherwise_released IS NOT NULL

-- measure: reporting.before_after
-- title: Reports of crime, by month
-- title::es: Denuncias de delitos, por mes
-- method: interrupted_series
-- unit: reports
-- from: 2025-03
-- family: poisson
-- caveat: The month from which it compares is the one in which the city took part in a federal operation: set it to your own. Other things change in a month too.
-- caveat::es: El mes desde el que compara es aquel en que la ciudad participó en un operativo federal: ponga el suyo. En un mes también cambian otras cosas.
SELECT month AS period, sum(reports) AS outcome
FROM   reporting_month
GROUP  BY month

-- measure: reporting.interpreted
-- title: Share of reports that came with an interpreter, by year
-- title::es: Proporción de denuncias con intérprete, por año
-- method: proportion
-- better: higher
-- caveat: Fewer calls with an interpreter may mean less trust, or more officers who speak the language.
-- caveat::es: Menos llamadas con intérprete puede significar menos confianza, o más agentes que hablan el idioma.
-- public: yes
SELECT substr(month, 1, 4) AS "group", sum(interpreted) AS events, sum(reports) AS trials
FROM   reporting_month
WHERE  interpreted IS NOT NULL
GROUP  BY substr(month, 1, 4)

-- measure: language.provided
-- title: Language service given when needed, by language
-- title::es: Servicio de idiomas dado cuando hizo falta, por idioma
-- method: proportion
-- by: language
-- better: higher
-- card: yes
-- public: yes
SELECT language AS "group", count(*) FILTER (WHERE provided) AS events, count(*) AS trials
FROM   language_service
GROUP  BY language

-- measure: language.qualified
-- title: By a qualified interpreter, by place
-- title::es: Por un intérprete calificado, por lugar
-- method: proportion
-- by: service_place
-- better: higher
-- public: yes
SELECT place AS "group", count(*) FILTER (WHERE qualified) AS events, count(*) AS trials
FROM   language_service
WHERE  provided AND qualified IS NOT NULL
GROUP  BY place

-- measure: language.wait
-- title: Minutes waited for an interpreter, by language
-- title::es: Minutos de espera por un intérprete, por idioma
-- method: median
-- by: language
-- unit: minutes
-- better: lower
SELECT language AS "group", wait_minutes AS value
FROM   language_service
WHERE  provided AND wait_minutes IS NOT NULL

-- measure: case.disposed
-- title: Charged cases that reached a disposition, by language group
-- title::es: Casos con cargos que llegaron a resolución, por grupo de idioma
-- method: proportion
-- by: language_group
-- compare: english
-- better: higher
-- caveat: Groups are by interpreter, in totals. Nobody's origin is on record.
-- caveat::es: Los grupos son por intérprete, en totales. No consta el origen de nadie.
-- public: yes
SELECT language_group AS "group", sum(disposed) AS events, sum(charged) AS trials
FROM   case_group
GROUP  BY language_group

-- measure: case.diverted
-- title: Charged cases that were diverted, by language group
-- title::es: Casos con cargos que se derivaron, por grupo de idioma
-- method: proportion
-- by: language_group
-- compare: english
-- public: yes
SELECT language_group AS "group", sum(diverted) AS events, sum(charged) AS trials
FROM   case_group
GROUP  BY language_group

-- measure: case.handed_over
-- title: Charged people handed over before a disposition, by language group
-- title::es: Personas con cargos entregadas antes de la resolución, por grupo de idioma
-- method: proportion
-- by: language_group
-- better: lower
-- caveat: A case that ends with a hand-over leaves the victim without a verdict.
-- caveat::es: Un caso que termina en entrega deja a la víctima sin veredicto.
SELECT language_group AS "group", sum(handed_over) AS events, sum(charged) AS trials
FROM   case_group
WHERE  handed_over IS NOT NULL
GROUP  BY language_group

-- measure: referral.accepted
-- title: Referrals to legal help that were taken, by need
-- title::es: Derivaciones a asistencia legal aceptadas, por necesidad
-- method: proportion
-- by: legal_need
-- better: higher
SELECT need AS "group", count(*) FILTER (WHERE outcome IN ('represented', 'advised')) AS events, count(*) AS trials
FROM   legal_referral
WHERE  outcome IS NOT NULL
GROUP  BY need

-- measure: petition.by_status
-- title: Petitions, by status
-- title::es: Peticiones, por estado
-- method: count
-- by: petition_status
-- unit: petitions
-- public: yes
SELECT status AS "group", count(*) AS events
FROM   petition_year
GROUP  BY status

-- measure: petition.workers
-- title: Workers in certified petitions, by fiscal year
-- title::es: Trabajadores en peticiones certificadas, por año fiscal
-- method: count
-- unit: workers
-- caveat: The count of a public file has no chance error of its own; the range is what another such year could give.
-- caveat::es: El recuento de un archivo público no tiene error propio; el intervalo es lo que podría dar otro año así.
-- public: yes
SELECT fiscal_year AS "group", sum(workers_certified) AS events
FROM   petition_year
WHERE  status IN ('certified', 'partly_certified') AND fiscal_year IS NOT NULL
GROUP  BY fiscal_year

-- measure: petition.certified
-- title: Share of decided petitions certified in whole or part, by fiscal year
-- title::es: Proporción de peticiones decididas que se certificaron total o parcialmente, por año fiscal
-- method: proportion
-- public: yes
SELECT fiscal_year AS "group", count(*) FILTER (WHERE status IN ('certified', 'partly_certified')) AS events, count(*) AS trials
FROM   petition_year
WHERE  status IN ('certified', 'partly_certified', 'denied') AND fiscal_year IS NOT NULL
GROUP  BY fiscal_year

-- measure: petition.workers_by_state
-- title: Workers in certified petitions, by state
-- title::es: Trabajadores en peticiones certificadas, por estado
-- method: count
-- by: us_state
-- unit: workers
SELECT work_state AS "group", sum(workers_certified) AS events
FROM   petition_year
WHERE  status IN ('certified', 'partly_certified')
GROUP  BY work_state

-- measure: petition.days
-- title: Days from filing to a decision, by kind of visa
-- title::es: Días desde la presentación hasta la decisión, por tipo de visa
-- method: median
-- by: visa_kind
-- unit: days
-- better: lower
SELECT kind AS "group", days_between(filed_on, decided_on) AS value
FROM   petition_year
WHERE  filed_on IS NOT NULL AND decided_on IS NOT NULL

-- measure: petition.backlog
-- title: How long petitions wait for a decision
-- title::es: Cuánto esperan las peticiones una decisión
-- method: survival
-- by: visa_kind
-- unit: days
-- at: 7, 30, 60
SELECT kind AS "group", 0 AS entered, days_between(filed_on, coalesce(decided_on, as_of())) AS "left", decided_on IS NOT NULL AS event
FROM   petition_year
WHERE  filed_on IS NOT NULL AND days_between(filed_on, coalesce(decided_on, as_of())) >= 0

-- measure: petition.on_time
-- title: Workers who arrived by the first day of need
-- title::es: Trabajadores que llegaron antes del primer día de necesidad
-- method: proportion
-- by: visa_kind
-- better: higher
SELECT kind AS "group", count(*) FILTER (WHERE arrived_on <= need_from) AS events, count(*) AS trials
FROM   petition_year
WHERE  need_from < as_of() AND status IN ('certified', 'partly_certified') AND arrived_on IS NOT NULL
GROUP  BY kind

-- measure: petition.denials
-- title: Why petitions were denied
-- title::es: Por qué se denegaron peticiones
-- method: count
-- by: denial_reason
-- unit: denials
SELECT denial AS "group", count(*) AS events
FROM   petition_year
WHERE  status = 'denied'
GROUP  BY denial

-- measure: petition.cost
-- title: Cost to the employer for each worker, by kind of visa
-- title::es: Costo para el empleador por trabajador, por tipo de visa
-- method: median
-- by: visa_kind
-- unit: dollars
-- better: lower
SELECT kind AS "group", cost / 100.0 / workers_certified AS value
FROM   petition_year
WHERE  cost IS NOT NULL AND workers_certified > 0

-- measure: cap.used
-- title: Caps and what Washington has counted against them
-- title::es: Topes y lo que Washington ha contado
-- method: list
SELECT c.label AS cap, c.fiscal_year AS fiscal_year, c.workers AS cap_workers, n.workers AS counted, n.published_on AS published_on,
       round(100.0 * n.workers / c.workers, 1) AS percent_used, c.source AS source
FROM   visa_cap AS c
LEFT   JOIN cap_notice AS n ON n.cap = c.code AND n.published_on = (SELECT max(x.published_on) FROM cap_notice AS x WHERE x.cap = c.code)
ORDER  BY c.code

-- measure: job_order.hired
-- title: US workers hired among those who answered
-- title::es: Trabajadores de EE. UU. contratados entre quienes respondieron
-- method: proportion
-- by: visa_kind
-- better: higher
SELECT v.kind AS "group", sum(j.hired) AS events, sum(j.referred) AS trials
FROM   job_order AS j
JOIN   visa_petition AS v ON v.petition_id = j.petition
GROUP  BY v.kind

-- measure: verification.in_time
-- title: Forms I-9 with section 2 in time, by employer
-- title::es: Formularios I-9 con la sección 2 a tiempo, por empleador
-- method: proportion
-- by: employer
-- better: higher
-- caveat: Five calendar days are taken for three business days here; the clock counts them exactly.
-- caveat::es: Aquí se toman cinco días corridos por tres hábiles; el plazo los cuenta exactamente.
SELECT employer AS "group", count(*) FILTER (WHERE days_between(started_on, section2_on) <= 5) AS events, count(*) AS trials
FROM   employment_verification
WHERE  days_between(started_on, as_of()) > 5
GROUP  BY employer

-- measure: verification.mismatch
-- title: Share of E-Verify cases with a mismatch at first, by year
-- title::es: Proporción de casos de E-Verify con discrepancia inicial, por año
-- method: proportion
-- better: lower
SELECT year_of(case_on) AS "group", count(*) FILTER (WHERE mismatch_on IS NOT NULL) AS events, count(*) AS trials
FROM   employment_verification
WHERE  case_on IS NOT NULL
GROUP  BY year_of(case_on)

-- measure: verification.wrong_mismatch
-- title: Share of mismatches that were wrong: the worker was authorized after all
-- title::es: Proporción de discrepancias erróneas: el trabajador sí estaba autorizado
-- method: proportion
-- better: lower
-- card: yes
SELECT count(*) FILTER (WHERE final_result = 'authorized') AS events, count(*) AS trials
FROM   employment_verification
WHERE  mismatch_on IS NOT NULL AND final_on IS NOT NULL

-- measure: verification.wrong_by_group
-- title: Workers with authorization who met a mismatch, by group
-- title::es: Trabajadores autorizados que tuvieron una discrepancia, por grupo
-- method: proportion
-- by: verify_group
-- compare: us_born
-- better: lower
-- caveat: From totals of a study; nobody's status is on record.
-- caveat::es: De totales de un estudio; no consta la situación de nadie.
-- public: yes
SELECT verify_group AS "group", sum(wrong_mismatches) AS events, sum(authorized_workers) AS trials
FROM   verification_group
GROUP  BY verify_group

-- measure: clinic.renewals
-- title: Renewals helped with, by month
-- title::es: Renovaciones ayudadas, por mes
-- method: trend
-- unit: renewals
-- public: yes
SELECT month AS period, sum(renewals) AS events
FROM   clinic_month
GROUP  BY month

-- measure: clinic.military_families
-- title: Military families helped, by year
-- title::es: Familias militares ayudadas, por año
-- method: count
-- unit: families
-- public: yes
SELECT substr(month, 1, 4) AS "group", sum(military_families) AS events
FROM   clinic_month
GROUP  BY substr(month, 1, 4)

-- measure: earned.progress
-- title: Requirements met, by requirement
-- title::es: Requisitos cumplidos, por requisito
-- method: proportion
-- by: earned_requirement
SELECT requirement AS "group", count(*) FILTER (WHERE met = 'yes') AS events, count(*) AS trials
FROM   earned_status_step
GROUP  BY requirement

-- measure: agreement.by_model
-- title: 287(g) agreements, by model
-- title::es: Acuerdos 287(g), por modelo
-- method: count
-- by: enforcement_model
-- unit: agreements
-- public: yes
SELECT model AS "group", count(*) AS events
FROM   enforcement_agreement
GROUP  BY model

-- measure: agreement.agencies
-- title: Agencies with a 287(g) agreement
-- title::es: Organismos con acuerdo 287(g)
-- method: count
-- unit: agencies
-- public: yes
SELECT count(DISTINCT state || agency_name) AS events
FROM   enforcement_agreement

-- measure: agreement.by_state
-- title: 287(g) agreements, by state
-- title::es: Acuerdos 287(g), por estado
-- method: count
-- by: us_state
-- unit: agreements
SELECT state AS "group", count(*) AS events
FROM   enforcement_agreement
GROUP  BY state

-- measure: border.apprehensions
-- title: Apprehensions on the southwest border, by fiscal year
-- title::es: Detenciones en la frontera suroeste, por año fiscal
-- method: count
-- unit: apprehensions
-- public: yes
SELECT fiscal_year AS "group", sum(number) AS events
FROM   border_year
WHERE  topic = 'apprehensions' AND sector = 'southwest'
GROUP  BY fiscal_year

-- measure: border.apprehensions_by_sector
-- title: Apprehensions of all years on record, by sector
-- title::es: Detenciones de todos los años, por sector
-- method: count
-- by: border_sector
-- unit: apprehensions
SELECT b.sector AS "group", sum(b.number) AS events
FROM   border_year AS b
JOIN   border_sector AS s ON s.code = b.sector
WHERE  b.topic = 'apprehensions' AND coalesce(s.is_total, '') <> 'yes'
GROUP  BY b.sector

-- measure: border.nationwide
-- title: Apprehensions nationwide, by fiscal year
-- title::es: Detenciones en todo el país, por año fiscal
-- method: count
-- unit: apprehensions
-- public: yes
SELECT fiscal_year AS "group", sum(number) AS events
FROM   border_year
WHERE  topic = 'apprehensions' AND sector = 'nationwide'
GROUP  BY fiscal_year

-- measure: border.deaths
-- title: Deaths on the southwest border, by fiscal year
-- title::es: Muertes en la frontera suroeste, por año fiscal
-- method: count
-- unit: deaths
-- better: lower
-- public: yes
SELECT fiscal_year AS "group", sum(number) AS events
FROM   border_year
WHERE  topic = 'deaths' AND sector = 'southwest'
GROUP  BY fiscal_year

-- measure: border.agents
-- title: Border Patrol agents nationwide, by fiscal year
-- title::es: Agentes de la Patrulla Fronteriza en todo el país, por año fiscal
-- method: count
-- unit: agents
SELECT fiscal_year AS "group", sum(number) AS events
FROM   border_year
WHERE  topic = 'agents' AND sector = 'nationwide' AND number IS NOT NULL
GROUP  BY fiscal_year

-- measure: departure.by_year
-- title: Applications for voluntary departure, by year
-- title::es: Solicitudes de salida voluntaria, por año
-- method: count
-- unit: applications
-- public: yes
SELECT substr(month, 1, 4) AS "group", sum(applications) AS events
FROM   departure_month
GROUP  BY substr(month, 1, 4)

-- measure: debarment.by_year
-- title: Employers barred, by year
-- title::es: Empleadores inhabilitados, por año
-- method: count
-- unit: employers
-- public: yes
SELECT year_of(starts_on) AS "group", count(*) AS events
FROM   debarment
GROUP  BY year_of(starts_on)

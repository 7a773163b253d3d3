-- Numbers about crisis calls, jail, care, diversion and overdoses.

-- measure: call.by_line
-- title: Crisis calls about mental health or substance use, by line
-- title::es: Llamadas de crisis sobre salud mental o consumo de sustancias, por línea
-- source: SIM0-1
-- method: count
-- by: crisis_line
-- unit: calls
-- public: yes
SELECT line AS "group", count(*) AS events
FROM   crisis_call
WHERE  behavioral_health
GROUP  BY line

-- measure: call.without_police
-- title: Share of crisis calls answered without police, by year
-- title::es: Proporción de llamadas de crisis atendidas sin policía, por año
-- source: SIM0-1
-- method: proportion
-- better: higher
-- caveat: A call that was lost on the way counts as not answered by police. Look at lost calls too.
-- caveat::es: Una llamada perdida en el camino cuenta como no atendida por la policía. Mire también las llamadas perdidas.
-- public: yes
-- card: yes
SELECT year_of(day_of(received)) AS "group", count(*) FILTER (WHERE by_police = 0) AS events, count(*) AS trials
FROM   call_answer
WHERE  behavioral_health
GROUP  BY year_of(day_of(received))

-- measure: call.by_phone
-- title: Share of crisis calls settled by telephone, by line
-- title::es: Proporción de llamadas de crisis resueltas por teléfono, por línea
-- method: proportion
-- by: crisis_line
-- better: higher
-- public: yes
SELECT line AS "group", count(*) FILTER (WHERE by_phone) AS events, count(*) AS trials
FROM   call_answer
WHERE  behavioral_health
GROUP  BY line

-- measure: call.lost_in_transfer
-- title: Share of transfers between 911 and 988 that were lost, by line
-- title::es: Proporción de transferencias entre el 911 y el 988 que se perdieron, por línea
-- source: SIM0-3
-- method: proportion
-- by: crisis_line
-- better: lower
-- public: yes
SELECT line AS "group", count(*) FILTER (WHERE transfer = 'lost') AS events, count(*) AS trials
FROM   crisis_call
WHERE  transfer IN ('warm', 'cold', 'lost')
GROUP  BY line

-- measure: call.by_month
-- title: Crisis calls, by month
-- title::es: Llamadas de crisis, por mes
-- method: trend
-- unit: calls
SELECT month_of(day_of(received)) AS period, count(*) AS events
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) < as_of()
GROUP  BY month_of(day_of(received))

-- measure: call.should_answer
-- title: Calls of the last week, with the facts that say who should answer
-- title::es: Llamadas de la última semana, con los hechos que dicen quién debe responder
-- method: list
SELECT call_id AS call, line AS line, received AS received, risk AS risk, weapon AS weapon, violence AS violence, crime AS crime, medical_need AS medical,
       CASE WHEN weapon OR violence OR crime THEN 'police, trained, with a clinician'
            WHEN weapon IS NULL OR violence IS NULL OR crime IS NULL THEN 'ask about weapon, violence and crime'
            WHEN medical_need THEN 'ambulance'
            WHEN risk IN ('none', 'low') AND (agreed OR line = '988') THEN 'counselor by telephone'
            WHEN risk IN ('none', 'low') AND agreed IS NULL THEN 'ask whether the caller agrees to talk'
            WHEN risk IS NULL OR risk = 'unknown' THEN 'ask about the risk'
            ELSE 'mobile crisis team' END AS should_answer, sent AS sent
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) > add_days(as_of(), -7)
ORDER  BY received

-- measure: call.frequent
-- title: Share of callers known by number who called three times or more within 90 days
-- title::es: Proporción de personas conocidas por número que llamaron tres veces o más en 90 días
-- source: SIM1-4 (from memory)
-- method: proportion
-- better: lower
-- suppress below: 11
SELECT (SELECT count(*) FROM frequent_caller AS f) AS events, count(DISTINCT c.person) AS trials
FROM   crisis_call AS c
WHERE  c.person IS NOT NULL

-- measure: response.force
-- title: Uses of force per 1,000 crisis responses, by team
-- title::es: Usos de la fuerza por cada 1.000 respuestas a crisis, por equipo
-- source: SIM1-3
-- method: rate
-- by: crisis_team
-- compare: police
-- per: 1000
-- unit: responses with force
-- better: lower
-- caveat: Teams are sent to different calls: a difference is not the effect of the team.
-- caveat::es: Los equipos van a llamadas distintas: una diferencia no es el efecto del equipo.
-- public: yes
-- card: yes
SELECT team AS "group", count(*) FILTER (WHERE force_used) AS events, count(*) AS exposure
FROM   crisis_response
WHERE  team <> 'ems'
GROUP  BY team

-- measure: response.injuries
-- title: Share of crisis responses in which someone was injured, by team
-- title::es: Proporción de respuestas a crisis con heridos, por equipo
-- source: SIM1-3
-- method: proportion
-- by: crisis_team
-- better: lower
SELECT team AS "group", count(*) FILTER (WHERE injured) AS events, count(*) AS trials
FROM   crisis_response
GROUP  BY team

-- measure: response.trained
-- title: Share of police responses to a crisis with a trained officer, by year
-- title::es: Proporción de respuestas policiales a crisis con un agente capacitado, por año
-- source: SIM1-1
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(day_of(dispatched)) AS "group", count(*) FILTER (WHERE trained) AS events, count(*) AS trials
FROM   crisis_response
WHERE  team IN ('police', 'police_cit', 'co_response')
GROUP  BY year_of(day_of(dispatched))

-- measure: response.disposition
-- title: How crisis responses ended
-- title::es: Cómo terminaron las respuestas a crisis
-- source: SIM1-2
-- method: count
-- by: crisis_disposition
-- unit: responses
-- public: yes
SELECT disposition AS "group", count(*) AS events
FROM   crisis_response
GROUP  BY disposition

-- measure: response.arrest_share
-- title: Share of crisis responses that ended in an arrest, by team
-- title::es: Proporción de respuestas a crisis que terminaron en arresto, por equipo
-- method: proportion
-- by: crisis_team
-- compare: police
-- better: lower
-- caveat: Teams are sent to different calls: a difference is not the effect of the team.
-- caveat::es: Los equipos van a llamadas distintas: una diferencia no es el efecto del equipo.
-- public: yes
SELECT team AS "group", count(*) FILTER (WHERE disposition = 'arrest') AS events, count(*) AS trials
FROM   crisis_response
WHERE  team <> 'ems'
GROUP  BY team

-- measure: response.minutes
-- title: Median minutes from call to arrival, by team
-- title::es: Mediana de minutos de la llamada a la llegada, por equipo
-- source: SIM0-2
-- method: median
-- by: crisis_team
-- unit: minutes
-- better: lower
-- public: yes
SELECT r.team AS "group", 60.0 * hours_between(c.received, r.arrived) AS "value"
FROM   crisis_response AS r
JOIN   crisis_call AS c ON c.call_id = r.call
WHERE  r.arrived IS NOT NULL

-- measure: response.drop_off
-- title: Median minutes an officer waits at the drop-off, by team
-- title::es: Mediana de minutos que espera un agente en la entrega, por equipo
-- source: SIM1-4 (from memory)
-- method: median
-- by: crisis_team
-- unit: minutes
-- better: lower
SELECT team AS "group", drop_off_minutes AS "value"
FROM   crisis_response
WHERE  drop_off_minutes IS NOT NULL

-- measure: intercept.funnel
-- title: How far a crisis goes, from the call to the return to jail
-- title::es: Hasta dónde llega una crisis, de la llamada al regreso a la cárcel
-- about: Each stage is part of the one before. People leave it where somebody caught them: that is the aim.
-- about::es: Cada etapa es parte de la anterior. Las personas salen donde alguien las atendió: ese es el fin.
-- source: Sequential Intercept Model
-- method: funnel
-- public: yes
WITH   stay AS (SELECT s.call AS call, s.booking_id AS booking_id, s.booked AS booked, s.released AS released, s.person AS person
                FROM   jail_stay AS s
                JOIN   crisis_call AS c ON c.call_id = s.call AND c.behavioral_health)
SELECT '0 Crisis calls' AS stage, count(*) AS count FROM call_answer WHERE behavioral_health
UNION  ALL
SELECT '1 Police went', count(*) FROM call_answer WHERE behavioral_health AND by_police > 0
UNION  ALL
SELECT '2 Booked into jail', count(*) FROM stay
UNION  ALL
SELECT '3 Held more than three days', count(*) FROM stay WHERE hours_between(booked, coalesce(released, as_of() || 'T23:59:59-08:00')) > 72
UNION  ALL
SELECT '4 Released without care within 30 days', count(*)
FROM   stay AS s
WHERE  hours_between(s.booked, s.released) > 72
       AND NOT EXISTS (SELECT 1 FROM treatment_episode AS t WHERE t.person = s.person AND t.started_on >= day_of(s.released) AND t.started_on <= add_days(day_of(s.released), 30))
UNION  ALL
SELECT '5 Booked again within a year', count(*)
FROM   stay AS s
WHERE  hours_between(s.booked, s.released) > 72
       AND NOT EXISTS (SELECT 1 FROM treatment_episode AS t WHERE t.person = s.person AND t.started_on >= day_of(s.released) AND t.started_on <= add_days(day_of(s.released), 30))
       AND EXISTS (SELECT 1 FROM jail_stay AS n WHERE n.person = s.person AND hours_between(s.released, n.booked) > 0 AND day_of(n.booked) <= add_months(day_of(s.released), 12))

-- measure: intercept.diverted
-- title: Share diverted of those eligible, by intercept
-- title::es: Proporción derivada de las personas elegibles, por intercepción
-- about: Intercept 1: police responses that ended without arrest or citation, of those that could have. Intercepts 2 and 3: reviews that qualified and were
--   accepted.
-- about::es: Intercepción 1: respuestas policiales sin arresto ni citación, entre las que pudieron tenerlos. Intercepciones 2 y 3:
--   revisiones que cumplieron los requisitos y fueron aceptadas.
-- source: SIM2-2
-- method: proportion
-- better: higher
SELECT '1 Law enforcement' AS "group", count(*) FILTER (WHERE disposition IN ('settled', 'referral', 'transport', 'hold', 'medical')) AS events, count(*) AS trials
FROM   crisis_response
WHERE  team IN ('police', 'police_cit', 'co_response') AND disposition NOT IN ('not_found', 'no_action')
UNION  ALL
SELECT '2 and 3 Courts', count(*) FILTER (WHERE accepted), count(*)
FROM   diversion_review
WHERE  (illness OR signs) AND prosecutor_agrees AND defense_agrees AND corrections_agree AND judge_agrees AND clinician_agrees
       AND NOT sex_offense AND NOT murder AND NOT danger

-- measure: intercept.referred
-- title: Referrals to treatment, by intercept
-- title::es: Remisiones a tratamiento, por intercepción
-- method: count
-- by: intercept
-- unit: referrals
-- suppress below: 11
SELECT intercept AS "group", count(*) AS events
FROM   treatment_episode
WHERE  intercept IS NOT NULL
GROUP  BY intercept

-- measure: screening.screened
-- title: Share of bookings screened, by year
-- title::es: Proporción de ingresos evaluados, por año
-- source: SIM2-1
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(day_of(booked)) AS "group", count(*) FILTER (WHERE screenings > 0) AS events, count(*) AS trials
FROM   stay_screened
WHERE  hours_between(booked, coalesce(released, as_of() || 'T23:59:59-08:00')) >= 24
GROUP  BY year_of(day_of(booked))

-- measure: screening.positive_share
-- title: Share of screenings that call for a clinician, by instrument and sex
-- title::es: Proporción de evaluaciones que exigen un clínico, por instrumento y sexo
-- about: Screenings that could not be finished are left out: they are neither yes nor no. Never compare instruments with each other.
-- about::es: Las evaluaciones que no pudieron terminarse quedan fuera: no son ni sí ni no. Nunca compare instrumentos entre sí.
-- source: SIM2-1; Steadman 2005: 11.3 percent were referred
-- method: proportion
-- suppress below: 11
SELECT r.instrument || ', ' || s.sex AS "group", count(*) FILTER (WHERE r.positive) AS events, count(*) AS trials
FROM   screening_result AS r
JOIN   jail_stay AS s ON s.booking_id = r.booking
WHERE  r.positive IS NOT NULL
GROUP  BY r.instrument || ', ' || s.sex

-- measure: screening.unfinished
-- title: Share of screenings without an answer, by language
-- title::es: Proporción de evaluaciones sin respuesta, por idioma
-- method: proportion
-- by: language
-- better: lower
-- suppress below: 11
SELECT j.language AS "group", count(*) FILTER (WHERE r.positive IS NULL) AS events, count(*) AS trials
FROM   jail_screening AS j
JOIN   screening_result AS r ON r.screening_id = j.screening_id
GROUP  BY j.language

-- measure: screening.hours
-- title: Median hours from booking to screening, by year
-- title::es: Mediana de horas del ingreso a la evaluación, por año
-- source: SIM2-1
-- method: median
-- unit: hours
-- better: lower
SELECT year_of(day_of(booked)) AS "group", hours_between(booked, screened) AS "value"
FROM   stay_screened
WHERE  screened IS NOT NULL

-- measure: screening.agrees
-- title: Of those a clinician assessed, share with serious mental illness, by screening result
-- title::es: De quienes evaluó un clínico, proporción con enfermedad mental grave, por resultado de la evaluación
-- caveat: Clinicians assess mostly those who screened positive, so misses are seldom found.
-- caveat::es: Los clínicos evalúan sobre todo a quienes dieron positivo, así que los casos omitidos rara vez se hallan.
-- method: proportion
-- suppress below: 11
SELECT CASE WHEN r.positive THEN 'positive' ELSE 'negative' END AS "group", count(*) FILTER (WHERE s.smi) AS events, count(*) AS trials
FROM   screening_result AS r
JOIN   jail_stay AS s ON s.booking_id = r.booking
WHERE  r.positive IS NOT NULL AND s.smi IS NOT NULL
GROUP  BY CASE WHEN r.positive THEN 'positive' ELSE 'negative' END

-- measure: stepping_up.booked
-- title: Stepping Up 1: people with serious mental illness, share of bookings by year
-- title::es: Stepping Up 1: personas con enfermedad mental grave, proporción de los ingresos por año
-- about: Confirmed by a clinician. Bookings, not people: somebody booked three times counts three times.
-- about::es: Confirmada por un clínico. Ingresos, no personas: quien ingresó tres veces cuenta tres veces.
-- source: SU1
-- method: proportion
-- better: lower
-- caveat: Whoever was never assessed counts as a booking without a confirmed illness.
-- caveat::es: Quien nunca fue evaluado cuenta como ingreso sin enfermedad confirmada.
-- public: yes
-- card: yes
SELECT year_of(day_of(booked)) AS "group", count(*) FILTER (WHERE smi) AS events, count(*) AS trials
FROM   jail_stay
GROUP  BY year_of(day_of(booked))

-- measure: stepping_up.people
-- title: Stepping Up 1: people with serious mental illness booked, each counted once a year
-- title::es: Stepping Up 1: personas con enfermedad mental grave ingresadas, cada una contada una vez al año
-- source: SU1
-- method: count
-- unit: people
-- better: lower
-- public: yes
SELECT year_of(day_of(booked)) AS "group", count(DISTINCT person) AS events
FROM   jail_stay
WHERE  smi
GROUP  BY year_of(day_of(booked))

-- measure: stepping_up.stay_mean
-- title: Stepping Up 2: average days in jail of those released
-- title::es: Stepping Up 2: promedio de días en la cárcel de quienes salieron
-- source: SU2
-- method: mean
-- unit: days
-- better: lower
-- caveat: A few long stays move an average. See the median, and compare at equal charges.
-- caveat::es: Unas pocas estancias largas mueven el promedio. Vea la mediana y compare con cargos iguales.
-- public: yes
SELECT illness AS "group", days AS "value"
FROM   stay_days
WHERE  illness IS NOT NULL

-- measure: stepping_up.stay_median
-- title: Stepping Up 2: median days in jail of those released
-- title::es: Stepping Up 2: mediana de días en la cárcel de quienes salieron
-- source: SU2
-- method: median
-- unit: days
-- better: lower
-- public: yes
SELECT illness AS "group", days AS "value"
FROM   stay_days
WHERE  illness IS NOT NULL

-- measure: stepping_up.stay_by_charge
-- title: Stepping Up 2: average days in jail, by charge and illness
-- title::es: Stepping Up 2: promedio de días en la cárcel, por cargo y enfermedad
-- source: SU2
-- method: mean
-- unit: days
-- better: lower
SELECT label_of('jail_charge', charge_class) || ', ' || illness AS "group", days AS "value"
FROM   stay_days
WHERE  illness IS NOT NULL AND charge_class IS NOT NULL

-- measure: stepping_up.stay_by_release
-- title: Stepping Up 2: average days in jail, by way of release and illness
-- title::es: Stepping Up 2: promedio de días en la cárcel, por forma de salida y enfermedad
-- source: SU2
-- method: mean
-- unit: days
-- better: lower
SELECT label_of('jail_release', release_type) || ', ' || illness AS "group", days AS "value"
FROM   stay_days
WHERE  illness IS NOT NULL AND release_type IS NOT NULL

-- measure: stepping_up.connected
-- title: Stepping Up 3: share of people with serious mental illness in treatment within 30 days of release, by year
-- title::es: Stepping Up 3: proporción de personas con enfermedad mental grave en tratamiento dentro de los 30 días de la salida, por año
-- about: Treatment that began, not a referral.
-- about::es: Tratamiento que comenzó, no una remisión.
-- source: SU3
-- method: proportion
-- better: higher
-- public: yes
-- suppress below: 11
SELECT year_of(day_of(released)) AS "group", count(*) FILTER (WHERE treated) AS events, count(*) AS trials
FROM   stay_connected
GROUP  BY year_of(day_of(released))

-- measure: stepping_up.return
-- title: Stepping Up 4: share booked again within a year of release
-- title::es: Stepping Up 4: proporción que ingresó de nuevo en el año siguiente a la salida
-- source: SU4
-- method: proportion
-- compare: none confirmed
-- better: lower
-- public: yes
-- suppress below: 11
SELECT illness AS "group", count(*) FILTER (WHERE returned) AS events, count(*) AS trials
FROM   stay_return
WHERE  illness IS NOT NULL
GROUP  BY illness

-- measure: release.prepared
-- title: Share of people with serious mental illness released with each of these
-- title::es: Proporción de personas con enfermedad mental grave que salió con cada uno de estos
-- source: SIM4-1
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- method: proportion
-- better: higher
-- public: yes
-- suppress below: 11
SELECT 'appointment within 7 days' AS "group", count(*) FILTER (WHERE appointment_in_7_days) AS events, count(*) AS trials FROM stay_connected
UNION  ALL
SELECT 'medicine for 7 days', count(*) FILTER (WHERE medicine), count(*) FROM stay_connected
UNION  ALL
SELECT 'coverage active', count(*) FILTER (WHERE covered), count(*) FROM stay_connected

-- measure: release.appointment_kept
-- title: Share who kept the first appointment, by race
-- title::es: Proporción que acudió a la primera cita, por raza
-- source: SIM4-2 (from memory)
-- method: proportion
-- by: race
-- better: higher
-- suppress below: 11
SELECT race AS "group", count(*) FILTER (WHERE appointment_kept) AS events, count(*) AS trials
FROM   jail_stay
WHERE  appointment_on <= as_of()
GROUP  BY race

-- measure: competency.days_to_bed
-- title: Median days from the order for restoration to a bed, by year
-- title::es: Mediana de días de la orden de restablecimiento a la cama, por año
-- source: SIM3-2 (from memory)
-- method: median
-- unit: days
-- better: lower
-- caveat: Those who still wait are left out, so the true wait is longer.
-- caveat::es: Quienes aún esperan quedan fuera, así que la espera real es mayor.
SELECT year_of(restoration_ordered_on) AS "group", days_between(restoration_ordered_on, bed_on) AS "value"
FROM   competency_order
WHERE  bed_on IS NOT NULL

-- measure: competency.waiting
-- title: People who wait for a bed now
-- title::es: Personas que esperan una cama ahora
-- method: list
SELECT order_id AS "order", restoration_ordered_on AS ordered, days_between(restoration_ordered_on, as_of()) AS days_waiting, in_jail AS in_jail
FROM   competency_order
WHERE  restoration_ordered_on IS NOT NULL AND bed_on IS NULL
ORDER  BY restoration_ordered_on

-- measure: capacity.full
-- title: Share of staffed places in use, latest day, by service
-- title::es: Proporción de plazas con personal en uso, último día, por servicio
-- method: proportion
-- by: treatment_kind
-- public: yes
SELECT c.kind AS "group", sum(CASE WHEN c.used < c.staffed THEN c.used ELSE c.staffed END) AS events, sum(c.staffed) AS trials
FROM   capacity AS c
WHERE  c.day = (SELECT max(x.day) FROM capacity AS x)
GROUP  BY c.kind

-- measure: capacity.unstaffed
-- title: Share of licensed places without staff, latest day, by service
-- title::es: Proporción de plazas autorizadas sin personal, último día, por servicio
-- method: proportion
-- by: treatment_kind
-- better: lower
-- public: yes
SELECT c.kind AS "group", sum(c.licensed - c.staffed) AS events, sum(c.licensed) AS trials
FROM   capacity AS c
WHERE  c.day = (SELECT max(x.day) FROM capacity AS x) AND c.licensed IS NOT NULL
GROUP  BY c.kind

-- measure: service.in_time
-- title: Share of requests served within 14 days, by service
-- title::es: Proporción de solicitudes atendidas en 14 días, por servicio
-- method: proportion
-- by: treatment_kind
-- better: higher
-- suppress below: 11
-- public: yes
SELECT kind AS "group", count(*) FILTER (WHERE days_between(asked_on, started_on) <= 14) AS events, count(*) AS trials
FROM   service_request
WHERE  asked_on <= add_days(as_of(), -14)
GROUP  BY kind

-- measure: diversion.programs
-- title: Referrals to diversion, by program
-- title::es: Remisiones a derivación, por programa
-- method: count
-- by: diversion_program
-- unit: referrals
-- public: yes
SELECT program AS "group", count(*) AS events
FROM   diversion
GROUP  BY program

-- measure: diversion.totals
-- title: Diversion: referrals, cases and participants
-- title::es: Derivación: remisiones, casos y participantes
-- sentence: Each line is a question of its own; lines are never added.
-- sentence::es: Cada línea es una pregunta aparte; las líneas nunca se suman.
-- method: count
SELECT 'referrals' AS "group", count(diversion_id) AS events FROM diversion
UNION  ALL
SELECT 'cases', count(DISTINCT case_number) FROM diversion
UNION  ALL
SELECT 'participants', count(DISTINCT participant) FROM diversion

-- measure: diversion.results
-- title: Referrals to diversion, by result
-- title::es: Remisiones a derivación, por resultado
-- method: count
-- by: diversion_result
-- unit: referrals
SELECT result AS "group", count(*) AS events
FROM   diversion
GROUP  BY result

-- measure: diversion.by_race
-- title: Referrals to diversion, by race
-- title::es: Remisiones a derivación, por raza
-- method: count
-- by: race
-- unit: referrals
SELECT race AS "group", count(*) AS events
FROM   diversion
GROUP  BY race

-- measure: diversion.graduated
-- title: Share who graduated, of those whose diversion ended, by program
-- title::es: Proporción que terminó con éxito, entre las derivaciones cerradas, por programa
-- method: proportion
-- by: diversion_program
-- better: higher
-- caveat: Programs take different people. Referrals without a result are left out.
-- caveat::es: Los programas admiten a personas distintas. Las remisiones sin resultado quedan fuera.
-- public: yes
SELECT program AS "group", count(*) FILTER (WHERE result = 'graduated') AS events, count(*) AS trials
FROM   diversion
WHERE  result IS NOT NULL
GROUP  BY program

-- measure: diversion.graduated_by_race
-- title: Share who graduated, of those whose diversion ended, by race
-- title::es: Proporción que terminó con éxito, entre las derivaciones cerradas, por raza
-- method: proportion
-- by: race
-- compare: white
-- better: higher
-- public: yes
SELECT race AS "group", count(*) FILTER (WHERE result = 'graduated') AS events, count(*) AS trials
FROM   diversion
WHERE  result IS NOT NULL
GROUP  BY race

-- measure: diversion.accepted
-- title: Share of reviews in which diversion was offered, by race
-- title::es: Proporción de revisiones en que se ofreció la derivación, por raza
-- method: proportion
-- by: race
-- compare: white
-- suppress below: 11
SELECT race AS "group", count(*) FILTER (WHERE offered_on IS NOT NULL) AS events, count(*) AS trials
FROM   diversion_review
GROUP  BY race

-- measure: treatment.completed
-- title: Share of treatment that was completed, of what ended, by kind
-- title::es: Proporción de tratamientos completados, entre los terminados, por tipo
-- method: proportion
-- by: treatment_kind
-- better: higher
-- suppress below: 11
SELECT kind AS "group", count(*) FILTER (WHERE ending = 'completed') AS events, count(*) AS trials
FROM   treatment_episode
WHERE  ending IS NOT NULL
GROUP  BY kind

-- measure: overdose.by_year
-- title: Overdoses, by year
-- title::es: Sobredosis, por año
-- about: Under the year that the source gives, where it gives one.
-- about::es: Según el año que da la fuente, si lo da.
-- method: count
-- unit: overdoses
-- better: lower
-- public: yes
SELECT coalesce(reported_year, year_of(happened_on)) AS "group", count(*) AS events
FROM   overdose
GROUP  BY coalesce(reported_year, year_of(happened_on))

-- measure: overdose.by_month
-- title: Overdoses, by month
-- title::es: Sobredosis, por mes
-- method: trend
-- unit: overdoses
-- better: lower
-- card: yes
SELECT month_of(happened_on) AS period, count(*) AS events
FROM   overdose
GROUP  BY month_of(happened_on)

-- measure: overdose.naloxone
-- title: Overdoses, by whether naloxone was given
-- title::es: Sobredosis, según si se dio naloxona
-- method: count
SELECT CASE WHEN naloxone_given THEN 'given' WHEN NOT naloxone_given THEN 'not given' ELSE 'not recorded' END AS "group", count(*) AS events
FROM   overdose
GROUP  BY CASE WHEN naloxone_given THEN 'given' WHEN NOT naloxone_given THEN 'not given' ELSE 'not recorded' END

-- measure: overdose.naloxone_share
-- title: Share of overdoses in which naloxone was given, where recorded, by year
-- title::es: Proporción de sobredosis en que se dio naloxona, donde consta, por año
-- method: proportion
-- better: higher
-- public: yes
SELECT year_of(happened_on) AS "group", count(*) FILTER (WHERE naloxone_given) AS events, count(*) AS trials
FROM   overdose
WHERE  naloxone_given IS NOT NULL
GROUP  BY year_of(happened_on)

-- measure: overdose.deaths
-- title: Overdose deaths per 100,000 residents in the last year
-- title::es: Muertes por sobredosis por cada 100.000 residentes en el último año
-- method: rate
-- per: 100000
-- unit: deaths
-- better: lower
-- public: yes
SELECT count(*) FILTER (WHERE fatal) AS events, (SELECT sum(p.people) FROM residents AS p) AS exposure
FROM   overdose
WHERE  happened_on > add_months(as_of(), -12)

-- measure: overdose.offered
-- title: Share of people who survived an overdose and were offered treatment within 72 hours, by year
-- title::es: Proporción de personas que sobrevivieron a una sobredosis y recibieron oferta de tratamiento en 72 horas, por año
-- method: proportion
-- better: higher
-- suppress below: 11
-- public: yes
SELECT year_of(happened_on) AS "group", count(*) FILTER (WHERE offered_treatment) AS events, count(*) AS trials
FROM   overdose
WHERE  NOT fatal AND offered_treatment IS NOT NULL
GROUP  BY year_of(happened_on)

-- measure: naloxone.given
-- title: Naloxone given, by giver
-- title::es: Naloxona aplicada, por proveedor
-- about: Quarters that were not reported are left out: they are not zero.
-- about::es: Los trimestres sin informe quedan fuera: no son cero.
-- method: count
-- by: naloxone_giver
-- unit: times
-- public: yes
SELECT giver AS "group", sum(given) AS events
FROM   naloxone
WHERE  given IS NOT NULL
GROUP  BY giver

-- measure: naloxone.by_quarter
-- title: Naloxone given by ambulances, by quarter
-- title::es: Naloxona aplicada por ambulancias, por trimestre
-- method: trend
-- unit: times
SELECT quarter_of(quarter_start) AS period, sum(given) AS events
FROM   naloxone
WHERE  given IS NOT NULL AND giver = 'ems'
GROUP  BY quarter_of(quarter_start)

-- measure: overdose_count.reported
-- title: CDC: drug overdose deaths reported in twelve months, latest month, by state
-- title::es: CDC: muertes por sobredosis informadas en doce meses, último mes, por estado
-- caveat: Provisional; deaths still under investigation are missing. Each number is of twelve months.
-- caveat::es: Provisional; faltan muertes aún en investigación. Cada número es de doce meses.
-- method: count
-- unit: deaths
SELECT c.state AS "group", c.reported AS events
FROM   overdose_count AS c
WHERE  c.indicator = 'overdose' AND c.reported IS NOT NULL AND c.month_end = (SELECT max(x.month_end) FROM overdose_count AS x)

-- measure: overdose_count.predicted
-- title: CDC: drug overdose deaths predicted in twelve months when complete, latest month, by state
-- title::es: CDC: muertes por sobredosis previstas en doce meses al completarse, último mes, por estado
-- method: count
-- unit: deaths
SELECT c.state AS "group", c.predicted AS events
FROM   overdose_count AS c
WHERE  c.indicator = 'overdose' AND c.predicted IS NOT NULL AND c.month_end = (SELECT max(x.month_end) FROM overdose_count AS x)

-- measure: crisis_month.ends
-- title: Mobile crisis dispatches, by how they ended
-- title::es: Envíos del equipo móvil de crisis, según cómo terminaron
-- caveat: Counts under six are hidden in the source and left out here.
-- caveat::es: Los conteos menores de seis están ocultos en la fuente y aquí quedan fuera.
-- method: count
-- by: crisis_end
-- unit: dispatches
SELECT end_point AS "group", sum(dispatches) AS events
FROM   crisis_month
WHERE  dispatches IS NOT NULL
GROUP  BY end_point

-- measure: disclosure.kinds
-- title: Disclosures asked for and made, by recipient
-- title::es: Divulgaciones solicitadas y hechas, por destinatario
-- method: proportion
-- by: recipient_kind
-- suppress below: 5
SELECT recipient AS "group", count(*) FILTER (WHERE made_on IS NOT NULL) AS events, count(*) AS trials
FROM   patient_disclosure
GROUP  BY recipient

-- measure: service.wait
-- title: How long until a service begins, by service
-- title::es: Cuánto tarda en comenzar un servicio, por servicio
-- about: Those who still wait count for as long as they have waited. Those who gave up count until then.
-- about::es: Quienes aún esperan cuentan por lo que han esperado. Quienes desistieron cuentan hasta entonces.
-- method: survival
-- by: treatment_kind
-- unit: days
-- better: lower
-- at: 7, 14, 30, 90
-- suppress below: 11
-- public: yes
-- card: yes
SELECT kind AS "group", 0 AS entered, days_between(asked_on, coalesce(started_on, dropped_on, as_of())) AS "left", started_on IS NOT NULL AS event
FROM   service_request

-- measure: competency.wait
-- title: How long until a bed for restoration
-- title::es: Cuánto tarda una cama para el restablecimiento
-- source: SIM3-2 (from memory)
-- method: survival
-- unit: days
-- better: lower
-- at: 7, 30, 90
-- public: yes
SELECT 0 AS entered, days_between(restoration_ordered_on, coalesce(bed_on, as_of())) AS "left", bed_on IS NOT NULL AS event
FROM   competency_order
WHERE  restoration_ordered_on IS NOT NULL

-- measure: stepping_up.return_time
-- title: Stepping Up 4: how long until the next booking, by illness
-- title::es: Stepping Up 4: cuánto pasa hasta el próximo ingreso, por enfermedad
-- about: Everybody counts for as long as they could have returned. Those moved to prison or elsewhere are left out.
-- about::es: Cada persona cuenta por el tiempo en que pudo regresar. Quienes fueron trasladadas a prisión u otro lugar quedan fuera.
-- source: SU4
-- method: survival
-- compare: none confirmed
-- unit: days
-- at: 180, 365, 730
SELECT d.illness AS "group", 0 AS entered,
       days_between(day_of(d.released), coalesce((SELECT min(day_of(n.booked)) FROM jail_stay AS n WHERE n.person = d.person AND hours_between(d.released, n.booked) > 0), as_of())) AS "left",
       EXISTS (SELECT 1 FROM jail_stay AS n WHERE n.person = d.person AND hours_between(d.released, n.booked) > 0) AS event
FROM   stay_days AS d
WHERE  d.illness IS NOT NULL AND d.release_type <> 'transfer'

-- measure: treatment.stay
-- title: How long people stay in treatment, by kind
-- title::es: Cuánto permanecen las personas en tratamiento, por tipo
-- method: survival
-- by: treatment_kind
-- unit: days
-- better: higher
-- at: 30, 90, 180
-- suppress below: 11
SELECT kind AS "group", 0 AS entered, days_between(started_on, coalesce(ended_on, as_of())) AS "left", ended_on IS NOT NULL AS event
FROM   treatment_episode
WHERE  started_on IS NOT NULL

-- measure: response.police_contacts
-- title: Did police answer fewer crisis calls once the mobile team began in January 2025?
-- title::es: ¿Atendió la policía menos llamadas de crisis desde que comenzó el equipo móvil en enero de 2025?
-- about: Police responses to calls about mental health or substance use, before and after the mobile team began.
-- about::es: Respuestas policiales a llamadas sobre salud mental o consumo de sustancias, antes y después de que comenzara el equipo móvil.
-- method: interrupted_series
-- from: 2025-01
-- better: lower
-- caveat: Whatever else changed in that month is in it, too.
-- caveat::es: Incluye también cualquier otra cosa que cambió en ese mes.
-- public: yes
SELECT month_of(day_of(received)) AS period, count(*) FILTER (WHERE by_police > 0) AS outcome
FROM   call_answer
WHERE  behavioral_health AND month_of(day_of(received)) < month_of(as_of())
GROUP  BY month_of(day_of(received))

-- measure: overdose.by_area
-- title: Overdoses per 10,000 residents in the last two years, by area
-- title::es: Sobredosis por cada 10.000 residentes en los últimos dos años, por zona
-- about: Rates of small areas are pulled toward the rate of the city.
-- about::es: Las tasas de zonas pequeñas se acercan a la de la ciudad.
-- method: smoothed_rate
-- by: area
-- per: 10000
-- unit: overdoses
-- areas: area.outline
-- better: lower
-- public: yes
SELECT p.area AS "group", (SELECT count(*) FROM overdose AS o WHERE o.area = p.area AND o.happened_on > add_months(as_of(), -24)) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.area

-- measure: overdose.early_warning
-- title: Is a cluster of overdoses growing now?
-- title::es: ¿Está creciendo ahora un grupo de sobredosis?
-- about: Looks only at clusters that reach the last day, as one would ask every morning.
-- about::es: Mira solo grupos que llegan al último día, como se preguntaría cada mañana.
-- method: cluster
-- model: permutation
-- most radius: 2000
-- most days: 14
-- prospective: yes
-- replicates: 199
-- seed: 2026
-- caveat: Of a hundred mornings without any cluster, five give a p of 0.05 or less.
-- caveat::es: De cien mañanas sin ningún grupo, cinco dan una p de 0,05 o menos.
SELECT overdose_id AS place, lon_of(place) AS lon, lat_of(place) AS lat, happened_on AS "when", 1 AS cases
FROM   overdose
WHERE  place IS NOT NULL AND happened_on > add_days(as_of(), -180)

-- measure: diversion.four_fifths
-- title: Is diversion offered to people of every race alike?
-- title::es: ¿Se ofrece la derivación por igual a personas de toda raza?
-- method: adverse_impact
-- by: race
SELECT race AS "group", count(*) FILTER (WHERE offered_on IS NOT NULL) AS selected, count(*) AS applicants
FROM   diversion_review
GROUP  BY race

-- Due dates of arrest, court, custody, clearance, youth and reentry.

-- clock: arrest.probable_cause
-- title: A judge finds probable cause within 48 hours of an arrest without a warrant
-- title::es: Un juez halla causa probable dentro de las 48 horas de un arresto sin orden
-- about: Weekends and holidays count.
-- about::es: Los fines de semana y feriados cuentan.
-- on: arrest
-- basis: County of Riverside v. McLaughlin, 500 US 44 (1991)
-- source: from memory
-- confidence: M
-- count: 48 hours
-- owner: court_clerk
-- warn: 12 hours before
SELECT arrest_id AS record, arrested AS started, probable_cause_at AS met
FROM   arrest
WHERE  NOT coalesce(warrant, FALSE) AND manner <> 'summoned'

-- clock: case.indict
-- title: Federal case: indictment within 30 days of arrest
-- title::es: Caso federal: acusación en 30 días desde el arresto
-- on: court_case
-- basis: 18 USC 3161(b)
-- confidence: P
-- count: 30 calendar days
-- owner: prosecutor
-- warn: 7 days before
SELECT k.case_number AS record, day_of(a.arrested) AS started, k.indicted_on AS met
FROM   court_case AS k
JOIN   arrest AS a ON a.arrest_id = k.arrest
WHERE  k.court = 'federal'

-- clock: case.trial
-- title: Trial begins in time
-- title::es: El juicio comienza a tiempo
-- about: Federal time counts from the later of indictment and first appearance, California's from the arraignment. Excluded time stops it.
-- about::es: El plazo federal cuenta desde lo último entre la acusación y la primera comparecencia; el de California, desde la lectura de
--   cargos. El tiempo excluido lo detiene.
-- on: court_case
-- rules: speedy_rule by rule
-- owner: prosecutor
-- warn: 21 days before, 7 days before
SELECT case_number AS record,
       CASE WHEN court = 'federal' THEN 'us_trial' WHEN level = 'felony' THEN 'ca_felony' WHEN in_custody THEN 'ca_misd_custody' ELSE 'ca_misd_free' END AS rule,
       CASE WHEN court <> 'federal' THEN arraigned_on WHEN first_appearance_on > indicted_on THEN first_appearance_on ELSE indicted_on END AS started,
       CASE WHEN trial_on IS NOT NULL AND (closed_on IS NULL OR trial_on < closed_on) THEN trial_on ELSE closed_on END AS met, excluded_from AS paused_from, excluded_to AS paused_to
FROM   court_case
WHERE  CASE WHEN court <> 'federal' THEN arraigned_on WHEN first_appearance_on > indicted_on THEN first_appearance_on ELSE indicted_on END IS NOT NULL
       AND (court = 'federal' OR site('state') = 'CA') AND court IN ('federal', 'superior', 'lower')

-- clock: case.prepare
-- title: Federal case: no trial sooner than 30 days after counsel appears
-- title::es: Caso federal: ningún juicio antes de 30 días desde que comparece el abogado
-- on: court_case
-- basis: 18 USC 3161(c)(2)
-- confidence: P
-- kind: window_open
-- count: 30 calendar days
-- falls on a day off: stays
-- owner: prosecutor
SELECT case_number AS record, first_appearance_on AS started
FROM   court_case
WHERE  court = 'federal' AND first_appearance_on IS NOT NULL AND counsel_on IS NOT NULL

-- clock: clearance.opens
-- title: The record can be cleared from this day
-- title::es: El antecedente puede borrarse desde este día
-- about: By the rule of each state, if its other conditions hold: see the decision charge.clearance.
-- about::es: Según la regla de cada estado, si se cumplen sus otras condiciones: vea la decisión charge.clearance.
-- on: charge
-- rules: clearance_rule by clearance
-- owner: court_clerk
SELECT w.charge_id AS record, w.rule AS clearance, w.starts_on AS started
FROM   charge_wait AS w
WHERE  w.starts_on IS NOT NULL

-- clock: risk.reassess
-- title: Assess the risk again, at least once a year
-- title::es: Evaluar de nuevo el riesgo, al menos una vez al año
-- on: reform_review
-- basis: 18 USC 3632(d)(5)
-- confidence: P
-- kind: review
-- count: 1 year
-- owner: jail_manager
-- warn: 30 days before
SELECT review_id AS record, assessed_on AS started
FROM   reform_review
WHERE  assessed_on IS NOT NULL

-- clock: plan.finish
-- title: Finish the reentry plan 90 days before release
-- title::es: Terminar el plan de reinserción 90 días antes de la salida
-- on: reentry_plan
-- basis: city policy
-- source: from memory
-- confidence: M
-- count: 90 calendar days
-- before: yes
-- falls on a day off: previous working day
-- owner: reentry_coordinator
-- warn: 30 days before
SELECT plan_id AS record, expected_release_on AS started, finished_on AS met
FROM   reentry_plan

-- clock: plan.first_appointment
-- title: First appointment within seven days of release
-- title::es: Primera cita dentro de los siete días de la salida
-- on: reentry_plan
-- basis: city policy
-- source: SIM4-1 (secondary source)
-- confidence: S
-- count: 7 calendar days
-- falls on a day off: stays
-- owner: reentry_coordinator
SELECT p.plan_id AS record, day_of(b.released) AS started, min(s.appointment_on) AS met
FROM   reentry_plan AS p
JOIN   booking AS b ON b.booking_id = p.booking
LEFT   JOIN reentry_service AS s ON s.plan = p.plan_id AND s.kept
WHERE  b.released IS NOT NULL
GROUP  BY p.plan_id, b.released

-- clock: need.meet
-- title: Meet a need that cannot wait
-- title::es: Atender una necesidad que no puede esperar
-- on: reentry_need
-- basis: city policy
-- confidence: M
-- count: 14 calendar days
-- falls on a day off: stays
-- owner: reentry_coordinator
SELECT need_id AS record, found_on AS started, met_on AS met
FROM   reentry_need
WHERE  level = 'now'

-- clock: violation.respond
-- title: Answer a violation
-- title::es: Responder a una violación
-- on: violation
-- basis: city policy: swift and proportionate
-- source: from memory
-- confidence: M
-- count: 5 business days
-- owner: probation
-- warn: 2 days before
SELECT violation_id AS record, happened_on AS started, responded_on AS met
FROM   violation

-- clock: juvenile.hold
-- title: The hold of a youth ends
-- title::es: Termina la retención de un menor
-- on: juvenile_hold
-- rules: juvenile_hold_rule by hold
-- owner: jail_manager
-- warn: 2 hours before
SELECT hold_id AS record, rule AS hold, entered AS started, left_at AS met
FROM   juvenile_hold

-- clock: juvenile.review
-- title: The court reviews a youth charged as an adult every 30 days, 45 in rural areas
-- title::es: El tribunal revisa cada 30 días al menor acusado como adulto, 45 en zonas rurales
-- on: juvenile_hold
-- basis: 34 USC 11133(a)(11)(B)
-- confidence: P
-- kind: review
-- count: 30 calendar days
-- instead: 45 calendar days, when rural
-- owner: court_clerk
-- warn: 7 days before
SELECT hold_id AS record, coalesce(reviewed_on, day_of(entered)) AS started, coalesce(rural, FALSE) AS rural
FROM   juvenile_hold
WHERE  rule = 'adult_charged' AND left_at IS NULL

-- clock: juvenile.interview
-- title: Interview a youth held for breaking a court order
-- title::es: Entrevistar al menor retenido por incumplir una orden judicial
-- on: juvenile_hold
-- basis: 34 USC 11133(a)(23)
-- confidence: P
-- count: 24 hours
-- owner: probation
SELECT hold_id AS record, entered AS started, interviewed AS met
FROM   juvenile_hold
WHERE  rule = 'court_order'

-- clock: juvenile.hearing
-- title: Hearing for a youth held for breaking a court order
-- title::es: Audiencia para el menor retenido por incumplir una orden judicial
-- on: juvenile_hold
-- basis: 34 USC 11133(a)(23)
-- confidence: P
-- count: 48 hours
-- owner: court_clerk
SELECT hold_id AS record, entered AS started, heard AS met
FROM   juvenile_hold
WHERE  rule = 'court_order'

-- clock: death.report
-- title: Report the quarter's deaths in custody
-- title::es: Informar las muertes en custodia del trimestre
-- on: custody_death
-- basis: 34 USC 60105(b)
-- confidence: P
-- count: 3 months
-- owner: jail_manager
-- warn: 30 days before
SELECT death_id AS record,
       substr(quarter_of(day_of(died)), 1, 4) || CASE substr(quarter_of(day_of(died)), 7, 1) WHEN '1' THEN '-03-31' WHEN '2' THEN '-06-30' WHEN '3' THEN '-09-30' ELSE '-12-31' END AS started,
       reported_on AS met
FROM   custody_death

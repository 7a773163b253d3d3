-- Numbers of awards, and formulas: who gets what, and who would under another rule.

-- measure: award.burn_down
-- title: Awards: time gone, money spent, drawn and matched
-- title::es: Concesiones: tiempo transcurrido, dinero gastado, girado y aportado
-- method: list
SELECT s.award_id AS award, s.kind AS program, s.ends_on AS ends_on, s.amount / 100.0 AS award_dollars, s.spent / 100.0 AS spent, s.drawn / 100.0 AS drawn,
       round(100.0 * s.spent / s.amount, 1) AS percent_spent,
       round(100.0 * CASE WHEN s.ends_on < as_of() THEN 1.0 ELSE 1.0 * days_between(s.starts_on, as_of()) / days_between(s.starts_on, s.ends_on) END, 1) AS percent_of_time,
       CASE WHEN s.match_required > 0 THEN round(100.0 * s.matched / s.match_required, 1) END AS percent_matched
FROM   award_spending AS s
ORDER  BY s.ends_on, s.award_id

-- measure: award.lapsing
-- title: Money that lapses within a year at the present pace
-- title::es: Dinero que se pierde dentro de un año al ritmo actual
-- method: list
SELECT s.award_id AS award, s.ends_on AS ends_on, (s.amount - s.spent) / 100.0 AS unspent,
       round((s.amount - s.spent - 1.0 * s.spent / days_between(s.starts_on, as_of()) * days_between(as_of(), s.ends_on)) / 100.0, 0) AS would_lapse
FROM   award_spending AS s
WHERE  s.ends_on >= as_of() AND s.ends_on <= add_months(as_of(), 12) AND s.starts_on < as_of()
       AND s.amount - s.spent > 1.0 * s.spent / days_between(s.starts_on, as_of()) * days_between(as_of(), s.ends_on)
ORDER  BY s.ends_on

-- measure: award.spent
-- title: Share of award money spent, by program
-- title::es: Proporción del dinero gastado, por programa
-- method: proportion
-- by: program_kind
-- card: yes
-- caveat: In dollars; the interval says nothing here, for money is counted, not drawn by lot.
-- caveat::es: En dólares; el intervalo no dice nada aquí, pues el dinero se cuenta, no se sortea.
SELECT s.kind AS "group", sum(s.spent) / 100 AS events, sum(s.amount) / 100 AS trials
FROM   award_spending AS s
GROUP  BY s.kind

-- measure: report.on_time
-- title: Reports sent in time, by kind
-- title::es: Informes enviados a tiempo, por tipo
-- method: proportion
-- by: report_kind
-- better: higher
-- card: yes
-- public: yes
SELECT r.kind AS "group", count(*) FILTER (WHERE days_between(r.period_end, r.sent_on) <= k.days) AS events, count(*) AS trials
FROM   performance_report AS r
JOIN   report_kind AS k ON k.code = r.kind
WHERE  r.sent_on IS NOT NULL OR days_between(r.period_end, as_of()) > k.days
GROUP  BY r.kind

-- measure: outcome.cost
-- title: Cost of one outcome, by activity
-- title::es: Costo de un resultado, por actividad
-- method: list
-- public: yes
-- caveat: Cost for each thing done, not for each harm averted.
-- caveat::es: Costo por cada cosa hecha, no por cada daño evitado.
SELECT a.name AS activity, a.goal AS counted, (SELECT sum(o.number) FROM outcome AS o WHERE o.activity = a.activity_id) AS outcomes, a.goal_number AS promised,
       (SELECT sum(e.amount) FROM expenditure AS e WHERE e.activity = a.activity_id) / 100.0 AS spent,
       round((SELECT sum(e.amount) FROM expenditure AS e WHERE e.activity = a.activity_id) / 100.0 / (SELECT sum(o.number) FROM outcome AS o WHERE o.activity = a.activity_id), 0) AS dollars_each
FROM   activity AS a
ORDER  BY a.name

-- measure: condition.at_risk
-- title: Money tied to immigration conditions, and their legal state
-- title::es: Dinero ligado a condiciones migratorias, y su estado legal
-- method: list
-- caveat: Not legal advice; appeals move. The day it was last checked stands beside it.
-- caveat::es: No es consejo legal; hay apelaciones. Al lado está el día de la última revisión.
SELECT c.award AS award, c.law AS law, s.label AS legal_state, k.label AS court_case, c.city_covered AS city_covered, c.certified AS certified, c.at_risk / 100.0 AS dollars_at_risk, c.checked_on AS checked_on
FROM   special_condition AS c
LEFT   JOIN legal_state AS s ON s.code = c.legal_state
LEFT   JOIN condition_case AS k ON k.code = c.court_case
WHERE  c.kind = 'immigration'
ORDER  BY c.at_risk DESC, c.condition_id

-- measure: condition.states
-- title: Immigration conditions, by legal state
-- title::es: Condiciones migratorias, por estado legal
-- method: count
-- by: legal_state
-- unit: conditions
-- public: yes
SELECT legal_state AS "group", count(*) AS events
FROM   special_condition
WHERE  kind = 'immigration'
GROUP  BY legal_state

-- measure: subaward.days
-- title: Days from receipt to passing on
-- title::es: Días desde la recepción hasta la transferencia
-- method: median
-- unit: days
-- better: lower
SELECT s.award AS "group", days_between(a.received_on, s.made_on) AS value
FROM   subaward AS s
JOIN   award AS a ON a.award_id = s.award
WHERE  s.is_local AND a.received_on IS NOT NULL

-- measure: position.filled
-- title: Funded posts that are filled
-- title::es: Puestos financiados que están cubiertos
-- method: proportion
-- better: higher
SELECT count(*) FILTER (WHERE filled_on IS NOT NULL AND (vacated_on IS NULL OR refilled_on IS NOT NULL)) AS events, count(*) AS trials
FROM   funded_position
WHERE  ended_on IS NULL

-- measure: position.effective_share
-- title: What a funded post costs the city
-- title::es: Lo que un puesto financiado cuesta a la ciudad
-- method: allocate
-- steps: cops_steps
-- parameters: grant_rule
-- gives: city_total
-- shows: federal, local_part, local_percent, retention
-- unit: dollars
-- caveat: A match of 25 percent is a floor: the cap of an officer makes it more.
-- caveat::es: Una contrapartida del 25 por ciento es un mínimo: el tope por agente la sube.
SELECT f.position_id AS recipient, f.cost_36_months / 100.0 AS cost, f.cost_year_4 / 100.0 AS year_4
FROM   funded_position AS f
WHERE  f.cost_36_months IS NOT NULL
ORDER  BY f.position_id

-- measure: jag.states
-- title: Byrne JAG by state, from the formula
-- title::es: Byrne JAG por estado, según la fórmula
-- method: allocate
-- steps: jag_steps
-- parameters: grant_rule
-- gives: award
-- shows: initial, at_minimum, state_direct, local_pot
-- residents: population
-- unit: dollars
-- public: yes
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT j.place AS recipient, j.kind AS kind, j.pool AS pool, j.population AS population, j.crime AS crime, CASE WHEN j.keeps_all THEN 1 ELSE 0 END AS keeps_all
FROM   jag_state AS j
ORDER  BY j.place

-- measure: jag.if_pool
-- title: Byrne JAG by state, if the pool were another
-- title::es: Byrne JAG por estado, si el fondo fuera otro
-- method: allocate
-- steps: jag_steps
-- parameters: grant_rule
-- gives: award
-- residents: population
-- need: crime / population
-- unit: dollars
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT j.place AS recipient, j.kind AS kind, j.pool AS pool, j.what_if AS if_pool, j.population AS population, j.crime AS crime, CASE WHEN j.keeps_all THEN 1 ELSE 0 END AS keeps_all
FROM   jag_state AS j
ORDER  BY j.place

-- measure: jag.if_floor
-- title: Byrne JAG by state, if the minimum were a true floor
-- title::es: Byrne JAG por estado, si el mínimo fuera un piso verdadero
-- method: allocate
-- steps: jag_steps
-- parameters: grant_rule
-- gives: award
-- what if steps: jag_floor_steps
-- residents: population
-- need: crime / population
-- unit: dollars
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT j.place AS recipient, j.kind AS kind, j.pool AS pool, j.population AS population, j.crime AS crime, CASE WHEN j.keeps_all THEN 1 ELSE 0 END AS keeps_all
FROM   jag_state AS j
ORDER  BY j.place

-- measure: jag.if_more_local
-- title: Byrne JAG: what local governments get, if the state kept a quarter
-- title::es: Byrne JAG: lo que reciben los gobiernos locales, si el estado retuviera un cuarto
-- method: allocate
-- steps: jag_steps
-- parameters: grant_rule
-- gives: local_pot
-- what if: more_local
-- residents: population
-- need: crime / population
-- unit: dollars
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT j.place AS recipient, j.kind AS kind, j.pool AS pool, j.population AS population, j.crime AS crime, CASE WHEN j.keeps_all THEN 1 ELSE 0 END AS keeps_all
FROM   jag_state AS j
ORDER  BY j.place

-- measure: jag.local
-- title: Byrne JAG by city and county of the state
-- title::es: Byrne JAG por ciudad y condado del estado
-- method: allocate
-- steps: jag_local_steps
-- parameters: grant_rule
-- gives: direct
-- shows: rate, formula_amount, moved_up, joint, joint_amount
-- rows: kind <> 'rest'
-- residents: population
-- unit: dollars
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT f.place AS recipient, f.kind AS kind, f.within AS within, f.county AS county, f.population AS population, f.violent_crime AS crime, 1.0 * f.poverty / f.population AS poverty,
       f.spending / 100.0 AS spending, CASE WHEN f.bears_costs THEN 1 ELSE 0 END AS bears_costs, CASE WHEN f.violent_crime IS NULL THEN 0 ELSE 1 END AS reports, (SELECT x.pool FROM formula_pool AS x WHERE x.program = 'other' AND x.fiscal_year = (SELECT max(y.fiscal_year) FROM formula_pool AS y WHERE y.program = 'other')) AS pot
FROM   place_factor AS f
WHERE  f.kind IN ('city', 'county', 'rest') AND f.within = site('state')
ORDER  BY f.place

-- measure: jag.if_direct
-- title: Byrne JAG by city, if money went straight to cities
-- title::es: Byrne JAG por ciudad, si el dinero fuera directo a las ciudades
-- method: allocate
-- steps: jag_local_steps
-- parameters: grant_rule
-- gives: direct
-- what if: city_pool
-- what if steps: city_share_steps
-- rows: kind <> 'rest'
-- residents: population
-- need: poverty
-- unit: dollars
-- caveat: As good as its factors: look at the vintage of people and crimes. Territories are approximate (from memory).
-- caveat::es: Tan bueno como sus factores: mire de qué año son la población y los delitos. Los territorios son aproximados (de memoria).
SELECT f.place AS recipient, f.kind AS kind, f.within AS within, f.county AS county, f.population AS population, f.violent_crime AS crime, 1.0 * f.poverty / f.population AS poverty,
       f.spending / 100.0 AS spending, CASE WHEN f.bears_costs THEN 1 ELSE 0 END AS bears_costs, CASE WHEN f.violent_crime IS NULL THEN 0 ELSE 1 END AS reports, (SELECT x.pool FROM formula_pool AS x WHERE x.program = 'other' AND x.fiscal_year = (SELECT max(y.fiscal_year) FROM formula_pool AS y WHERE y.program = 'other')) AS pot
FROM   place_factor AS f
WHERE  f.kind IN ('city', 'county', 'rest') AND f.within = site('state')
ORDER  BY f.place

-- measure: cdbg.grants
-- title: Block grants of cities and counties, from the formula
-- title::es: Subvenciones globales de ciudades y condados, según la fórmula
-- method: allocate
-- steps: cdbg_steps
-- parameters: grant_rule
-- gives: grant_amount
-- shows: formula_a, formula_b, basic
-- rows: kind <> 'area'
-- residents: population
-- unit: dollars
SELECT f.place AS recipient, f.kind AS kind, f.population AS population, f.poverty AS poverty, f.overcrowded AS overcrowded, f.old_units AS old_units, coalesce(f.population_1960, 0) AS population_1960,
       x.pool AS appropriation, coalesce(x.insular, 0) AS insular
FROM   place_factor AS f
JOIN   formula_pool AS x ON x.program = 'cdbg' AND x.fiscal_year = f.year
WHERE  f.kind IN ('city', 'county', 'area') AND f.poverty IS NOT NULL
ORDER  BY f.place

-- measure: cdbg.states
-- title: Block grants of states, from the formula
-- title::es: Subvenciones globales de los estados, según la fórmula
-- method: allocate
-- steps: cdbg_state_steps
-- parameters: grant_rule
-- gives: grant_amount
-- shows: formula_a, formula_b, basic
-- residents: population
-- unit: dollars
SELECT f.place AS recipient, f.population AS population, f.poverty AS poverty, f.overcrowded AS overcrowded, f.old_units AS old_units, x.pool AS appropriation, coalesce(x.insular, 0) AS insular
FROM   place_factor AS f
JOIN   formula_pool AS x ON x.program = 'cdbg' AND x.fiscal_year = f.year
WHERE  f.kind = 'state' AND f.poverty IS NOT NULL
ORDER  BY f.place

-- measure: shsp.minimums
-- title: Homeland security minimums
-- title::es: Mínimos de seguridad nacional
-- method: allocate
-- steps: shsp_steps
-- parameters: grant_rule
-- gives: least
-- shows: tribes
-- unit: dollars
-- caveat: The appropriation of both programs together is an input: the public figures imply one that holds carve-outs, too.
-- caveat::es: El presupuesto de ambos programas juntos es un dato de entrada: las cifras públicas implican uno que incluye reservas.
SELECT f.place AS recipient, CASE WHEN f.kind = 'territory' AND f.place <> 'Puerto Rico' THEN 'territory' ELSE 'state' END AS kind, x.pool AS appropriation, 0 AS awarded, 0 AS pool
FROM   place_factor AS f
JOIN   formula_pool AS x ON x.program = 'hsgp'
WHERE  f.kind IN ('state', 'territory') AND x.fiscal_year = (SELECT max(y.fiscal_year) FROM formula_pool AS y WHERE y.program = 'hsgp')
GROUP  BY f.place, f.kind, x.pool
ORDER  BY f.place

-- measure: cops.awards
-- title: COPS hiring: who would be funded, in order of score
-- title::es: Contratación COPS: quién sería financiado, por puntaje
-- method: allocate
-- steps: cops_award_steps
-- parameters: grant_rule
-- gives: award
-- shows: first_round, second_large, second_small, third
-- residents: population
-- unit: dollars
-- caveat: Real scores are not public: a model of the rules, not of the choices.
-- caveat::es: Los puntajes reales no son públicos: un modelo de las reglas, no de las decisiones.
SELECT s.place AS recipient, s.within AS within, s.population AS population, s.ask AS ask, s.score AS score, x.pool AS pool
FROM   applicant_score AS s
JOIN   formula_pool AS x ON x.program = 'cops' AND x.fiscal_year = (SELECT max(y.fiscal_year) FROM formula_pool AS y WHERE y.program = 'cops')
ORDER  BY s.place

-- measure: published.amounts
-- title: Published amounts, by place
-- title::es: Montos publicados, por lugar
-- method: list
-- limit: 500
-- public: yes
SELECT p.fiscal_year AS fiscal_year, p.topic AS topic, p.place AS place, p.within AS state, p.amount AS dollars, p.source AS source
FROM   published_amount AS p
ORDER  BY p.topic, p.fiscal_year, p.amount DESC, p.place

-- measure: uasi.by_state
-- title: Urban area grants by state
-- title::es: Subvenciones a áreas urbanas por estado
-- method: allocate
-- steps: published_steps
-- gives: published
-- unit: dollars
-- public: yes
SELECT p.within AS recipient, sum(p.amount) AS amount
FROM   published_amount AS p
WHERE  p.program = 'uasi'
GROUP  BY p.within
ORDER  BY p.within

-- measure: tracts.most
-- title: Most that each region may ask for
-- title::es: Lo máximo que puede pedir cada región
-- method: list
-- public: yes
SELECT t.region AS region, max(t.most_service) / 100 AS dollars, count(*) AS tracts, count(*) FILTER (WHERE t.high_need) AS high_need
FROM   priority_tract AS t
GROUP  BY t.region
ORDER  BY max(t.most_service) DESC

-- measure: tracts.need
-- title: Tracts, by need
-- title::es: Secciones, por necesidad
-- method: count
-- unit: tracts
-- public: yes
SELECT CASE WHEN high_need THEN 'high need' ELSE 'not' END AS "group", count(*) AS events
FROM   priority_tract
GROUP  BY CASE WHEN high_need THEN 'high need' ELSE 'not' END

-- measure: budget.by_category
-- title: Budgets, by category
-- title::es: Presupuestos, por categoría
-- method: list
SELECT c.label AS category, sum(b.amount) / 100.0 AS dollars, count(*) AS lines
FROM   budget_line AS b
JOIN   cost_category AS c ON c.code = b.category
GROUP  BY c.label
ORDER  BY sum(b.amount) DESC, c.label

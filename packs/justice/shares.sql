-- share: justice_counts.upload
-- title: Justice Counts, one sheet of all metrics that the city's own records give
-- title::es: Justice Counts, una hoja con todas las métricas que dan los registros de la ciudad
-- to: public
-- format: csv
-- each: month
-- source: Justice Counts single-sheet format
SELECT metric AS metric, substr(month, 1, 4) AS year, substr(month, 6, 2) AS month, system AS system, breakdown AS breakdown_category, value_of AS breakdown, figure AS value
FROM   justice_counts_own

-- share: custody_death.report
-- title: Deaths in custody of the quarter, for the Attorney General
-- title::es: Muertes en custodia del trimestre, para el Fiscal General
-- to: US Department of Justice
-- format: csv
-- each: quarter
-- basis: 34 USC 60105(b)
SELECT name AS name, sex AS gender, race AS race, ethnicity AS ethnicity, age AS age, died AS date_and_time, place AS location, agency AS agency, circumstances AS circumstances
FROM   custody_death
WHERE  reported_on IS NULL

-- share: clearance.candidates
-- title: Charges that can be cleared, for the court
-- title::es: Cargos que pueden borrarse, para el tribunal
-- to: court
-- format: csv
-- each: month
-- basis: state law, by codes/clearance_rule.csv
SELECT charge_id AS charge, state AS state, rule AS rule, opens_on AS since
FROM   charge_clear
WHERE  covered AND in_force AND opens_on <= as_of() AND clean AND paid AND NOT pending AND NOT excluded AND NOT registrable AND NOT serious AND NOT over_cap AND NOT assaultive

-- share: youth.draw
-- title: The draw, for everybody to check
-- title::es: El sorteo, para que cualquiera lo compruebe
-- about: Entry numbers and tickets only; no names.
-- about::es: Solo números de participación y boletos; sin nombres.
-- to: public
-- format: csv
-- each: draw
SELECT program AS program, entry_id AS entry, ticket AS ticket, place AS place, drawn AS drawn
FROM   youth_application
WHERE  ticket IS NOT NULL
